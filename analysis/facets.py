"""What can be filtered for: the values that stand in the store."""

import duckdb

from analysis.answer import Answer
from analysis.dimension import pieces
from analysis.filters import DIMENSIONS, Filters

# Fields with one value per author, cascade or story are chosen from what is shown, not from a list.
OFFERED = tuple(name for name in DIMENSIONS if name not in ("authors", "roots", "stories"))
MOST = 500


def facets(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """field, value (as text, NULL for unknown), mentions: of each offered field the `MOST` most frequent values."""
    selection, values = filters.selection()
    parts = []
    for name in OFFERED:
        expression = pieces(name, Filters())["values"]
        parts.append(
            f"(SELECT '{name}' AS field, CAST(value AS VARCHAR) AS value, count(*) AS mentions "
            f"FROM (SELECT {expression} AS value FROM selection) GROUP BY value ORDER BY mentions DESC, value LIMIT {MOST})"
        )
    sql = (
        "-- Which values does each field of the filters have, and how many mentions each?\n"
        f"WITH selection AS ({selection})\n" + "\nUNION ALL\n".join(parts) + "\nORDER BY field, mentions DESC, value"
    )
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql, values, filters)
