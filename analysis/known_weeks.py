"""Known weeks: the whole weeks of data before a window, and which of them hold anything at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from analysis.answer import Answer, ask
from analysis.dated import NO_WEEK
from analysis.filters import Filters
from analysis.reach import reach, whole

WEEK = timedelta(days=7)


def known_weeks(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Per whole week from the data's robust start to the filters' window, whatever topics, aspects and intents: since (its Monday) and mentions (of the
    whole store on the filters' platforms): a week without any was not exported. No row without a window.
    """
    start = reach(cursor, looked_back(filters)).row["since"]
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), Filters(platforms=filters.platforms, as_of=filters.as_of), parameters={"coarse": [*NO_WEEK]})
    weeks = pd.DatetimeIndex([]) if start is None or filters.since is None else _whole_weeks(pd.Timestamp(start), pd.Timestamp(filters.since))
    counts = answer.frame.set_index("since")["mentions"].reindex(weeks, fill_value=0)
    return replace(answer, table=pa.table({"since": pa.array(weeks, pa.timestamp("us")), "mentions": pa.array(counts, pa.int64())}))


def looked_back(filters: Filters) -> Filters:
    """The same of all time and all that is complained of."""
    return replace(whole(filters), topics=(), aspects=(), intents=())


def _whole_weeks(start: pd.Timestamp, since: pd.Timestamp) -> pd.DatetimeIndex:
    """The Mondays of the weeks from the first that begins after `start` to the last that ends before `since`."""
    monday = start.normalize()
    return pd.date_range(monday + pd.Timedelta(days=-monday.weekday() % 7), since - WEEK, freq="7D")
