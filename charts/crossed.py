"""Two opinions of the same mentions side by side: a table of heat, one in rows, the other in columns."""

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

import written
from charts import theme
from charts.bars import told
from language import _

ROW, HEAD = 56, 64
GAP = 0.96
"""Of a cell that is filled; a thin line between them remains."""

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
    cells["hover"] = [_hover(cell, rows, columns) for cell in cells.itertuples()]
    readable = {"marker": {"opacity": 1}, "textfont": {"color": theme.INK}}
    bars = go.Bar(
        orientation="h",
        base=[across[name] - GAP / 2 for name in cells["column"]],
        x=[GAP] * len(cells),
        y=[down[name] for name in cells["row"]],
        width=GAP,
        marker={
            "color": [_grey(part) for part in cells["part"].fillna(0)],
            "line": {"color": theme.INK, "width": (2 * (cells["row"] == cells["column"]).astype(int)).tolist()},
        },
        text=[written.whole(count) for count in cells["mentions"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.INK, "size": 14},
        # A cell that is chosen leaves the others as they are.
        selected=readable,
        unselected=readable,
        **told(cells),
    )
    figure = go.Figure(bars, layout={"template": theme.GUANLAN, "height": ROW * len(left) + HEAD})
    figure.update_xaxes(title_text=columns, range=[-0.5, len(top) - 0.5], tickvals=[*range(len(top))], ticktext=top, side="top")
    return figure.update_yaxes(
        title_text=rows, range=[len(left) - 0.5, -0.5], tickvals=[*range(len(left))], ticktext=left, showgrid=False, zeroline=False
    )


def _grey(part: float) -> str:
    return f"rgba{(*hex_to_rgb(theme.GREY), round(PALEST + (DARKEST - PALEST) * part, 3))}"


def _hover(cell: tuple, rows: str, columns: str) -> str:
    return _(
        "{rows}: {row}<br>{columns}: {column}<br>{count} of {total} mentions · {share}",
        rows=rows, row=theme.plain(cell.row), columns=columns, column=theme.plain(cell.column), count=written.whole(cell.mentions),
        total=written.whole(cell.of), share=written.share(cell.part),
    )  # fmt: skip
