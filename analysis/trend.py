"""Trend in a word 态势: whether the last 24 hours bring more or less than the 24 before, beyond rhythm and chance."""

from datetime import datetime
from pathlib import Path

import duckdb

from analysis import expected, thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters


def trend(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, at: datetime) -> Answer:
    """One row about the 24 hours up to `at` (since, until) and the 24 before: now and before (mentions), expected_now and
    expected_before, ratio (log of how much more than expected now than before), bound (that the ratio must pass), word
    ('rising', 'falling', 'steady'; NULL where it cannot be told), reason (then 'few' mentions, or no 'history').

    The filters' own window is left aside, and mentions known only to the day are left out: the answer's filters say so.
    """
    history, pieces, parameters = expected.baseline(filters, at)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        history,
        pieces={"expected": expected.SQL.read_text(encoding="utf-8").rstrip(), **pieces},
        parameters=thresholds.values() | parameters | {"at": at},
    )
