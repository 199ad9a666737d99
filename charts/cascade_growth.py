"""How a cascade grew, layer by layer, over the same scale of time as the tree."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

import written
from charts import ages, numbers, theme
from charts.bars import told
from charts.time_axis import named_at_end, say
from language import _

DESK, PHONE = (520, 400), (340, 320)
# From this depth on layers are one; points of the curve; pixels under and above the plot.
DEEPEST, POINTS, FOOT, HEAD = 5, 160, 60, 26
APART, NAME = 0.15, 60
# The nearer to the origin, the stronger; the same greys on light and on dark.
SHADES = (theme.INK, *(f"rgba(127, 135, 144, {part})" for part in (0.95, 0.72, 0.52, 0.34, 0.18)))


def cascade_growth(frame: pd.DataFrame, *, size: tuple[int, int] = DESK) -> go.Figure:
    """The nodes that had come, stacked by depth.

    Columns: as charts.cascade has them. The customdata of a point is the position of the row that came then; of a long cascade 160
    are told.
    """
    if frame.empty:
        return theme.without_data()
    age = ages.ages(frame)
    order = np.argsort(age, kind="stable")[: int((~np.isnan(age)).sum())]
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": size[1], "hovermode": "x", "margin": {"t": HEAD, "b": FOOT}})
    last = ages.longest(age)
    _axes(figure, last, len(order), size, root=ages.rooted(frame))
    if not len(order):
        return say(figure, _("No time is known of any node."))
    layer = np.minimum(frame["depth"].to_numpy(), DEEPEST)[order]
    came = np.cumsum(layer[:, None] == np.arange(layer.max() + 1), axis=0)
    at = steps(ages.scaled(age[order]) / ages.scaled(last), POINTS)
    place, height = ages.scaled(age[order][at]), came[at]
    figure.add_traces([_layer(place, height[:, depth], last, depth) for depth in range(height.shape[1])])
    figure.add_trace(_points(frame.iloc[order[at]], order[at], place, height, (len(order), len(frame))))
    return _layers_named(figure, height[-1])


def steps(places: np.ndarray, most: int) -> np.ndarray:
    """Which of the nodes, in order, are told: all of a few, else those that stand apart on the scale or in the count."""
    count = len(places)
    if count <= most:
        return np.arange(count)
    by_time = np.searchsorted(places, np.linspace(0, 1, most // 2), side="right") - 1
    return np.union1d(by_time.clip(0), np.linspace(0, count - 1, most - most // 2).astype(int))


def time_axis(figure: go.Figure, last: float, apart: float, *, root: bool = True) -> go.Figure:
    """The figure with the scale of charts.ages up to `last` seconds, from the root or else from the first known node on; `apart`: of
    its width, between two names.
    """
    title = _("Time since the origin (logarithmic)") if root else _("Time since the first known node (logarithmic)")
    named, top = ages.ticks(last, apart), float(ages.scaled(last))
    figure.update_xaxes(tickvals=list(named), ticktext=list(named.values()), range=[-0.01 * top, 1.01 * top], showgrid=True, gridcolor=theme.FAINT)
    return figure.update_xaxes(title_text=title, ticklabelstandoff=4)


def _axes(figure: go.Figure, last: float, total: int, size: tuple[int, int], *, root: bool) -> None:
    counts = numbers.ticks(total)
    time_axis(figure, last, APART if size == DESK else 2 * APART, root=root)
    figure.update_yaxes(title_text=_("Nodes until then"), range=[0, counts[-1]], tickvals=counts, ticktext=[written.short(count) for count in counts], domain=[0, 1])


def _layer(place: np.ndarray, height: np.ndarray, last: float, depth: int) -> go.Scatter:
    """A band that rises whenever a node comes, up to the end of the scale."""
    return go.Scatter(
        x=[*place.round(4).tolist(), round(float(ages.scaled(last)), 4)],
        y=[*height.tolist(), int(height[-1])],
        mode="lines",
        line={"shape": "hv", "width": 0, "color": theme.INK},
        stackgroup="layers",
        fillcolor=SHADES[depth],
        hoverinfo="skip",
    )


def _points(rows: pd.DataFrame, order: np.ndarray, place: np.ndarray, height: np.ndarray, counts: tuple[int, int]) -> go.Scatter:
    hover = [_hover(row, layers, counts) for row, layers in zip(rows.itertuples(), height.tolist(), strict=True)]
    marks = pd.DataFrame({"hover": hover, "key": [[row] for row in order.tolist()]})
    return go.Scatter(
        x=place.round(4).tolist(), y=height.sum(axis=1).tolist(), mode="markers", marker={"color": theme.INK, "size": 4, "opacity": 0}, cliponaxis=False, **told(marks)
    )


def _hover(row: tuple, layers: list[int], counts: tuple[int, int]) -> str:
    """`counts`: of nodes whose time is known, and of all."""
    came = sum(layers)
    lines = [
        f"{written.minute(row.published_at)} · {theme.plain(row.author_name, limit=NAME)}",
        f"{ages.came(came, *counts)} ({written.share(came / counts[0])})",
        " · ".join(f"{_name(depth)} {written.whole(count)}" for depth, count in enumerate(layers) if depth and count),
    ]
    return "<br>".join(filter(None, lines))


def _name(depth: int) -> str:
    return _("Layer {number} and deeper", number=depth) if depth == DEEPEST else _("Layer {number}", number=depth)


def _layers_named(figure: go.Figure, height: np.ndarray) -> go.Figure:
    """The figure with the name of each layer beside its band; the origin alone has none."""
    middles, depths = (np.cumsum(height) - height / 2).tolist(), range(1, len(height))
    if not depths:
        return figure
    return named_at_end(figure, names=[_name(depth) for depth in depths], colours=[SHADES[depth] for depth in depths], ends=[middles[depth] for depth in depths])
