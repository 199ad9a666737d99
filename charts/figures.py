"""A figure of the business over a chart of mentions: in each panel a dashed line with an axis of its own, whose metric and unit are told once."""

from decimal import Decimal
from itertools import accumulate, pairwise
from math import ceil, floor

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates, theme
from charts.bars import told, values
from charts.time_axis import LINE, axis, height_of
from language import _

FIRST = 9
"""The number of its first axis, above those of any panel."""

BUCKET = "bucket"
"""Stands in a mark after the place of a row: all mentions of the row's bucket, whatever their group."""

ROOM, HALO = 72, 4
"""Pixels: of the axis right of the plot, and of the paper beneath the line, which parts it from what is drawn in ink."""

LEAST_PLOT, APART = 150, 4
"""Pixels: the width of the plot on the narrowest phone, and what parts the names under it."""


def beside(figure: go.Figure, business: pd.DataFrame, frame: pd.DataFrame, *, name: str, unit: str, grain: str, from_zero: bool, narrow: bool = False) -> go.Figure:
    """The figure of a frame (bucket) with the same line over each panel; `from_zero`: it adds up over days, and its axis holds zero;
    `narrow`: for a phone.

    Columns of `business`: bucket, value, days (how many are known) and span (of how many). What adds up is not drawn where a day is
    missing, for that would be no fall; of a mean it is told. The customdata of a mark is the position of the first row of its bucket in the frame, and
    BUCKET; buckets that the frame does not have are not drawn.
    """
    places = pd.Series(range(len(frame)), index=frame["bucket"]).groupby(level=0).first()
    rows = places.to_frame("place").join(business.set_index("bucket")[["value", "days", "span"]]).reset_index(names="bucket").sort_values("bucket")
    if from_zero:
        rows["value"] = rows["value"].where(rows["days"] == rows["span"])
    if rows["value"].isna().all():
        return figure
    title = f"{theme.plain(name, limit=32)} ({theme.plain(unit, limit=10)})" if unit else theme.plain(name, limit=32)
    middle = rows["bucket"] + (rows["bucket"] + dates.BUCKET[grain] - rows["bucket"]) / 2
    hover = [
        "<br>".join([theme.plain(name, limit=40), written.bucket(row.bucket, grain), f"{written.amount(row.value)} {theme.plain(unit, limit=10) if unit else ''}".strip(), *_missing(row)])
        for row in rows.itertuples()
    ]
    course = {"x": middle.tolist(), "y": values(rows["value"])}
    line = {"color": theme.INK, "width": 1.5, "dash": "dash"}
    told_of = told(rows.assign(hover=hover, key=[[place, BUCKET] for place in rows["place"]]))
    zero = [0] if from_zero else []
    ticks = _ticks(min([rows["value"].min(), *zero]), max([rows["value"].max(), *zero]))
    count = len(list(figure.select_yaxes()))
    for panel in range(1, count + 1):
        own = axis(FIRST + panel - 1)
        figure.add_scatter(**course, yaxis=own, mode="lines", line={"color": theme.PAPER, "width": HALO}, hoverinfo="skip")
        figure.add_scatter(
            **course, yaxis=own, mode="lines+markers", line=line, marker={"color": theme.INK, "size": 7, "opacity": 0}, name=theme.plain(name, limit=40),
            selected={"marker": {"opacity": 1}}, **told_of,
        )  # fmt: skip
        shown = ticks if height_of(figure, panel) > LINE * len(ticks) else [ticks[0], ticks[-1]]
        look = {
            "overlaying": axis(panel), "side": "right", "anchor": "x", "range": [ticks[0], ticks[-1]], "tickvals": shown, "ticktext": [written.tick(tick) for tick in shown],
            "showgrid": False, "zeroline": False, "automargin": False,
        }  # fmt: skip
        if panel == (count + 1) // 2:
            look["title"] = {"text": title, "standoff": 10}
        figure.update_layout({own.replace("y", "yaxis"): look})
    return _with_room(_with_level_names(figure) if narrow else figure, narrow)


def _missing(row) -> list[str]:
    return [_("{days} of {span} days", days=int(row.days), span=int(row.span))] if row.days < row.span else []


def _with_level_names(figure: go.Figure) -> go.Figure:
    """With so few ticks in time that their names stand level on a phone: turned, they would push the title of the axis down into what stands under it."""
    time = figure.layout.xaxis
    names = [name.partition("<br>")[::2] for name in time.ticktext]
    years = list(accumulate((year for _name, year in names), lambda before, year: year or before))
    widest = theme.LETTER * max(theme.width(part) for name in names for part in name) + APART
    gaps = [(after - at) / (time.range[1] - time.range[0]) for at, after in pairwise(time.tickvals)]
    step = ceil(widest / (LEAST_PLOT * min(gaps, default=1)))
    kept = zip(names[::step], years[::step], ["", *years[::step]], strict=False)
    time.update(tickvals=time.tickvals[::step], ticktext=[f"{name}<br>{year}" if year != before else name for (name, _year), year, before in kept], tickangle=0)
    return figure


def _with_room(figure: go.Figure, narrow: bool) -> go.Figure:
    """With what stands right of the plot moved away from the axis, or where that leaves too little of the plot, under it."""
    swatches = [shape for shape in figure.layout.shapes if shape.xref == "paper" and shape.xsizemode == "pixel" and shape.xanchor == 1]
    names = [text for text in figure.layout.annotations if text.xref == "paper" and text.x == 1 and text.xanchor == "left"]
    if not narrow or not names:
        for shape in swatches:
            shape.update(x0=shape.x0 + ROOM, x1=shape.x1 + ROOM)
        for text in names:
            text.update(xshift=(text.xshift or 0) + ROOM)
        return figure.update_layout(margin_r=figure.layout.margin.r + ROOM)
    foot, left, line = figure.layout.margin.b + APART, 0, 0
    for shape, text in zip(swatches, names, strict=True):
        wide = 18 + theme.LETTER * theme.width(text.text)
        if left and left + wide > LEAST_PLOT + ROOM:
            left, line = 0, line + 1
        middle = -foot - LINE * (line + 0.5)
        shape.update(xanchor=0, yanchor=0, x0=left, x1=left + 8, y0=middle - 4, y1=middle + 4)
        text.update(x=0, xshift=left + 10, y=0, yanchor="middle", yshift=middle)
        left += wide
    beneath = APART + LINE * (line + 1)
    return figure.update_layout(margin_r=ROOM, margin_b=figure.layout.margin.b + beneath, height=figure.layout.height + beneath)


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round values that cover both; where the two are as good as one, they go on to twice as much, at least 1 further."""
    size = max(abs(low), abs(high))
    if high - low <= max(size * 1e-9, 1e-300):
        high = low + max(size, 1)
    low, high = Decimal(str(low)), Decimal(str(high))
    rough = (high - low) / 4
    steps = [Decimal(nice).scaleb(rough.adjusted()) for nice in (1, 2, 5, 10)]
    step = next(step for step in steps if step >= rough)
    return [float(step * place) for place in range(floor(low / step), ceil(high / step) + 1)]
