"""Top authors: who speaks most, reaches most, moves most or is most negative, and since when they have been heard."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.engagement import ENGAGEMENT
from analysis.filters import AUTHOR_KEY, Filters

# Of each order the column, the highest first.
ORDERS = {"mentions": "mentions", "reach": "followers", "engagement": "engagement", "negative": "negative"}
# A course is of so many weeks at most, up to that of the newest mention.
WEEKS = 26


def author_ranking(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, order: str = "mentions", limit: int = 100) -> Answer:
    """The first `limit` known authors in this order: author (key); of the view mentions, followers (their largest; NULL unknown),
    engagement and capped (how many of its counts are lower bounds), known, positive, negative, negative_share and net (NULL under 30);
    of all mentions as of the view, whatever else is filtered, author_name, author_kind and segment (the latest known), platform, ever
    (mentions), before (of these before the window; NULL where nothing begins it), first, last, course (mentions per week, the latest
    26 at most). In every row: authors (how many the view has), by_authors (their mentions), ten_share (of these by the ten with most;
    NULL under 30), unknown (mentions without an author).
    """
    if order not in ORDERS:
        raise ValueError(f"There is no order {order!r}; known are {', '.join(ORDERS)}.")
    pieces = {"author": AUTHOR_KEY, "engagement": ENGAGEMENT, "order": ORDERS[order], "published": filters.seen("{published}")}
    parameters = thresholds.values() | {"limit": limit, "weeks": WEEKS, "since": filters.since, "as_of": filters.as_of}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=parameters, opens={"author": "authors"})
