"""Which page a run draws."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def keep_intent() -> None:
    """Draw the page that this run was asked for.

    Streamlit notes it once for a session (PagesManager.set_script_intent): a run that gives way to this one, as when work ends and the page
    is drawn anew while somebody clicks on another, may have written its own there since. The click would be lost.
    """
    run = get_script_run_ctx()
    if run.page_script_hash != run.pages_manager.main_script_hash:
        run.pages_manager.set_script_intent(run.page_script_hash, "")
