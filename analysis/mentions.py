"""The mentions themselves: pages of them in an order, and one with all that is known of it."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.engagement import ENGAGEMENT, heat
from analysis.filters import AUTHOR_KEY, Filters

# order -> (what counts, direction); unknown counts stand last.
ORDERS = {
    "newest": ("published_at", "DESC"),
    "oldest": ("published_at", "ASC"),
    "engagement": ("coalesce({engagement}, -1)", "DESC"),
    "likes": ("coalesce(likes, -1)", "DESC"),
    "comments": ("coalesce(comments, -1)", "DESC"),
    "reposts": ("coalesce(reposts, -1)", "DESC"),
    "heat": ("{heat}", "DESC"),
}


def mentions(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    order: str = "newest",
    after: tuple[object, str] | None = None,
    limit: int = 50,
) -> Answer:
    """The next `limit` mentions in `order`, after the one with this (position, mention_id): the columns of the table's
    last row. Pages are found by key, so the thousandth costs what the first does.
    """
    if order not in ORDERS:
        raise ValueError(f"There is no order {order!r}; known are {', '.join(ORDERS)}.")
    key, direction = ORDERS[order]
    beyond = {"ASC": ">", "DESC": "<"}[direction]
    position, last = after or (None, None)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "key": key,
            "direction": direction,
            "after": f"(position, mention_id) {beyond} ($position, CAST($last AS UUID))" if after else "true",
            "author": AUTHOR_KEY,
            "engagement": ENGAGEMENT,
            "heat": heat(),
        },
        parameters={"position": position, "last": last, "limit": limit},
    )


def mention(cursor: duckdb.DuckDBPyConnection, mention_id: str) -> dict | None:
    """All that the store knows of one mention: its columns by name; None where there is none."""
    found = (
        cursor.execute("SELECT * FROM mention WHERE mention_id = CAST($id AS UUID)", {"id": mention_id})
        .to_arrow_table()
        .to_pylist()
    )
    return found[0] if found else None


def sightings(cursor: duckdb.DuckDBPyConnection, mention_id: str) -> Answer:
    """Where a mention was seen: file_name, member, line, export, imported_at, likes, comments, reposts of each sighting."""
    sql = """
        WITH seen AS (
            SELECT import_id, member, line, part, likes, comments, reposts FROM sighting WHERE mention_id = CAST($id AS UUID)
            UNION SELECT import_id, member, line, part, likes, comments, reposts FROM mention WHERE mention_id = CAST($id AS UUID)
                AND mention_id NOT IN (SELECT mention_id FROM sighting)
        )
        SELECT file_name, member, line, export, imported_at, likes, comments, reposts
        FROM seen JOIN import USING (import_id) ORDER BY imported_at, file_name, member, line, part
    """
    values = {"id": mention_id}
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql, values, Filters())
