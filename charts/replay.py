"""The course of a picture whose radius is time: a slider and a button that bring its marks in from the middle on."""

from bisect import bisect_right
from collections.abc import Callable
from math import hypot

import plotly.graph_objects as go

from charts import theme
from language import _

# Steps, milliseconds that each takes; pixels under the picture, and that the buttons are wide.
STEPS, PACE, UNDER, BUTTONS = 24, 240, 8, 118


def played(figure: go.Figure, told: Callable[[float], str], radius: Callable[[float], float], seconds: Callable[[float], float], *, ends: tuple[str, str]) -> go.Figure:
    """The figure with its replay. Its traces are ordered from the middle on, what only stands in the legend stays; `told` says of an age how far it had come, `radius` and
    `seconds` are those of a part of the course; `ends` are its real times.
    """
    moving = [place for place, trace in enumerate(figure.data) if any(x is not None for x in trace.x)]
    reached = {place: _ends(figure.data[place]) for place in moving}
    parts = [step / STEPS for step in range(STEPS + 1)]
    figure.frames = [
        go.Frame(name=str(step), traces=moving, data=[{"type": "scatter", "x": list(figure.data[place].x[: _cut(reached[place], radius(part))])} for place in moving])
        for step, part in enumerate(parts)
    ]
    at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
    steps = [{"method": "animate", "label": told(seconds(part)), "args": [[str(step)], at_once]} for step, part in enumerate(parts)]
    look = {"bgcolor": theme.PALE, "activebgcolor": theme.GREY, "bordercolor": theme.CONTEXT, "borderwidth": 1, "ticklen": 0, "minorticklen": 0, "font": {"color": "rgba(0, 0, 0, 0)"}}
    shown = {"visible": True, "xanchor": "left", "font": {"color": theme.INK, "size": 12}, "offset": 6}
    slider = {"active": STEPS, "steps": steps, "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": {"t": UNDER, "l": BUTTONS}, "len": 1, "currentvalue": shown}
    figure.update_layout(sliders=[slider | look], updatemenus=[_buttons()])
    foot = {"yref": "paper", "y": 0, "yanchor": "top", "yshift": -62, "xref": "paper", "showarrow": False}
    figure.add_annotation(foot, x=0, xanchor="left", xshift=BUTTONS, text=ends[0], font={"color": theme.INK, "size": 10})
    return figure.add_annotation(foot, x=1, xanchor="right", text=ends[1], font={"color": theme.INK, "size": 10})


def _ends(trace: go.Scatter) -> list[tuple[float, int]]:
    """How far from the middle each mark or line of a trace ends, and how many of its points lead so far."""
    points = list(zip(trace.x, trace.y, strict=True))
    if trace.mode != "lines":
        return [(hypot(x, y), place + 1) for place, (x, y) in enumerate(points)]
    return [(hypot(*points[place - 1]), place) for place, (x, _y) in enumerate(points) if x is None]


def _cut(ends: list[tuple[float, int]], radius: float) -> int:
    place = bisect_right(ends, radius + 1e-3, key=lambda end: end[0])
    return ends[place - 1][1] if place else 0


def _buttons() -> dict:
    running = {"mode": "immediate", "fromcurrent": True, "frame": {"duration": PACE, "redraw": False}, "transition": {"duration": 0}}
    still = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}}
    buttons = [{"method": "animate", "label": name, "args": args} for name, args in ((_("Play"), [None, running]), (_("Pause"), [[None], still]))]
    look = {"bgcolor": theme.PAPER, "bordercolor": theme.CONTEXT, "font": {"color": theme.INK, "size": 11}}
    return look | {"type": "buttons", "direction": "left", "showactive": False, "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": {"t": UNDER + 20, "r": 8}, "buttons": buttons}
