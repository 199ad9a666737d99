"""New and returning authors 新老作者: who was not there before."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb

from analysis import buckets, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.reach import reach

# What says of which data there are at all, and so from when on.
COLLECTED = ("platforms", "brands", "queries", "imports")
# How many days the data reach back before a bucket whose authors are called new: four weeks, in which most who speak at all do so again.
REACH, DAY = 28, timedelta(days=1)


def newcomers(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str | None = None) -> Answer:
    """Per bucket of `grain`, day or longer (without one the window is the only one), and value: new (authors of whom the same filters
    leave no mention before the bucket, however long ago), returning, early (known authors of a bucket before which the data do not reach
    back far enough to tell: 28 days, or the whole window where that is shorter or the only bucket), NULL (author unknown).

    bucket, since, until, complete as volume has them; mentions, authors; began (analysis.reach of what the store holds on the filters' platforms,
    of their brands, queries and imports); of new and returning all_authors and share (of these, 0–1; NULL under 30 authors) with low and
    high. Whether authors are new, where the filters choose it, chooses nothing here.
    """
    filters = replace(filters, newcomers=())
    throughout, values = replace(filters, since=None).where()
    collected = Filters(as_of=filters.as_of, **{name: getattr(filters, name) for name in COLLECTED})
    days = -(-(filters.until - filters.since) // DAY) if filters.since and filters.until else REACH
    over_time = buckets.pieces(grain) if grain else {"buckets": "grid AS (SELECT DISTINCT bucket, value, CAST($since AS TIMESTAMP) AS since, CAST($until AS TIMESTAMP) AS until, true AS complete FROM counted)"}
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "author": AUTHOR_NUMBER,
            "bucket": f"date_trunc('{grain}', published_at)" if grain else "coalesce($since, TIMESTAMP '0001-01-02')",
            "throughout": throughout,
            **over_time,
        },
        parameters=thresholds.values() | values | buckets.parameters(filters) | {"began": reach(cursor, collected).row["since"], "reach": min(days, REACH) if grain else days},
        opens={"opened": "newcomers"},
    )
    return replace(answer, table=with_ends(answer.table, "share", "all_authors", "low", "high"))
