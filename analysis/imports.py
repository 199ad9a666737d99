"""What was imported, and what of it was rejected."""

import duckdb

from analysis.answer import Answer
from analysis.filters import Filters

IMPORTS = """
-- Which files were imported, and what became of them?
SELECT CAST(import_id AS VARCHAR) AS import_id, file_name, export, rows, read, added, merged, rejected, warnings, left_out,
    parameters ->> 'brand' AS brand, parameters ->> 'query' AS query, since, until, seconds, imported_at, undone_at
FROM import ORDER BY imported_at DESC, import_id DESC LIMIT $limit
"""

REJECTED = """
-- Which records of an import were rejected, and why?
SELECT member, line, part, reason, raw FROM rejected WHERE import_id = CAST($import_id AS UUID) ORDER BY member, line, part LIMIT $limit
"""


def imports(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = 200) -> Answer:
    """The latest imports, undone ones included: import_id, file_name, export, rows, read, added, merged, rejected,
    warnings and left_out (JSON), brand, query, since, until, seconds, imported_at, undone_at.
    """
    return _asked(cursor, filters, IMPORTS, {"limit": limit})


def rejected(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, import_id: str, limit: int = 1000) -> Answer:
    """The first rejected records of one import: member, line, part, reason (a code of loaders.reasons), raw."""
    return _asked(cursor, filters, REJECTED, {"import_id": import_id, "limit": limit})


def _asked(cursor: duckdb.DuckDBPyConnection, filters: Filters, sql: str, values: dict) -> Answer:
    return Answer(cursor.execute(sql, values).to_arrow_table(), sql.strip(), values, filters)
