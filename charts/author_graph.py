"""The author graph: who reposted whom, the communities side by side."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import sqrt

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import told
from charts.topics import Box
from charts.words import LEANING
from language import _

# Pixels on a desk and on a phone, where the picture is turned by a quarter; names are placed as if it were so wide.
DESK, PHONE = (760, 520), (330, 560)
MOST_NAMES, LARGEST, SMALLEST, SEVERAL = {DESK: 16, PHONE: 8}, {DESK: 42, PHONE: 30}, 6, 24
# What the layout reaches to the right and upwards, and the room beyond it.
REACH, ROOM = (1.6, 1), 1.1
NAME, LINE, GAP = 18, 16, 3
# So many communities are told by their colour, and of these so many by their name where they have so many authors.
COLOURED, TITLED, LEAST = 9, {DESK: 9, PHONE: 5}, 4
SYMBOL = {"origin": "star", "amplifier": "diamond", "bridge": "square", "ordinary": "circle"}
ROLE = {"origin": theme.INK, "amplifier": theme.CATEGORICAL[6], "bridge": theme.CATEGORICAL[2], "ordinary": theme.GREY}
# Signs of the legend beside the words.
SIGNS = {"star": "★", "diamond": "◆", "square": "■", "circle": "●"}
# How wide the lines are, from so many reposts on.
WIDTHS = {1: 0.6, 3: 1, 10: 1.8}


def author_graph(frame: pd.DataFrame, *, edges: pd.DataFrame, colour: str = "community", size: tuple[int, int] = DESK) -> go.Figure:
    """A mark for each author, as large as the reposts that he caused, and one for several that are not drawn one by one; a line from
    who reposts to whose post it was; `colour` is community, sentiment, platform or role.

    Columns: x, y, authors (how many the mark stands for), author_name, platform, platform_name, received, made, caused, sentiment (−1
    to 1, NULL unknown), community (0 the largest, −1 several), joined (communities), role. edges: reposter, source (rows), reposts. The
    customdata of a mark is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.reset_index(drop=True)
    if size == PHONE:
        rows = rows.assign(x=rows["y"], y=-rows["x"])
    one = rows["authors"] == 1
    most = max(rows.loc[one, "caused"].max(), 1) if one.any() else 1
    rows["size"] = [
        max(LARGEST[size] * sqrt(count / most), SMALLEST) if alone else SEVERAL for count, alone in zip(rows["caused"], one, strict=True)
    ]
    rows["colour"] = painted(rows, colour)
    rows["symbol"] = rows["role"].map(SYMBOL)
    titles, places = _labels(rows, size)
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": size[1], "hovermode": "closest"})
    figure.add_traces([*_lines(rows, edges), _marks(rows, places)])
    for note in (*titles, *_legend(rows, colour, size)):
        figure.add_annotation(note, showarrow=False)
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    across, up = reach(size)
    figure.update_xaxes(visible=False, range=[-across, across], title_text=_("Place in the network"))
    return figure.update_yaxes(visible=False, range=[-up, up], title_text=_("Place in the network"))


def reach(size: tuple[int, int]) -> tuple[float, float]:
    """How far the axes lead to the right and upwards."""
    wide, high = REACH if size == DESK else REACH[::-1]
    return wide * ROOM, high * ROOM


def painted(rows: pd.DataFrame, colour: str) -> list[str]:
    if colour == "sentiment":
        return [theme.CONTEXT if pd.isna(one) else theme.SENTIMENT[leaning(one)] for one in rows["sentiment"]]
    if colour == "platform":
        return [theme.CONTEXT if pd.isna(one) else theme.PLATFORM.get(one, theme.GREY) for one in rows["platform"]]
    if colour == "role":
        return [ROLE[one] for one in rows["role"]]
    return [theme.CATEGORICAL[one] if 0 <= one < COLOURED else theme.CONTEXT if one < 0 else theme.GREY for one in rows["community"]]


