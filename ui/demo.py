"""The demo crisis: said on every page that shows it, and waited for at the first start."""

import streamlit as st

from jobs import demo_jobs
from language import _
from ui.ask import is_demo, store

IMPORTS = "../pages/imports.py"


def banner() -> None:
    """On every page whose numbers are the demo's."""
    if not is_demo():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="demo"):
        st.markdown(f":material/science: **{_('Demo data')}**", width="content")
        st.caption(_("Invented brands, people and posts: eight weeks with a launch, a crisis and its aftermath."), width="stretch")
        st.page_link(IMPORTS, label=_("Import your own"), icon=":material/upload_file:")


def is_on_its_way() -> bool:
    queue = demo_jobs(store())
    return queue is not None and any(job.kind == "demo" and not job.ended for job in queue.jobs())


def on_its_way() -> None:
    """While it is made: what comes, and that nobody needs to wait for it."""
    with st.container(border=True, key="demo_on_its_way"):
        st.markdown(f"**{_('The demo is being prepared: it takes some seconds.')}**")
        st.caption(_("Then every page shows an invented crisis, until you import your own mentions."))
        st.page_link(IMPORTS, label=_("Import your own at once"), icon=":material/upload_file:")
