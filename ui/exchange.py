"""All settings as one TOML document, out and in."""

import streamlit as st

from analysis import targets
from language import _
from nlp.rules import RulesError, document, split, tables
from ui.changes import in_words
from ui.download import spoken
from ui.drafts import Drafts
from ui.plain import plain
from ui.targets import differences, saved
from ui.trail import difference, restore


def exchange(drafts: Drafts) -> None:
    with st.container(border=True, key="export_settings", gap="small"):
        st.markdown(f"**{_('Take the settings with you')}**")
        st.caption(_("Everything that is saved here as one TOML document: to keep it, to edit it elsewhere, to use it in another store."))
        st.download_button(
            _("Download"), data=spoken(lambda: everything(drafts).encode()), file_name="guanlan-settings.toml", mime="application/toml",
            on_click="ignore", icon=":material/download:", key="download_settings",
        )  # fmt: skip
    with st.container(border=True, key="import_settings", gap="small"):
        st.markdown(f"**{_('Use a document')}**")
        st.caption(_("A setting that the document holds is replaced by what stands there; the others stay. You see what would change first."))
        turn = st.session_state.setdefault("_exchanged", 0)
        file = st.file_uploader(_("A TOML document"), type=["toml", "txt"], key=f"settings_{turn}", label_visibility="collapsed", max_upload_size=10)
        if file is not None:
            _offered(drafts, file.getvalue())


def everything(drafts: Drafts) -> str:
    """What is saved of all settings as one document."""
    told = {}
    for text in drafts.saved.values():
        told |= tables(text)
    kept = saved(drafts.store)
    return "\n".join([document(told), *([targets.document(kept)] if kept else [])])


def _offered(drafts: Drafts, content: bytes) -> None:
    """What a document would change, and the button that does it."""
    try:
        told = tables(content.decode("utf-8-sig"), (targets.TABLE,))
        wanted = targets.listed(told.pop(targets.TABLE)) if targets.TABLE in told else None
        values = split(told)
    except UnicodeDecodeError:
        st.warning(_("The document is not UTF-8: save it as UTF-8 and choose it again."))
        return
    except (RulesError, targets.TargetError) as error:
        st.warning(plain(error))
        return
    differs = {setting: difference(setting, drafts.saved[setting], text) for setting, text in values.items()}
    if wanted is not None:
        values[targets.SETTING] = targets.document(wanted)
        differs[targets.SETTING] = differences(saved(drafts.store), wanted)
    changed = {setting: values[setting] for setting, found in differs.items() if found}
    if not changed:
        st.caption(_("The document changes nothing."))
        return
    for setting in changed:
        st.caption(plain(in_words(differs[setting])))
    if unsaved := set(drafts.unsaved()) & set(changed):
        st.caption(_("What you typed there and did not save is lost: {count} settings.", count=len(unsaved)))
    st.button(
        _("Apply"), key="apply_document", type="primary", on_click=_apply, args=[drafts, changed, [one for found in differs.values() for one in found]],
    )  # fmt: skip


def _apply(drafts: Drafts, values: dict[str, str], differs: list) -> None:
    restore(drafts, values, differs)
    st.session_state["_exchanged"] += 1
