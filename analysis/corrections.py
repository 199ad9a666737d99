"""What people corrected of a mention, one row for each time."""

import duckdb

from analysis.answer import Answer
from analysis.filters import Filters

TRAIL = """
-- Who corrected the sentiment of a mention, when, from what and to what?
SELECT "at", "by", CAST(old AS TINYINT) AS old, CAST(value AS TINYINT) AS value FROM correction
WHERE mention_id = CAST($mention_id AS UUID) AND field = 'sentiment' ORDER BY "at" DESC
"""


def corrections(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, mention_id: str) -> Answer:
    """at, by (NULL: nobody was logged in), old (what was shown before), value (NULL: taken back), the latest first."""
    values = {"mention_id": mention_id}
    return Answer(cursor.execute(TRAIL, values).to_arrow_table(), TRAIL.strip(), values, filters)
