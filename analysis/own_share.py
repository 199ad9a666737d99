"""Own against earned: how much of what is said of our brands our own accounts say."""

from dataclasses import replace
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


def earned(answer: Answer, ours: Own) -> Filters | None:
    """The mentions by all others. None where no filters tell them: of chosen brands, only some of them ours, those that name one of ours as well."""
    filters, own, chosen = answer.filters.steady(), {*ours.brands}, {*answer.filters.brands}
    if own and not (chosen and chosen <= own):
        if chosen and not own <= chosen:
            return None
        filters = replace(filters, brands=ours.brands)
    return replace(filters, without_authors=tuple(dict.fromkeys([*filters.without_authors, *answer.row["author"]])))
