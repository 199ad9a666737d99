"""Pairs of words that stand in the same mentions."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import Filters

MOST = 45


def pairs(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, among: Iterable[str], limit: int = MOST) -> Answer:
    """The pairs `among` these words in most mentions: words (two, sorted), mentions that hold both."""
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, parameters={"among": sorted(among), "limit": limit}, opens={"words": "words"})
