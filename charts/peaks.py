"""Two windows aligned at their peak."""

import pandas as pd
import plotly.graph_objects as go

import written
from charts import theme
from charts.aligned import on_scale, over_steps
from language import _


def peaks(frame: pd.DataFrame, *, grain: str, parts: bool = False) -> go.Figure:
    """A line for each window over the bins (hours or days) from its peak, in mentions, with `parts` as a share of the peak.

    Columns: place (of the window), label, colour (of its brand), step, bucket, mentions, part (0–1), complete. The customdata of a point is its row's position.
    """
    if frame.empty:
        return theme.without_data()
    hover = [
        "<br>".join(
            [
                theme.plain(row.label, limit=40), written.bucket(row.bucket, grain), _("{count} mentions", count=written.whole(row.mentions)),
                _("{share} of the peak", share=written.share(row.part)), *([] if row.complete else [_("Part of the period only")]),
            ]
        )
        for row in frame.itertuples()
    ]
    title = _("Hours from the peak") if grain == "hour" else _("Days from the peak")
    value = frame["part" if parts else "mentions"].astype(float)
    return on_scale(over_steps(frame.assign(value=value, hover=hover), title=title), _("Share of the peak") if parts else _("Volume (mentions)"), value, parts=parts)
