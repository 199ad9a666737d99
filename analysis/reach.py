"""How far back the data tell: from the day on from which mentions stand on about as many days as they usually do."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import Filters

# A few wrong dates, or an old post that somebody passed on, do not stretch the data into years; a quiet time before a crisis belongs to them.
PART = 1 / 4


def reach(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """One row, whatever the window: since (the first day of which the four weeks from it on, or what there is of them, hold mentions on at least a
    quarter as many days as those from the day of the median mention on; NULL where there are no mentions), last, mentions.
    """
    return ask(cursor, Path(__file__).with_suffix(".sql"), whole(filters), parameters={"part": PART})


def whole(filters: Filters) -> Filters:
    """The same of all time, as of the same moment."""
    return replace(filters, since=None, until=None)
