"""A cascade as a tree: the origin in the middle, time along the radius, small subtrees folded into counted hubs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

import written
from charts import ages, theme
from charts.bars import told
from charts.cascade_layout import INNER, Layout, laid_out, way
from charts.groups import Groups, edges_told, grouped
from charts.replay import played
from charts.stack import names
from language import _

# Pixels of the picture on a desk and on a phone; the nodes of a cascade that is not folded; the names of those who spread most, and
# the part of the cascade that descends from them.
DESK, PHONE = (720, 680), (340, 500)
MOST, NAMED, NAMED_FROM = {DESK: 800, PHONE: 300}, {DESK: 7, PHONE: 3}, 0.02
HEAD, FOOT, SIDE, LINE, NAME, TEXT = 52, 84, 10, 16, 16, 60
SMALLEST, LARGEST, ROOT, COUNTED, DIGITS = 6, 38, 18, 22, 10
# Parts of the radius: what lies around the last mark, how far rings stand apart, how far an edge turns that is not bent; points of a bent one.
RIM, APART, STRAIGHT, BENT = 1.06, 0.11, 0.04, 9
UNSURE = ("inferred", "unattached")
# In the legend behind the values; a smaller part is told by its count.
LAST, FEW = 2000, 0.01
NOTHING = "rgba(0, 0, 0, 0)"
# Seconds by which a time that was scaled and back may be off.
SLACK = 0.5
# A click fades nothing.
SAME = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


@dataclass(frozen=True)
class Look:
    """How it is looked at. `colour` is sentiment, platform, community, role or edge; `opened` are hubs, as row and stretch; `chosen` is
    a row.
    """

    colour: str = "sentiment"
    opened: tuple[tuple[int, int], ...] = ()
    chosen: int | None = None


def cascade(frame: pd.DataFrame, *, look: Look | None = None, size: tuple[int, int] = DESK) -> go.Figure:
    """A mark for each node, as large as what descends from it, or for what is folded; the spread can be played.

    Columns: node, above (the node that it reposts, −1 for the root, which comes first), mention_id (NULL: unseen, drawn hollow),
    author_name, platform, published_at, at (the same where it is known to the minute; may
    be left out where all are), age (seconds since the root; NULL unknown), sentiment, text, edge (explicit, parsed, inferred,
    unattached), depth, descendants, and role or community where that colours; labels of platforms in platform_name. The customdata of
    a node is its row's position, of a hub the position of its node and its stretch.
    """
    if frame.empty:
        return theme.without_data()
    look, parent, age = look or Look(), parents(frame), ages.ages(frame)
    groups, timed = grouped(frame, look.colour), not np.isnan(age).all()
    place = ages.scaled(age) / ages.scaled(ages.longest(age)) if timed else frame["depth"].to_numpy(float) / max(frame["depth"].max(), 1)
    path = [] if look.chosen is None else way(parent, look.chosen)
    layout = laid_out(parent, place, always=path, opened=look.opened, whole=MOST[size])
    marks = _marks(frame, age, layout, groups, size)
    nodes, hubs = marks[~marks["folds"]], marks[marks["folds"]]
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": size[1], "hovermode": "closest"})
    figure.add_traces([*_edges(marks), *_hubs(hubs, groups), *_nodes(nodes, groups), _counted(hubs), _named(nodes, len(frame), size), *_chosen(marks, look.chosen)])
    _rings(figure, age if timed else None, frame)
    if timed and len(marks) > 1:
        _course(figure, frame, age, size)
    return _framed(figure, size)


def parents(frame: pd.DataFrame) -> np.ndarray:
    """The position of each row's parent; what hangs from nothing hangs from the first."""
    parent = pd.Index(frame["node"]).get_indexer(frame["above"])
    parent[(parent < 0) & (np.arange(len(parent)) > 0)] = 0
    parent[0] = -1
    return parent


