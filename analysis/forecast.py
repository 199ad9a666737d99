"""Forecast 预测: how many mentions the next hours bring, and how far such forecasts were off in the hours before."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import buckets
from analysis.answer import Answer, ask
from analysis.filters import Filters
from analysis.projection import DAY, HORIZONS, METHODS, Projection, projections

HISTORY, HOUR = timedelta(days=28), timedelta(hours=1)
HOURS = {
    "bucket": pa.timestamp("us"), "mentions": pa.int64(), "forecast": pa.float64(), "least": pa.float64(), "most": pa.float64(),
    "since": pa.timestamp("us"), "until": pa.timestamp("us"),
}  # fmt: skip
TESTS = {
    "hours": pa.int64(), "method": pa.string(), "chosen": pa.bool_(), "error": pa.float64(), "relative": pa.float64(), "origins": pa.int64(),
    "forecast": pa.float64(), "least": pa.float64(), "most": pa.float64(), "outbreak": pa.bool_(), "enough": pa.bool_(), "bins": pa.int64(), "reason": pa.string(),
}  # fmt: skip


def forecast(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, at: datetime, hours: int = DAY) -> Answer:
    """Of every whole hour up to `at`, of 28 days at most: bucket, mentions; and of the `hours` after them: bucket, forecast, least and most
    (its interval of 80 %, NULL where it cannot be told); since and until of what a row rests on. No hours ahead where there are fewer than 48.

    The filters' own window is left aside, and mentions known only to the day are left out: the answer's filters say so.
    """
    if hours not in HORIZONS:
        raise ValueError(f"There is no forecast of {hours} hours; known are {', '.join(map(str, HORIZONS))}.")
    answer = _history(cursor, filters, at)
    known = [row | {"since": row["bucket"], "until": row["bucket"] + HOUR} for row in answer.rows]
    ahead = []
    for one in _projected(answer):
        if one.hours == hours:
            moments = [answer.filters.until + step * HOUR for step in range(hours)]
            told = zip(moments, one.path.tolist(), *(_or_null(ends) for ends in (one.low, one.high)), strict=True)
            rest = {"since": answer.filters.since, "until": answer.filters.until}
            ahead = [dict(zip(("bucket", "forecast", "least", "most"), row, strict=True)) | rest for row in told]
    return replace(answer, table=pa.Table.from_pylist(known + ahead, pa.schema(HOURS.items())))


def backtest(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, at: datetime) -> Answer:
    """For each number of hours ahead and each method: chosen, error (mean absolute, of the mentions of all these hours together), relative
    (to the error of the same hour yesterday; NULL where that is 0) over so many origins; of the chosen one also forecast, least, most of all
    these hours; whether amid an outbreak and of enough origins like it; bins, the whole hours known, and reason: 'few' where they are too few, and nothing else is told.
    """
    answer = _history(cursor, filters, at)
    bins, rows = answer.table.num_rows, []
    for one in _projected(answer):
        usual = one.errors["seasonal"]
        ends = dict(zip(("forecast", "least", "most"), _or_null(np.array(one.total)), strict=True))
        for name, error in one.errors.items():
            tested = {"error": error, "relative": error / usual if usual else None, "origins": one.origins, "outbreak": one.outbreak, "enough": one.enough}
            chosen = name == one.method
            rows.append({"hours": one.hours, "method": name, "chosen": chosen, "bins": bins, **tested, **(ends if chosen else {})})
    few = [{"hours": hours, "method": name, "chosen": False, "bins": bins, "reason": "few"} for hours in HORIZONS for name in METHODS]
    return replace(answer, table=pa.Table.from_pylist(rows or few, pa.schema(TESTS.items())))


def _history(cursor: duckdb.DuckDBPyConnection, filters: Filters, at: datetime) -> Answer:
    """Mentions by the hour; the answer's filters leave exactly these."""
    until = at.replace(minute=0, second=0, microsecond=0)
    timed, placeable = buckets.timed(replace(filters, since=until - HISTORY, until=until))
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), timed, pieces={"placeable": placeable})
    return replace(answer, filters=replace(timed, since=answer.rows[0]["bucket"])) if answer.rows else answer


def _projected(answer: Answer) -> list[Projection]:
    return projections(answer.table["mentions"].to_numpy().astype(float))


def _or_null(values: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]
