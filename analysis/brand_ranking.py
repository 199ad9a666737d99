"""The ranking of the compared brands: impressions, mentions, net sentiment and engagement rate, each by its weight."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from analysis.answer import Answer

# The terms of the ranking and the columns that they are of.
TERMS = {"impressions": "impressions", "mentions": "mentions", "net": "net", "rate": "engagement_rate"}
COLUMNS = {
    "value": pa.string(), "mentions": pa.int64(), "impressions": pa.float64(), "seen": pa.int64(), "net": pa.float64(), "engagement": pa.int64(), "followers": pa.int64(),
    "followed": pa.int64(), "engagement_rate": pa.float64(), **{f"part_{name}": pa.float64() for name in TERMS}, "score": pa.float64(),
}  # fmt: skip


def brand_ranking(seen: Answer, felt: Answer, engaged: Answer, *, weights: Mapping[str, float]) -> Answer:
    """Of the answers of analysis.voice by impressions, of analysis.standing and of analysis.engagement_rate for the same filters. A row for each of the brands, the
    highest score first: value, mentions, impressions (estimated; 0 without mentions, NULL where none is known) and seen (of how many mentions), net, engagement, followers, followed
    and engagement_rate as those have them; part_impressions, part_mentions, part_net and part_rate, which add up to score (0–1).

    A part is the weight of its term, of all that count, times what the brand has of the most that any has; net sentiment counts from 0 at −1 to 1
    at 1. A term that is unknown for any brand, or of which none has any, counts for none: its part is NULL. No score where no term counts.
    """
    nets, rates = {row["value"]: row["net"] for row in felt.rows}, {row["value"]: row for row in engaged.rows}
    rows = [rates[row["value"]] | {"mentions": row["mentions"], "impressions": row["amount"], "seen": row["known"], "net": nets.get(row["value"])} for row in seen.rows]
    parts = _parts(rows, weights)
    for place, row in enumerate(rows):
        row |= {f"part_{name}": part[place] if part else None for name, part in parts.items()}
        known = [part[place] for part in parts.values() if part]
        row["score"] = sum(known) if known else None
    rows.sort(key=lambda row: -(row["score"] or 0))
    asked = (seen, felt, engaged)
    return replace(
        engaged, table=pa.Table.from_pylist(rows, pa.schema(COLUMNS)), sql=";\n\n".join(answer.sql.strip() for answer in asked),
        parameters=seen.parameters | felt.parameters | engaged.parameters,
    )  # fmt: skip


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
