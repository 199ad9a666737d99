"""Correcting the sentiment of mentions, and taking it back: each in one short transaction, all of it or nothing.

A batch is what was said together; its time names it. Without a correction a mention has what its exports or the model
say, derived anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa

from loaders.fold import STORED, add_words, cast_derived
from loaders.read import BATCH_ROWS
from loaders.rules import enricher, rules_of
from nlp.enrich import DERIVED, INPUTS
from nlp.rules import Rules
from store import corrections
from store.connect import Store, data_version_grows

SENTIMENTS = (-1, 0, 1)

# Those that already carry this correction are left as they are.
CHOSEN = """
SELECT mention_id, CAST($sentiment AS VARCHAR) AS value FROM mention
WHERE mention_id IN (SELECT CAST(unnest($ids) AS UUID))
    AND (sentiment_by IS DISTINCT FROM 'person' OR sentiment IS DISTINCT FROM CAST($sentiment AS TINYINT))
"""

CORRECTED = f"""
SELECT mention_id, CAST(NULL AS VARCHAR) AS value FROM ({corrections.SENTIMENT})
WHERE mention_id IN (SELECT CAST(unnest($ids) AS UUID))
"""

# What each mention of a batch was said to have before it; those of which more was said since are left as they are.
BEFORE = """
SELECT mention_id, before AS value FROM (
    SELECT mention_id, "at", lag(value) OVER said AS before, lead("at") OVER said AS later FROM correction
    WHERE field = 'sentiment' WINDOW said AS (PARTITION BY mention_id ORDER BY "at")
) WHERE "at" = $at AND later IS NULL
"""


@dataclass(frozen=True)
class Batch:
    """What was said together: its time, None where nothing was to be said, and of how many mentions."""

    at: datetime | None
    mentions: int


def correct(store: Store, mention_ids: Iterable[str], sentiment: int, *, by: str | None = None) -> Batch:
    """Say that these mentions are positive (1), neutral (0) or negative (−1), whatever else says otherwise."""
    if sentiment not in SENTIMENTS:
        raise ValueError(f"There is no sentiment {sentiment!r}; known are {', '.join(map(str, SENTIMENTS))}.")
    return _say(store, CHOSEN, {"ids": list(mention_ids), "sentiment": sentiment}, by)


def take_back(store: Store, mention_ids: Iterable[str], *, by: str | None = None) -> Batch:
    """Let these mentions have what they would have had nobody corrected them."""
    return _say(store, CORRECTED, {"ids": list(mention_ids)}, by)


def undo(store: Store, at: datetime, *, by: str | None = None) -> Batch:
    """Take a batch back: its mentions have the correction from before it, where there was one."""
    return _say(store, BEFORE, {"at": at}, by)


def _say(store: Store, sql: str, values: dict[str, object], by: str | None) -> Batch:
    with store.writing() as cursor:
        cursor.execute(f"CREATE TEMP TABLE said AS {sql}", values)
        (count,) = cursor.execute("SELECT count(*) FROM said").fetchone()
        at = None
        if count:
            at = corrections.append(cursor, "said", store.now(), by)
            if cursor.execute("SELECT EXISTS (FROM said WHERE value IS NULL)").fetchone()[0]:
                _derive(cursor, rules_of(store))
            corrections.lay_over(cursor)
            data_version_grows(cursor)
        cursor.execute("DROP TABLE said")
    return Batch(at, count)


def _derive(cursor: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Give the mentions of `said` of which nothing is said any more what follows from their exports."""
    cursor.execute(
        "CREATE TEMP TABLE freed AS SELECT row_number() OVER (ORDER BY mention_id) AS place, mention_id "
        "FROM mention WHERE mention_id IN (SELECT mention_id FROM said WHERE value IS NULL)"
    )
    columns = ", ".join(f"{STORED[name]} AS {name}" for name in INPUTS)
    fresh = ", ".join(f"{name} = {cast_derived('derived', name)}" for name in DERIVED.names)
    for first in range(1, cursor.execute("SELECT count(*) FROM freed").fetchone()[0] + 1, BATCH_ROWS):
        mentions = cursor.execute(
            f"SELECT place, {columns} FROM mention JOIN freed USING (mention_id) WHERE place BETWEEN $first AND $last",
            {"first": first, "last": first + BATCH_ROWS - 1},
        ).to_arrow_table()
        derived, words = enricher(rules).enrich(mentions.select(list(INPUTS)))
        cursor.register("results", pa.table({"place": mentions["place"], **dict(zip(derived.column_names, derived.columns, strict=True))}))
        cursor.execute(
            f"UPDATE mention SET {fresh} FROM (SELECT * FROM results JOIN freed USING (place)) AS derived "
            "WHERE mention.mention_id = derived.mention_id"
        )
        cursor.unregister("results")
        cursor.register("words", words)
        add_words(cursor, "SELECT * FROM words")
        cursor.unregister("words")
    cursor.execute("DROP TABLE freed")
