"""Which words count on the page of words, and the way to change that in place: stop words, whole words, the shortest length."""

from dataclasses import dataclass

import streamlit as st

from language import _
from nlp.codes import normal
from nlp.rules import document, stop_words, tables
from store import settings
from store.connect import Store
from ui.changes import in_words
from ui.chosen import SHORTEST, fresh
from ui.drafts import Drafts
from ui.plain import plain
from ui.trail import difference
from ui.unsaved import apply
from ui.words import words

SETTINGS = "../pages/settings.py"


@dataclass(frozen=True)
class Counted:
    """What the questions about words are asked with."""

    stop_words: tuple[str, ...]
    shortest: int

    @property
    def parameters(self) -> dict[str, object]:
        return {"stop_words": self.stop_words, "shortest": self.shortest}


def counted(drafts: Drafts) -> Counted:
    return Counted(tuple(sorted(stop_words(drafts.saved["stop_words"]))), int(st.session_state["shortest"]))


def vocabulary(drafts: Drafts) -> None:
    """The fields that change it; what was changed last is told with the way back."""
    with st.popover(_("Stop words and dictionary"), icon=":material/tune:", type="tertiary"):
        st.segmented_control(
            _("Shortest word"), SHORTEST, default=st.session_state["shortest"], required=True,
            format_func=lambda count: _("{count} letters", count=count), **fresh("shortest"),
        )  # fmt: skip
        _adding(drafts, "stop_words", _("Add stop words"), _("They leave the cloud at once, and every search still finds them."))
        _adding(drafts, "dictionary", _("Add words that stand whole"), _("All mentions are cut anew; the sidebar shows how far that is."))
        st.page_link(SETTINGS, label=_("All stop words"), query_params={"section": "stop_words"})
        st.page_link(SETTINGS, label=_("The whole dictionary"), query_params={"section": "dictionary"})


def add(drafts: Drafts, setting: str, new: list[str]) -> None:
    """Save the setting with these words too."""
    # As it is now: somebody else may have saved it since the page was drawn.
    before = Drafts(drafts.store).saved[setting]
    known = tables(before).get(setting, [])
    there = {normal(word).strip() for word in known}
    added = [word for word in new if normal(word).strip() not in there]
    if added:
        _save(drafts, setting, before, document({setting: [*known, *added]}))


def told(drafts: Drafts) -> None:
    """What was added last in this session, for as long as it can be taken back."""
    last = st.session_state.get("_added", {})
    if last.get("store") != drafts.store.url or drafts.saved[last["setting"]] != last["now"]:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="added"):
        st.caption(f":material/check: {plain(in_words(difference(last['setting'], last['before'], last['now'])))}", width="content")
        st.button(_("Undo"), key="undo_added", type="tertiary", on_click=_undo, args=[drafts.store, last])


def _adding(drafts: Drafts, setting: str, title: str, why: str) -> None:
    with st.form(f"add_{setting}", border=False, clear_on_submit=True):
        st.text_input(title, key=f"new_{setting}", placeholder=_("Words, separated by 、 commas or lines"), help=why)
        st.form_submit_button(_("Add"), key=f"add_{setting}", on_click=_typed, args=[drafts, setting])


def _typed(drafts: Drafts, setting: str) -> None:
    add(drafts, setting, words(st.session_state[f"new_{setting}"]))


def _save(drafts: Drafts, setting: str, before: str, now: str) -> None:
    apply(drafts.store, {setting: now}, difference(setting, before, now))
    st.session_state["_added"] = {"store": drafts.store.url, "setting": setting, "before": _said(drafts.store, setting, before), "now": now}


def _said(store: Store, setting: str, before: str) -> str | None:
    """What the store held before; None where that was the shipped one."""
    entries = settings.trail(store, (setting,))
    return before if len(entries) > 1 and entries[1].value is not None else None


def _undo(store: Store, last: dict) -> None:
    if st.session_state.pop("_added", None):
        apply(store, {last["setting"]: last["before"]}, difference(last["setting"], last["now"], last["before"]))
