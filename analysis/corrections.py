"""What people corrected: of a mention, one row for each time; of all, what was corrected together."""

import duckdb

from analysis.answer import Answer
from analysis.filters import Filters
from store.corrections import UNDOINGS, out_of_force

TRAIL = """
-- Who corrected the sentiment of a mention, when, from what and to what?
SELECT "at", any_value("by") AS "by", any_value(CAST(old AS TINYINT)) AS old, any_value(CAST(value AS TINYINT)) AS value,
    count(undoes) > 0 AS undone
FROM correction WHERE mention_id = CAST($mention_id AS UUID) AND field = 'sentiment' GROUP BY "at" ORDER BY "at" DESC
"""

BATCHES = """
-- What was corrected together, when, by whom and to what, of how many mentions that are there, and of how many does it still hold?
WITH said AS (SELECT * FROM correction WHERE field = 'sentiment'),
holding AS (
    SELECT mention_id, max("at") AS "at" FROM said WHERE undoes IS NULL AND NOT list_contains(CAST($out AS TIMESTAMP[]), "at") GROUP BY mention_id
)
SELECT said."at", any_value(said."by") AS "by",
    coalesce(list_sort(list(DISTINCT CAST(said.value AS TINYINT)) FILTER (said.value IS NOT NULL)), []) AS "values",
    count(DISTINCT mention.mention_id) AS mentions, count(DISTINCT said.undoes) AS undoes,
    count(DISTINCT holding.mention_id) AS holding, NOT list_contains(CAST($out AS TIMESTAMP[]), said."at") AS in_force
FROM said LEFT JOIN mention ON said.mention_id = mention.mention_id
LEFT JOIN holding ON mention.mention_id = holding.mention_id AND said."at" = holding."at"
GROUP BY said."at" ORDER BY said."at" DESC LIMIT $limit
"""


def corrections(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, mention_id: str) -> Answer:
    """at, by (NULL: nobody was logged in), old (what was shown before), value (NULL: taken back), undone (whether it says so
    because earlier ones were undone), the latest first.
    """
    return _asked(cursor, filters, TRAIL, {"mention_id": mention_id})


def batches(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = 500) -> Answer:
    """The latest batches: at, by, values (the sentiments said; none: taken back), mentions (that are in the store), undoes (how
    many batches it undid; 0: it says values), holding (of how many of these it is what counts), in_force (not undone).
    """
    out = out_of_force(cursor.execute(UNDOINGS).fetchall())
    answer = _asked(cursor, filters, BATCHES, {"out": sorted(out), "limit": limit})
    return Answer(answer.table, answer.sql, answer.parameters, filters, {"at": "corrections"})


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters, sql: str, values: dict[str, object]) -> Answer:
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql.strip(), values, filters)
