"""What people correct of mentions: the append-only table `correction`. Of a mention's field the latest row counts; one
without a value was taken back.

Rows of one time are a batch: what was said together, or which batches were undone together (`undoes`, a row for each of
their mentions). `store.labels` lays what counts over `mention`.
"""

from collections.abc import Iterable
from datetime import datetime

import duckdb

# The corrections of the sentiment that count.
SENTIMENT = """
SELECT mention_id, CAST(value AS TINYINT) AS sentiment FROM (
    SELECT mention_id, value FROM correction WHERE field = 'sentiment'
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY "at" DESC) = 1
) WHERE value IS NOT NULL
"""

# (time of an undoing, time of a batch that it undoes).
UNDOINGS = 'SELECT DISTINCT "at", undoes FROM correction WHERE undoes IS NOT NULL'

# A clock may go back; what is said last counts all the same, and what is said together has a time of its own.
NEXT = 'SELECT greatest($now, coalesce(max("at") + INTERVAL 1 MICROSECOND, $now)) FROM correction'


def append(cursor: duckdb.DuckDBPyConnection, said: str, now: datetime, by: str | None = None) -> datetime:
    """Add what the temporary table `said` (mention_id, value, undoes) holds of sentiments, inside a transaction that does
    more; the time by which these rows are known.
    """
    (at,) = cursor.execute(NEXT, {"now": now}).fetchone()
    cursor.execute(
        'INSERT INTO correction (mention_id, field, old, value, "by", "at", undoes) '
        "SELECT mention_id, 'sentiment', CAST(mention.sentiment AS VARCHAR), said.value, $by, $at, said.undoes "
        f"FROM {said} AS said LEFT JOIN mention USING (mention_id)",
        {"by": by, "at": at},
    )
    return at


def out_of_force(undoings: Iterable[tuple[datetime, datetime]]) -> set[datetime]:
    """The batches that do not hold, of (time of an undoing, time of the batch that it undoes): what an undoing says holds
    unless a later one undoes it.
    """
    out: set[datetime] = set()
    for at, undone in sorted(undoings, reverse=True):
        if at not in out:
            out.add(undone)
    return out
