"""A line of shares over time with its interval as a band."""

import pandas as pd
import plotly.graph_objects as go

from charts import dates
from charts.bars import MOST_BARS, told, values
from charts.time_axis import axis

PALE = 0.16


def lines(rows: pd.DataFrame, *, colour: str, grain: str, panel: int = 1) -> list[go.Scatter]:
    """A band, a line through the middles of the whole buckets, and a dotted piece to each partial one.

    Columns: bucket, complete, value, low, high, hover and key (customdata). Where value is NULL is a gap, in which
    hover still tells why; where low or high is NULL there is no band.
    """
    middle = rows["bucket"] + (rows["bucket"] + dates.BUCKET[grain] - rows["bucket"]) / 2
    rows = rows.assign(at=middle, seen=_seen(rows))
    look = {"colour": colour, "yaxis": axis(panel)}
    gaps = rows[rows["value"].isna()]
    banded = rows["value"].notna() & rows["low"].notna() & rows["high"].notna()
    drawn = [_band(rows, banded, **look)] if banded.any() else []
    drawn.append(_line(rows.assign(value=rows["value"].where(rows["complete"])), **look))
    for place in (~rows["complete"]).to_numpy().nonzero()[0]:
        piece = rows.iloc[max(place - 1, 0) : max(place - 1, 0) + 2]
        drawn.append(_line(piece, **look).update(line_dash="dot", marker_symbol="circle-open"))
    return drawn if gaps.empty else [*drawn, _gaps(gaps, axis(panel))]


def _line(rows: pd.DataFrame, *, colour: str, yaxis: str) -> go.Scatter:
    return go.Scatter(
        x=rows["at"].tolist(),
        y=values(rows["value"]),
        yaxis=yaxis,
        mode="lines+markers",
        line={"color": colour, "width": 1.5},
        marker={"color": colour, "size": 5, "opacity": rows["seen"].tolist()},
        selected={"marker": {"opacity": 1}},
        **told(rows),
    )


def _seen(rows: pd.DataFrame) -> list[int]:
    """How opaque the markers are: on a long line those are seen that no line leads to."""
    known = rows["value"].notna()
    alone = known & ~known.shift(fill_value=False) & ~known.shift(-1, fill_value=False)
    return (alone | (len(rows) <= MOST_BARS)).astype(int).tolist()


def _band(rows: pd.DataFrame, banded: pd.Series, *, colour: str, yaxis: str) -> go.Scatter:
    """One closed outline for each run of intervals, a quarter of a bucket longer at both of its ends."""
    outline: list[tuple[pd.Timestamp | None, float | None]] = []
    for _run, run in rows[banded].groupby((~banded).cumsum()[banded]):
        first, last = run.iloc[0], run.iloc[-1]
        at = [first["at"] - (first["at"] - first["bucket"]) / 2, *run["at"], last["at"] + (last["at"] - last["bucket"]) / 2]
        low = [first["low"], *run["low"], last["low"]]
        high = [first["high"], *run["high"], last["high"]]
        outline += [*zip(at, high, strict=True), *zip(at[::-1], low[::-1], strict=True), (None, None)]
    return go.Scatter(
        x=[at for at, _value in outline],
        y=[value for _at, value in outline],
        yaxis=yaxis,
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=colour,
        opacity=PALE,
        hoverinfo="skip",
    )


def _gaps(rows: pd.DataFrame, yaxis: str) -> go.Scatter:
    """Nothing to be seen at zero, so that hover can tell why there is no value."""
    marker = {"opacity": 0, "size": 5}
    return go.Scatter(x=rows["at"].tolist(), y=[0] * len(rows), yaxis=yaxis, mode="markers", marker=marker, **told(rows))
