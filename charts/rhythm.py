"""The rhythm of the day: a table of heat with the hours across."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.heat import grey, heat
from language import _

ROW, HEAD, NAME = 30, 56, 14
# How much of the grey a cell shows, from no mention of its row to three times an even hour of it and more.
PALEST, DARKEST, FULL = 0.03, 0.7, 3 / 24
# Numbers that have room in a twenty-fourth of the width.
SIZE = 11


def rhythm(frame: pd.DataFrame, *, rows: str, narrow: bool = False) -> go.Figure:
    """A cell for each row of the frame, the darker the larger a part of its row it is; `rows` says what these are. On a phone the
    numbers are told on hover.

    Columns: value and row (its label; they stand as they come), hour (0–23), mentions, value_mentions, share (of these, 0–1; NULL where
    too few). The customdata of a cell is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    named = dict(zip(frame["value"].astype(object).where(frame["value"].notna(), None), frame["row"], strict=True))
    places, hours = {value: place for place, value in enumerate(named)}, sorted(frame["hour"].unique())
    cells = frame.assign(
        down=[places[None if pd.isna(value) else value] for value in frame["value"]], across=[hours.index(hour) for hour in frame["hour"]], frame=0,
        colour=[grey(min(share / FULL, 1), PALEST, DARKEST) for share in frame["share"].fillna(0)],
        text=[written.short(count) if count and not narrow else "" for count in frame["mentions"]],
        key=[[place] for place in range(len(frame))], hover=[_hover(cell) for cell in frame.itertuples()],
    )  # fmt: skip
    top = [str(hour) if not narrow or hour % 6 == 0 else "" for hour in hours]
    figure = heat(cells, [theme.plain(name, limit=NAME) for name in named.values()], top, rows=rows, columns=_("Hour of the day"), row=ROW, head=HEAD, size=SIZE)
    return figure.update_xaxes(tickangle=0)


def _hover(cell: tuple) -> str:
    share = "" if pd.isna(cell.share) else f" · {written.share(cell.share)}"
    lines = [
        f"{theme.plain(cell.row)} · {cell.hour}:00 – {cell.hour}:59",
        _("{count} of {total} mentions", count=written.whole(cell.mentions), total=written.whole(cell.value_mentions)) + share,
    ]
    return "<br>".join(lines)
