"""Passion 人均发文量: how many mentions each author of the compared brands wrote."""

from collections.abc import Sequence
from itertools import combinations
from math import erfc, inf, sqrt
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.interval import benjamini_hochberg
from analysis.naming import compared, each, naming

ALPHA = 0.05


def passion(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for each brand that the filters choose, in their order: value, mentions, with_author (those whose author is known), authors
    (distinct), passion (mentions of known authors per author) and variance (of these among authors); both NULL under 30 authors.
    """
    brands = compared(filters)
    return ask(
        cursor, Path(__file__).with_suffix(".sql"), filters,
        pieces={"mentions": each("count(*) FILTER ({named})", brands), "naming": naming(brands), "author": AUTHOR_NUMBER},
        parameters=thresholds.values() | {"compared": brands}, opens={"value": "brands"},
    )  # fmt: skip


def differing(rows: Sequence[dict]) -> list[tuple[dict, dict]]:
    """The pairs of rows of which one's authors wrote clearly more each, that one first, the clearest pair first (p under .05, held among all pairs by Benjamini–Hochberg,
    q = .10).
    """
    told = [row for row in rows if row["passion"] is not None]
    pairs = [(one, other) if one["passion"] >= other["passion"] else (other, one) for one, other in combinations(told, 2)]
    p_values = [_p(one, other) for one, other in pairs]
    held = benjamini_hochberg(p_values)
    return [pairs[place] for place in sorted(range(len(pairs)), key=lambda place: p_values[place]) if held[place] and p_values[place] < ALPHA]


def _p(one: dict, other: dict) -> float:
    """Two-sided p of the difference of two means. Few write most, and a small sample may lack them and seem even: each variance
    counts as at least that of both together.
    """
    n, difference = one["authors"] + other["authors"], one["passion"] - other["passion"]
    squares = sum((row["authors"] - 1) * row["variance"] for row in (one, other)) + one["authors"] * other["authors"] / n * difference**2
    error = sqrt(sum(max(row["variance"], squares / (n - 1)) / row["authors"] for row in (one, other)))
    return erfc((difference / error if error else inf if difference else 0) / sqrt(2))