def _marks(frame: pd.DataFrame, age: np.ndarray, layout: Layout, groups: Groups, size: tuple[int, int]) -> pd.DataFrame:
    """All that is drawn, by number: where, how large, of which group, how sure, and what hover says."""
    row, folds = layout.row, layout.stretch >= 0
    within = np.flatnonzero(layout.hub >= 0)
    many, root = len(groups.names), ages.rooted(frame)
    shares = np.bincount(layout.hub[within] * many + groups.code[within], minlength=len(row) * many).reshape(-1, many)
    unsure, below = frame["edge"].isin(UNSURE).to_numpy(), np.where(folds, shares.sum(axis=1), frame["descendants"].to_numpy()[row])
    doubted = 2 * np.bincount(layout.hub[within], unsure[within], len(row)) > layout.count
    diameter = LARGEST * np.sqrt(below / max(below[layout.above >= 0].max(initial=0), 1))
    marks = pd.DataFrame({
        "row": row, "stretch": layout.stretch, "folds": folds, "opened": layout.opened, "above": layout.above, "angle": layout.angle, "radius": layout.radius,
        "x": layout.radius * np.sin(layout.angle), "y": layout.radius * np.cos(layout.angle), "below": below,
        "size": np.where(layout.above < 0, ROOT, np.clip(diameter, SMALLEST, LARGEST)), "group": np.where(folds, shares.argmax(axis=1), groups.code[row]),
        "share": shares.max(axis=1) / np.fmax(below, 1), "unsure": np.where(folds, doubted, unsure[row]),
        "unseen": ~folds & frame["mention_id"].isna().to_numpy()[row], "name": [theme.plain(name, limit=NAME) for name in frame["author_name"].iloc[row]],
    })  # fmt: skip
    # In a chain the marks would hide one another.
    marks.loc[~folds, "size"] = np.minimum(marks["size"], np.fmax(_apart(marks) * _pixels(size), SMALLEST))[~folds]
    marks.loc[layout.opened, "size"] = COUNTED
    large = folds & (marks["size"] >= COUNTED)
    marks["count"] = ["" if not told_of else "−" if opened else f"+{written.short(many)}" for told_of, opened, many in zip(large, layout.opened, below, strict=True)]
    marks["key"] = [[one] if part < 0 else [one, part] for one, part in zip(row.tolist(), layout.stretch.tolist(), strict=True)]
    nodes = [_hover(node, since, root) for node, since in zip(frame.iloc[row[~folds]].itertuples(), age[row[~folds]], strict=True)]
    return marks.assign(hover=[*nodes, *(_told_of(hub, groups) for hub in marks[folds].itertuples())])


def _apart(marks: pd.DataFrame) -> np.ndarray:
    """How far each stands from its parent, in parts of the radius, and half as much again."""
    above = marks.loc[marks["above"].clip(lower=0)]
    far = 1.5 * np.hypot(marks["x"].to_numpy() - above["x"].to_numpy(), marks["y"].to_numpy() - above["y"].to_numpy())
    return np.where(marks["above"] < 0, np.inf, far)


def _pixels(size: tuple[int, int]) -> float:
    """Of the radius, where a figure is wide enough."""
    return min(size[0] - 2 * SIDE, size[1] - HEAD - FOOT) / 2 / RIM


def _edges(marks: pd.DataFrame) -> list[go.Scatter]:
    """What leads to leaves is the faintest, what is not sure is dotted."""
    joined = marks[marks["above"] >= 0]
    leaf, unsure = ~joined["folds"] & (joined["below"] == 0), joined["unsure"]
    looks = [
        (leaf & ~unsure, "", {"color": theme.PALE, "width": 0.6}),
        (~leaf & ~unsure, "", {"color": theme.CONTEXT, "width": 1.2}),
        (unsure, _("By its text, or not known"), {"color": theme.CONTEXT, "width": 1, "dash": "dot"}),
    ]
    return [_lines(joined[which], marks, line).update(name=name, showlegend=bool(name), legendrank=LAST) for which, name, line in looks if which.any()]


def _lines(joined: pd.DataFrame, marks: pd.DataFrame, line: dict) -> go.Scatter:
    """From their parents to these, the innermost first, bent along the circle where they lie far apart."""
    joined = joined.sort_values("radius", kind="stable")
    above = marks.loc[joined["above"]]
    to, begin, end = joined["angle"].to_numpy(), above["radius"].to_numpy(), joined["radius"].to_numpy()
    start, part = np.where(begin == 0, to, above["angle"]), np.linspace(0, 1, BENT)[:, None]
    turn, rise = start + (to - start) * part**2 * (3 - 2 * part), begin + (end - begin) * (1.5 * part * (1 - part) + part**3)
    kept = np.ones((BENT + 1, len(to)), bool)
    kept[1 : BENT - 1] = np.abs(to - start) * end >= STRAIGHT
    xs, ys = (np.vstack([rise * wave(turn), np.full(len(to), np.nan)]).T[kept.T] for wave in (np.sin, np.cos))
    return go.Scatter(x=_rounded(xs), y=_rounded(ys), mode="lines", line=line, hoverinfo="skip")


def _hubs(hubs: pd.DataFrame, groups: Groups) -> list[go.Scatter]:
    """As rings in the colour of most that are folded, the large ones beneath."""
    if hubs.empty:
        return []
    hubs = hubs.sort_values("radius", kind="stable")
    return [
        *(_circles(hubs[which], groups) for which in (hubs["count"] != "", hubs["count"] == "") if which.any()),
        _explained(_("Folded"), {"color": theme.PAPER, "size": 11, "line": {"color": theme.GREY, "width": 1.6}}),
    ]


