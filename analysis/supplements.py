"""Which files of figures and hot-search lists were loaded, and what became of them."""

import duckdb

from analysis.answer import Answer
from analysis.filters import Filters

SUPPLEMENTS = """
-- Which files of figures and hot searches were loaded?
SELECT CAST(supplement_id AS VARCHAR) AS supplement_id, kind, file_name, rows, refused, since, until, loaded_at, undone_at
FROM supplement ORDER BY loaded_at DESC LIMIT $limit
"""


def supplements(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = 200) -> Answer:
    """The latest, undone ones included: supplement_id, kind, file_name, rows, refused, since, until, loaded_at, undone_at."""
    values = {"limit": limit}
    return Answer(cursor.execute(SUPPLEMENTS, values).to_arrow_table(), SUPPLEMENTS.strip(), values, filters)
