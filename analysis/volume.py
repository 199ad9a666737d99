"""Volume 声量: how many mentions, over time and by group."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.dimension import pieces
from analysis.filters import Filters

GRAINS = ("hour", "day", "week", "month")
TIMED = ("second", "minute")


def volume(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str = "day", by: str | None = None) -> Answer:
    """Mentions per bucket: bucket, value (of the dimension `by`), mentions, since, until, complete.

    Buckets without mentions count 0, from the first to the last of the window. `complete` is false where a bucket is
    cut by the window or still running: the one that holds the store's newest mention. A mention with several brands
    counts once for each. By the hour, mentions known only to the day are left out: the answer's filters say so.
    """
    if grain not in GRAINS:
        raise ValueError(f"There is no grain {grain!r}; known are {', '.join(GRAINS)}.")
    if grain == "hour":
        filters = replace(filters, precisions=tuple(p for p in filters.precisions or TIMED if p in TIMED))
    placeable = "false" if grain == "hour" and not filters.precisions else "true"
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"grain": grain, "placeable": placeable, **pieces(by, filters)},
        parameters={"since": filters.since, "until": filters.until, "as_of": filters.as_of},
        opens={"value": by} if by else {},
    )
