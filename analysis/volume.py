"""Volume 声量: how many mentions, over time and by group."""

from pathlib import Path

import duckdb

from analysis import buckets, dimension
from analysis.answer import Answer, ask
from analysis.filters import Filters


def volume(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str = "day", by: str | None = None) -> Answer:
    """Mentions per bucket: bucket, value (of the dimension `by`), mentions, since, until, complete.

    Buckets without mentions count 0, from the first to the last of the window. `complete` is false where a bucket is
    cut by the window or still running: the one that holds the store's newest mention. A mention with several brands
    counts once for each. By the hour, mentions known only to the day are left out: the answer's filters say so.
    """
    filters, placeable = buckets.placeable(grain, filters)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"placeable": placeable, **buckets.pieces(grain), **dimension.pieces(by, filters)},
        parameters=buckets.parameters(filters),
        opens={"value": by} if by else {},
    )
