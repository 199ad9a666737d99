"""Stores for the questions about the health of the data: mentions with the files that hold them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import duckdb
import numpy as np
import pandas as pd

from analysis.answer import Answer
from analysis.totals import totals
from tests.mentions import SOME, insert, plain, stored_of

MONDAY = datetime(2025, 1, 6)
IMPORTED = datetime(2025, 12, 1)


def imported(number: int, **values: object) -> dict:
    """An import, the `number`-th of SOME."""
    return {
        "import_id": SOME[number], "file_hash": "f", "file_name": f"{number}.csv", "bytes": 1, "export": "table", "parameters": "{}",
        "rows": 9, "read": 9, "added": 9, "merged": 0, "rejected": 0, "warnings": "{}", "since": MONDAY, "until": MONDAY, "seconds": 0.5,
        "imported_at": IMPORTED, "undone_at": None, **values,
    }  # fmt: skip


@contextmanager
def storing(holding, mentions: list[dict], imports: list[dict], **tables: list[dict]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of a store that holds these rows, of mentions also columns that filters do not know."""
    with holding(stored_of([])) as cursor:
        rows = {"mention": mentions, "import": imports, **tables}
        for table, records in rows.items():
            if records:
                insert(cursor, table, pd.DataFrame(records, dtype=object))
        yield cursor


def days(counts: list[int], *, first: datetime = MONDAY, **values: object) -> list[dict]:
    """As many mentions on each day, from `first` on."""
    times = [first + timedelta(days=day, minutes=n) for day, count in enumerate(counts) for n in range(count)]
    return [plain(1, published_at=time, import_id=SOME[0], **values)[0] for time in times]


def opened(cursor: duckdb.DuckDBPyConnection, answer: Answer) -> list[int]:
    """How many mentions each row of an answer opens."""
    return [totals(cursor, answer.mentions(row)).row["mentions"] for row in answer.rows]


@contextmanager
def series(holding, hourly: np.ndarray, *, first: datetime = MONDAY, events: list[dict] = (), **values: object) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of a store with so many mentions in each hour from `first` on, evenly spread over it, and recorded events."""
    hours = np.repeat(np.arange(len(hourly)), hourly)
    places = np.concatenate([np.arange(count) / count for count in hourly if count] or [[]])
    moments = pd.Timestamp(first) + pd.to_timedelta((hours + places) * 3600 // 1 * 10**6, unit="us")
    frame = pd.DataFrame({"mention_id": numbers(len(moments)), "published_at": moments, "precision": "second"}).assign(**values)
    with holding(stored_of([])) as cursor:
        insert(cursor, "mention", frame)
        if events:
            insert(cursor, "event", pd.DataFrame(events, dtype=object))
        yield cursor


def numbers(count: int) -> list[str]:
    return [f"00000000-0000-4000-8000-{n:012d}" for n in range(count)]
