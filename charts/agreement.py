"""Two labels of the same mentions side by side: a table of heat, what the file says in rows, what the model says in columns."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from language import _

ORDER = (-1, 0, 1)
ROW, HEAD = 44, 64
GAP = 0.96
"""Of a cell that is filled; a thin line between them remains."""

PALEST, DARKEST = 0.06, 0.5
"""How much of the grey a cell shows, from no mention of its row to all of them."""


def agreement(frame: pd.DataFrame) -> go.Figure:
    """A cell for each row; those where both agree are framed. The darker, the larger a part of what the file calls so.

    Columns: export_sentiment, model_sentiment (−1, 0, 1), mentions.
    """
    if frame.empty:
        return theme.without_data()
    of_row = frame.groupby("export_sentiment")["mentions"].transform("sum")
    parts = (frame["mentions"] / of_row.where(of_row > 0)).fillna(0)
    cells = frame.assign(part=parts, of=of_row, key=[[place] for place in range(len(frame))])
    names = {-1: _("Negative"), 0: _("Neutral"), 1: _("Positive")}
    figure = go.Figure([_cells(rows, names) for _model, rows in cells.groupby("model_sentiment", sort=True)])
    figure.update_layout(template=theme.GUANLAN, height=ROW * len(ORDER) + HEAD, barmode="overlay")
    places = list(range(len(ORDER)))
    labels = [names[one] for one in ORDER]
    figure.update_xaxes(title_text=_("The model says"), range=[-0.5, len(ORDER) - 0.5], tickvals=places, ticktext=labels, side="top")
    return figure.update_yaxes(
        title_text=_("The file says"), range=[len(ORDER) - 0.5, -0.5], tickvals=places, ticktext=labels, showgrid=False, zeroline=False
    )


def _cells(rows: pd.DataFrame, names: dict[int, str]) -> go.Bar:
    """What the model calls alike."""
    same = rows["export_sentiment"] == rows["model_sentiment"]
    hover = [
        _(
            "The file says {export}, the model {model}<br>{count} of {total} mentions",
            export=names[row.export_sentiment], model=names[row.model_sentiment], count=written.whole(row.mentions), total=written.whole(row.of),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
    return go.Bar(
        orientation="h",
        base=[ORDER.index(one) - GAP / 2 for one in rows["model_sentiment"]],
        x=[GAP] * len(rows),
        y=[ORDER.index(one) for one in rows["export_sentiment"]],
        width=GAP,
        marker={
            "color": theme.GREY,
            "opacity": (PALEST + (DARKEST - PALEST) * rows["part"]).tolist(),
            "line": {"color": theme.INK, "width": (2 * same.astype(int)).tolist()},
        },
        text=[written.whole(count) for count in rows["mentions"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.INK},
        **told(rows.assign(hover=hover)),
    )
