"""Mentions that can be placed in time: those whose day is known well enough for weeks or months."""

import duckdb

from analysis.filters import Filters

# What is known only to these says nothing of the week, or of the month.
NO_WEEK, NO_MONTH = ("month", "year"), ("year",)


def dated(cursor: duckdb.DuckDBPyConnection, filters: Filters, without: tuple[str, ...]) -> Filters | None:
    """The filters that leave those of no precision in `without`: the same where there are none of these, None where there are no others."""
    sql, values = filters.selection()
    found = [precision for (precision,) in cursor.execute(f"SELECT DISTINCT precision FROM ({sql})", values).fetchall()]
    fine = tuple(sorted((one for one in found if one not in without), key=lambda one: (one is None, one or "")))
    return filters if len(fine) == len(found) else filters.narrowed(precisions=fine) if fine else None
