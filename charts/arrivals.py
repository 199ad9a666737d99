"""Which way it went from platform to platform: a lane for each, its first mention, and how much it said when."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

import written
from charts import ages, theme
from charts.bars import told
from charts.cascade_growth import time_axis
from charts.ranking import ended, in_rows
from language import _

ROW, TICKS, NAME, MOST_ROWS, APART = 34, 30, 18, 16, 0.15
# Of its lane, the highest column; where columns stand.
TALL, FOOT = 0.62, 0.34


def arrivals(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """A lane for each of the first rows: a pale line from the first of all platforms to its own first mention, a ring where that is
    known only to the day, and columns of its mentions an hour, each platform by its own highest.

    Columns: label, platform, and those of analysis.arrivals. The customdata of a mark is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.head(MOST_ROWS)
    columns = [_columns(row) for row in rows.itertuples()]
    last = ages.longest(np.concatenate([rows["age"].to_numpy(float), *(at for at, _height in columns)]))
    ends = [later(row) if narrow else f"{later(row)} · {written.short(row.mentions)}" for row in rows.itertuples()]
    figure = in_rows([theme.plain(label, limit=NAME) for label in rows["label"]], ends, title=_("Platform"), across=(0, 1), row=ROW)
    time_axis(figure, last, 2 * APART if narrow else APART).update_xaxes(showticklabels=True).update_layout(height=figure.layout.height + TICKS)
    for place, (at, height) in enumerate(columns):
        figure.add_trace(_volume(at, height, place, _colour(rows["platform"].iloc[place])))
    figure.add_trace(_ways(rows))
    return ended(figure.add_trace(_firsts(rows)), ends)


def later(row: tuple) -> str:
    """How much later than the first of all platforms; by days where one of both is known only to the day."""
    if row.age == 0:
        return _("first")
    if not pd.isna(row.lag):
        return f"+{written.duration(row.lag / 60)}"
    return _("+{days} days (by the day)", days=written.whole(row.days)) if row.days else _("the same day (by the day)")


def _columns(row: tuple) -> tuple[np.ndarray, np.ndarray]:
    """Ages of the middle of each bucket, and the mentions an hour in it as a part of the most."""
    buckets = row.volume if isinstance(row.volume, list | np.ndarray) else []
    middle = [(one["at"] - row.origin).total_seconds() + 1800 * one["hours"] for one in buckets]
    height = np.array([one["mentions"] / one["hours"] for one in buckets])
    return np.maximum(np.array(middle, float), 0), height / height.max(initial=1e-9)


def _volume(at: np.ndarray, height: np.ndarray, place: int, colour: str) -> go.Scatter:
    x = np.repeat(ages.scaled(at), 3).round(4).tolist()
    y = (place + FOOT - TALL * np.outer(height, (0, 1, 0)).ravel()).round(4).tolist()
    gaps = [None if spot % 3 == 2 else value for spot, value in enumerate(y)]
    return go.Scatter(x=x, y=gaps, mode="lines", line={"color": colour, "width": 1.5}, opacity=0.5, hoverinfo="skip")


def _ways(rows: pd.DataFrame) -> go.Scatter:
    """Where it was not yet; where the first is known only to the day, through that day."""
    x, y = [], []
    for place, row in enumerate(rows.itertuples()):
        x += [0, float(ages.scaled(row.age)), None]
        y += [place + FOOT, place + FOOT, None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": theme.CONTEXT, "width": 1}, hoverinfo="skip")


def _firsts(rows: pd.DataFrame) -> go.Scatter:
    colours = [_colour(platform) for platform in rows["platform"]]
    marks = pd.DataFrame({"hover": [_hover(row) for row in rows.itertuples()], "key": [[place] for place in range(len(rows))]})
    return go.Scatter(
        x=ages.scaled(rows["age"].to_numpy(float)).round(4).tolist(),
        y=[place + FOOT for place in range(len(rows))],
        mode="markers",
        marker={"symbol": ["circle" if exact else "circle-open" for exact in rows["exact"]], "size": 11, "color": colours, "opacity": 1, "line": {"width": 2, "color": colours}},
        cliponaxis=False,
        **told(marks),
    )


def _colour(platform: object) -> str:
    return theme.GREY if pd.isna(platform) else theme.PLATFORM.get(platform, theme.GREY)


def _hover(row: tuple) -> str:
    first = written.minute(row.published_at) if row.exact else _("{day} (by the day)", day=written.iso_day(row.published_at))
    lines = [
        f"{theme.plain(row.label)}{_(': ')}{later(row)}",
        _("First seen {when}, {source}", when=first, source=theme.plain(row.author_name)),
        theme.plain(row.text if row.title is None or pd.isna(row.title) else row.title, limit=60),
        _("{count} in its first 24 hours", count=written.whole(row.first_day)),
        _("{count} mentions in all", count=written.whole(row.mentions)),
        *([] if pd.isna(row.peak) else [_("Peak hour {when}: {count}", when=written.minute(row.peak_at), count=written.whole(row.peak))]),
    ]
    return "<br>".join(lines)
