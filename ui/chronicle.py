"""What was done, as a table to choose from."""

from collections.abc import Mapping

import streamlit as st

from ui.grid import height
from ui.keyed import keyed


def chosen(
    table: Mapping[str, list], *, key: str, alt: str, several: bool = False, columns: Mapping[str, object] | None = None
) -> list[int]:
    """What was done, the latest first, its time in the first column; the places that are chosen. What is added since is not chosen:
    the table then is another one.
    """
    first, times = next(iter(table.items()))
    event = st.dataframe(
        table,
        key=keyed(key, times),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row" if several else "single-row",
        height=height(min(len(times), 10)),
        column_config={first: st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm:ss", width=160), **(columns or {})},
        alt=alt,
    )
    return [place for place in event.selection.rows if place < len(times)]
