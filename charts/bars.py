"""The bars of a series over time, whole and partial, and what hover says of a mark."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import dates
from language import _

MOST_BARS = 120
"""More bars than these stand without a gap between them."""

HATCH = {"size": 5, "solidity": 0.35}


def bars(rows: pd.DataFrame, *, height: str, colour: str, grain: str) -> go.Bar:
    """Bars from the start of their bucket to its end, so that an event stands in the bucket it fell into.

    Columns: bucket, complete (False is drawn hatched), the column that `height` names, hover and key (customdata).
    """
    part, edge = (0.84, 1) if len(rows) <= MOST_BARS else (1, 0)
    long = (rows["bucket"] + dates.BUCKET[grain] - rows["bucket"]) / pd.Timedelta(milliseconds=1)
    partial = ~rows["complete"]
    return go.Bar(
        x=rows["bucket"].tolist(),
        y=values(rows[height]),
        offset=((1 - part) / 2 * long).tolist(),
        width=(part * long).tolist(),
        marker={
            "color": colour,
            "line": {"color": colour, "width": (edge * partial.astype(int)).tolist()},
            "pattern": HATCH | {"fillmode": "replace", "shape": partial.map({True: "/", False: ""}).tolist()},
        },
        **told(rows),
    )


def hover(
    rows: pd.DataFrame, what: str, value: list[str], *, grain: str, of: str, is_share: bool = False
) -> list[str]:
    """What, when, value with its share, and the change of the column `of` where this bucket and the one before are whole.

    A count changes in percent, a share in points.
    """
    whole = rows[rows["complete"]].set_index("bucket")[of]
    before = (rows["bucket"] - dates.BUCKET[grain]).map(whole)
    change = _points if is_share else written.change
    texts = []
    for bucket, complete, now, then, told_value in zip(
        rows["bucket"], rows["complete"], rows[of], before, value, strict=True
    ):
        lines = [what, written.bucket(bucket, grain), told_value]
        if not complete:
            lines.append(_("Part of the period only"))
        elif changed := change(now, then):
            lines.append(_("{change} on the period before", change=changed))
        texts.append("<br>".join(lines))
    return texts


def _points(now: float, then: float) -> str | None:
    return written.points(None if pd.isna(now) or pd.isna(then) else now - then)


def told(rows: pd.DataFrame) -> dict[str, object]:
    """What a trace says on hover and what its marks open."""
    return {
        "customdata": rows["key"].tolist(),
        "hovertext": rows["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def values(column: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else value for value in column]
