"""Launches aligned 同起点对照: what is said of brands, each from a day 0 of its own on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from math import erfc, exp, log, sqrt
from pathlib import Path

import duckdb

from analysis import interval, thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters

# Days from day 0 on that are shown, and before it that tell what is usual; the days whose rise is compared.
AFTER, BEFORE, FIRST = 60, 28, 7


def aligned(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, launches: Sequence[tuple[str, date]]) -> Answer:
    """A row for each launch (a brand of the filters and its day 0) and each day from 0 to 60: place (of the launch, from 0), brand, launch, step
    (days since), bucket, since, until, mentions (NULL on days before the first mention of the brand in the store or after its last, and on the day
    of the store's newest); usual (mean of the 28 days before, NULL unless all are known), base (their sum), dispersion (their variance over their mean, 1 at
    least), ratio (mentions to usual, NULL where base is under 30); share (of what is said of all brands of the filters that day, a mention of several counting
    for each; NULL under 30), net (−1 to 1, NULL where fewer than 30 are positive or negative).

    The window of the filters is set aside: the answer's is that from the first day 0 to the last day shown.
    """
    days = [datetime.combine(day, time()) for _brand, day in launches]
    shown = replace(filters, since=min(days), until=max(days) + timedelta(days=AFTER + 1))
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        replace(shown, since=min(days) - timedelta(days=BEFORE)),
        pieces={"published": filters.seen("{published}")},
        parameters=thresholds.values()
        | {"named": [brand for brand, _day in launches], "days": days, "compared": [*filters.brands], "before": BEFORE, "after": AFTER},
        opens={"brand": "brands"},
    )
    return replace(answer, filters=shown)


@dataclass(frozen=True)
class Rise:
    """How many times as much was said in the first 7 days as in 7 usual ones, with its interval."""

    place: int
    ratio: float
    low: float
    high: float
    error: float


def rises(answer: Answer) -> list[Rise]:
    """Of each launch whose first 7 days are known and whose 28 before hold 30 mentions: the error of the logarithm is √(φ(1/x₁ + 1/x₀)), φ the dispersion
    of the days before.
    """
    found = []
    for place in sorted({row["place"] for row in answer.rows}):
        first = [row for row in answer.rows if row["place"] == place and row["step"] < FIRST]
        x = [row["mentions"] for row in first]
        if None in x or sum(x) == 0 or first[0]["ratio"] is None:
            continue
        ratio, error = sum(x) / (FIRST * first[0]["usual"]), sqrt(first[0]["dispersion"] * (1 / sum(x) + 1 / first[0]["base"]))
        found.append(Rise(place, ratio, exp(log(ratio) - interval.Z * error), exp(log(ratio) + interval.Z * error), error))
    return found


def differing(found: Sequence[Rise]) -> list[tuple[Rise, Rise]]:
    """The pairs of which one rose clearly more, the larger first, the clearest pair first (z of the logarithms, Benjamini–Hochberg, q = .10)."""
    pairs = [(one, other) if one.ratio >= other.ratio else (other, one) for one, other in combinations(found, 2)]
    z = [log(one.ratio / other.ratio) / sqrt(one.error**2 + other.error**2) for one, other in pairs]
    held = interval.benjamini_hochberg([erfc(one / sqrt(2)) for one in z]) if pairs else []
    clear = [(one, pair) for one, pair, holds in zip(z, pairs, held, strict=True) if holds and one >= interval.Z]
    return [pair for _z, pair in sorted(clear, key=lambda found: -found[0])]
