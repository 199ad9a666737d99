"""The time axis that the charts of a page share: its panels, its weekends, the names at the ends of series."""

from math import inf

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates, numbers, theme
from language import _

PLOT, FOOT, LINE, GAP = 240, 64, 18, 22
"""Pixels: the height of the plot, of the axis under it, of a line of text, and of what lies between two panels."""

LEAST_BUCKETS = 7
MOST_WEEKENDS = 18


def on_time_axis(rows: pd.DataFrame, *, grain: str, heights: tuple[int, ...] = (PLOT,)) -> go.Figure:
    """A figure without series whose time axis fits `rows` (bucket): whole buckets of `grain`.

    Its panels, one for each of `heights` (pixels), stand above one another: yaxis, yaxis2 … from the top. Weekends
    are shaded on a daily axis.
    """
    first, last, bucket = rows["bucket"].min(), rows["bucket"].max(), dates.BUCKET[grain]
    names = dates.ticks(first, last, grain)
    room = (last + bucket - first) * max(0, LEAST_BUCKETS / rows["bucket"].nunique() - 1) / 2
    start, end = first - room, last + bucket + room
    titles = {
        "hour": _("Published, by hour"),
        "day": _("Published, by day"),
        "week": _("Published, by week"),
        "month": _("Published, by month"),
    }
    whole = sum(heights) + GAP * (len(heights) - 1)
    figure = go.Figure(layout={"template": theme.GUANLAN, "barmode": "stack", "hovermode": "closest"})
    figure.update_layout(height=LINE + whole + FOOT, margin={"t": LINE, "b": FOOT, "l": 8, "r": 8})
    figure.update_xaxes(
        title_text=titles[grain],
        type="date",
        range=[start, end],
        tickvals=[at if grain == "hour" else at + (at + bucket - at) / 2 for at in names],
        ticktext=list(names.values()),
        anchor=axis(len(heights)),
        ticklabelstandoff=6,
    )
    top = whole
    for panel, height in enumerate(heights, start=1):
        domain = [max(0, (top - height) / whole), top / whole]
        figure.update_layout({_of_layout(panel): {"domain": domain, "anchor": "x"}})
        top -= height + GAP
    if grain == "day":
        _shade_weekends(figure, start, end)
    return figure


def axis(panel: int) -> str:
    """What a series calls the y axis of a panel, counted from 1."""
    return "y" if panel == 1 else f"y{panel}"


def count_axis(figure: go.Figure, top: float, *, panel: int = 1) -> go.Figure:
    """The figure with a panel for counts from zero to `top`."""
    counts = numbers.ticks(top)
    if height_of(figure, panel) < LINE * len(counts):
        counts = [counts[0], counts[-1]]
    figure.layout[_of_layout(panel)].update(
        title={"text": _("Volume (mentions)")},
        range=[0, counts[-1]],
        tickvals=counts,
        ticktext=[written.short(count) for count in counts],
    )
    return figure


def share_axis(figure: go.Figure, title: str, shares: list[float], *, panel: int = 1) -> go.Figure:
    """The figure with a panel for shares that reaches from the first of these ticks to the last."""
    if height_of(figure, panel) < LINE * len(shares):
        shares = [shares[0], shares[-1]]
    figure.layout[_of_layout(panel)].update(
        title={"text": title},
        range=[shares[0], shares[-1]],
        tickvals=shares,
        ticktext=[written.whole(share * 100) + "%" for share in shares],
    )
    return figure


def named_at_end(figure: go.Figure, *, names: list[str], colours: list[str], ends: list[float]) -> go.Figure:
    """The figure with each series of the first panel named at the right, at its height there, `ends`, in units of its axis.

    Names that would overlap are pushed apart and keep their order.
    """
    foot, head = figure.layout.yaxis.domain
    places = _apart([end / figure.layout.yaxis.range[1] for end in ends], LINE / height_of(figure, 1))
    paper = {"xref": "paper", "yref": "paper"}
    pixels = {"xsizemode": "pixel", "ysizemode": "pixel", "x0": 8, "x1": 16, "y0": -4, "y1": 4}
    swatch = {"type": "rect", "xanchor": 1, "line": {"width": 0}} | paper | pixels
    label = {"x": 1, "xanchor": "left", "xshift": 20, "yanchor": "middle", "showarrow": False} | paper
    for name, colour, place in zip(names, colours, places, strict=True):
        at = foot + place * (head - foot)
        figure.add_shape(swatch, yanchor=at, fillcolor=colour)
        figure.add_annotation(label, text=name, y=at, font_color=theme.INK)
    return figure.update_layout(margin={"r": 28 + theme.LETTER * max(map(theme.width, names))})


def say(figure: go.Figure, text: str, *, panel: int = 1, **spot: object) -> go.Figure:
    """The figure with a text in a panel, in its middle, where no line strikes it out, unless `spot` says where."""
    middle = {"x": 0.5, "xref": "paper", "y": 0.5, "yref": f"{axis(panel)} domain", "showarrow": False}
    return figure.add_annotation(middle | (spot or {"bgcolor": theme.PAPER}), text=text, font={"color": theme.INK})


def _of_layout(panel: int) -> str:
    """What the layout calls the y axis of a panel."""
    return "yaxis" if panel == 1 else f"yaxis{panel}"


def height_of(figure: go.Figure, panel: int) -> float:
    """Pixels of a panel."""
    foot, head = figure.layout[_of_layout(panel)].domain
    return round((head - foot) * plot_height(figure), 6)


def plot_height(figure: go.Figure) -> float:
    """Pixels from the foot of the lowest panel to the head of the highest."""
    return figure.layout.height - figure.layout.margin.t - figure.layout.margin.b


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
    through = {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "fillcolor": theme.FAINT, "line_width": 0}
    for saturday in saturdays:
        figure.add_shape(through, x0=max(saturday, start), x1=min(saturday + 2 * day, end), layer="below")
