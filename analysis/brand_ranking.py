"""The ranking of the compared brands: impressions, mentions, net sentiment and engagement rate, each by its weight."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import impressions, thresholds
from analysis.answer import Answer, ask
from analysis.engagement import ENGAGEMENT
from analysis.filters import AUTHOR_KEY, Filters

# The terms of the ranking and the columns that they are of.
TERMS = {"impressions": "impressions", "mentions": "mentions", "net": "net", "rate": "engagement_rate"}


def brand_ranking(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, weights: Mapping[str, float]) -> Answer:
    """A row for each brand that the filters choose, the highest score first: value, mentions, impressions (estimated; NULL where none is
    known) and seen (of how many mentions), net (−1 to 1; NULL where fewer than 30 are positive or negative), engagement and followers of the authors
    of whom both are known, their largest, and followed (how many they are), engagement_rate (of both; NULL under 30 authors); part_impressions, part_mentions, part_net
    and part_rate, which add up to score (0–1).

    A part is the weight of its term, of all that count, times what the brand has of the most that any has; net sentiment counts from 0 at −1 to 1
    at 1. A term that is unknown for any brand, or of which none has any, counts for none: its part is NULL. No score where no term counts.
    """
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"author": AUTHOR_KEY, "engagement": ENGAGEMENT, **impressions.pieces(filters, of="rated", counted="engagement IS NOT NULL")},
        parameters=thresholds.values() | impressions.parameters() | {"compared": list(filters.brands)},
        opens={"value": "brands"},
    )
    parts = _parts(answer.rows, weights)
    scores = [sum(one) if one else None for one in zip(*(part for part in parts.values() if part), strict=True)] or [None] * len(answer.rows)
    table = answer.table
    for name, part in parts.items():
        table = table.append_column(f"part_{name}", pa.array(part or [None] * len(scores), pa.float64()))
    table = table.append_column("score", pa.array(scores, pa.float64()))
    order = sorted(range(len(scores)), key=lambda place: -(scores[place] or 0))
    return replace(answer, table=table.take(order))


def _parts(rows: list[dict], weights: Mapping[str, float]) -> dict[str, list[float] | None]:
    """Of each term what it adds to each brand's score; None where it does not count."""
    rescaled = {}
    for name, column in TERMS.items():
        values = [row[column] for row in rows]
        if name == "net":
            values = [None if value is None else (value + 1) / 2 for value in values]
            most = 1
        else:
            most = max((value for value in values if value is not None), default=0)
        if weights.get(name, 0) > 0 and most > 0 and None not in values:
            rescaled[name] = [value / most for value in values]
    whole = sum(weights[name] for name in rescaled)
    return {name: [weights[name] / whole * value for value in rescaled[name]] if name in rescaled else None for name in TERMS}
