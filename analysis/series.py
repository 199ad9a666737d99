"""What the mentions of each hour, day or week add up to: the totals as lines."""

from pathlib import Path

import duckdb

from analysis import buckets
from analysis.answer import Answer, ask
from analysis.buckets import GRAINS
from analysis.engagement import ENGAGEMENT, heat
from analysis.filters import Filters


def series(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str = "day") -> Answer:
    """Of every bucket with mentions: bucket, mentions, engagement (NULL where no count is known), heat.

    By the hour, mentions known only to the day are left out: the answer's filters say so.
    """
    if grain not in GRAINS:
        raise ValueError(f"There is no grain {grain!r}; known are {', '.join(GRAINS)}.")
    filters, placeable = buckets.placeable(grain, filters)
    pieces = {"grain": grain, "placeable": placeable, "engagement": ENGAGEMENT, "heat": heat()}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces)
