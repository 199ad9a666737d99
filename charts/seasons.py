"""Aspects by month or weekday: a table of heat with the share of the complaints in its cells."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.heat import grey, heat
from language import _

ROW, HEAD = 30, 72
PALEST, DARKEST = 0.03, 0.7


def seasons(frame: pd.DataFrame, *, rows: str, columns: str, narrow: bool = False) -> go.Figure:
    """A cell for each row, the darker the larger its share is among those of its aspect, framed where it clearly differs; `rows` and `columns` say what stands there.

    Columns: row_key and row, column_key and column (labels; they stand as they come), count, complaints, share (0–1; NULL where too few), low, high, elsewhere, clear. The customdata of a cell is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    down, across = ({key: place for place, key in enumerate(dict.fromkeys(frame[f"{which}_key"]))} for which in ("row", "column"))
    left, top = ([theme.plain(name, limit=20) for name in frame.drop_duplicates(f"{which}_key")[which]] for which in ("row", "column"))
    largest = frame.groupby("row_key")["share"].transform("max")
    cells = frame.assign(
        down=frame["row_key"].map(down), across=frame["column_key"].map(across), frame=[2 if clear else 0 for clear in frame["clear"]],
        colour=[grey(part, PALEST, DARKEST) for part in (frame["share"] / largest.where(largest > 0)).astype(float).fillna(0)],
        text=["" if pd.isna(share) else f"{100 * share:.0f}" if narrow else f"{100 * share:.1f}" for share in frame["share"]],
        key=[[place] for place in range(len(frame))], hover=[_hover(cell) for cell in frame.itertuples()],
    )  # fmt: skip
    return heat(cells, left, top, rows=rows, columns=columns, row=ROW, head=HEAD, size=11)


def _hover(cell: tuple) -> str:
    lines = [
        f"{theme.plain(cell.row, limit=40)} · {theme.plain(cell.column)}",
        _("{count} of {total} complaints", count=written.whole(cell.count), total=written.whole(cell.complaints)),
        _("Share: too few") if pd.isna(cell.share) else _("Share {share}, interval {interval}", share=written.share(cell.share), interval=written.interval(cell.low, cell.high)),
    ]
    return "<br>".join([*lines, *([] if pd.isna(cell.elsewhere) else [_("In all others {share}", share=written.share(cell.elsewhere))])])