def _lines(rows: pd.DataFrame, edges: pd.DataFrame) -> Iterator[go.Scatter]:
    """The weak first."""
    for least, more in pairwise([*WIDTHS, float("inf")]):
        some = edges[(edges["reposts"] >= least) & (edges["reposts"] < more)]
        xs, ys = ([part for pair in zip(rows[axis][some["reposter"]], rows[axis][some["source"]], strict=True) for part in (*pair, None)] for axis in "xy")
        if xs:
            yield go.Scatter(x=xs, y=ys, mode="lines", line={"color": theme.PALE, "width": WIDTHS[least]}, hoverinfo="skip")


def _marks(rows: pd.DataFrame, places: list[str]) -> go.Scatter:
    names = [_name(row) if place else "" for row, place in zip(rows.itertuples(), places, strict=True)]
    rows = rows.assign(key=[[place] for place in range(len(rows))], hover=[_hover(row) for row in rows.itertuples()], text=names, place=places)
    # What is small lies above what is large.
    rows = rows.sort_values("size", ascending=False, kind="stable")
    several = rows["authors"] > 1
    return go.Scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text",
        text=rows["text"].tolist(),
        textposition=[place or "middle right" for place in rows["place"]],
        textfont={"color": theme.INK, "size": [10 if one else 12 for one in several]},
        marker={
            "size": rows["size"].tolist(),
            "symbol": rows["symbol"].tolist(),
            "opacity": 0.9,
            "color": [theme.PAPER if one else colour for one, colour in zip(several, rows["colour"], strict=True)],
            "line": {"color": rows["colour"].where(several, theme.PAPER).tolist(), "width": [1.5 if one else 0.6 for one in several]},
        },
        cliponaxis=False,
        selected={"marker": {"opacity": 0.9}},
        unselected={"marker": {"opacity": 0.9}},
        **told(rows),
    )


def _labels(rows: pd.DataFrame, size: tuple[int, int]) -> tuple[list[dict], list[str]]:
    """The names of communities above them, and of each mark on which side its name stands: those of several first, then who caused
    most, where there is room.
    """
    across, up = reach(size)
    at = [((x / across + 1) / 2 * size[0], (1 - y / up) / 2 * size[1], mark / 2) for x, y, mark in zip(rows["x"], rows["y"], rows["size"], strict=True)]
    taken = [Box(x - r, y - r, x + r, y + r) for x, y, r in at if r > SMALLEST]
    titles = list(_titles(rows, at, taken, size))
    places, left = [""] * len(rows), MOST_NAMES[size]
    for row in rows[(rows["authors"] > 1) | (rows["caused"] > 0)].sort_values(["caused", "received"], ascending=False, kind="stable").itertuples():
        if row.authors > 1:
            places[row.Index] = "middle center"
        elif left and (side := _side(*at[row.Index], theme.LETTER * theme.width(_name(row)), taken, size)):
            places[row.Index], left = side, left - 1
    return titles, places


def _titles(rows: pd.DataFrame, at: list[tuple], taken: list[Box], size: tuple[int, int]) -> Iterator[dict]:
    for community, group in rows[rows["community"].between(0, TITLED[size] - 1)].groupby("community"):
        if (count := group["authors"].sum()) < LEAST:
            continue
        spots = [at[row] for row in group.index]
        text = _("Community {number} · {count}", number=community + 1, count=written.short(count))
        wide, x, top = theme.LETTER * theme.width(text), sum(x for x, _y, _r in spots) / len(spots), min(y - r for _x, y, r in spots)
        x, y = min(max(x, wide / 2), size[0] - wide / 2), max(top - LINE / 2, LINE / 2)
        taken.append(Box(x - wide / 2, y - LINE / 2, x + wide / 2, y + LINE / 2))
        across, up = reach(size)
        yield {"x": (2 * x / size[0] - 1) * across, "y": (1 - 2 * y / size[1]) * up, "text": text, "font": {"color": theme.GREY, "size": 11}}


