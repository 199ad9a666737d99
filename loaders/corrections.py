"""Correcting the sentiment of mentions, and taking it back: each in one short transaction, all of it or nothing.

A batch is what was said together; its time names it. What holds of a mention is what the latest batch that was not undone
says; where none does, its exports and the model say it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb

from store import corrections
from store.connect import Store, data_version_grows
from store.labels import lay_over

SENTIMENTS = (-1, 0, 1)

CALLED = """
SELECT mention_id, value, CAST(NULL AS TIMESTAMP) AS undoes FROM mention
JOIN (SELECT DISTINCT CAST(unnest($ids) AS UUID) AS mention_id, CAST(unnest($sentiments) AS VARCHAR) AS value) USING (mention_id)
"""

CORRECTED = f"""
SELECT mention_id, CAST(NULL AS VARCHAR) AS value, CAST(NULL AS TIMESTAMP) AS undoes FROM ({corrections.SENTIMENT})
WHERE mention_id IN (SELECT CAST(unnest($ids) AS UUID))
"""

# A row for each mention of each batch that is undone, an undoing having the mentions of what it undid; with what is said of
# it by the batches that hold.
WITHOUT = """
WITH undone AS (SELECT mention_id, "at" AS undoes FROM correction WHERE field = 'sentiment' AND list_contains($batches, "at") GROUP BY ALL)
SELECT mention_id, value, undone.undoes FROM undone LEFT JOIN (
    SELECT mention_id, arg_max_null(value, "at") AS value FROM correction
    WHERE field = 'sentiment' AND undoes IS NULL AND NOT list_contains($out, "at") GROUP BY mention_id
) AS kept USING (mention_id)
"""


@dataclass(frozen=True)
class Batch:
    """What was said together: its time, None where nothing was to be said, and of how many mentions."""

    at: datetime | None
    mentions: int


def correct(store: Store, mention_ids: Iterable[str], sentiment: int, *, by: str | None = None) -> Batch:
    """Say that these mentions are positive (1), neutral (0) or negative (−1), whatever else says otherwise."""
    _known(sentiment)
    return correct_each(store, dict.fromkeys(mention_ids, sentiment), by=by)


def correct_each(store: Store, called: Mapping[str, int], *, by: str | None = None) -> Batch:
    """Say together of each of these mentions what it is."""
    _known(*called.values())
    with store.writing() as cursor:
        return _say(store, cursor, CALLED, {"ids": list(called), "sentiments": list(called.values())}, by)


def take_back(store: Store, mention_ids: Iterable[str], *, by: str | None = None) -> Batch:
    """Let these mentions have what they would have had nobody corrected them."""
    with store.writing() as cursor:
        return _say(store, cursor, CORRECTED, {"ids": list(mention_ids)}, by)


def undo(store: Store, *batches: datetime, by: str | None = None) -> Batch:
    """Take batches back, in whatever order they were said: their mentions are as if these had never been. An undoing is a
    batch too. Nothing is said where they are out of force already.
    """
    with store.writing() as cursor:
        undoings = cursor.execute(corrections.UNDOINGS).fetchall()
        out = corrections.out_of_force(undoings)
        now = corrections.out_of_force([*undoings, *((datetime.max, at) for at in batches)])
        if now == out:
            return Batch(None, 0)
        return _say(store, cursor, WITHOUT, {"batches": list(batches), "out": list(now)}, by)


def _known(*sentiments: int) -> None:
    for sentiment in sentiments:
        if sentiment not in SENTIMENTS:
            raise ValueError(f"There is no sentiment {sentiment!r}; known are {', '.join(map(str, SENTIMENTS))}.")


def _say(store: Store, cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object], by: str | None) -> Batch:
    cursor.execute(f"CREATE TEMP TABLE said AS {sql}", values)
    (count,) = cursor.execute("SELECT count(DISTINCT mention_id) FROM said").fetchone()
    at = None
    if count:
        at = corrections.append(cursor, "said", store.now(), by)
        lay_over(cursor)
        data_version_grows(cursor)
    cursor.execute("DROP TABLE said")
    return Batch(at, count)
