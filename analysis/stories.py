"""Stories 相似文章: what was said more than once in the same or nearly the same words, with where it came from and how it spread."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.engagement import heat
from analysis.filters import AUTHOR_NUMBER, Filters

ORDERS = ("mentions", "heat", "first", "last")


def stories(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, order: str = "mentions", limit: int = 200) -> Answer:
    """The first `limit` stories of two mentions and more in this order, the largest or latest first: mentions, authors, heat (the sum
    over its mentions), negative of known; first and last (when); spread (platform, at, mentions: in the order in which it reached the
    platforms); of its first mention title, text, author_name, platform, url. stories (how many there are) and within (how
    many mentions they hold) stand in every row.
    """
    if order not in ORDERS:
        raise ValueError(f"There is no order {order!r}; known are {', '.join(ORDERS)}.")
    pieces = {"author": AUTHOR_NUMBER, "heat": heat(), "order": order}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters={"limit": limit}, opens={"story_id": "stories"})
