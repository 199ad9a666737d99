"""The corrections of the sentiment by what was said together: which still hold, and the way back of one, of several, of all since."""

from datetime import datetime

import streamlit as st

import written
from analysis.answer import Answer
from analysis.corrections import batches
from analysis.filters import Filters
from analysis.labels import label
from language import _
from loaders.corrections import undo
from store.connect import Store
from ui.address import link_to
from ui.ask import ask
from ui.card import MENTIONS
from ui.chronicle import chosen

MOST = 500
LAST = "_batches_undone"


def correction_batches(store: Store) -> None:
    """Nothing where nobody corrected anything."""
    answer = ask(batches, Filters(), of=store, limit=MOST)
    if not answer.rows:
        return
    st.subheader(_("Corrections of the sentiment"), anchor=False)
    rows = answer.rows
    table = {
        _("Time"): [row["at"] for row in rows],
        _("Corrected to"): [_what(row) for row in rows],
        _("Mentions counted"): [row["mentions"] for row in rows],
        _("Still counts for"): [written.UNKNOWN if row["undoes"] else written.whole(row["holding"]) for row in rows],
        _("State"): ["" if row["in_force"] else _("undone") for row in rows],
        _("By"): [row["by"] or _("Not logged in") for row in rows],
    }
    columns = {_("Corrected to"): st.column_config.TextColumn(width="medium"), _("Still counts for"): st.column_config.TextColumn(alignment="right")}
    places = chosen(table, key="batches", alt=_("Corrections of the sentiment, those said together in one row"), several=True, columns=columns)
    if len(rows) == MOST:
        st.caption(_("The latest {count} are shown.", count=written.whole(MOST)))
    if places:
        _chosen(store, answer, [rows[place] for place in places])
    else:
        st.caption(_("Choose one or several to take them back: their mentions are as if these had never been corrected so."))
    _last(store)


def _what(row: dict) -> str:
    if row["undoes"]:
        return _("{count} corrections undone", count=written.whole(row["undoes"]))
    return written.listed(label("sentiments", value) for value in row["values"]) or _("taken back")


def _chosen(store: Store, answer: Answer, said: list[dict]) -> None:
    """Later ones, chosen or not, still count afterwards; earlier ones that still hold count again."""
    with st.container(horizontal=True, vertical_alignment="center", key="batches_chosen"):
        title = _("Undo ({count})", count=written.whole(len(said))) if len(said) > 1 else _("Undo")
        held = any(row["in_force"] for row in said)
        st.button(title, key="undo_batches", icon=":material/undo:", disabled=not held, on_click=_undo, args=[store, [row["at"] for row in said]])
        if len(said) == 1:
            since = [row["at"] for row in answer.rows if row["at"] >= said[0]["at"]]
            title = _("Undo this and all later ones ({count})", count=written.whole(len(since)))
            st.button(title, key="undo_since", type="tertiary", disabled=not any(row["in_force"] for row in answer.rows if row["at"] in since), on_click=_undo, args=[store, since])
            if said[0]["mentions"]:
                st.page_link(MENTIONS, label=_("See the mentions"), query_params=link_to(answer.mentions(said[0])))


def _last(store: Store) -> None:
    """What was undone last, and the way back."""
    last = st.session_state.get(LAST)
    if not last or last["store"] != store.url:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="batches_undone"):
        count = written.whole(last["mentions"])
        told = _("Restored for {count} mentions.", count=count) if last["again"] else _("Undone for {count} mentions.", count=count)
        st.caption(f":material/check: {told}", width="content")
        title = _("Undo") if last["again"] else _("Take it back")
        st.button(title, key="redo_batches", type="tertiary", on_click=_undo, args=[store, [last["at"]], not last["again"]])


def _undo(store: Store, times: list[datetime], again: bool = False) -> None:
    """`again`: what is undone is an undoing, so that what it had undone counts again."""
    batch = undo(store, *times)
    if batch.at:
        st.session_state[LAST] = {"store": store.url, "at": batch.at, "mentions": batch.mentions, "again": again}
