"""A table of heat: a cell wherever a row meets a column, with its number in it."""

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

from charts import theme
from charts.bars import told

# Of a cell that is filled; a thin line between them remains.
GAP = 0.96


def heat(cells: pd.DataFrame, left: list[str], top: list[str], *, rows: str, columns: str, row: int, head: int, size: int) -> go.Figure:
    """`left` and `top` name the rows and columns, of which `rows` and `columns` say what they are; `row`, `head`: pixels of a row and of
    what stands above them; `size`: of the numbers.

    Columns: down and across (where a cell stands), colour, frame (pixels of the line around it), text, and what charts.bars.told wants.
    """
    readable = {"marker": {"opacity": 1}, "textfont": {"color": theme.INK}}
    bars = go.Bar(
        orientation="h",
        base=(cells["across"] - GAP / 2).tolist(),
        x=[GAP] * len(cells),
        y=cells["down"].tolist(),
        width=GAP,
        marker={"color": cells["colour"].tolist(), "line": {"color": theme.INK, "width": cells["frame"].tolist()}},
        text=cells["text"].tolist(),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.INK, "size": size},
        # A cell that is chosen leaves the others as they are.
        selected=readable,
        unselected=readable,
        **told(cells),
    )
    figure = go.Figure(bars, layout={"template": theme.GUANLAN, "height": row * len(left) + head, "minreducedheight": row})
    figure.update_xaxes(title_text=columns, range=[-0.5, len(top) - 0.5], tickvals=[*range(len(top))], ticktext=top, side="top")
    return figure.update_yaxes(
        title_text=rows, range=[len(left) - 0.5, -0.5], tickvals=[*range(len(left))], ticktext=left, showgrid=False, zeroline=False
    )


def grey(part: float, palest: float, darkest: float) -> str:
    """From the palest for none to the darkest for all."""
    return f"rgba{(*hex_to_rgb(theme.GREY), round(palest + (darkest - palest) * part, 3))}"