def _circles(hubs: pd.DataFrame, groups: Groups) -> go.Scatter:
    marker = {"size": hubs["size"].round(1).tolist(), "color": theme.PAPER, "opacity": 1, "line": {"color": [groups.colours[group] for group in hubs["group"]], "width": 1.6}}
    return go.Scatter(x=_rounded(hubs["x"]), y=_rounded(hubs["y"]), mode="markers", marker=marker, cliponaxis=False, **SAME, **told(hubs))


def _nodes(nodes: pd.DataFrame, groups: Groups) -> list[go.Scatter]:
    """A trace for each group, so that it is named with its shape."""
    drawn, total = [], sum(groups.counts)
    for group, rows in nodes.groupby("group"):
        count = groups.counts[group]
        name = f"{groups.names[group]} {written.share(count / total) if count >= FEW * total else written.whole(count)}"
        drawn.append(_dots(rows.sort_values("radius", kind="stable"), groups.colours[group], groups.shapes[group]).update(name=name))
    if nodes["unseen"].any():
        drawn.append(_explained(_("Not in the data"), {"color": theme.GREY, "size": 8, "symbol": "circle-open"}))
    return drawn


def _dots(rows: pd.DataFrame, colour: str, shape: str) -> go.Scatter:
    marker = {
        "size": rows["size"].round(1).tolist(), "color": colour, "symbol": [f"{shape}-open" if unseen else shape for unseen in rows["unseen"]], "opacity": 1,
        "line": {
            "color": [theme.INK if root else colour if unseen else theme.PAPER for root, unseen in zip(rows["above"] < 0, rows["unseen"], strict=True)],
            "width": [2 if root else 1.4 if unseen else 0.6 for root, unseen in zip(rows["above"] < 0, rows["unseen"], strict=True)],
        },
    }  # fmt: skip
    return go.Scatter(x=_rounded(rows["x"]), y=_rounded(rows["y"]), mode="markers", marker=marker, showlegend=True, cliponaxis=False, **SAME, **told(rows))


def _explained(name: str, marker: dict) -> go.Scatter:
    """A line of the legend that stands for no mark of its own."""
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=name, showlegend=True, legendrank=LAST, hoverinfo="skip")


def _counted(hubs: pd.DataFrame) -> go.Scatter:
    """What large hubs count."""
    hubs = hubs[hubs["count"] != ""].sort_values("radius", kind="stable")
    look = {"color": theme.INK, "size": DIGITS, "shadow": "auto"}
    return go.Scatter(x=_rounded(hubs["x"]), y=_rounded(hubs["y"]), mode="text", text=hubs["count"].tolist(), textfont=look, hoverinfo="skip", cliponaxis=False)


