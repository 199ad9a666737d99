"""How much is said: over time, and by whatever the mentions are grouped by."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates, theme
from charts.bars import HATCH, MOST_BARS, bars, hover, told
from charts.ranking import ranking
from charts.time_axis import count_axis, named_at_end, on_time_axis
from language import _

MOST_RANKS = 12


def volume_over_time(frame: pd.DataFrame, *, grain: str) -> go.Figure:
    """Mentions in each bucket: bars, stacked where there are groups, or a filled line for one long series.

    Columns: bucket (start of its hour, day, week or month, as `grain` says), mentions, complete (False for a
    bucket that is still running or cut by the window, drawn hatched), and for groups group_key and group, its
    label. The customdata of a mark is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(key=[[row] for row in range(len(frame))], complete=frame["complete"].astype(bool))
    rows = rows.sort_values("bucket")
    figure = count_axis(on_time_axis(rows, grain=grain), rows.groupby("bucket")["mentions"].sum().max())
    total = max(rows["mentions"].sum(), 1)
    if "group_key" in rows:
        return _stacked(figure, rows, grain, total)
    rows["hover"] = _hover(rows, _("Volume"), grain, total)
    if len(rows) <= MOST_BARS:
        return figure.add_trace(bars(rows, height="mentions", colour=theme.INK, grain=grain))
    return figure.add_traces(_lines(rows, grain))


def volume_by(frame: pd.DataFrame, *, by: str | None = None) -> go.Figure:
    """The first twelve rows as bars, in their order; `by` names what they stand for, such as Platform.

    Columns: label, key (NULL is drawn grey), mentions, and where wanted share, in [0, 1]. The customdata of a
    bar is its row's position.
    """
    rows = frame.head(MOST_RANKS)
    shares = rows["share"] if "share" in rows else [None] * len(rows)
    ranks = []
    for label, mentions, share, colour in zip(
        rows["label"], rows["mentions"], shares, _rank_colours(rows["key"]), strict=True
    ):
        name, part = theme.plain(label), [] if pd.isna(share) else [written.share(share)]
        end = " · ".join([written.short(mentions), *part])
        told_of = "<br>".join([name, _("{count} mentions", count=written.whole(mentions)), *part])
        ranks.append({"label": name, "mentions": mentions, "colour": colour, "end": end, "hover": told_of})
    return ranking(pd.DataFrame(ranks), title=by or _("Group"))


def _rank_colours(keys: pd.Series) -> list[str]:
    """The names stand beside the bars, so only platforms bring a colour; all others are ink."""
    own = theme.PLATFORM if keys.isin(theme.PLATFORM).any() else {}
    other = theme.GREY if own else theme.INK
    return [theme.CONTEXT if pd.isna(key) else own.get(key, other) for key in keys]


def _stacked(figure: go.Figure, rows: pd.DataFrame, grain: str, total: int) -> go.Figure:
    """The figure with a series of bars for each group, the largest at the bottom, named at their end."""
    groups = [group for _key, group in rows.groupby("group_key", dropna=False, sort=False)]
    groups.sort(key=lambda group: group["mentions"].sum(), reverse=True)
    names = [theme.plain(group["group"].iloc[0], limit=16) for group in groups]
    colours = theme.colours(group["group_key"].iloc[0] for group in groups)
    for group, name, colour in zip(groups, names, colours, strict=True):
        keyed = group.assign(hover=_hover(group, f"{_('Volume')} · {name}", grain, total))
        figure.add_trace(bars(keyed, height="mentions", colour=colour, grain=grain).update(name=name))
    whole = rows[rows["complete"]] if rows["complete"].any() else rows
    last = whole["bucket"].max()
    heights = pd.Series([group.loc[group["bucket"] == last, "mentions"].sum() for group in groups])
    return named_at_end(figure, names=names, colours=colours, ends=(heights.cumsum() - heights / 2).tolist())


def _lines(rows: pd.DataFrame, grain: str) -> list[go.Scatter]:
    """The whole buckets as a filled line, and to each partial one a dotted, hatched piece."""
    whole = rows.assign(mentions=rows["mentions"].where(rows["complete"]))
    lines = [_line(whole, grain)]
    for place in (~rows["complete"]).to_numpy().nonzero()[0]:
        piece = rows.iloc[max(place - 1, 0) : max(place - 1, 0) + 2]
        lines.append(_line(piece, grain).update(line_dash="dot", fillpattern=HATCH | {"shape": "/"}))
    return lines


def _line(rows: pd.DataFrame, grain: str) -> go.Scatter:
    """Its markers are there to be clicked and are seen once selected."""
    end = rows["bucket"] + dates.BUCKET[grain]
    return go.Scatter(
        x=(rows["bucket"] + (end - rows["bucket"]) / 2).tolist(),
        y=[None if pd.isna(mentions) else mentions for mentions in rows["mentions"]],
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.5},
        fill="tozeroy",
        fillcolor=theme.FAINT,
        marker={"color": theme.INK, "size": 7, "opacity": 0},
        selected={"marker": {"opacity": 1}},
        **told(rows),
    )


def _hover(rows: pd.DataFrame, what: str, grain: str, total: int) -> list[str]:
    """The value with its share of all rows."""
    value = [
        _("{count} mentions · {share} of all", count=written.whole(mentions), share=written.share(mentions / total))
        for mentions in rows["mentions"]
    ]
    return hover(rows, what, value, grain=grain, of="mentions")
