"""The light 信号灯: whether the negative share of the last 24 hours lies above its usual band.

An interim rule with the constants of the attitude indicator, until the index of early warning stands.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_NUMBER, Filters

# The days that are usual, of which those are left out that have more than so many times their median; how many known mentions
# and days of history there must be; the spread that a share has beyond chance; the deviations from which it lies above, and
# far above, its band.
RULE = {"base_days": 28, "loud": 3.0, "least_base": 200, "least_days": 14, "tolerance": 0.04, "above": 2.0, "far": 3.5}


def light(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, at: datetime) -> Answer:
    """One row about the 24 hours up to `at` (since, until): level (0 within or below the band, 1 above, 2 far above; NULL
    where it cannot be told), reason (then 'few' mentions, or no 'history'), negative_share (0–1) with the band from low to
    high, z, known (mentions whose sentiment is known), effective (independent voices among them), base_share and base_known
    of the 28 days before.

    The filters' own window and sentiments are left aside, and so are days of the base that are loud.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        replace(filters, since=None, until=None, sentiments=()),
        pieces={"author": AUTHOR_NUMBER},
        parameters=thresholds.values() | RULE | {"since": at - timedelta(days=1), "until": at},
    )
