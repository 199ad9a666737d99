"""Where each of the compared brands stands: its net sentiment with interval, ours marked by a line."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told, values
from charts.brands import NAME, colours
from charts.ranking import ended, in_rows
from language import _

ROW, LEAST = 44, 0.2
# The numbers at the axis beside 0.
STEPS = (0.2, 0.5, 1)


def standing(frame: pd.DataFrame, *, ours: Sequence[str]) -> go.Figure:
    """A point for each row, in their order, on one axis of net sentiment; at the end net sentiment, what it is of, and the negative share.

    Columns: value, label, mentions, polar, net with net_low and net_high (−1 to 1), negative_share (0–1), difference with difference_low
    and difference_high (to the first brand; NULL where it is not known), clear. The customdata of a point is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    painted = colours(frame["value"], ours)
    names = [theme.plain(label, limit=NAME) for label in frame["label"]]
    ends = [f"<b>{_net(row)}</b> · n = {written.short(row.polar)}<br>{_('negative {share}', share=written.share(row.negative_share))}" for row in frame.itertuples()]
    wide = [f"{_net(row)} · n = {written.short(row.polar)}" for row in frame.itertuples()]
    ends_at = frame[["net", "net_low", "net_high"]].abs().max().max()
    reach = min(1, 1.1 * max(LEAST, 0 if pd.isna(ends_at) else ends_at))
    figure = in_rows(names, wide, title=_("Brand"), across=(-reach, reach), row=ROW)
    step = max(step for step in STEPS if step <= reach)
    ticks = [-step, 0, step]
    figure.update_xaxes(title_text=_("Net sentiment"), showticklabels=True, tickangle=0, tickvals=ticks, ticktext=[written.whole(100 * tick) + "%" for tick in ticks])
    known = frame["net"].notna().to_numpy()
    places = [place for place in range(len(frame)) if known[place]]
    first = frame["net"].iloc[0]
    if frame["value"].iloc[0] in ours and not pd.isna(first):
        line = {"color": painted[frame["value"].iloc[0]], "width": 1, "dash": "dot"}
        figure.add_shape(type="line", x0=first, x1=first, y0=0, y1=1, yref="paper", line=line, layer="below")
    rows = frame[known]
    low, high = rows["net_low"].fillna(rows["net"]), rows["net_high"].fillna(rows["net"])
    tints = [painted[brand] for brand in rows["value"]]
    for place, x0, x1, tint in zip(places, low, high, tints, strict=True):
        figure.add_shape(type="line", x0=x0, x1=x1, y0=place, y1=place, line={"color": tint, "width": 2.5})
    marks = pd.DataFrame({"hover": [_hover(row) for row in rows.itertuples()], "key": [[place] for place in places]})
    figure.add_trace(go.Scatter(x=values(rows["net"]), y=places, mode="markers", marker={"color": tints, "size": 11}, **told(marks)))
    return ended(figure, ends)


def _net(row: tuple) -> str:
    return _("Too few") if pd.isna(row.net) else written.share(row.net)


def _hover(row: tuple) -> str:
    sure = (
        _("No interval: a few texts or authors make up most of it.")
        if pd.isna(row.net_low)
        else _("Sampling interval {interval}, without the model's error", interval=written.interval(row.net_low, row.net_high))
    )
    lines = [theme.plain(row.label, limit=40), _("Net sentiment {net}", net=written.share(row.net)), sure]
    if not pd.isna(row.difference):
        between = written.points(row.difference)
        lines.append(_("{points} from the first brand: clear", points=between) if row.clear else _("{points} from the first brand: not clear", points=between))
    return "<br>".join(lines)
