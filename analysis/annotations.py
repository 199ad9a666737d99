"""What people recorded beside the mentions: statements, launches, reports, each at its time."""

from pathlib import Path

import duckdb

from analysis import buckets
from analysis.answer import Answer, ask
from analysis.filters import Filters


def annotations(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """at, until (NULL: a moment), kind, title, note, url, by time: what touches the window of the filters.

    An annotation is of no brand and no platform: of the filters only the window and as_of count.
    """
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, parameters=buckets.parameters(filters))
