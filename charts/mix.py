"""How the mentions divide among a few values, such as emotions: horizontal bars with count and share at their end."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.ranking import ranking
from language import _

MOST_ROWS = 12


def mix(frame: pd.DataFrame, *, by: str) -> go.Figure:
    """The first twelve rows as bars, in their order; `by` names what they stand for.

    Columns: label, mentions, share (0–1; NULL where too few, and of what is unknown), low and high of its interval (NULL: none),
    quiet (True for a value that says nothing in particular, drawn pale). The customdata of a bar is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    bars = []
    for row in frame.head(MOST_ROWS).itertuples():
        name, count = theme.plain(row.label), written.short(row.mentions)
        share = None if pd.isna(row.share) else written.share(row.share)
        sure = None if pd.isna(row.low) else _("Sampling interval {interval}, without the errors of the word lists", interval=written.interval(row.low, row.high))
        hover = [name, _("{count} mentions", count=written.whole(row.mentions)), share, sure]
        bars.append(
            {
                "label": name,
                "mentions": row.mentions,
                "colour": theme.CONTEXT if row.quiet else theme.INK,
                "end": " · ".join(filter(None, [count, share])),
                "hover": "<br>".join(filter(None, hover)),
            }
        )
    return ranking(pd.DataFrame(bars), title=by)
