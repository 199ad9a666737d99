"""Bursts 突发词: the days on which a word stood in many more stories than usual."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import vocabulary
from analysis.answer import Answer, ask
from analysis.filters import Filters
from nlp.tokens import word_id

# Kleinberg 2003: how much likelier a word is in a burst, and how dear it is to open one.
TIMES, OPENING, CERTAIN = 2, 1, 0.9999
CANDIDATES, MOST = 2000, 20
DAY = timedelta(days=1)
COLUMNS = {
    "word": pa.string(), "since": pa.timestamp("us"), "until": pa.timestamp("us"), "weight": pa.float64(), "stories": pa.int64(), "share": pa.float64(),
    "usual": pa.float64(), "goes_on": pa.bool_(), "mentions": pa.int64(),
}  # fmt: skip
HELD = f"""
SELECT place, count(DISTINCT mention_id), count(DISTINCT story)
FROM (SELECT mention_id, {vocabulary.STORY} AS story, published_at, unnest(tokens) AS id FROM ({{selection}})) AS held
JOIN (SELECT unnest($ids) AS id, unnest($begins) AS begins, unnest($ends) AS ends, unnest(range(len($ids))) AS place) AS burst
ON held.id = burst.id AND published_at >= begins AND published_at < ends GROUP BY place
"""


@dataclass(frozen=True)
class Burst:
    """Of which row, from its first to its last bin, and what it saved in cost."""

    row: int
    first: int
    last: int
    weight: float


def bursting(counts: np.ndarray, totals: np.ndarray) -> list[Burst]:
    """The bursts of each row of `counts`, by row and time: Kleinberg's batched form with two states, cheapest states by Viterbi.

    counts[w, t] of totals[t] say w; totals are above 0. A bin costs −ln of its binomial likelihood under p₀, the row's share of
    all, or p₁ = min(2·p₀, .9999); a burst opens for ln(bins) and closes for nothing. Its weight is what p₁ costs less than p₀ in it.
    """
    rows, bins = counts.shape
    usual = np.clip(counts.sum(axis=1) / max(totals.sum(), 1), 1e-12, CERTAIN)[:, None]
    often = np.minimum(TIMES * usual, CERTAIN)
    # The number of ways to choose counts of totals costs the same in both states.
    quiet, loud = (-(counts * np.log(p) + (totals - counts) * np.log1p(-p)) for p in (usual, often))
    opening = OPENING * np.log(max(bins, 1))
    cheapest, opened = np.zeros(rows), np.full(rows, np.inf)
    from_burst, from_quiet = np.zeros((rows, bins), bool), np.zeros((rows, bins), bool)
    for t in range(bins):
        from_burst[:, t], from_quiet[:, t] = opened < cheapest, cheapest + opening < opened
        cheapest, opened = np.minimum(cheapest, opened) + quiet[:, t], np.minimum(cheapest + opening, opened) + loud[:, t]
    state = np.zeros((rows, bins), bool)
    now = opened < cheapest
    for t in reversed(range(bins)):
        state[:, t] = now
        now = np.where(now, ~from_quiet[:, t], from_burst[:, t])
    edges = np.diff(np.pad(state, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    begins, ends = np.nonzero(edges == 1), np.nonzero(edges == -1)
    saved = np.pad(np.cumsum(quiet - loud, axis=1), ((0, 0), (1, 0)))
    weights = saved[ends[0], ends[1]] - saved[begins[0], begins[1]]
    return [Burst(*map(int, found), float(weight)) for *found, weight in zip(begins[0], begins[1], ends[1] - 1, weights, strict=True)]


def bursts(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    stop_words: Iterable[str] = (),
    shortest: int = vocabulary.SHORTEST,
    limit: int = MOST,
) -> Answer:
    """The heaviest bursts of words, heaviest first: word, since, until (exclusive), weight, stories (different ones, from 5 on), share
    of these days' stories, usual (its share of all), goes_on (it holds the newest day), mentions.

    On daily bins, a story once for each day; days without mentions are skipped. Of the 2,000 words in most stories.
    """
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=vocabulary.PIECES | {"several": vocabulary.several("placed", "day, "), "stories": vocabulary.stories("placed", "day, ")},
        parameters=vocabulary.parameters(stop_words, shortest) | {"candidates": CANDIDATES},
        opens={"word": "words"},
    )
    days = sorted(set(answer.table["day"].to_pylist()))
    if not days:
        return replace(answer, table=pa.schema(COLUMNS.items()).empty_table())
    counts = answer.table["stories"].to_numpy().reshape(-1, len(days))
    totals = answer.table["of"].to_numpy()[: len(days)]
    names = answer.table["word"].to_pylist()[:: len(days)]
    found = sorted(bursting(counts, totals), key=lambda burst: (-burst.weight, names[burst.row], burst.first))
    rows = [
        {
            "word": names[burst.row],
            "since": _edge(days[burst.first], max, filters.since),
            "until": _edge(days[burst.last] + DAY, min, filters.until),
            "weight": burst.weight,
            "share": float(counts[burst.row, burst.first : burst.last + 1].sum() / totals[burst.first : burst.last + 1].sum()),
            "usual": float(counts[burst.row].sum() / totals.sum()),
            "goes_on": burst.last == len(days) - 1,
        }
        for burst in found
    ]
    # The same story on several days is no burst of its own.
    told = [row | held for row, held in zip(rows, _held(cursor, filters, rows), strict=True) if held["stories"] >= vocabulary.LEAST_STORIES]
    return replace(answer, table=pa.Table.from_pylist(told[:limit], pa.schema(COLUMNS.items())))


def _edge(day: date, which: Callable, edge: datetime | None) -> datetime:
    """Midnight of a day, or the edge of the window where that is nearer."""
    moment = datetime.combine(day, time())
    return moment if edge is None else which(moment, edge)


def _held(cursor: duckdb.DuckDBPyConnection, filters: Filters, rows: list[dict]) -> list[dict[str, int]]:
    """How many mentions of each burst's days hold its word, and how many stories these are."""
    if not rows:
        return []
    selection, values = filters.selection()
    bursts = {"ids": [word_id(row["word"]) for row in rows], "begins": [row["since"] for row in rows], "ends": [row["until"] for row in rows]}
    held = {place: counts for place, *counts in cursor.execute(HELD.replace("{selection}", selection), values | bursts).fetchall()}
    return [dict(zip(("mentions", "stories"), held[place], strict=True)) for place in range(len(rows))]
