"""What moved net sentiment: each group's part of the change."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.ranking import ended, in_rows
from language import _

MOST_ROWS = 10
ROW, THICK = 38, 0.5
NAME = 16
"""Latin letters of a group's name at most."""


def contributions(frame: pd.DataFrame, *, by: str) -> go.Figure:
    """The first ten rows as bars in percentage points, to the left where they pulled net sentiment down; `by` names the rows.

    Columns: label, contribution (of 1, signed), net_before and net_now (−1 to 1, NULL where too few). At the end of each
    stand its points and the group's own net sentiment, before → now. The customdata of a bar is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.head(MOST_ROWS)
    names = [theme.plain(label, limit=NAME) for label in rows["label"]]
    points = [written.points(contribution) for contribution in rows["contribution"]]
    nets = [
        f"{written.share(before)} → {written.share(now)}"
        for before, now in zip(rows["net_before"], rows["net_now"], strict=True)
    ]
    most = max(rows["contribution"].abs().max(), 0.001)
    low, high = rows["contribution"].min(), rows["contribution"].max()
    across = (-most if low < 0 else 0, 0 if low < 0 and high <= 0 else most)
    figure = in_rows(names, [*points, *nets], title=by, across=across, row=ROW)
    figure.update_xaxes(title_text=_("Contribution (pp)"), zerolinecolor=theme.INK)
    hover = [
        "<br>".join([name, _("{points} of the change of net sentiment", points=part), _("Its own net sentiment {change}", change=net)])
        for name, part, net in zip(names, points, nets, strict=True)
    ]
    places = list(range(len(rows)))
    colours = [theme.SENTIMENT[-1 if contribution < 0 else 1] for contribution in rows["contribution"]]
    keyed = pd.DataFrame({"hover": hover, "key": [[place] for place in places]})
    look = {"orientation": "h", "width": THICK, "marker": {"color": colours}}
    figure.add_trace(go.Bar(x=rows["contribution"].tolist(), y=places, **look, **told(keyed)))
    return ended(figure, [f"<b>{part}</b><br>{net}" for part, net in zip(points, nets, strict=True)])
