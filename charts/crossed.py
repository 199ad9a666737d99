"""Two opinions of the same mentions side by side: a table of heat, one in rows, the other in columns."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.heat import grey, heat
from language import _

ROW, HEAD = 56, 64
PALEST, DARKEST = 0.06, 0.5
"""How much of the grey a cell shows, from no mention of its row to all of them."""


def crossed(frame: pd.DataFrame, *, rows: str, columns: str) -> go.Figure:
    """A cell for each row; those where both opinions are one are framed. The darker, the larger a part of its row in the table.
    `rows` and `columns` say whose opinion stands there.

    Columns: row, column (labels; in the table they stand as they come), mentions. The customdata of a cell is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    heads = [[*dict.fromkeys(frame[name])] for name in ("row", "column")]
    (down, left), (across, top) = (({name: place for place, name in enumerate(names)}, [*map(theme.plain, names)]) for names in heads)
    of = frame.groupby("row")["mentions"].transform("sum")
    cells = frame.assign(of=of, part=frame["mentions"] / of.where(of > 0), key=[[place] for place in range(len(frame))])
    cells = cells.assign(
        down=cells["row"].map(down), across=cells["column"].map(across), text=[written.whole(count) for count in cells["mentions"]],
        colour=[grey(part, PALEST, DARKEST) for part in cells["part"].fillna(0)], frame=2 * (cells["row"] == cells["column"]).astype(int),
        hover=[_hover(cell, rows, columns) for cell in cells.itertuples()],
    )  # fmt: skip
    return heat(cells, left, top, rows=rows, columns=columns, row=ROW, head=HEAD, size=14)


def _hover(cell: tuple, rows: str, columns: str) -> str:
    return _(
        "{rows}: {row}<br>{columns}: {column}<br>{count} of {total} mentions · {share}",
        rows=rows, row=theme.plain(cell.row), columns=columns, column=theme.plain(cell.column), count=written.whole(cell.mentions),
        total=written.whole(cell.of), share=written.share(cell.part),
    )  # fmt: skip
