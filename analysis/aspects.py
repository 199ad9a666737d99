"""Aspects 方面: what of a thing is spoken of, and how its own clauses feel about it, whatever else a mention says."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import interval, thresholds
from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_KEY, Filters


def aspects(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Per aspect, the one of most mentions first: value, mentions that name it, share (of all mentions, 0–1), negative, neutral and
    positive (mentions whose clauses about it feel so), felt (of the three), polar (positive or negative), effective_polar
    (independent voices among these, NULL where there are none); negative_share, neutral_share, positive_share of the felt; of
    the polar net (−1 to 1) with net_low and net_high.

    What is a share of fewer than 30 is NULL; so is an interval that rests on fewer than 10 voices. Where the filters choose
    aspects, or sentiments of some, only these are told.
    """
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "author": AUTHOR_KEY,
            "among": "list_contains(CAST($among AS VARCHAR[]), value)" if filters.aspects or filters.aspect_sentiments else "true",
            "parts": "list_contains(CAST($parts AS VARCHAR[]), told)" if filters.aspect_sentiments else "true",
        },
        parameters=thresholds.values() | {"among": _among(filters), "parts": _known(filters.aspect_sentiments)},
        opens={"value": "aspects"},
    )
    return replace(answer, table=_with_intervals(answer.table))


def felt(filters: Filters, aspect: str, sentiment: int) -> Filters:
    """Of the mentions that the filters leave those whose clauses about an aspect feel so."""
    return replace(filters, aspect_sentiments=(f"{aspect}:{sentiment}",))


def sentiments_of(aspect: str | None) -> list[str | None]:
    """The values of aspect_sentiments that an aspect may have; unknown for unknown."""
    return [f"{aspect}:{sentiment}" for sentiment in (-1, 0, 1)] if aspect is not None else [None]


def _among(filters: Filters) -> list[str]:
    """The aspects that the filters choose, by themselves or by their sentiments."""
    of_sentiments = {told.rpartition(":")[0] for told in _known(filters.aspect_sentiments)}
    chosen = _known(filters.aspects) or list(of_sentiments)
    return sorted(of_sentiments.intersection(chosen) if filters.aspect_sentiments and filters.aspects else chosen)


def _known(chosen: tuple) -> list[str]:
    return [value for value in chosen if value is not None]


def _with_intervals(table: pa.Table) -> pa.Table:
    net, effective = (table[name].cast(pa.float64()).to_numpy() for name in ("net", "effective_polar"))
    ends = interval.of_net(*interval.wilson((1 + net) / 2, effective))
    for name, values in zip(("net_low", "net_high"), ends, strict=True):
        table = table.append_column(name, pa.array(np.asarray(values), pa.float64(), from_pandas=True))
    return table
