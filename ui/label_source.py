"""Whose label of the sentiment counts first for a format: how it is chosen on a page, undone, and who chose what before."""

import streamlit as st

import written
from language import _
from loaders.labels import SOURCES, choices, prefer, preferred
from store.connect import Store
from store.settings import Setting
from ui.ask import shown
from ui.chronicle import chosen
from ui.plain import plain

COUNTS = {"export": "the label in the file counts", "model": "the model's label counts"}


def label_switch(export: str, first: str, *, key: str) -> None:
    """The label that counts now, and the way to the other."""
    other = SOURCES[1 - SOURCES.index(first)]
    title = _("Let the model's label count") if other == "model" else _("Let the label in the file count")
    st.button(title, key=f"prefer_{key}", icon=":material/swap_horiz:", on_click=_prefer, args=[shown(), export, other])


def last_choice() -> None:
    """What was chosen last, and the way back."""
    last = st.session_state.get("_label_source")
    if not last or last["store"] != shown().url:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="label_chosen"):
        told = _("{export}: {counts}; {count} mentions changed.", export=last["export"], counts=_(COUNTS[last["source"]]), count=written.whole(last["changed"]))
        st.caption(f":material/check: {plain(told)}", width="content")
        other = SOURCES[1 - SOURCES.index(last["source"])]
        st.button(_("Undo"), key="undo_label", type="tertiary", icon=":material/undo:", on_click=_prefer, args=[shown(), last["export"], other])


def label_choices(store: Store) -> None:
    """Every choice, each to be chosen again; nothing where there is none."""
    entries = choices(store)
    if not entries:
        return
    st.subheader(_("Whose label counts"), anchor=False)
    table = {
        _("Time"): [entry.at for entry in entries],
        _("Format"): [entry.key for entry in entries],
        _("What changed"): [_(COUNTS[entry.value]) for entry in entries],
        _("By"): [entry.by or "–" for entry in entries],
    }
    for place in chosen(table, key="label_choices", alt=_("Whose label counted since when, by format")):
        _choice(store, entries[place])
    last_choice()


def _choice(store: Store, entry: Setting) -> None:
    if preferred(store)[entry.key] == entry.value:
        st.caption(_("This is how it is now."))
    else:
        st.button(_("Choose this again"), key="choose_label", on_click=_prefer, args=[store, entry.key, entry.value])


def _prefer(store: Store, export: str, source: str) -> None:
    """Write it to the store that the button was drawn for."""
    changed = prefer(store, export, source)
    if changed is not None:
        st.session_state["_label_source"] = {"store": store.url, "export": export, "source": source, "changed": changed}
