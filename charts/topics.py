"""The map of topics: which grow, how they are felt, and how large they are."""

from dataclasses import dataclass
from math import ceil, sqrt

import pandas as pd
import plotly.graph_objects as go

import written
from charts import numbers, theme
from charts.bars import told
from charts.words import colours
from language import _

# Pixels of the map on a desk and on a phone: names are placed as if it were so wide.
DESK, PHONE = (640, 390), (300, 460)
MOST_NAMES, LARGEST, SMALLEST = {DESK: 15, PHONE: 7}, {DESK: 62, PHONE: 40}, 9
NAME, LINE, GAP = 22, 17, 4
# The axis of change reaches at least so far to either side, and beyond the circles; that of net sentiment has room for circles at its ends.
LEAST_REACH, ROOM, HIGHEST = 0.01, 1.15, 1.4


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def topic_map(frame: pd.DataFrame, *, size: tuple[int, int] = DESK) -> go.Figure:
    """A circle for each row, its area by mentions: to the right what grew in share against the period before, or, where that is
    not known of any, what is large; upwards what is felt positively. Hollow where too few feel either way; ringed where new.

    Columns: label, mentions, share and change (0–1; NULL where too few, or no period before), net (−1 to 1) with net_low and net_high
    (NULL: none), negative_share (NULL where too few), new. The customdata of a circle is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    moved = frame["change"].notna().any()
    rows = frame.assign(x=frame["change" if moved else "share"].fillna(0).astype(float), y=frame["net"].fillna(0).astype(float))
    rows["size"] = [max(LARGEST[size] * sqrt(count / max(rows["mentions"].max(), 1)), SMALLEST) for count in rows["mentions"]]
    ticks = _ticks(rows["x"], moved)
    across = (ticks[0], ticks[-1])
    rows["place"] = _named(rows, across, size)
    # What is small lies above what is large.
    rows["key"] = [[place] for place in range(len(rows))]
    rows["hover"] = [_hover(row) for row in rows.itertuples()]
    rows = rows.sort_values("mentions", ascending=False, kind="stable")
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": size[1], "hovermode": "closest"})
    figure.add_trace(_circles(rows))
    title = _("Change of share (pp)") if moved else _("Share of mentions")
    figure.update_xaxes(title_text=title, range=across, tickvals=ticks, ticktext=[_tick(tick, moved) for tick in ticks], showgrid=True, gridcolor=theme.FAINT)
    figure.update_xaxes(zeroline=True, zerolinecolor=theme.CONTEXT)
    shares = [-1, -0.5, 0, 0.5, 1]
    figure.update_yaxes(title_text=_("Net sentiment"), range=(-HIGHEST, HIGHEST), tickvals=shares, ticktext=[written.whole(100 * one) + "%" for one in shares])
    return _corners(figure, moved)


def _circles(rows: pd.DataFrame) -> go.Scatter:
    hollow = rows["net"].isna()
    painted = colours(rows, "sentiment")
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text",
        text=[name if place else "" for name, place in zip(map(_name, rows["label"]), rows["place"], strict=True)],
        textposition=[place or "middle right" for place in rows["place"]],
        textfont={"color": theme.INK, "size": 12},
        marker={
            "size": rows["size"].tolist(),
            "color": [theme.FAINT if one else colour for one, colour in zip(hollow, painted, strict=True)],
            "opacity": 0.82,
            "line": {
                "color": [theme.INK if new else colour for new, colour in zip(rows["new"], painted, strict=True)],
                "width": [2.5 if new else 1 for new in rows["new"]],
            },
        },
        cliponaxis=False,
        selected={"marker": {"opacity": 0.82}},
        unselected={"marker": {"opacity": 0.82}},
        **told(rows),
    )


def _named(rows: pd.DataFrame, across: tuple[float, float], size: tuple[int, int]) -> list[str]:
    """Of each row on which side of its circle its name stands, the largest first; nothing where every side is taken."""
    width, height = size[0] - 90, size[1] - 60
    at = [
        ((x - across[0]) / (across[1] - across[0]) * width, (HIGHEST - y) / (2 * HIGHEST) * height, circle / 2)
        for x, y, circle in zip(rows["x"], rows["y"], rows["size"], strict=True)
    ]
    taken = [Box(x - r, y - r, x + r, y + r) for x, y, r in at]
    circles, places = list(taken), [""] * len(rows)
    for row in sorted(range(len(rows)), key=lambda row: -rows["mentions"].iloc[row]):
        if sum(map(bool, places)) == MOST_NAMES[size]:
            break
        wide = theme.LETTER * theme.width(theme.line(str(rows["label"].iloc[row]), limit=NAME))
        for place, box in _sides(*at[row], wide).items():
            inside = box.left >= -GAP and box.right <= width + GAP and box.top >= 0 and box.bottom <= height
            if inside and not any(box.meets(other) for other in taken if other is not circles[row]):
                places[row] = place
                taken.append(box)
                break
    return places


def _sides(x: float, y: float, r: float, wide: float) -> dict[str, Box]:
    return {
        "middle right": Box(x + r, y - LINE / 2, x + r + GAP + wide, y + LINE / 2),
        "middle left": Box(x - r - GAP - wide, y - LINE / 2, x - r, y + LINE / 2),
        "top center": Box(x - wide / 2, y - r - LINE - GAP, x + wide / 2, y - r),
        "bottom center": Box(x - wide / 2, y + r, x + wide / 2, y + r + LINE + GAP),
    }


def _ticks(values: pd.Series, moved: bool) -> list[float]:
    """Of the axis of change or of shares, a little beyond the outermost circles on either side."""
    low, high = ((max(reach, LEAST_REACH) * ROOM * 100) for reach in (-values.min(), values.max()))
    step = numbers.ticks(max(low, high))[1]
    return [tick * step / 100 for tick in range(-ceil(low / step) if moved else 0, ceil(high / step) + 1)]


def _tick(tick: float, moved: bool) -> str:
    points = written.short(100 * tick)
    return f"+{points}" if moved and tick > 0 else points if moved else f"{points}%"


def _corners(figure: go.Figure, moved: bool) -> go.Figure:
    """What lies in which corner, in words."""
    if moved:
        told = {(1, 1): _("growing, positive"), (1, 0): _("growing, negative"), (0, 1): _("shrinking, positive"), (0, 0): _("shrinking, negative")}
    else:
        told = {(1, 1): _("large, positive"), (1, 0): _("large, negative"), (0, 1): _("small, positive"), (0, 0): _("small, negative")}
    for (x, y), text in told.items():
        spot = {"x": x, "y": y, "xanchor": "right" if x else "left", "yanchor": "top" if y else "bottom", "xref": "paper", "yref": "paper"}
        figure.add_annotation(spot, text=text, showarrow=False, font={"color": theme.GREY, "size": 12})
    return figure


def _name(label: object) -> str:
    return theme.plain(label, limit=NAME)


def _hover(row: tuple) -> str:
    share = None if pd.isna(row.share) else _("{share} of all", share=written.share(row.share))
    lines = [
        theme.plain(row.label, limit=60) + (f" · {_('new')}" if row.new else ""),
        " · ".join(filter(None, [_("{count} mentions", count=written.whole(row.mentions)), share])),
        None if pd.isna(row.change) else _("{change} on the period before", change=written.points(row.change)),
        _net(row),
        None if pd.isna(row.negative_share) else _("Negative share {share}", share=written.share(row.negative_share)),
    ]
    return "<br>".join(filter(None, lines))


def _net(row: tuple) -> str:
    if pd.isna(row.net):
        return _("Net sentiment: too few")
    told = _("Net sentiment {net}", net=written.share(row.net))
    return told if pd.isna(row.net_low) else f"{told} ({written.interval(row.net_low, row.net_high)})"
