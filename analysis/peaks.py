"""Peaks aligned 同峰对照: how a window moves around the bin in which most is said."""

from dataclasses import replace
from datetime import datetime, timedelta

import duckdb
import numpy as np
import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.volume import volume

# Bins on either side of the peak.
REACH = {"hour": 48, "day": 14}
LONGEST_BY_HOUR = timedelta(days=14)


def grain_of(*windows: tuple[datetime, datetime]) -> str:
    """By the hour where every window is two weeks or shorter."""
    return "hour" if all(until - since <= LONGEST_BY_HOUR for since, until in windows) else "day"


def peak(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str) -> Answer:
    """A row for each bin of the window that lies within REACH of the peak, the first of those with most mentions: step (bins from it), bucket,
    since, until, complete, mentions; part (of the peak's), total (of all bins) and of_total (the peak's share of it, 0–1; NULL under 30). No rows without mentions.

    By the hour, mentions known only to the day are left out: the answer's filters say so.
    """
    answer = volume(cursor, filters, grain=grain)
    table = answer.table.drop_columns("value")
    counts = table["mentions"].to_numpy()
    if not counts.sum():
        return replace(answer, table=_with(table.slice(0, 0), np.zeros(0, int), np.zeros(0, int), 0))
    place = int(np.argmax(counts))
    first, last = max(place - REACH[grain], 0), min(place + REACH[grain], len(counts) - 1)
    near = table.slice(first, last - first + 1)
    return replace(answer, table=_with(near, np.arange(first, last + 1) - place, counts[first : last + 1], int(counts.sum())))


def _with(table: pa.Table, steps: np.ndarray, counts: np.ndarray, total: int) -> pa.Table:
    highest = counts.max() if len(counts) else 1
    columns = {"part": counts / highest, "total": np.full(len(counts), total), "of_total": np.full(len(counts), highest / total if total >= thresholds.values()["least_mentions"] else np.nan)}
    table = table.add_column(0, "step", pa.array(steps, pa.int64()))
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, from_pandas=True))
    return table
