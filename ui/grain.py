"""How long the buckets of a page's time axes are."""

from datetime import timedelta

import streamlit as st

import written
from analysis.filters import Filters
from language import _
from ui.chosen import GRAINS, fresh

HOURLY = timedelta(days=4)
DAILY = timedelta(days=120)
# More hours than this are neither read nor drawn in time.
MOST_HOURS = timedelta(days=35)


def grain_of(filters: Filters) -> str:
    """The grain that a person chose, else the one that suits the window."""
    length = filters.until - filters.since
    chosen = st.session_state.get("grain")
    if chosen and (chosen != "hour" or length <= MOST_HOURS):
        return chosen
    return "hour" if length <= HOURLY else "day" if length <= DAILY else "week"


def choose_grain() -> None:
    names = {"hour": _("Hour"), "day": _("Day"), "week": _("Week")}
    st.segmented_control(
        _("Buckets"),
        GRAINS,
        default=st.session_state["grain"],
        format_func=names.get,
        label_visibility="collapsed",
        help=_("Without a choice: what suits the window. By the hour up to {days} days are shown, longer windows by day.", days=MOST_HOURS.days),
        **fresh("grain"),
    )


def left_out(total: int, buckets: list[dict]) -> str:
    """How many of `total` mentions stand in no bucket because their time of day is not known; nothing where all do."""
    missing = total - sum(bucket["mentions"] for bucket in buckets)
    return _("{count} mentions without a time of day are left out", count=written.whole(missing)) if missing else ""
