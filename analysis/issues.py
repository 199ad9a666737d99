"""The issues of a view: the problems, topics and combinations of the watchlist that its mentions belong to."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.dimension import pieces
from analysis.filters import Filters, earlier


def issues(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters | None = None, most: int = 5) -> Answer:
    """The `most` with most negative mentions: value, mentions, before (mentions in the period before, None without one),
    negative, known (sentiment known), negative_share (None under 30 known).
    """
    then, values = earlier(before)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"earlier": then, **pieces("keyword_sets", filters)},
        parameters={**values, "compared": before is not None, "most": most, **thresholds.values()},
        opens={"value": "keyword_sets"},
    )
