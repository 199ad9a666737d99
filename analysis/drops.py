"""Platforms of which the latest full week brought far less than the weeks before."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters


def drops(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """platform, since and until (the week), mentions, usual (median of the weeks before), weeks (how many of them), score.

    The week is the latest that ended before the day by which a file with mentions of the platform has nearly all of its own.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        parameters=thresholds.values(),
        opens={"platform": "platforms"},
    )
