"""Sentiment 情感: how many mentions are positive, neutral and negative, over time and by group, and how sure that is."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import buckets, dimension, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters

SQL = Path(__file__).with_suffix(".sql")


def sentiment(
    cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str | None = None, by: str | None = None
) -> Answer:
    """Per bucket of `grain` (bucket, since, until, complete, as volume has them) and value of `by` (value):

    mentions, positive, neutral, negative, unknown, known (of the three), polar (positive or negative); effective and
    effective_polar (independent voices among known and polar; NULL where there are none); of the known 0–1
    negative_share with negative_low and negative_high, positive_share, neutral_share; of the polar net (−1 to 1) with
    net_low and net_high, and disagreement (0–1).

    What is a share of fewer than 30 is NULL; so is an interval that rests on fewer than 10 voices. Without a grain most
    mentions first; with neither, one row, whatever the filters leave.
    """
    filters, told = pieces(filters, grain, by)
    answer = ask(
        cursor, SQL, filters, pieces=told, parameters=thresholds.values() | buckets.parameters(filters), opens={"value": by} if by else {}
    )
    table = with_ends(answer.table, "negative_share", "effective", "negative_low", "negative_high")
    return replace(answer, table=with_ends(table, "net", "effective_polar", "net_low", "net_high", net=True))


def pieces(filters: Filters, grain: str | None, by: str | None) -> tuple[Filters, dict[str, str]]:
    """The filters that leave what can be placed, and what fills SQL."""
    filters, placeable = buckets.placeable(grain, filters)
    over_time = buckets.pieces(grain) if grain else {"buckets": f"grid AS ({_groups(by)})"}
    columns = (["bucket", "since", "until", "complete"] if grain else []) + (["value"] if by else [])
    return filters, {
        "author": AUTHOR_NUMBER,
        "placeable": placeable,
        "bucket": f"date_trunc('{grain}', published_at)" if grain else "CAST(NULL AS TIMESTAMP)",
        "columns": "".join(f"{name}, " for name in columns),
        "order": "bucket, value NULLS LAST" if grain else "mentions DESC, value NULLS LAST",
        **over_time,
        **dimension.pieces(by, filters),
    }


def _groups(by: str | None) -> str:
    return "SELECT DISTINCT bucket, value FROM counted" if by else "SELECT NULL AS bucket, NULL AS value"
