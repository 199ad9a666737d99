"""A figure of the business over a chart of mentions: a dashed line with an axis of its own, which says metric and unit."""

from math import ceil, floor, log10

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates, theme
from charts.time_axis import LINE
from language import _

AXIS = "yaxis9"
ROOM = 72
"""Pixels of the axis right of the plot."""


def beside(figure: go.Figure, business: pd.DataFrame, frame: pd.DataFrame, *, name: str, unit: str, grain: str, from_zero: bool, narrow: bool = False) -> go.Figure:
    """The figure of a frame (bucket) with a line over its first panel; `from_zero`: it adds up over days, and its axis holds zero;
    `narrow`: for a phone.

    Columns of `business`: bucket, value, days (how many are known) and span (of how many). What adds up is not drawn where a day is
    missing, for that would be no fall; of a mean it is told. The customdata of a mark is the position of its bucket in the frame; buckets that the frame
    does not have are not drawn.
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
    figure.add_trace(
        go.Scatter(
            x=middle.tolist(), y=[None if pd.isna(value) else value for value in rows["value"]], yaxis=AXIS.replace("axis", ""), mode="lines+markers",
            line={"color": theme.INK, "width": 1.5, "dash": "dash"}, marker={"color": theme.INK, "size": 7, "opacity": 0}, name=theme.plain(name, limit=40),
            customdata=[[place] for place in rows["place"]], hovertext=hover, hovertemplate="%{hovertext}<extra></extra>", selected={"marker": {"opacity": 1}},
        )
    )  # fmt: skip
    zero = [0] if from_zero else []
    ticks = _ticks(min([rows["value"].min(), *zero]), max([rows["value"].max(), *zero]))
    axis = {
        "overlaying": "y", "side": "right", "anchor": "x", "range": [ticks[0], ticks[-1]], "tickvals": ticks, "ticktext": [written.short(tick) if tick == int(tick) else written.amount(tick) for tick in ticks],
        "title": {"text": title, "standoff": 10}, "showgrid": False, "zeroline": False, "automargin": False,
    }  # fmt: skip
    return _with_room(figure, narrow).update_layout({AXIS: axis})


def _missing(row) -> list[str]:
    return [_("{days} of {span} days", days=int(row.days), span=int(row.span))] if row.days < row.span else []


def _with_room(figure: go.Figure, narrow: bool) -> go.Figure:
    """With what stands right of the plot moved away from the axis, or where that leaves too little of the plot, under it in a row."""
    swatches = [shape for shape in figure.layout.shapes if shape.xref == "paper" and shape.xsizemode == "pixel" and shape.xanchor == 1]
    names = [text for text in figure.layout.annotations if text.xref == "paper" and text.x == 1 and text.xanchor == "left"]
    if not narrow or not names:
        for shape in swatches:
            shape.update(x0=shape.x0 + ROOM, x1=shape.x1 + ROOM)
        for text in names:
            text.update(xshift=(text.xshift or 0) + ROOM)
        return figure.update_layout(margin_r=figure.layout.margin.r + ROOM)
    foot, left = figure.layout.margin.b, 0
    for shape, text in zip(swatches, names, strict=True):
        middle = -foot - LINE / 2
        shape.update(xanchor=0, yanchor=0, x0=left, x1=left + 8, y0=middle - 4, y1=middle + 4)
        text.update(x=0, xshift=left + 10, y=0, yanchor="middle", yshift=middle)
        left += 18 + theme.LETTER * theme.width(text.text)
    return figure.update_layout(margin_r=ROOM, margin_b=foot + LINE, height=figure.layout.height + LINE)


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round values that cover both."""
    high = high if high > low else low + 1
    rough = (high - low) / 4
    power = 10 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    first = floor(round(low / step, 9))
    return [round(step * place, 9) for place in range(first, ceil(round(high / step, 9)) + 1)]
