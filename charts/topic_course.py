"""The course of topics: the share of each over time in a panel of its own, all with the same axes."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import numbers, theme
from charts.bars import hover
from charts.lines import lines
from charts.time_axis import on_time_axis, say, share_axis
from language import _

PANEL, NAME, LEAST_TOP = 58, 24, 10


def topic_course(frame: pd.DataFrame, *, grain: str) -> go.Figure:
    """A line with its interval for each topic (group_key, and group, its label), the one of most mentions on top.

    Columns: bucket, complete (False is drawn dotted), mentions, all_mentions, share (0–1, NULL where too few) with low and high
    (NULL: none). The customdata of a point is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(key=[[place] for place in range(len(frame))], complete=frame["complete"].astype(bool)).sort_values("bucket", kind="stable")
    groups = [group for _key, group in rows.groupby("group_key", sort=False)]
    groups.sort(key=lambda group: -group["mentions"].sum())
    highest = rows[["share", "high"]].max().max()
    ticks = [tick / 100 for tick in numbers.ticks(LEAST_TOP if pd.isna(highest) else max(LEAST_TOP, 100 * highest))]
    figure = on_time_axis(rows, grain=grain, heights=(PANEL,) * len(groups))
    for panel, group in enumerate(groups, start=1):
        share_axis(figure, "", ticks, panel=panel)
        name = theme.plain(group["group"].iloc[0], limit=NAME)
        told = hover(group, name, [_value(row) for row in group.itertuples()], grain=grain, of="share", is_share=True)
        figure.add_traces(lines(group.assign(hover=told, value=group["share"]), colour=theme.INK, grain=grain, panel=panel))
        title = f"<b>{name}</b> · n = {written.whole(group['mentions'].sum())}"
        say(figure, title, panel=panel, x=0, xanchor="left", y=1, yanchor="bottom")
        if group["share"].isna().all():
            say(figure, _("Too few mentions for shares.<br>Choose longer buckets or remove a filter."), panel=panel)
    return figure.update_layout(yaxis_title_text=_("Share of mentions"))


def _value(row: tuple) -> str:
    counts = _("{count} of {total} mentions", count=written.whole(row.mentions), total=written.whole(row.all_mentions))
    if pd.isna(row.share):
        return f"{_('Too few')}<br>{counts}"
    told = f"{written.share(row.share)} · {counts}"
    if pd.isna(row.low) or pd.isna(row.high):
        return f"{told}<br>{_('No interval: a few texts or authors make up most of it.')}"
    return f"{told}<br>{_('Sampling interval {interval}', interval=written.interval(row.low, row.high))}"
