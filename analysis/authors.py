"""Who writes about it."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.engagement import ENGAGEMENT
from analysis.filters import AUTHOR_KEY, Filters


def authors(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = 10) -> Answer:
    """The `limit` authors with most mentions: author (key), author_name (latest), platform, followers, verified,
    mentions, engagement, capped. Mentions without an author stand last, in one row whose author is NULL.
    """
    pieces = {"author": AUTHOR_KEY, "engagement": ENGAGEMENT}
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=pieces,
        parameters={"limit": limit},
        opens={"author": "authors"},
    )
