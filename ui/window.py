"""The control of the window: its name, its days, and an exact time that a link brought."""

from datetime import datetime

import streamlit as st

from analysis.periods import PERIODS
from language import _
from ui.chosen import CUSTOM, USUAL, fresh, period
from written import minute


def name_of(period: str) -> str:
    if period in PERIODS:
        return _(PERIODS[period].label)
    return {USUAL: _("Default"), CUSTOM: _("Custom")}.get(period, period)


def draw_window() -> None:
    state = st.session_state
    options = [USUAL, *PERIODS, CUSTOM]
    st.selectbox(
        _("Window"), options, options.index(period()), format_func=name_of, filter_mode=None, width=118,
        help=_("Counted from the newest mention. A saved view or a bookmark moves on with it; days that you choose stay."),
        **fresh("period"),
    )  # fmt: skip
    first, last = state["_bounds"]
    st.date_input(
        _("Days"), state["window"], min_value=first, max_value=last, format="YYYY-MM-DD", width=226,
        disabled=bool(state["moments"]), **fresh("window"),
    )  # fmt: skip


def draw_moments() -> None:
    if moments := st.session_state["moments"]:
        st.multiselect(
            _("Exact time"), moments, key="moments", format_func=_told, placeholder=_("none"), width=420
        )


def half_chosen() -> bool:
    return len(st.session_state["window"]) < 2


def _told(text: str) -> str:
    since, until = map(datetime.fromisoformat, text.split("/"))
    return f"{minute(since)} – {minute(until)}"
