"""Before, during, after: what each figure of the business was in the span before a window, in it, and after it, a day."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.stats import t

from analysis import periods
from analysis.answer import Answer
from analysis.effective import adjacent, freed, of_mean
from analysis.filters import Filters
from analysis.interval import benjamini_hochberg
from store.supplements import FIGURES

DAY = timedelta(days=1)
PARTS = ("before", "during", "after")
LEAST_DAYS = 7
SHIFTS = ("during", "after")
# How much a day is like the one before is measured in so many days before the window; freed of weekdays from 28 known ones on.
USUAL, LEAST_USUAL = 56 * DAY, 28

DAYS = f"""
-- What is known of each figure on each day of the window, of eight weeks or a span before it and of the span after it?
SELECT metric, brand, unit, date, value FROM ({FIGURES})
WHERE value IS NOT NULL AND date >= $since AND date < $until AND date + INTERVAL 1 DAY <= coalesce($as_of, TIMESTAMP '9999-01-01')
ORDER BY metric, brand, date
"""


@dataclass(frozen=True)
class Difference:
    """Of two means: the difference, its interval of 95 % and its p value; None where it cannot be told."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None


def around(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, newest: datetime) -> Answer:
    """A row for each figure with a day in one of the three: metric, brand, unit, before, during, after (the mean of its known days; NULL
    where none is known), before_days, during_days, after_days (how many are known), span (how many there could be), and of during and
    after each less before: change, low, high (95 %; NULL where one of both has fewer than 7 known days, or these are too alike), clear (among all
    rows, at most a tenth of them chance).

    The window is its whole days up to the newest mention; before and after are as long. No rows without a window.
    """
    whole = window(filters, newest)
    if whole is None:
        return Answer(pa.table({"metric": pa.array([], pa.string())}), DAYS.strip(), {}, filters)
    first, last = whole
    long = last - first
    values = {"since": first - max(long, USUAL), "until": last + long, "as_of": filters.as_of}
    days = cursor.execute(DAYS, values).to_arrow_table().to_pandas()
    days["date"] = pd.to_datetime(days["date"])
    rows = [_row(rows, first, last) for _figure, rows in days.groupby(["metric", "brand"], dropna=False, sort=True) if (rows["date"] >= first - long).any()]
    for name in SHIFTS:
        clear = benjamini_hochberg([np.nan if row[f"{name}_p"] is None else row[f"{name}_p"] for row in rows]) if rows else []
        for row, held in zip(rows, clear, strict=True):
            row[f"{name}_clear"] = bool(held)
    told = pa.Table.from_pylist(rows, schema=_schema()) if rows else _schema().empty_table()
    return Answer(told, DAYS.strip(), values, replace(filters, since=first, until=last))


def window(filters: Filters, newest: datetime) -> tuple[datetime, datetime] | None:
    """The whole days of what is looked at, that of the newest mention too: the first, and the one after the last; None where there is
    none.
    """
    if filters.since is None:
        return None
    first, last = _day_from(filters.since), _day_from(periods.end(filters, newest))
    if filters.until:
        last = min(last, datetime.combine(filters.until, time()))
    return (first, last) if first < last else None


def _day_from(moment: datetime) -> datetime:
    """The first day that begins then or later."""
    day = datetime.combine(moment, time())
    return day if day == moment else day + DAY


def difference(now: np.ndarray, before: np.ndarray, phi: float) -> Difference:
    """Of the means of two runs of days (NaN: unknown): Welch's t, each with the number of independent days that it is worth where a day
    is like the one before by `phi`.
    """
    runs = [now, before]
    known = [run[~np.isnan(run)] for run in runs]
    if any(len(run) == 0 for run in known):
        return Difference()
    value = known[0].mean() - known[1].mean()
    if any(len(run) < LEAST_DAYS for run in known):
        return Difference(value)
    worth = [of_mean(len(run), phi) for run in known]
    if min(worth) <= 1:
        return Difference(value)
    errors = [run.var(ddof=1) / n for run, n in zip(known, worth, strict=True)]
    error = sum(errors)
    if error == 0:
        return Difference(value)
    freedom = error**2 / sum(one**2 / (n - 1) for one, n in zip(errors, worth, strict=True))
    reach = t.ppf(0.975, freedom) * error**0.5
    return Difference(value, value - reach, value + reach, float(2 * t.sf(abs(value) / error**0.5, freedom)))


def usual(series: pd.Series) -> float:
    """How much a day is like the one before, at least 0: of the days before the window."""
    return max(0.0, adjacent(freed(series) if series.count() >= LEAST_USUAL else series.to_numpy(float)))


def _row(rows: pd.DataFrame, first: datetime, last: datetime) -> dict:
    long = last - first
    series = pd.Series(rows["value"].to_numpy(float), index=rows["date"]).reindex(pd.date_range(first - max(long, USUAL), last + long - DAY, freq="D"))
    runs = {part: series[begin : begin + long - DAY].to_numpy() for part, begin in zip(PARTS, (first - long, first, last), strict=True)}
    phi = usual(series[: first - DAY])
    brand = rows["brand"].iloc[0]
    told = {"metric": rows["metric"].iloc[0], "brand": None if pd.isna(brand) else brand, "unit": next(iter(rows["unit"].dropna()), None), "span": long.days}
    for part, run in runs.items():
        known = run[~np.isnan(run)]
        told |= {part: float(known.mean()) if len(known) else None, f"{part}_days": len(known)}
    for part in SHIFTS:
        found = difference(runs[part], runs["before"], phi)
        told |= {f"{part}_change": found.value, f"{part}_low": found.low, f"{part}_high": found.high, f"{part}_p": found.p}
    return told


def _schema() -> pa.Schema:
    shifts = [(f"{part}_{name}", pa.float64()) for part in SHIFTS for name in ("change", "low", "high", "p")]
    return pa.schema(
        [
            ("metric", pa.string()), ("brand", pa.string()), ("unit", pa.string()), ("span", pa.int64()), *((part, pa.float64()) for part in PARTS),
            *((f"{part}_days", pa.int64()) for part in PARTS), *shifts, *((f"{part}_clear", pa.bool_()) for part in SHIFTS),
        ]
    )  # fmt: skip
