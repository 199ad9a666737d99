"""Shares of a whole: how the mentions divide among the values of a dimension."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.dimension import pieces
from analysis.filters import Filters


def share(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, by: str, most: int | None = None) -> Answer:
    """Mentions per value of `by`, most first, all or the first `most`: value, mentions, share (of all in the filter, 0–1;
    NULL under 30 of them).

    A mention with several values counts once for each, so that shares of brands may add up to more than 1.
    """
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces(by, filters), parameters={"most": most, **thresholds.values()}, opens={"value": by})
