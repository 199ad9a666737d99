"""Aspects 方面: what of a thing is spoken of, and how its own clauses feel about it, whatever else a mention says."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters


def aspects(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Per aspect, the one of most mentions first: value, mentions that name it, share (of all mentions, 0–1), negative, neutral and
    positive (mentions whose clauses about it feel so), felt (of the three), polar (positive or negative), effective_polar
    (independent voices among these, NULL where there are none); negative_share, neutral_share, positive_share of the felt; of
    the polar net (−1 to 1) with net_low and net_high.

    What is a share of fewer than 30 is NULL; so is an interval that rests on fewer than 10 voices. The filter's sentiments of
    aspects are left aside, for a part of an aspect is one of them. Where it chooses aspects, or sentiments of some, only these are told.
    """
    among, filters = chosen(filters), replace(filters, aspect_sentiments=())
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "author": AUTHOR_NUMBER,
            "among": "list_contains(CAST($among AS VARCHAR[]), value)" if among else "true",
        },
        parameters=thresholds.values() | {"among": among},
        opens={"value": "aspects"},
    )
    return replace(answer, table=with_ends(answer.table, "net", "effective_polar", "net_low", "net_high", net=True))


def felt(filters: Filters, aspect: str, sentiment: int) -> Filters:
    """Of the mentions that the filters leave those whose clauses about an aspect feel so."""
    return replace(filters.steady(), aspect_sentiments=(f"{aspect}:{sentiment}",))


def sentiments_of(aspect: str | None) -> list[str | None]:
    """The values of aspect_sentiments that an aspect may have; unknown for unknown."""
    return [f"{aspect}:{sentiment}" for sentiment in (-1, 0, 1)] if aspect is not None else [None]


def chosen(filters: Filters) -> list[str]:
    """The aspects that the filters choose, else those of the sentiments that they choose; none for all."""
    return _known(filters.aspects) or sorted({told.rpartition(":")[0] for told in _known(filters.aspect_sentiments)})


def _known(values: tuple) -> list[str]:
    return [value for value in values if value is not None]
