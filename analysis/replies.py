"""Replies 回应: how many of the mentions official accounts answered, and how soon, as far as the exports hold their threads."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import interval, thresholds
from analysis.answer import Answer, ask
from analysis.answered import ANSWERABLE, ANSWERED
from analysis.filters import AUTHOR_KEY, Filters


def replies(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for the negative mentions (scope negative) and one for all:

    mentions; answerable (no official account's, no article or ticket); known (of these, whose thread is known) with
    coverage, its share of answerable; answered (of known) with share, low and high; effective (independent voices among known);
    of those answered timed (both to the minute, the answer no earlier) and untimed, with median, early and late (10 and 90 % of them are
    faster), in minutes. What rests on fewer than 30 is NULL.
    """
    pieces = {"answered": ANSWERED.strip(), "answerable": ANSWERABLE, "author": AUTHOR_KEY}
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=thresholds.values())
    return replace(answer, table=_with_interval(answer.table))


def _with_interval(table: pa.Table) -> pa.Table:
    share, effective = (table[name].cast(pa.float64()).to_numpy() for name in ("share", "effective"))
    place = table.column_names.index("share") + 1
    for name, values in zip(("high", "low"), reversed(interval.wilson(share, effective)), strict=True):
        table = table.add_column(place, name, pa.array(np.asarray(values), pa.float64(), from_pandas=True))
    return table
