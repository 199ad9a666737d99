"""Share of voice 声量占比: how what is said of the compared brands divides among them, as a whole, over time and by platform."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
from numpy.typing import ArrayLike

from analysis import buckets, impressions, thresholds
from analysis.answer import Answer, ask
from analysis.engagement import COUNTED, ENGAGEMENT
from analysis.filters import Filters
from analysis.interval import benjamini_hochberg, newcombe, p_of_difference
from analysis.naming import compared, how_many, naming, of_each

BASES = ("mentions", "engagement", "impressions")
# What of a mention is looked up first, and what is summed of it.
RATED = {"mentions": "1 AS amount", "engagement": f"{ENGAGEMENT} AS amount", "impressions": f"{COUNTED} AS counted"}
AMOUNTS = {"mentions": "amount", "engagement": "amount", "impressions": "impressions"}
SUMS = {"mentions": "CAST(sum(amount) AS BIGINT)", "engagement": "CAST(sum(amount) AS BIGINT)", "impressions": "round(sum(amount), 3)"}


def voice(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, base: str = "mentions", grain: str | None = None, across: bool = False) -> Answer:
    """A row for each brand that the filters choose, in their order; also per bucket of `grain` (bucket, since, until, complete, as volume
    has them), or with `across` per platform, the largest first: value, mentions (that name it), together (of these, that name another of them too),
    several (of all mentions, the same in every row: how many name more than one of them),
    amount (mentions, or the sum of engagement or of estimated impressions; NULL where none is known), known (of how many mentions), capped (how
    many of these counts are lower bounds), partial (whether a brand has mentions there and no known amount), share (of the amounts of all these brands there,
    0–1; NULL where fewer than 30 are known of, and where partial).

    A mention that names several brands counts once for each.
    """
    if base not in BASES:
        raise ValueError(f"There is no base {base!r}; known are {', '.join(BASES)}.")
    brands = compared(filters)
    filters, placeable = buckets.placeable(grain, filters)
    seen = impressions.pieces(filters, of="rated")["impressions"] if base == "impressions" else "seen AS (FROM rated)"
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "impressions": seen,
            "naming": naming(brands),
            "how_many": how_many(brands),
            "apart": of_each("SELECT *, {brand} AS value FROM alike WHERE {named}", brands),
            "rated": RATED[base],
            "amount": AMOUNTS[base],
            "sum": SUMS[base],
            "placeable": placeable,
            "bucket": f"date_trunc('{grain}', published_at)" if grain else "CAST(NULL AS TIMESTAMP)",
            "platform": "platform" if across else "CAST(NULL AS VARCHAR)",
            "on": "AND counted.platform IS NOT DISTINCT FROM grid.platform" if across else "",
            "group": "bucket" if grain else "platform" if across else "NULL",
            "order": "bucket, " if grain else "spoken DESC, platform NULLS LAST, " if across else "",
            "columns": ("bucket, since, until, complete, " if grain else "") + ("platform, " if across else ""),
            **(buckets.pieces(grain) if grain else {"buckets": _whole(across)}),
        },
        parameters=thresholds.values() | buckets.parameters(filters) | impressions.parameters() | {"compared": brands},
        opens={"value": "brands"} | ({"platform": "platforms"} if across else {}),
    )


def moved(now: list[dict], before: list[dict], voices: tuple[float, float] | None) -> list[tuple[float | None, bool]]:
    """Of each brand, in the order of `now`, how far its share moved from the same brand's in `before` (of 1; NULL where unknown), and whether that is clear:
    Newcombe's interval excludes 0 and it holds among the brands. `voices`: as how many independent voices the whole counts now and before; without them nothing is clear.
    """
    then = {row["value"]: row["share"] for row in before}
    pairs = [(row["share"], then.get(row["value"])) for row in now]
    known = [None not in pair for pair in pairs]
    differences = [one - other if of else None for (one, other), of in zip(pairs, known, strict=True)]
    if voices is None or not any(known):
        return [(difference, False) for difference in differences]
    clear = iter(differing(*zip(*(pair for pair, of in zip(pairs, known, strict=True) if of), strict=True), voices[0], voices[1]))
    return [(difference, next(clear) if of else False) for difference, of in zip(differences, known, strict=True)]


def edges(rows: list[dict]) -> tuple[list[dict], list[dict]] | None:
    """The rows of the first and of the last whole bucket that has shares; None where these are not two."""
    told = [row for row in rows if row["complete"] and row["share"] is not None]
    buckets = sorted({row["bucket"] for row in told})
    return tuple([row for row in told if row["bucket"] == bucket] for bucket in (buckets[0], buckets[-1])) if len(buckets) > 1 else None


def largest(now: list[dict], before: list[dict], voices: tuple[float, float]) -> tuple[float, dict, dict] | None:
    """Of the changes that are clear, as `moved` has them, the largest, and both rows of its brand; None where none is."""
    then = {row["value"]: row for row in before}
    clear = [(difference, row) for row, (difference, holds) in zip(now, moved(now, before, voices), strict=True) if holds]
    return max(((difference, row, then[row["value"]]) for difference, row in clear), key=lambda change: abs(change[0]), default=None)


def differing(shares: Sequence[float], others: Sequence[float], n: ArrayLike, n_others: ArrayLike) -> list[bool]:
    """Which of these pairs of shares, of so many independent voices, clearly differ: Newcombe's interval excludes 0, and they hold among all of them."""
    low, high = newcombe(shares, n, others, n_others)
    return (benjamini_hochberg(p_of_difference(shares, n, others, n_others)) & ((low > 0) | (high < 0))).tolist()


def _whole(across: bool) -> str:
    """The groups where there is no time: every brand, on every platform that has any of them."""
    groups = "(SELECT DISTINCT platform FROM counted)" if across else "(SELECT CAST(NULL AS VARCHAR) AS platform)"
    return f"grid AS (SELECT CAST(NULL AS TIMESTAMP) AS bucket, platform, unnest($compared) AS value FROM {groups})"
