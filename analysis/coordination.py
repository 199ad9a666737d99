"""Coordination 疑似协同发布: the same text by many accounts within minutes."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.answer import Answer, ask
from analysis.comparable import SAID
from analysis.filters import Filters
from analysis.stock import settings, stock

MOST = 200


def coordination(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = MOST) -> Answer:
    """The first `limit` runs of one text in which `accounts` accounts and more of config/coordination.toml publish it within `minutes`,
    those of most accounts first: a run goes on as long as each of its mentions lies in such minutes.

    text_id, accounts, mentions (those without a known author too), most (accounts in the fullest minutes), since, until (exclusive),
    span (seconds), platforms, kinds, precisions, cascades (how many it touches), share (of all mentions), author_name, title and
    text of its first mention; groups (how many runs there are) stands in every row. Stock texts (analysis.stock) are left out.
    """
    chosen = settings()
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"said": SAID, "minutes": str(int(chosen["minutes"]))},
        parameters={"least": int(chosen["accounts"]), "accounts": int(chosen["accounts"])},
        opens={"text_id": "texts", "precisions": "precisions"},
    )
    table = answer.table.filter(pa.array(~stock(samples(answer.table))))
    return replace(answer, table=table.append_column("groups", pa.array(np.full(len(table), len(table)))).slice(0, limit))


def samples(table: pa.Table) -> list[str | None]:
    """What each row's text is by which it is known: its text, its title where there is none."""
    return [text or title for text, title in zip(table["text"].to_pylist(), table["title"].to_pylist(), strict=True)]
