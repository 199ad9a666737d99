"""Correcting the sentiment of mentions on a page: how it is said, how it is taken back, and who said what before."""

from collections.abc import Callable

import streamlit as st

import written
from analysis.corrections import corrections
from analysis.filters import Filters
from analysis.labels import label
from language import _
from loaders.corrections import SENTIMENTS, Batch, correct, take_back, undo
from store.connect import Store
from ui.ask import ask, shown


def correction_buttons(mention_ids: list[str], *, key: str, already: int | None = None) -> None:
    """Positive, neutral, negative; `already` is what a person said before of all of these."""
    st.caption(_("Correct to"), width="content")
    for sentiment in reversed(SENTIMENTS):
        st.button(
            label("sentiments", sentiment), key=f"correct_{key}_{sentiment}", disabled=sentiment == already,
            on_click=say, args=[shown(), key, (sentiment,), correct, mention_ids, sentiment],
        )  # fmt: skip


def last_said(key: str) -> None:
    """What was corrected last in this list, and the way back."""
    last = st.session_state.get(_place(key))
    if not last or last["store"] != shown().url:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"said_{key}"):
        count = written.whole(last["mentions"])
        if last["undone"]:
            st.caption(f":material/undo: {_('Taken back: {count} mentions have the sentiment from before.', count=count)}", width="content")
            return
        names = written.listed(label("sentiments", one) for one in last["sentiments"])
        st.caption(f":material/check: {_('{count} mentions corrected to {sentiment}.', count=count, sentiment=names)}", width="content")
        if last["at"]:
            st.button(
                _("Undo"), key=f"undo_{key}", type="tertiary", icon=":material/undo:", on_click=say, args=[shown(), key, (), undo, last["at"]]
            )


def trail(mention_id: str, *, key: str) -> None:
    """Every correction of a mention; nothing where there is none."""
    rows = ask(corrections, Filters(), mention_id=mention_id).rows
    if not rows:
        return
    with st.expander(_("Corrected {count} times", count=written.whole(len(rows))), expanded=True):
        st.dataframe(
            {
                _("Time"): [row["at"] for row in rows],
                _("By"): [row["by"] or _("Not logged in") for row in rows],
                _("Before"): [_named(row["old"]) for row in rows],
                _("Afterwards"): [_afterwards(row) for row in rows],
            },
            hide_index=True,
            column_config={_("Time"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm:ss")},
            alt=_("The corrections of this mention"),
            key=f"trail_{key}",
        )
        if rows[0]["value"] is not None:
            st.button(
                _("Take the correction back"), key=f"take_back_{key}", type="tertiary", icon=":material/undo:",
                help=_("The mention has again what its export or the model says."),
                on_click=say, args=[shown(), key, (), take_back, [mention_id]],
            )  # fmt: skip


def _afterwards(row: dict) -> str:
    if row["undone"]:
        return _("undone") if row["value"] is None else _("undone: {sentiment}", sentiment=_named(row["value"]))
    return _("taken back") if row["value"] is None else _named(row["value"])


def _named(sentiment: int | None) -> str:
    return "–" if sentiment is None else label("sentiments", sentiment)


def say(store: Store, key: str, sentiments: tuple[int, ...], change: Callable[..., Batch], *told: object) -> None:
    """Write it to the store that the button was drawn for; without sentiments it takes back."""
    batch = change(store, *told)
    st.session_state[_place(key)] = {
        "store": store.url, "sentiments": sentiments, "undone": not sentiments, "at": batch.at, "mentions": batch.mentions,
    }  # fmt: skip


def _place(key: str) -> str:
    return f"_said_{key}"
