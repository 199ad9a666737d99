"""The course of topics: what share of the mentions of each hour, day or week each of them has."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import buckets, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters


def topic_course(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, grain: str, among: Iterable[str]) -> Answer:
    """Per bucket, as volume has them (bucket, since, until, complete), and topic of `among` that stands in the window: topic_id,
    mentions, all_mentions (of the bucket, those of no topic among them), effective (independent voices among these), share (0–1;
    NULL where all are fewer than 30) with low and high (NULL under 10 voices).

    Topics in the filter are left aside: they choose what is told, not of what it is a share.
    """
    base, placeable = buckets.placeable(grain, replace(filters, topics=()))
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        base,
        pieces={"author": AUTHOR_NUMBER, "placeable": placeable, **buckets.pieces(grain)},
        parameters=thresholds.values() | buckets.parameters(base) | {"among": list(among)},
        opens={"topic_id": "topics"},
    )
    return replace(answer, table=with_ends(answer.table, "share", "effective", "low", "high"))
