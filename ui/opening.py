"""A table whose rows open what is behind them."""

from collections.abc import Callable

import streamlit as st

from analysis.filters import Filters
from ui.card import open_mentions
from ui.grid import height
from ui.keyed import keyed

TALLEST = 10


def opening(
    name: str, table: dict[str, list], opens: Callable[[int], Filters | None], *, alt: str, config: dict[str, object] | None = None, placeholder: str = "–"
) -> None:
    """`table` has the columns by their titles; `opens` tells the filters of the row at a place, None where nothing is behind it."""
    count = len(next(iter(table.values())))
    event = st.dataframe(
        table, key=keyed(name, (table, st.session_state["_anew"])), hide_index=True, on_select="rerun", selection_mode="single-row", placeholder=placeholder,
        height="content" if count <= TALLEST else height(TALLEST), alt=alt, column_config=config,
    )  # fmt: skip
    for place in event.selection.rows:
        if place < count and (filters := opens(place)):
            open_mentions(filters)
