"""Horizontal bars, one a row: the name at the left, the number at the end."""

import pandas as pd
import plotly.graph_objects as go

from charts import theme
from language import _

ROW = 28
AXIS = 56
BAR = 0.62
"""How much of its row a bar fills."""


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
        width=BAR,
        marker={"color": frame["colour"].tolist()},
        text=frame["end"].tolist(),
        textposition="outside",
        textfont={"color": theme.INK},
        cliponaxis=False,
        hovertext=frame["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[row] for row in rows],
    )
    across = (0, max(frame["mentions"].max(), 1))
    figure = in_rows(frame["label"].tolist(), frame["end"].tolist(), title=title, across=across)
    return figure.update_xaxes(title_text=_("Volume (mentions)")).add_trace(bars)


def in_rows(
    labels: list[str], ends: list[str], *, title: str, across: tuple[float, float], row: int = ROW
) -> go.Figure:
    """A figure without bars for a row each: y = 0, 1 … from the top, x within `across`, room for `ends` at the right."""
    rows = list(range(len(labels)))
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": row * len(rows) + AXIS})
    figure.update_layout(margin={"l": 8, "r": 16 + theme.LETTER * max(map(theme.width, ends))})
    figure.update_xaxes(range=across, showticklabels=False, zeroline=True, zerolinecolor=theme.CONTEXT)
    return figure.update_yaxes(
        title_text=title,
        range=[len(rows) - 0.5, -0.5],
        tickvals=rows,
        ticktext=labels,
        showgrid=False,
        zeroline=False,
    )


def ended(figure: go.Figure, ends: list[str]) -> go.Figure:
    """What stands at the right end of each row."""
    spot = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "align": "left", "showarrow": False, "font": {"color": theme.INK, "size": 11}}
    for place, end in enumerate(ends):
        figure.add_annotation(spot, y=place, text=end)
    return figure
