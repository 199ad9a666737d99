"""What people call the mentions of a sample against what they are shown as, as a table of heat."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from language import _

CELL = 64
AXIS = 84
GAP = 0.03
"""Pixels of a row, of the axis below, and the part of a cell that its neighbours leave free."""


def confusion(frame: pd.DataFrame) -> go.Figure:
    """A cell for each row: `shown` and `called` (labels), `mentions`, and `part`, of those shown so (0–1, NULL of none). The darker
    the larger its part. The customdata of a cell is the position of its row.
    """
    if frame.empty:
        return theme.without_data()
    shown, called = (list(dict.fromkeys(frame[name])) for name in ("shown", "called"))
    parts = frame["part"].fillna(0)
    cells = go.Bar(
        x=[called.index(name) for name in frame["called"]],
        y=[1 - 2 * GAP] * len(frame),
        base=[len(shown) - 1 - shown.index(name) - 0.5 + GAP for name in frame["shown"]],
        width=1 - 2 * GAP,
        marker={"color": [f"rgba(127, 135, 144, {0.06 + 0.5 * part})" for part in parts], "line": {"width": 0}},
        text=[written.whole(count) for count in frame["mentions"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": theme.INK, "size": 16},
        # A cell that is chosen leaves the numbers of the others as they are.
        selected={"marker": {"opacity": 1}, "textfont": {"color": theme.INK}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": theme.INK}},
        hovertext=[_told(row) for row in frame.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[position] for position in range(len(frame))],
    )
    figure = go.Figure(cells, layout={"template": theme.GUANLAN, "height": CELL * len(shown) + AXIS})
    names = {"showgrid": False, "zeroline": False}
    figure.update_xaxes(names, title_text=_("What people call it"), tickvals=list(range(len(called))), ticktext=[theme.plain(name) for name in called])
    figure.update_yaxes(
        names, title_text=_("What it is shown as"), range=[-0.5, len(shown) - 0.5], tickvals=list(range(len(shown))),
        ticktext=[theme.plain(name) for name in reversed(shown)],
    )  # fmt: skip
    return figure.update_xaxes(range=[-0.5, len(called) - 0.5])


def _told(row: object) -> str:
    named = _("Shown as {shown}, called {called}", shown=theme.plain(row.shown), called=theme.plain(row.called))
    return f"{named}<br>{_('{count} mentions', count=written.whole(row.mentions))} · {written.share(row.part)}"
