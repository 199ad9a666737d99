"""The rhythm 发布节律 of the day: at which hours mentions are published, by platform or weekday, and which hours are the busiest."""

from dataclasses import dataclass
from math import erfc, sqrt
from pathlib import Path

import duckdb
import numpy as np

from analysis import buckets, thresholds
from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_NUMBER, DIMENSIONS, Filters
from analysis.interval import LEAST_EFFECTIVE, benjamini_hochberg

# What the rows may stand for, and how they are ordered.
ORDERS = {"platforms": "heads.value IS NULL, value_mentions DESC, heads.value", "weekdays": "heads.value"}
MOST = 12
# Hours that are told together: long enough for many mentions, short enough to plan by.
TOGETHER = 3


@dataclass(frozen=True)
class Busiest:
    """The three hours in a row with most mentions: the first of them, the part of all that they hold (0–1), of an even day 3/24;
    `clear`: more than that, and no chance.
    """

    first: int
    share: float
    mentions: int
    clear: bool


def rhythm(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, by: str = "platforms") -> Answer:
    """For each of the largest platforms, or each weekday (1, a Monday, to 7), and each hour (0–23, or those that are chosen): value, hour, mentions (also where
    there are none), value_mentions, hour_mentions (of the hour, on all platforms), share (of those of the value, 0–1; NULL under 30); timed (all mentions whose time of day is known) and
    effective (independent voices among these).

    Mentions known to the day only are left out: the answer's filters say so.
    """
    filters, placeable = buckets.timed(filters)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"placeable": placeable, "value": DIMENSIONS[by].sql, "order": ORDERS[by], "author": AUTHOR_NUMBER},
        parameters=thresholds.values() | {"most": MOST, "hours": [hour for hour in filters.hours or range(24) if hour is not None]},
        opens={"value": by, "hour": "hours"},
    )


def busiest(answer: Answer) -> Busiest | None:
    """Of the rows of `rhythm`; None where they are too few, or some hours only were chosen."""
    if answer.filters.hours or not answer.rows or answer.rows[0]["timed"] < thresholds.THRESHOLDS["least_mentions"].value:
        return None
    hourly = np.array([row["hour_mentions"] for row in answer.rows[:24]])
    total, n, even = answer.rows[0]["timed"], answer.rows[0]["effective"], TOGETHER / 24
    runs = sum(np.roll(hourly, -step) for step in range(TOGETHER))
    z = (runs / total - even) / sqrt(even * (1 - even) / n)
    # The three hours are picked among all 24 runs of three, so their p value is held against the others'.
    holds = benjamini_hochberg([erfc(abs(one) / sqrt(2)) for one in z]) & (z > 0) & (n >= LEAST_EFFECTIVE)
    first = int(np.argmax(runs))
    return Busiest(first, float(runs[first] / total), int(runs[first]), bool(holds[first]))


def hours_of(answer: Answer, told: Busiest) -> Filters:
    """The filters that leave the mentions of these hours."""
    return answer.filters.narrowed(hours=tuple((told.first + step) % 24 for step in range(TOGETHER)))
