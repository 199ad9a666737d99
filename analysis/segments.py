"""Segments of the audience 受众分层: how large each is, how it feels, and whether its share of all changed."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import change, sentiment, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters


def segments(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters | None = None) -> Answer:
    """Per segment, most mentions first, those of none last (value NULL): mentions, authors (distinct, known), share (of all in the filter,
    0–1; NULL under 30); negative, neutral, positive, unknown, negative_share, neutral_share, positive_share and net with their ends, as
    analysis.sentiment has them.

    Against `before`, the same filter over another window (NULL without one): mentions_before, share_before, change (of the share) with
    change_low and change_high, clear (that interval excludes 0, held at q = .10 over all segments).
    """
    then, values = change.pieces(before)
    _filters, felt = sentiment.pieces(filters, None, "segments")
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "felt": sentiment.SQL.read_text(encoding="utf-8").rstrip(),
            **then,
            "mentions_before": "coalesce(earlier.mentions, 0)" if before else "CAST(NULL AS BIGINT)",
            **felt,
            "author": AUTHOR_NUMBER,
        },
        parameters=thresholds.values() | values,
        opens={"value": "segments"},
    )
    table = with_ends(answer.table, "negative_share", "effective", "negative_low", "negative_high")
    table = with_ends(table, "net", "effective_polar", "net_low", "net_high", net=True)
    return replace(answer, table=_compared(table))


def _compared(table: pa.Table) -> pa.Table:
    """With the interval of each change, and which of them are no chance."""
    low, high, clear = change.interval(table)
    share, then = (table[name].to_numpy() for name in ("share", "share_before"))
    for name, values in (("change", share - then), ("change_low", low), ("change_high", high)):
        table = table.append_column(name, pa.array(np.asarray(values), pa.float64(), from_pandas=True))
    return table.append_column("clear", pa.array(clear, mask=np.isnan(low)))
