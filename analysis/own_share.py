"""Own against earned: how much of what is said of our brands our own accounts say."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_KEY, Filters
from analysis.own import Own


def own_share(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, ours: Own) -> Answer:
    """One row: own (mentions by our own accounts), author (their keys), earned (mentions by all others, where brands of ours are known
    those that name one), share (own of both; NULL under 30). It opens what is own.
    """
    about_us = "list_has_any(brands, CAST($ours AS VARCHAR[]))" if ours.brands else "true"
    pieces = {"author": AUTHOR_KEY, "about_us": about_us, **ours.pieces(filters)}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=thresholds.values() | ours.parameters(), opens={"author": "authors"})
