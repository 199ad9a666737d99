"""New and returning authors over time: bars stacked by whether their authors were there before."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.bars import bars, hover
from charts.time_axis import count_axis, named_at_end, on_time_axis
from language import _

COLOURS = {"returning": theme.GREY, "new": theme.INK, "early": theme.CONTEXT, None: theme.PALE}
"""From the foot of a stack to its head."""


def newcomers(frame: pd.DataFrame, *, grain: str) -> go.Figure:
    """Columns: bucket, complete (False is drawn hatched), value (returning, new, early: too early in the data to tell, NULL: author
    unknown), mentions, authors, share (of the bucket's known authors, 0–1; NULL where too few). The customdata of a bar is its row's
    position.
    """
    if frame.empty:
        return theme.without_data()
    rows = frame.assign(key=[[row] for row in range(len(frame))], complete=frame["complete"].astype(bool))
    figure = count_axis(on_time_axis(rows, grain=grain), rows.groupby("bucket")["mentions"].sum().max())
    names, parts = values_told(), []
    for value, colour in COLOURS.items():
        those = rows[rows["value"].isna() if value is None else rows["value"] == value]
        if not those.empty:
            told = hover(those, names[value], [_value(row) for row in those.itertuples()], grain=grain, of="mentions")
            figure.add_trace(bars(those.assign(hover=told), height="mentions", colour=colour, grain=grain).update(name=names[value]))
            parts.append((value, those))
    last = (rows[rows["complete"]] if rows["complete"].any() else rows)["bucket"].max()
    heights = pd.Series([those.loc[those["bucket"] == last, "mentions"].sum() for _value, those in parts])
    return named_at_end(
        figure, names=[names[value] for value, _those in parts], colours=[COLOURS[value] for value, _those in parts], ends=(heights.cumsum() - heights / 2).tolist()
    )


def values_told() -> dict[str | None, str]:
    return {"returning": _("Returning author"), "new": _("New author"), "early": _("Too early to tell"), None: _("Author unknown")}


def _value(row: tuple) -> str:
    told = _("{count} mentions by {authors} authors", count=written.whole(row.mentions), authors=written.whole(row.authors))
    return told if pd.isna(row.share) else f"{told}<br>{_('{share} of the known authors', share=written.share(row.share))}"
