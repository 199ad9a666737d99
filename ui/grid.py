"""A table that is edited in place. What was typed is kept while its table is not drawn, and when its columns change."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from language import current

TALLEST = 12
ROW = 35
YES = {"true", "1", "yes", "y", "是", "✓", "√"}


def grid(
    name: str,
    rows: list[dict],
    columns: Mapping[str, object],
    *,
    alt: str,
    depends: object = None,
    fixed: bool = False,
    wanted: Callable[[dict], bool] = lambda _row: True,
    read: Mapping[str, Callable[[str], object]] | None = None,
) -> list[dict]:
    """The rows as they are after what was typed. `columns`: key of a row -> how it is edited; `depends`: what that depends
    on; `fixed`: rows are neither added nor deleted; `read`: how pasted text becomes a cell. Only the `wanted` rows are drawn, as they were when drawn first.
    """
    state = st.session_state.setdefault("_grids", {}).setdefault(name, {"turn": 0})
    key, sign = f"grid_{name}_{state['turn']}", (current(), depends)
    alive = key in st.session_state and state["gave"] == rows and "spread" not in state
    if not alive or state["sign"] != sign:
        # The editor forgets its edits whenever anything of it changes: with the last of them they become its rows.
        typed = edited(state["rows"], state["shown"], st.session_state[key]) if alive else state.pop("spread", rows)
        shown = [place for place, row in enumerate(typed) if wanted(row)]
        state.update(turn=state["turn"] + 1, sign=sign, rows=typed, shown=shown)
        key = f"grid_{name}_{state['turn']}"
    drawn = [state["rows"][place] for place in state["shown"]]
    st.data_editor(
        frame(drawn, columns),
        key=key,
        num_rows="fixed" if fixed else "dynamic",
        hide_index=True,
        column_config=dict(columns),
        height=height(len(drawn) if fixed else max(len(drawn), 1) + 1),
        alt=alt,
        placeholder="",
        on_change=_spread,
        args=[name, key, list(columns), read or {}],
    )
    state["gave"] = edited(state["rows"], state["shown"], st.session_state[key])
    return state["gave"]


def edited(rows: list[dict], shown: list[int], edits: Mapping) -> list[dict]:
    """The rows after the edits of a table that shows those at the places `shown`: others stay, new ones stand last."""
    gone = {shown[place] for place in edits["deleted_rows"] if place < len(shown)}
    changed = {shown[int(place)]: cells for place, cells in edits["edited_rows"].items() if int(place) < len(shown)}
    kept = [row | changed.get(place, {}) for place, row in enumerate(rows) if place not in gone]
    return kept + [dict(cells) for cells in edits["added_rows"]]


def spread(rows: list[dict], columns: list[str], read: Mapping[str, Callable[[str], object]]) -> list[dict]:
    """The rows, with those whose first cell holds lines of a spreadsheet as one row a line."""
    first = columns[0]
    found = []
    for row in rows:
        pasted = row.get(first)
        if not isinstance(pasted, str) or not any(mark in pasted.strip() for mark in "\n\t"):
            found.append(row)
            continue
        for place, line in enumerate(filter(str.strip, pasted.splitlines())):
            texts = dict(zip(columns, line.split("\t"), strict=False))
            cells = {name: _read(name, text.strip(), read) for name, text in texts.items()}
            found.append((row if place == 0 else {}) | cells)
    return found


def _read(name: str, text: str, read: Mapping[str, Callable[[str], object]]) -> object:
    return read[name](text) if name in read else text.lower() in YES if name == "ours" else text


def _spread(name: str, key: str, columns: list[str], read: Mapping[str, Callable[[str], object]]) -> None:
    """Pasting into a cell that is being edited puts all lines there."""
    state = st.session_state["_grids"][name]
    # A browser may still report a table that was replaced a moment ago.
    if key == f"grid_{name}_{state['turn']}":
        typed = edited(state["rows"], state["shown"], st.session_state[key])
        if (rows := spread(typed, columns, read)) != typed:
            state["spread"] = rows


def frame(rows: list[dict], columns: Mapping[str, object]) -> pd.DataFrame:
    """The cells of the columns; they stay what they are where there is no row."""
    return pd.DataFrame({name: pd.Series([row.get(name) for row in rows], dtype="object") for name in columns})


def height(rows: int) -> int:
    """Of a table with so many rows and its header."""
    return (min(rows, TALLEST) + 1) * ROW + 3
