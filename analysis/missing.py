"""Which fields the mentions of each format lack, and what their counts are worth."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import Filters

# A field of the table and when a mention lacks it.
LACKS = {
    "text": "text IS NULL",
    "author": "author_id IS NULL AND author_name IS NULL",
    "time": "coalesce(precision NOT IN ('second', 'minute'), true)",
    "likes": "likes IS NULL",
    "comments": "comments IS NULL",
    "reposts": "reposts IS NULL",
    "region": "region IS NULL",
    "followers": "author_followers IS NULL",
    "sentiment": "export_sentiment IS NULL",
}


def missing(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Of each format in the store: export, imports (its files), mentions, how many lack text, author, time (of day), likes,
    comments, reposts, region, followers, sentiment (of the export), how many have capped or snapshot counts, and precisions
    (the values of precision that say no time of day).

    A mention that files of several formats hold belongs to each of them.
    """
    flags = ", ".join(f"{lacks} AS no_{name}" for name, lacks in LACKS.items())
    counts = ", ".join(f"count(*) FILTER (no_{name}) AS {name}" for name in LACKS)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"flags": flags, "counts": counts},
        opens={"imports": "imports"},
    )
