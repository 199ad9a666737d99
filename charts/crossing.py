"""Topics crossed with another field: a table of heat with the mentions in its cells."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.heat import grey, heat
from language import _

ROW, HEAD = 30, 96
NAME, COLUMN = 20, 10
# How much of the grey a cell shows, from no mention of its row to half of them and more.
PALEST, DARKEST, FULL = 0.03, 0.7, 0.5


def crossing(frame: pd.DataFrame, *, rows: str, columns: str) -> go.Figure:
    """A cell for each row, the darker the larger a part of its topic it is; `rows` and `columns` say what stands there.

    Columns: row_key and row, column_key and column (labels; they stand as they come), mentions, row_mentions, share (of these, 0–1;
    NULL where too few), net (−1 to 1; NULL where too few). The customdata of a cell is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    down, left = heads(frame, "row", NAME)
    across, top = heads(frame, "column", COLUMN)
    cells = frame.assign(
        down=[down[key] for key in map(_key, frame["row_key"])], across=[across[key] for key in map(_key, frame["column_key"])], frame=0,
        colour=[grey(min(share / FULL, 1), PALEST, DARKEST) for share in frame["share"].fillna(0)],
        text=[written.short(count) if count else "" for count in frame["mentions"]],
        key=[[place] for place in range(len(frame))], hover=[_hover(cell) for cell in frame.itertuples()],
    )  # fmt: skip
    return heat(cells, left, top, rows=rows, columns=columns, row=ROW, head=HEAD, size=12)


def heads(frame: pd.DataFrame, which: str, limit: int) -> tuple[dict[object, int], list[str]]:
    """Where each key of the column {which}_key stands, and what {which} calls it."""
    named = dict(zip(map(_key, frame[f"{which}_key"]), frame[which], strict=True))
    return {key: place for place, key in enumerate(named)}, [theme.plain(name, limit=limit) for name in named.values()]


def _key(key: object) -> object:
    return None if pd.isna(key) else key


def _hover(cell: tuple) -> str:
    share = "" if pd.isna(cell.share) else f" · {written.share(cell.share)}"
    lines = [
        f"{theme.plain(cell.row, limit=40)} · {theme.plain(cell.column)}",
        _("{count} of {total} mentions", count=written.whole(cell.mentions), total=written.whole(cell.row_mentions)) + share,
        _("Net sentiment: too few") if pd.isna(cell.net) else _("Net sentiment {net}", net=written.share(cell.net)),
    ]
    return "<br>".join(lines)