def _named(nodes: pd.DataFrame, total: int, size: tuple[int, int]) -> go.Scatter:
    """The names of those from whom most descends, the largest first, where no other name stands."""
    pixels, taken, kept = _pixels(size), [], []
    spreading = nodes[(nodes["above"] >= 0) & (nodes["below"] > NAMED_FROM * total)].sort_values("below", ascending=False, kind="stable")
    for mark in spreading.head(3 * NAMED[size]).itertuples():
        wide, x, y = theme.LETTER * theme.width(mark.name) + mark.size / 2, mark.x * pixels, mark.y * pixels
        left, right = (x, x + wide) if x >= 0 else (x - wide, x)
        if not any(left < far and near < right and abs(y - at) < LINE for near, far, at in taken):
            taken.append((left, right, y))
            kept.append(mark.Index)
    rows = nodes.loc[kept[: NAMED[size]]].sort_values("radius", kind="stable")
    return go.Scatter(
        x=_rounded(rows["x"]), y=_rounded(rows["y"]), mode="markers+text", text=rows["name"].tolist(), marker={"size": rows["size"].round(1).tolist(), "color": NOTHING},
        textposition=["middle right" if x >= 0 else "middle left" for x in rows["x"]], textfont={"color": theme.INK, "size": 12, "shadow": "auto"}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip


def _chosen(marks: pd.DataFrame, chosen: int | None) -> list[go.Scatter]:
    """The way from the origin to the chosen node, through the hubs that are opened, in ink."""
    if chosen is None:
        return []
    last = marks[~marks["folds"] & (marks["row"] == chosen)]
    rows = marks.loc[way(marks["above"].to_numpy(), last.index[0])]
    ring = {"symbol": "circle-open", "color": theme.INK, "size": [size + 9 for size in last["size"]], "line": {"width": 2.2}}
    return [
        _lines(rows[rows["above"] >= 0], marks, {"color": theme.INK, "width": 2}),
        go.Scatter(x=_rounded(last["x"]), y=_rounded(last["y"]), mode="markers", marker=ring, hoverinfo="skip", cliponaxis=False),
    ]


def _rings(figure: go.Figure, age: np.ndarray | None, frame: pd.DataFrame) -> None:
    """Circles at the times, or where none is known at the depths."""
    deepest = max(int(frame["depth"].max()), 1)
    step = max(1, round(deepest * APART))
    depths = {depth / deepest: _("Layer {number}", number=depth) for depth in range(step, deepest + 1, step)}
    last = 1 if age is None else ages.scaled(ages.longest(age))
    named = depths if age is None else ages.ticks(ages.longest(age), APART)
    at = [INNER + (1 - INNER) * place / last for place in named]
    ring = {"type": "circle", "line": {"color": theme.PALE, "width": 1}, "layer": "below"}
    label = {"x": 0, "showarrow": False, "font": {"color": theme.INK, "size": 10, "shadow": "auto"}}
    figure.update_layout(
        shapes=[ring | {"x0": -one, "x1": one, "y0": -one, "y1": one} for one in at],
        annotations=[label | {"y": one, "text": name} for one, name in zip(at, named.values(), strict=True)],
    )


def _course(figure: go.Figure, frame: pd.DataFrame, age: np.ndarray, size: tuple[int, int]) -> None:
    """The replay, and since when it counts where that is not the origin."""
    first, last, sorted_ages = ages.began(frame), ages.longest(age), np.sort(age[~np.isnan(age)])
    timed, ends = len(sorted_ages), (written.minute(first), written.minute(pd.to_datetime(frame["published_at"])[~np.isnan(age)].max()))

    def progress(seconds: float) -> str:
        came = int(np.searchsorted(sorted_ages, seconds + SLACK, side="right"))
        counted = ages.came(came, timed, len(frame))
        return " · ".join([written.minute(first + pd.Timedelta(seconds=seconds + SLACK)), written.share(came / timed), *([] if size == PHONE else [counted])])

    played(figure, progress, lambda part: INNER + (1 - INNER) * part, lambda part: float(ages.seconds(part * ages.scaled(last))), ends=ends)
    if not ages.rooted(frame):
        figure.add_trace(_explained(ages.since(), {"color": theme.CONTEXT, "size": 11, "symbol": "circle-open"}))


def _framed(figure: go.Figure, size: tuple[int, int]) -> go.Figure:
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False, "font": {"color": theme.INK, "size": 11}, "bgcolor": NOTHING, "itemsizing": "constant"}
    figure.update_layout(legend=legend, showlegend=True, margin={"l": SIDE, "r": SIDE, "t": HEAD, "b": FOOT})
    figure.for_each_trace(lambda trace: trace.update(showlegend=bool(trace.showlegend)))
    figure.update_xaxes(visible=False, range=[-RIM, RIM], title_text=_("Place in the tree"), scaleanchor="y", constrain="domain")
    return figure.update_yaxes(visible=False, range=[-RIM, RIM], title_text=_("Place in the tree"), constrain="domain")


def _hover(node: tuple, age: float, root: bool) -> str:
    since = None if np.isnan(age) or node.above < 0 else ages.after(age, root=root)
    below = _("{count} nodes below", count=written.whole(node.descendants))
    felt = names(parts=False)[None if pd.isna(node.sentiment) else int(node.sentiment)]
    lines = [
        f"<b>{theme.plain(node.author_name, limit=TEXT)}</b>" + (f" · {_('not in the data')}" if pd.isna(node.mention_id) else ""),
        " · ".join(filter(None, [_when(node.published_at, age), since])),
        " · ".join(filter(None, [below, _("Sentiment: {sentiment}", sentiment=felt), edges_told().get(node.edge)])),
        None if pd.isna(node.text) else theme.plain(node.text, limit=TEXT),
    ]
    return "<br>".join(filter(None, lines))


def _when(at: pd.Timestamp, age: float) -> str:
    """What has a date and no age is known only to the day."""
    if pd.isna(at):
        return _("Time unknown")
    return _("{day} (by the day)", day=written.iso_day(at)) if np.isnan(age) else written.minute(at)


def _told_of(hub: tuple, groups: Groups) -> str:
    count = _("{count} reposts and what came of them", count=written.whole(hub.below))
    most = f"{groups.names[hub.group]} {written.share(hub.share)}" if hub.below else None
    lines = [f"<b>{hub.name}</b>", count, most, _("Opened: a click folds them again") if hub.opened else _("Folded: a click opens them")]
    return "<br>".join(filter(None, lines))


def _rounded(values: np.ndarray | pd.Series) -> list[float | None]:
    return [None if value != value else value for value in np.round(values, 4).tolist()]
