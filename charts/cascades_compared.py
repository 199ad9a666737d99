"""Up to four cascades compared: how they grew from their origins on, and what shape they have."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import ages, numbers, theme
from charts.bars import told
from charts.cascade_growth import steps, time_axis
from charts.time_axis import say
from language import _

MOST, POINTS, NAME, TEXT = 4, 120, 14, 60
HEIGHT, FOOT, HEAD, APART = 340, 60, 40, 0.15
# Of the shapes: from this depth on layers are one; pixels of a layer; the part of its column that the broadest fills, and the narrowest.
DEEPEST, LAYER, BROADEST, NARROWEST = 10, 30, 0.5, 0.012
DASHES = ("solid", "dash", "dot", "dashdot")


def growth_compared(frame: pd.DataFrame, *, parts: bool = False) -> go.Figure:
    """A curve for each of the first four cascades: its nodes until then, with `parts` as a share of them all, by the time since its
    origin, or since its first known node.

    Columns: cascade (its key), label, age (seconds since its root; NULL unknown), published_at, at (as charts.cascade has it),
    author_name. What has no time is not counted, and a cascade without any has no curve. The customdata of a
    point is its row's position; of a long cascade 120 are told.
    """
    if frame.empty:
        return theme.without_data()
    groups = [group for _key, group in frame.assign(position=range(len(frame))).groupby("cascade", sort=False)][:MOST]
    timed = [group.assign(age=ages.ages(group), root=ages.rooted(group), total=len(group)).dropna(subset="age").sort_values("age", kind="stable") for group in groups]
    last, most = max(ages.longest(group["age"].to_numpy(float)) for group in timed), max(map(len, timed))
    figure = go.Figure(layout={"template": theme.GUANLAN, "height": HEIGHT, "hovermode": "closest", "margin": {"t": HEAD, "b": FOOT}})
    painted = theme.colours([group["cascade"].iloc[0] for group in groups])
    figure.add_traces([_curve(group, line, last, parts) for group, *line in zip(timed, painted, DASHES, strict=False) if len(group)])
    ticks = [0, 0.25, 0.5, 0.75, 1] if parts else numbers.ticks(most)
    texts = [f"{written.whole(100 * tick)}%" if parts else written.short(tick) for tick in ticks]
    title = _("Share of its nodes until then") if parts else _("Nodes until then")
    figure.update_yaxes(title_text=title, range=[0, 1.03 * ticks[-1]], tickvals=ticks, ticktext=texts)
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False, "font": {"color": theme.INK}}
    time_axis(figure, last, APART, root=not most or any(group["root"].any() for group in timed)).update_layout(showlegend=True, legend=legend)
    return figure if most else say(figure, _("No time is known of any node."))


def shapes_compared(frame: pd.DataFrame) -> go.Figure:
    """For each of the first four cascades its layers one under the other, as broad as their share of its nodes.

    Columns: cascade (its key), label, depth, nodes, share (0–1), as analysis.trees.levels has them. The customdata of a layer is
    its row's position; what lies deeper than the tenth is one, its first row's.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(key=[[place] for place in range(len(frame))], depth=frame["depth"].clip(upper=DEEPEST))
    groups = [group for _key, group in rows.groupby("cascade", sort=False)][:MOST]
    figure = go.Figure(layout={"template": theme.GUANLAN, "hovermode": "closest", "margin": {"t": HEAD, "b": FOOT}})
    painted, deepest = theme.colours([group["cascade"].iloc[0] for group in groups]), max(int(group["depth"].max()) for group in groups)
    figure.add_traces([_shape(group, place, colour) for place, (group, colour) in enumerate(zip(groups, painted, strict=True))])
    heads = [f"<b>{_label(group)}</b><br>n = {written.short(group['nodes'].sum())}" for group in groups]
    figure.update_xaxes(title_text=_("Share of the nodes in each layer"), range=[-0.42, len(groups) - 0.42], tickvals=list(range(len(groups))), ticktext=heads, side="top")
    layers = list(range(deepest + 1))
    names = [f"{depth}+" if depth == DEEPEST else str(depth) for depth in layers]
    figure.update_yaxes(title_text=_("Layer"), range=[deepest + 0.5, -0.5], tickvals=layers, ticktext=names, showgrid=False, zeroline=False)
    return figure.update_layout(height=2 * HEAD + LAYER * (deepest + 1), margin={"t": 2 * HEAD - 8, "b": 8})


def _curve(rows: pd.DataFrame, line: list[str], last: float, parts: bool) -> go.Scatter:
    """Up to the end of the scale, where nothing more comes."""
    total, place = len(rows), ages.scaled(rows["age"].to_numpy(float))
    at = steps(place / ages.scaled(last), POINTS)
    came = at + 1
    told_rows = rows.iloc[at]
    hover = [_told(row, count, total) for row, count in zip(told_rows.itertuples(), came.tolist(), strict=True)]
    marks = pd.DataFrame({"hover": hover, "key": [[position] for position in told_rows["position"]]})
    colour, dash = line
    return go.Scatter(
        x=place[at].round(4).tolist(),
        y=(came / total if parts else came).tolist(),
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": dash, "shape": "hv"},
        marker={"color": colour, "size": 4, "opacity": 1 if total <= 2 else 0},
        name=_label(rows),
        **told(marks),
    )


def _shape(rows: pd.DataFrame, place: int, colour: str) -> go.Bar:
    """Around the middle of its column."""
    layers = rows.groupby("depth", as_index=False).agg({"nodes": "sum", "share": "sum", "key": "first"})
    broad = BROADEST * layers["share"] / max(layers["share"].max(), 1e-9)
    shares = [written.share(share) for share in layers["share"]]
    hover = [
        f"{_label(rows)} · {_('Layer {number}', number=f'{depth}+' if depth == DEEPEST else depth)}<br>{_('{count} nodes', count=written.whole(count))} ({share})"
        for depth, count, share in zip(layers["depth"], layers["nodes"], shares, strict=True)
    ]
    broad = broad.clip(lower=NARROWEST)
    return go.Bar(
        orientation="h",
        base=(place - broad / 2).tolist(),
        x=broad.tolist(),
        y=layers["depth"].tolist(),
        width=0.78,
        offset=-0.39,
        marker={"color": colour},
        text=shares,
        textposition="outside",
        textfont={"color": theme.INK},
        cliponaxis=False,
        **told(layers.assign(hover=hover)),
    )


def _told(row: tuple, count: int, timed: int) -> str:
    lines = [
        theme.plain(row.label, limit=TEXT),
        f"{written.minute(row.published_at)} · {ages.after(row.age, root=row.root)}",
        f"{ages.came(count, timed, row.total)} ({written.share(count / timed)})",
        theme.plain(row.author_name, limit=TEXT),
    ]
    return "<br>".join(lines)


def _label(rows: pd.DataFrame) -> str:
    return theme.plain(rows["label"].iloc[0], limit=NAME)
