"""What is not saved yet and how to save it; whether all mentions carry what the saved rules say."""

import streamlit as st

import written
from analysis.filters import Filters
from analysis.targets import SETTING as TARGETS
from analysis.totals import totals
from jobs import jobs_of
from language import _
from loaders.enrich import stale
from loaders.rules import rules_of
from nlp.changes import Change
from nlp.rules import BESIDE as ALONE
from nlp.rules import document
from store import settings
from store.connect import Store, connect
from ui.ask import ask
from ui.changes import in_words
from ui.drafts import BESIDE, NAMES, Drafts
from ui.plain import plain


def unsaved(drafts: Drafts) -> None:
    """The bar above the tables: as high where all is saved, so that nothing moves under the hands."""
    edited = drafts.unsaved()
    problems = {setting: problem for setting, draft in edited.items() if (problem := draft.problem())}
    changes = [change for draft in edited.values() for change in draft.changes()]
    with st.container(border=True, key="unsaved", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            title = _("{count} unsaved changes", count=written.whole(len(changes))) if edited else _("All changes are saved")
            st.markdown(f"**{title}**", width="content")
            with st.container(horizontal=True, width="content"):
                st.button(_("Discard"), key="discard", type="tertiary", on_click=_discard, args=[drafts], disabled=not edited)
                st.button(
                    _("Save"), key="save", type="primary", on_click=_save, args=[drafts], disabled=not edited or bool(problems)
                )
        if not edited:
            _saved(drafts)
        elif not problems:
            st.caption(plain(in_words(changes)))
        for setting, problem in problems.items():
            st.caption(plain(_("Cannot be saved yet. {setting}: {why}", setting=_(NAMES[setting]), why=problem)))
        for setting in drafts.elsewhere():
            st.caption(plain(_("{setting} was saved elsewhere while you were editing; saving replaces that.", setting=_(NAMES[setting]))))


def apply(store: Store, values: dict[str, str | None], said: list[Change]) -> None:
    """Save settings; what depends on them is derived anew. `said`: what that changes, for the message."""
    settings.say(store, values)
    if not set(values) <= {*ALONE, TARGETS}:
        jobs_of(store).enrich()
    _last(store, saved=said)


def _save(drafts: Drafts) -> None:
    edited = drafts.unsaved()
    values = {setting: document(draft.told()) for setting, draft in edited.items()}
    said = [change for draft in edited.values() for change in draft.changes()]
    apply(drafts.store, values, said)
    drafts.forget(*edited)


def _discard(drafts: Drafts) -> None:
    discarded = drafts.unsaved()
    _last(drafts.store, discarded=discarded)
    drafts.forget(*discarded)


def _last(store: Store, **what: object) -> None:
    """What was done last with the settings of this store, for as long as it is shown."""
    st.session_state["_last"] = {"store": store.url} | what


def _saved(drafts: Drafts) -> None:
    """What was saved or discarded last, and how far the mentions follow."""
    last = st.session_state.get("_last", {})
    last = last if last.get("store") == drafts.store.url else {}
    said, discarded = last.get("saved"), last.get("discarded")
    if said:
        st.caption(f":material/check: {plain(_('Saved. {changes}', changes=in_words(said)))}")
    if discarded:
        with st.container(horizontal=True, vertical_alignment="center"):
            count = sum(len(draft.changes()) for draft in discarded.values())
            st.caption(_("{count} changes were discarded.", count=written.whole(count)), width="content")
            st.button(_("Take it back"), key="undiscard", type="tertiary", on_click=_take_back, args=[drafts])
    for setting, why in drafts.broken.items():
        st.warning(plain(_("What is saved of “{setting}” cannot be used: {why} Save it anew, or restore an earlier version.", setting=_((NAMES | BESIDE)[setting]), why=why)))
    if drafts.broken:
        return
    left = _stale(drafts.store.url, drafts.store.data_version, rules_of(drafts.store).version)
    if not left:
        if not said and not discarded:
            holds = ask(totals, Filters(), of=drafts.store).row["mentions"]
            st.caption(_("All mentions carry what these rules say.") if holds else _("Mentions will be read by these rules when they are imported."))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="stale"):
        count = written.whole(left)
        if any(job.kind == "enrich" and not job.ended for job in jobs_of(drafts.store).jobs()):
            st.caption(_("{count} mentions are being brought up to the new rules; until that ends they show what they had. Its progress stands in the sidebar.", count=count))
        else:
            st.caption(_("{count} mentions still carry what earlier rules said.", count=count), width="content")
            st.button(_("Apply now"), key="apply", type="tertiary", on_click=jobs_of(drafts.store).enrich)


def _take_back(drafts: Drafts) -> None:
    drafts.restore(st.session_state.pop("_last")["discarded"])


@st.cache_data(max_entries=20, show_spinner=False)
def _stale(url: str, version: int, rules: str) -> int:
    store = connect(url)
    return stale(store, rules_of(store))
