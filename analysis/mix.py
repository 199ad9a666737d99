"""How the mentions divide among the values of a field, of which only the known count, and how sure that is."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, DIMENSIONS, Filters

# The value of a field that says nothing in particular: it stands behind the others.
QUIET = {"emotions": "none", "intents": "other"}


def mix(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, by: str) -> Answer:
    """Per value of `by`, emotions or intents, most mentions first, the quiet one and unknown last: value, mentions, known (all
    whose value is known), effective (independent voices among these); share of the known (0–1, NULL under 30 of them) with low
    and high (NULL under 10 voices). Unknown has none.
    """
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"author": AUTHOR_NUMBER, "value": DIMENSIONS[by].sql},
        parameters=thresholds.values() | {"quiet": QUIET[by]},
        opens={"value": by},
    )
    return replace(answer, table=with_ends(answer.table, "share", "effective", "low", "high"))
