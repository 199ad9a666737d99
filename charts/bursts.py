"""Bursts: on which days each word stood in many more stories than usual."""

from math import ceil

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates, theme
from charts.bars import told
from charts.ranking import ended, in_rows
from language import _

ROW, THICK, NAME, MOST_TICKS = 26, 0.55, 20, 5
MILLISECOND = pd.Timedelta(milliseconds=1)


def bursts(frame: pd.DataFrame) -> go.Figure:
    """A bar for each row, from its first to its last day.

    Columns: word, since, until (exclusive), weight, stories, share and usual (0–1), goes_on (drawn dark). The
    customdata of a bar is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    names = [theme.plain(word, limit=NAME) for word in frame["word"]]
    ends = [written.short(weight) for weight in frame["weight"]]
    first, last = frame["since"].min().normalize(), frame["until"].max().ceil("D")
    figure = in_rows(names, ends, title=_("Word"), across=(first, last), row=ROW)
    ticks = dates.ticks(first, last - pd.Timedelta(days=1), "day")
    every = ceil(len(ticks) / MOST_TICKS)
    figure.update_xaxes(
        type="date", title_text=_("Published, by day"), showticklabels=True, tickvals=list(ticks)[::every], ticktext=list(ticks.values())[::every], showgrid=True,
        gridcolor=theme.FAINT, zeroline=False,
    )  # fmt: skip
    places = list(range(len(frame)))
    marks = pd.DataFrame({"hover": [_hover(row, name) for row, name in zip(frame.itertuples(), names, strict=True)], "key": [[place] for place in places]})
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=frame["since"].tolist(),
            x=((frame["until"] - frame["since"]) / MILLISECOND).tolist(),
            y=places,
            width=THICK,
            marker={"color": [theme.INK if goes_on else theme.GREY for goes_on in frame["goes_on"]]},
            **told(marks),
        )
    )
    return ended(figure, ends)


def _hover(row: tuple, name: str) -> str:
    last = row.until - pd.Timedelta(microseconds=1)
    lines = [
        name,
        written.full_day(row.since) if row.since.date() == last.date() else f"{written.full_day(row.since)} – {written.full_day(last)}",
        _("{count} stories, {share} of those days; usually {usual}", count=written.whole(row.stories), share=written.share(row.share), usual=written.share(row.usual)),
        _("weight {weight}", weight=written.short(row.weight)),
    ]
    return "<br>".join([*lines, _("It goes on.")] if row.goes_on else lines)
