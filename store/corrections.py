"""What people correct of mentions: the append-only table `correction`. Of a mention's field the latest row counts; one
without a value was taken back.

What counts lies over `mention`, so that questions need not know of it: whatever writes mentions calls `lay_over`.
"""

from datetime import datetime

import duckdb

# The corrections of the sentiment that count.
SENTIMENT = """
SELECT mention_id, CAST(value AS TINYINT) AS sentiment FROM (
    SELECT mention_id, value FROM correction WHERE field = 'sentiment'
    QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY "at" DESC) = 1
) WHERE value IS NOT NULL
"""

LAY_OVER = f"""
UPDATE mention SET sentiment = said.sentiment, sentiment_by = 'person' FROM ({SENTIMENT}) AS said
WHERE mention.mention_id = said.mention_id
    AND (mention.sentiment_by IS DISTINCT FROM 'person' OR mention.sentiment IS DISTINCT FROM said.sentiment)
"""

# A clock may go back; what is said last counts all the same, and what is said together has a time of its own.
NEXT = 'SELECT greatest($now, coalesce(max("at") + INTERVAL 1 MICROSECOND, $now)) FROM correction'


def append(cursor: duckdb.DuckDBPyConnection, said: str, now: datetime, by: str | None = None) -> datetime:
    """Add what the temporary table `said` (mention_id, value) holds of sentiments, inside a transaction that does more;
    the time by which these rows are known.
    """
    (at,) = cursor.execute(NEXT, {"now": now}).fetchone()
    cursor.execute(
        'INSERT INTO correction (mention_id, field, old, value, "by", "at") '
        "SELECT mention_id, 'sentiment', CAST(mention.sentiment AS VARCHAR), said.value, $by, $at "
        f"FROM {said} AS said LEFT JOIN mention USING (mention_id)",
        {"by": by, "at": at},
    )
    return at


def lay_over(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give the mentions what people said of them last, inside the transaction that wrote them."""
    cursor.execute(LAY_OVER)
