"""Horizontal bars, one a row: the name at the left, the number at the end."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from language import _

ROW = 28
AXIS = 56


def ranking(frame: pd.DataFrame, *, title: str) -> go.Figure:
    """One bar a row, in the order of the rows; `title` names what the bars stand for.

    Columns: label, mentions, colour, end (text after the bar), hover; texts are already plain. The customdata
    of a bar is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = list(range(len(frame)))
    bars = go.Bar(
        orientation="h",
        x=frame["mentions"].tolist(),
        y=rows,
        width=0.62,
        marker={"color": frame["colour"].tolist()},
        text=frame["end"].tolist(),
        textposition="outside",
        textfont={"color": theme.INK},
        cliponaxis=False,
        hovertext=frame["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[row] for row in rows],
    )
    figure = go.Figure(bars, layout={"template": theme.GUANLAN, "height": ROW * len(rows) + AXIS})
    figure.update_layout(margin={"l": 8, "r": 16 + theme.LETTER * max(map(theme.width, frame["end"]))})
    top = max(frame["mentions"].max(), 1)
    figure.update_xaxes(
        title_text=_("Volume (mentions)"),
        range=[0, top],
        showticklabels=False,
        zeroline=True,
        zerolinecolor=theme.CONTEXT,
    )
    figure.update_yaxes(
        title_text=title,
        range=[len(rows) - 0.5, -0.5],
        tickvals=rows,
        ticktext=frame["label"].tolist(),
        showgrid=False,
        zeroline=False,
    )
    return figure
