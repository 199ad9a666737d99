"""The marks of events on a time axis: a dashed line through all panels, its title on top."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.time_axis import LINE, plot_height
from language import _

NARROW, SIDE = 340, 52
"""Pixels: the width at which no titles overlap yet, and what of it stands left of the plot."""

MOST_LINES = 4
MOST_TOLD = 12
CHIP = 30
"""Pixels that the number of gathered marks takes."""

KINDS = {"ours": 0, "authority": 1, "media": 2, "secondary": 3}
"""Whose titles come first where there is no room for all; other kinds come last."""


def mark(figure: go.Figure, marks: pd.DataFrame | None) -> go.Figure:
    """The figure with its marks: at, until (NaT for a moment, else a bar at the head of the plot), kind, title.

    Titles fill at most four lines of text. Marks without room for one are pale lines, gathered under their number;
    hover tells the time and the whole title of each. Called last: the room depends on the figure's margins.
    """
    if marks is None or figure.layout.xaxis.range is None:
        return figure
    (start, end), margin = figure.layout.xaxis.range, figure.layout.margin
    placed = _placed(marks, start, end, NARROW - SIDE - margin.r)
    if not placed:
        return figure
    titled, lines = placed, _lines(placed)
    if max(lines) >= MOST_LINES:
        titled = _most_important(placed, MOST_LINES - 1)
        lines = [line + 1 for line in _lines(titled)]
    shown = {one.Index for one in titled}
    rest = [one for one in placed if one.Index not in shown]
    high = LINE / plot_height(figure)
    shapes = [_line(one.at, 1, {"color": theme.CONTEXT, "dash": "dot"}) for one in rest if one.begins]
    shapes += [_bar(one.at, min(one.until, end)) for one in placed if not pd.isna(one.until)]
    texts = []
    for one, line in zip(titled, lines, strict=True):
        foot = 1 + line * high
        texts.append(_text(one.at, foot, one.short, one.told) | {"xanchor": one.anchor})
        if one.begins:
            shapes.append(_line(one.at, foot + high, {"color": theme.INK, "dash": "dash"}))
    for group in _gathered(rest):
        at = start + (end - start) * _middle(group)
        texts.append(_text(at, 1, f"+{len(group)}", _all_told(group)) | {"bordercolor": theme.CONTEXT})
    figure.update_layout(shapes=[*figure.layout.shapes, *shapes], annotations=[*figure.layout.annotations, *texts])
    above, right = LINE * max(lines), max(margin.r, CHIP / 2)
    return figure.update_layout(height=figure.layout.height + above, margin={"t": margin.t + above, "r": right})


def _placed(marks: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp, room: float) -> list[tuple]:
    """The marks on the axis, the latest first, with their place and that of their titles from `left` on, in parts of it.

    A title stands right of its line, or left of it near the end, cut to what fits. What began before the axis has its
    title at the start and no line: begins is False.
    """
    rows = marks.assign(until=pd.to_datetime(marks["until"]), rank=marks["kind"].map(KINDS).fillna(len(KINDS)))
    rows = rows[(rows["until"].fillna(rows["at"]) >= start) & (rows["at"] <= end)].reset_index(drop=True)
    if rows.empty:
        return []
    rows = rows.assign(told=[_told(one) for one in rows.itertuples()], begins=rows["at"] >= start)
    rows["at"] = rows["at"].clip(lower=start)
    rows["place"], rows["chip"] = (rows["at"] - start) / (end - start), CHIP / room
    most = rows["place"].where(rows["place"] > 0.5, 1 - rows["place"]) * room / theme.LETTER
    rows["short"] = [
        theme.plain(title, limit=min(24, int(fits) - 2)) for title, fits in zip(rows["title"], most, strict=True)
    ]
    rows["wide"] = [theme.LETTER * (theme.width(short) + 2) / room for short in rows["short"]]
    fits = rows["place"] + rows["wide"] <= 1
    rows["anchor"] = fits.map({True: "left", False: "right"})
    rows["left"] = rows["place"].where(fits, rows["place"] - rows["wide"])
    return list(rows.sort_values("at", ascending=False).itertuples())


def _lines(placed: list[tuple]) -> list[int]:
    """On which line of text, from the lowest, the title of each stands.

    The latest come first, so that the earlier ones, which stand higher, do not cross them.
    """
    taken: list[tuple[int, float, float]] = []
    for one in placed:
        line, right = 0, one.left + one.wide
        while any(line == other and one.left < stop and begin < right for other, begin, stop in taken):
            line += 1
        taken.append((line, one.left, right))
    return [line for line, _left, _right in taken]


def _most_important(placed: list[tuple], lines: int) -> list[tuple]:
    """Those whose titles fit into so many lines, chosen by kind, but from each gathering one before a second."""
    by_kind = [sorted(group, key=lambda one: (one.rank, one.at)) for group in _gathered(placed)]
    turns = [(turn, one.rank, one.at, one.Index) for group in by_kind for turn, one in enumerate(group)]
    kept: set[int] = set()
    for _turn, _rank, _at, index in sorted(turns):
        if max(_lines([one for one in placed if one.Index in kept | {index}])) < lines:
            kept.add(index)
    return [one for one in placed if one.Index in kept]


def _gathered(placed: list[tuple]) -> list[list[tuple]]:
    """In groups whose middles stand a chip apart: the nearest neighbours are put together, again and again."""
    groups = [[one] for one in reversed(placed)]
    while len(groups) > 1:
        gap, first = min((_middle(b) - _middle(a), place) for place, (a, b) in enumerate(pairwise(groups)))
        if gap >= groups[0][0].chip:
            break
        groups[first : first + 2] = [groups[first] + groups[first + 1]]
    return groups


def _middle(group: list[tuple]) -> float:
    return sum(one.place for one in group) / len(group)


def _told(one: tuple) -> str:
    when = " – ".join(written.minute(at) for at in (one.at, one.until) if not pd.isna(at))
    return f"{when} · {theme.plain(one.title, limit=60)}"


def _all_told(group: list[tuple]) -> str:
    more = len(group) - MOST_TOLD
    told = [one.told for one in group[:MOST_TOLD]]
    return "<br>".join([*told, _("… and {count} more", count=more)] if more > 0 else told)


def _line(at: pd.Timestamp, top: float, look: dict) -> dict:
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": top, "yref": "paper", "line": look | {"width": 1}}


def _bar(start: pd.Timestamp, end: pd.Timestamp) -> dict:
    look = {"ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": 4, "fillcolor": theme.CONTEXT, "line": {"width": 0}}
    return {"type": "rect", "x0": start, "x1": end, "yref": "paper"} | look


def _text(at: pd.Timestamp, foot: float, text: str, told: str) -> dict:
    label = {"bgcolor": theme.PAPER, "bordercolor": theme.CONTEXT, "font": {"color": theme.INK}}
    spot = {"x": at, "y": foot, "yref": "paper", "yanchor": "bottom", "showarrow": False, "borderpad": 1}
    look = {"font": {"color": theme.INK}, "bgcolor": theme.PAPER, "hovertext": told, "hoverlabel": label}
    return spot | look | {"text": text}
