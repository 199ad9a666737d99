"""Days without a mention inside the otherwise dense run of a platform."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters


def gaps(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """platform, first and last day, days, expected (the same weekdays of the two weeks before and after, median),
    since and until (of those weeks), the most expected first.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        parameters=thresholds.values(),
        opens={"platform": "platforms"},
    )
