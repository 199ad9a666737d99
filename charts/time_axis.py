"""The time axis that the charts of a page share: its weekends, its marks, the names at the ends of series."""

from math import inf

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates, numbers, theme
from language import _

PLOT, FOOT, LINE = 240, 64, 18
"""Pixels: the height of the plot, of the axis under it, and of a line of text."""

NARROW = 360
"""Pixels of width at which the titles of marks still do not overlap."""

LEAST_BUCKETS = 7
MOST_WEEKENDS = 18


def on_time_axis(rows: pd.DataFrame, *, grain: str, marks: pd.DataFrame | None = None) -> go.Figure:
    """A figure without series whose axes fit `rows` (bucket, mentions): whole buckets of `grain`, from zero.

    Weekends are shaded on a daily axis; `marks` (at, title) are dashed lines with their titles on top.
    """
    first, last, bucket = rows["bucket"].min(), rows["bucket"].max(), dates.BUCKET[grain]
    names = dates.ticks(first, last, grain)
    room = (last + bucket - first) * max(0, LEAST_BUCKETS / rows["bucket"].nunique() - 1) / 2
    start, end = first - room, last + bucket + room
    counts = numbers.ticks(rows.groupby("bucket")["mentions"].sum().max())
    titles = {
        "hour": _("Published, by hour"),
        "day": _("Published, by day"),
        "week": _("Published, by week"),
        "month": _("Published, by month"),
    }
    figure = go.Figure(layout={"template": theme.GUANLAN, "barmode": "stack", "hovermode": "closest"})
    figure.update_layout(height=LINE + PLOT + FOOT, margin={"t": LINE, "b": FOOT})
    figure.update_xaxes(
        title_text=titles[grain],
        type="date",
        range=[start, end],
        tickvals=[at if grain == "hour" else at + (at + bucket - at) / 2 for at in names],
        ticktext=list(names.values()),
    )
    figure.update_yaxes(
        title_text=_("Volume (mentions)"),
        range=[0, counts[-1]],
        tickvals=counts,
        ticktext=[written.short(count) for count in counts],
    )
    if grain == "day":
        _shade_weekends(figure, start, end)
    if marks is not None:
        _mark(figure, marks[marks["at"].between(start, end)], start, end)
    return figure


def named_at_end(figure: go.Figure, *, names: list[str], colours: list[str], ends: list[float]) -> go.Figure:
    """The figure with each series named at the right of the plot, at its height there, `ends`, in mentions.

    Names that would overlap are pushed apart and keep their order.
    """
    places = _apart([end / figure.layout.yaxis.range[1] for end in ends], LINE / PLOT)
    paper = {"xref": "paper", "yref": "paper"}
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "x0": 8, "x1": 16, "y0": -4, "y1": 4}
    swatch = {"type": "rect", "xanchor": 1, "line": {"width": 0}} | paper | pixels
    label = {"x": 1, "xanchor": "left", "xshift": 20, "yanchor": "middle", "showarrow": False} | paper
    for name, colour, place in zip(names, colours, places, strict=True):
        figure.add_shape(swatch, yanchor=place, fillcolor=colour)
        figure.add_annotation(label, text=name, y=place, font_color=theme.INK)
    return figure.update_layout(margin={"r": 28 + theme.LETTER * max(map(theme.width, names))})


def _apart(places: list[float], gap: float) -> list[float]:
    """The places, each moved up until `gap` above the one below, then down from where they pass 1."""
    apart, rising = list(places), sorted(range(len(places)), key=places.__getitem__)
    free = -inf
    for index in rising:
        apart[index] = max(apart[index], free)
        free = apart[index] + gap
    free = 1
    for index in reversed(rising):
        apart[index] = min(apart[index], free)
        free = apart[index] - gap
    return apart


def _shade_weekends(figure: go.Figure, start: pd.Timestamp, end: pd.Timestamp) -> None:
    day = dates.BUCKET["day"]
    saturdays = pd.date_range(start.normalize() - day, end, freq="W-SAT", inclusive="left")
    if len(saturdays) > MOST_WEEKENDS:
        return
    for saturday in saturdays:
        sides = {"x0": max(saturday, start), "x1": min(saturday + 2 * day, end)}
        figure.add_vrect(**sides, fillcolor=theme.FAINT, line_width=0, layer="below")


def _mark(figure: go.Figure, marks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> None:
    """Each title stands right of its line, or left of it near the end, in the lowest free line of text.

    The latest comes first, so that the earlier ones, which stand higher, do not cross it.
    """
    taken: list[tuple[int, float, float]] = []
    for mark in marks.sort_values("at", ascending=False).itertuples():
        label, place = theme.plain(mark.title), (mark.at - start) / (end - start)
        wide = theme.LETTER * (theme.width(label) + 2) / NARROW
        anchor, left = ("left", place) if place + wide <= 1 else ("right", place - wide)
        line = 0
        while any(line == other and left < stop and begin < left + wide for other, begin, stop in taken):
            line += 1
        taken.append((line, left, left + wide))
        foot = 1 + line * LINE / PLOT
        ends = {"x0": mark.at, "x1": mark.at, "y0": 0, "y1": foot + LINE / PLOT, "yref": "paper"}
        figure.add_shape(ends, type="line", line={"color": theme.INK, "width": 1, "dash": "dash"})
        spot = {"x": mark.at, "y": foot, "yref": "paper", "xanchor": anchor, "yanchor": "bottom"}
        look = {"font": {"color": theme.INK}, "bgcolor": theme.PAPER, "borderpad": 1, "showarrow": False}
        figure.add_annotation(spot | look, text=label)
    lines = 1 + max((line for line, _left, _right in taken), default=0)
    figure.update_layout(height=LINE * lines + PLOT + FOOT, margin={"t": LINE * lines})
