"""Outlets 媒体: who writes articles, first or after others, of what level they are, and on how few of them the coverage rests."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters, earlier
from analysis.outlet import IS_OUTLET, OUTLET, levels


def outlets(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters | None = None, limit: int = 200) -> Answer:
    """The first `limit` outlets (analysis.outlet) by mentions: outlet, level (as exported, else by config/outlets.toml; NULL unknown),
    mentions, originals (no other outlet's mention of their story is earlier, of all mentions as of the view; without a story each is
    one) and reprints (the others), known, positive, negative, negative_share and net (NULL under 30), before (mentions in the same
    filter over another window; NULL where there is none). In every row: outlets (how many there are), by_outlets (their mentions),
    original_share of these, effective (outlets: 1/Σ(cᵢ/Σc)²) and effective_before, both NULL under 30, unnamed (of articles and
    media accounts those that name none).
    """
    then, values = earlier(before)
    pieces = {"outlet": OUTLET, "is_outlet": IS_OUTLET, "published": filters.seen("{published}"), "before": then}
    parameters = thresholds.values() | levels() | values | {"limit": limit, "as_of": filters.as_of, "compared": before is not None}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=parameters, opens={"outlet": "outlets"})
