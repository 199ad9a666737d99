"""Aspects crossed with the compared brands: which brand is spoken of for what, and how that is felt."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.aspects import chosen
from analysis.filters import Filters

MOST = 12


def aspect_matrix(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, most: int = MOST) -> Answer:
    """A row for each of the aspects of most mentions, the largest first, and each brand that the filters choose, in their order, also where
    both meet in none: aspect, value, mentions, brand_mentions (all that name the brand), share (of these, 0–1; NULL under 30), negative, neutral and positive (mentions whose clauses
    about the aspect feel so), net (of these, −1 to 1; NULL where fewer than 30 are positive or negative).

    A mention that names several brands counts for each, for its clauses are not told apart by brand. Where the filters choose aspects, or
    sentiments of some, only these are told.
    """
    among = chosen(filters)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"among": "list_contains(CAST($among AS VARCHAR[]), aspect)" if among else "true"},
        parameters=thresholds.values() | {"among": among, "most": most, "compared": list(filters.brands)},
        opens={"aspect": "aspects", "value": "brands"},
    )
