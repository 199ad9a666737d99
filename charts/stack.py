"""Bars over time stacked by sentiment: negative, neutral, positive, and of counts unknown on top."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import bars, hover
from charts.time_axis import axis, count_axis, named_at_end, share_axis
from language import _

COLUMNS = {-1: "negative", 0: "neutral", 1: "positive", None: "unknown"}
"""From the foot of a stack to its head."""

COLOURS = theme.SENTIMENT | {None: theme.PALE}
UNSEEN = "rgba(0, 0, 0, 0)"


def stacked(figure: go.Figure, rows: pd.DataFrame, *, grain: str, parts: bool, panel: int = 1) -> go.Figure:
    """The figure with a series for each sentiment, counts or with `parts` shares, in one of its panels.

    Columns: position, bucket, complete, those of charts.sentiment, and where `group` is there, it is told on hover.
    Where shares are NULL, hover tells why nothing is drawn.
    """
    series = []
    for sentiment, name in names(parts).items():
        column = COLUMNS[sentiment]
        height = f"{column}_share" if parts else column
        value = [count(row, column) for row in rows.itertuples()]
        told = hover(rows, whose(rows, name), value, grain=grain, of=height, is_share=parts)
        keyed = rows.assign(hover=told, key=[[position, sentiment] for position in rows["position"]])
        series.append(bars(keyed, height=height, colour=COLOURS[sentiment], grain=grain).update(name=name))
    few = rows[rows["negative_share"].isna()]
    if parts and not few.empty:
        value = [too_few(row) for row in few.itertuples()]
        told = hover(few, whose(few, _("Sentiment")), value, grain=grain, of="negative_share", is_share=True)
        keyed = few.assign(whole=1, hover=told, key=[[position] for position in few["position"]])
        series.append(bars(keyed, height="whole", colour=UNSEEN, grain=grain))
    return figure.add_traces([one.update(yaxis=axis(panel)) for one in series])


def height_axis(figure: go.Figure, rows: pd.DataFrame, parts: bool, *, panel: int = 1) -> go.Figure:
    if parts:
        return share_axis(figure, _("Share"), [0, 0.25, 0.5, 0.75, 1], panel=panel)
    return count_axis(figure, rows["mentions"].max(), panel=panel)


def named(figure: go.Figure, rows: pd.DataFrame, parts: bool) -> go.Figure:
    """The figure with its sentiments named, at their height in the last whole bucket that has them."""
    shown = names(parts)
    columns = [COLUMNS[sentiment] + ("_share" if parts else "") for sentiment in shown]
    known = rows[rows[columns[0]].notna()]
    last = (known[known["complete"]] if known["complete"].any() else known).tail(1)
    heights = last[columns].sum()
    return named_at_end(
        figure,
        names=list(shown.values()),
        colours=[COLOURS[sentiment] for sentiment in shown],
        ends=(heights.cumsum() - heights / 2).tolist(),
    )


def names(parts: bool) -> dict[int | None, str]:
    """The names of the sentiments, of shares without unknown."""
    known = {-1: _("Negative"), 0: _("Neutral"), 1: _("Positive")}
    return known if parts else known | {None: _("Unknown")}


def whose(rows: pd.DataFrame, name: str) -> str:
    """What is shown, after the name of the group that it is of."""
    return f"{theme.plain(rows['group'].iloc[0])} · {name}" if "group" in rows else name


def count(row: tuple, column: str) -> str:
    """How many mentions of a row are of a sentiment, and the share of it among the known."""
    shown = written.whole(getattr(row, column))
    if column == "unknown":
        return _("{count} of {total} mentions", count=shown, total=written.whole(row.mentions))
    if pd.isna(getattr(row, f"{column}_share")):
        return _("{count} mentions · too few for a share", count=shown)
    share = written.share(getattr(row, f"{column}_share"))
    return _("{count} mentions · {share} of known sentiment", count=shown, share=share)


def too_few(row: tuple) -> str:
    """Why there is no share."""
    known = written.whole(row.mentions - row.unknown)
    return _("Too few for shares: sentiment known of {count} mentions", count=known)