def _side(x: float, y: float, r: float, wide: float, taken: list[Box], size: tuple[int, int]) -> str | None:
    """Where beside its mark a name has room; it takes it."""
    sides = {
        "middle right": Box(x + r, y - LINE / 2, x + r + GAP + wide, y + LINE / 2),
        "middle left": Box(x - r - GAP - wide, y - LINE / 2, x - r, y + LINE / 2),
        "top center": Box(x - wide / 2, y - r - LINE, x + wide / 2, y - r),
        "bottom center": Box(x - wide / 2, y + r, x + wide / 2, y + r + LINE),
    }
    for side, box in sides.items():
        inside = box.left >= 0 and box.right <= size[0] and box.top >= 0 and box.bottom <= size[1]
        if inside and not any(box.meets(other) for other in taken):
            taken.append(box)
            return side
    return None


def _legend(rows: pd.DataFrame, colour: str, size: tuple[int, int]) -> Iterator[dict]:
    """What colours and symbols mean, in rows from the lower left."""
    x = y = 0
    for sign, paint, text in dict.fromkeys(_meanings(rows, colour)):
        wide = theme.LETTER * (theme.width(text) + 4)
        if x + wide > size[0]:
            x, y = 0, y + LINE
        spot = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": y}
        yield {**spot, "xshift": x, "text": SIGNS[sign], "font": {"color": paint, "size": 12}}
        yield {**spot, "xshift": x + 14, "text": text, "font": {"color": theme.INK, "size": 11}}
        x += wide


def _meanings(rows: pd.DataFrame, colour: str) -> Iterator[tuple[str, str, str]]:
    roles = roles_told()
    if colour == "role":
        yield from ((SYMBOL[role], ROLE[role], roles[role]) for role in SYMBOL if (rows["role"] == role).any())
        return
    if colour == "sentiment":
        paints = {**{theme.SENTIMENT[one]: felt(one) for one in (1, 0, -1)}, theme.CONTEXT: felt(float("nan"))}
        yield from (("circle", paint, name) for paint, name in paints.items() if (rows["colour"] == paint).any())
    elif colour == "platform":
        yield from (("circle", row.colour, theme.plain(row.platform_name)) for row in rows[rows["authors"] == 1].sort_values("received", ascending=False).itertuples())
    yield from ((SYMBOL[role], theme.GREY, roles[role]) for role in list(SYMBOL)[:-1] if (rows["role"] == role).any())


def roles_told() -> dict[str, str]:
    return {"origin": _("Origin"), "amplifier": _("Amplifier"), "bridge": _("Bridge"), "ordinary": _("Ordinary account")}


def leaning(sentiment: float) -> int:
    """To which side the posts of an author lean, or of several."""
    return int(sentiment >= LEANING) - int(sentiment <= -LEANING)


def felt(sentiment: float) -> str:
    return _("Unknown") if pd.isna(sentiment) else {1: _("Positive"), 0: _("Neutral"), -1: _("Negative")}[leaning(sentiment)]


def _name(row: tuple) -> str:
    return theme.plain(row.author_name, limit=NAME) if row.authors == 1 else f"+{written.short(row.authors)}"


def _hover(row: tuple) -> str:
    community = _("several small communities") if row.community < 0 else _("Community {number}", number=row.community + 1)
    counts = [
        _("{count} reposts received", count=written.whole(row.received)),
        _("{count} reposts made", count=written.whole(row.made)),
    ]
    if row.authors > 1:
        return "<br>".join([_("{count} more authors", count=written.whole(row.authors)), community, *counts])
    joined = _("beside {count} communities", count=written.whole(row.joined)) if row.joined > 1 else ""
    who = _dotted([theme.plain(row.author_name, limit=60), "" if pd.isna(row.platform) else theme.plain(row.platform_name), roles_told()[row.role]])
    return "<br>".join([who, *counts, _("{count} reposts caused in all", count=written.whole(row.caused)), _dotted([community, joined]), _("Sentiment: {sentiment}", sentiment=felt(row.sentiment))])


def _dotted(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, parts))
