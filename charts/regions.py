"""Where mentions come from: a map of squares, one a province, and a ranking of all regions."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.heat import grey, heat
from charts.ranking import ranking
from language import _

MOST_ROWS = 14
ROW, HEAD, NAME = 46, 36, 14
# How much of the grey a square shows, from no mention to the largest.
PALEST, DARKEST = 0.05, 0.75
# Pixels of the line around a province that stands out.
FRAME = 2


def province_squares(frame: pd.DataFrame, *, squares: Mapping[str, tuple[int, int]], narrow: bool = False) -> go.Figure:
    """A square for each province, the darker the more mentions, framed where it stands out against the rest of the data;
    `squares`: the row and column of every province.

    Columns: place, label, mentions, share (0–1, NULL where too few), change (what volume did, as text; NULL where it is not known), net
    (−1 to 1, NULL where too few), times (as many voices as elsewhere, NULL: not known), above (True: it stands out). Rows that are no
    province have no square. The customdata of a square is its row's position.
    """
    rows = frame.assign(key=[[place] for place in range(len(frame))])
    rows = rows[rows["place"].isin([*squares])]
    if rows.empty:
        return theme.without_data()
    most = max(int(rows["mentions"].max()), 1)
    cells = rows.assign(
        down=[squares[place][0] for place in rows["place"]], across=[squares[place][1] for place in rows["place"]],
        frame=[FRAME if above is True else 0 for above in rows["above"].astype(object)],
        colour=[grey((count / most) ** 0.5, PALEST, DARKEST) for count in rows["mentions"].tolist()],
        text=[f"{theme.plain(row.label, limit=NAME)}<br>{written.short(row.mentions)}" for row in rows.itertuples()],
        hover=[_hover(row) for row in rows.itertuples()],
    )  # fmt: skip
    deep, wide = (max(at[side] for at in squares.values()) + 1 for side in (0, 1))
    figure = heat(cells, [""] * deep, [""] * wide, rows=_("North to south"), columns=_("West to east"), row=ROW, head=HEAD, size=9 if narrow else 11)
    for place in squares.keys() - set(rows["place"]):
        down, across = squares[place]
        square = {"x0": across - 0.48, "x1": across + 0.48, "y0": down - 0.45, "y1": down + 0.45}
        figure.add_shape(square, type="rect", fillcolor=theme.FAINT, line_width=0, layer="below")
        figure.add_annotation(x=across, y=down, text=_(place), showarrow=False, font={"color": theme.GREY, "size": 9 if narrow else 11})
    return figure


def region_ranking(frame: pd.DataFrame) -> go.Figure:
    """The first rows as bars with count, change and net sentiment at their end. Columns as above; unknown (place NULL) is pale."""
    if frame.empty:
        return theme.without_data()
    bars = []
    for row in frame.head(MOST_ROWS).itertuples():
        net = None if pd.isna(row.net) else _("net {net}", net=written.share(row.net))
        change = None if pd.isna(row.change) else row.change
        bars.append(
            {
                "label": theme.plain(row.label, limit=NAME),
                "mentions": row.mentions,
                "colour": theme.CONTEXT if pd.isna(row.place) else theme.INK if row.above is True else theme.GREY,
                "end": " · ".join(filter(None, [written.short(row.mentions), change, net])),
                "hover": _hover(row),
            }
        )
    return ranking(pd.DataFrame(bars), title=_("Region"))


def _hover(row: tuple) -> str:
    share = "" if pd.isna(row.share) else f" · {_('{share} of known region', share=written.share(row.share))}"
    return "<br>".join(
        filter(
            None,
            [
                theme.plain(row.label),
                _("{count} mentions", count=written.whole(row.mentions)) + share,
                None if pd.isna(row.change) else _("{change} on the period before", change=row.change),
                _("Net sentiment: too few") if pd.isna(row.net) else _("Net sentiment {net}", net=written.share(row.net)),
                None if pd.isna(row.times) else _("{times} times as many authors as elsewhere in the data", times=f"{row.times:.1f}"),
            ],
        )
    )
