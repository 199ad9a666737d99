"""Expected volume 预期声量: what an ordinary hour brings, by hour of the day, weekdays and weekends apart."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from analysis import buckets
from analysis.answer import Answer, ask
from analysis.filters import Filters

SQL = Path(__file__).with_suffix(".sql")
# The latest days that count, how far back they are looked for, and how many there must be, of all and of one hour.
BASELINE = {"days": 28, "reach_days": 56, "least_days": 14, "least_values": 4}
# The recorded events that concern the filter's brands; one without an end goes on.
CONCERNS = "(len(coalesce(event.brands, [])) = 0 OR len(CAST($watched AS VARCHAR[])) = 0 OR list_has_any(event.brands, CAST($watched AS VARCHAR[])))"
EVENTFUL = f"""
    SELECT since, greatest(coalesce(until, TIMESTAMP '9999-01-01'), since + INTERVAL 1 MICROSECOND) AS until FROM event
    WHERE {CONCERNS}
"""


def expected(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, at: datetime) -> Answer:
    """48 rows: weekend, hour (0–23), days (that it rests on), expected (mentions in that hour; NULL without history).

    As known on the day that holds the last moment before `at`, from the full days before it. The filters' own window is
    left aside, and mentions known only to the day are left out: the answer's filters say so.
    """
    history, pieces, parameters = baseline(filters, at)
    return ask(cursor, SQL, history, pieces=pieces, parameters=parameters)


def baseline(filters: Filters, at: datetime) -> tuple[Filters, dict[str, str], dict[str, object]]:
    """The filters, pieces and parameters that expected.sql takes."""
    history, placeable = buckets.timed(replace(filters, since=None, until=None))
    last = at - timedelta(microseconds=1)
    day = last.replace(hour=0, minute=0, second=0, microsecond=0)
    return history, {"placeable": placeable, "eventful": EVENTFUL}, {"day": day, "watched": watched(filters), **BASELINE}


def watched(filters: Filters) -> list[str]:
    """The brands that the filters name."""
    return [brand for brand in filters.brands if brand is not None]
