"""In what order mentions stand in a list: the choice, which is part of the view."""

import streamlit as st

from analysis.mentions import ORDERS
from language import _
from ui.chosen import fresh

NAMES = {
    "newest": "Newest first", "oldest": "Oldest first", "engagement": "Most engagement", "heat": "Most heat", "likes": "Most likes",
    "comments": "Most comments", "reposts": "Most reposts", "spread": "Most spread", "views": "Most views",
    "negative": "Most negative", "platform": "By platform", "author": "By author",
}  # fmt: skip


def choose_order() -> tuple[str, ...]:
    """The orders, the first counting most."""
    order = st.multiselect(
        _("Order"), ORDERS, st.session_state["order"], format_func=lambda name: _(NAMES[name]), width=380,
        placeholder=_("Newest first"), help=_("The first counts most; the next decide among equals."), **fresh("order"),
    )  # fmt: skip
    return tuple(order) or ("newest",)
