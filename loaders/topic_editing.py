"""Topics as people change them: each change is a new run, made of the one before in one short transaction, so that any can be
returned to. What was named, pinned, merged or split stays so in every run to come.
"""

from collections import Counter
from collections.abc import Sequence

import duckdb

from language import Sentence
from store import topics
from store.connect import Store, data_version_grows
from store.topics import CURRENT

EXAMPLES, NAMES, LONGEST = 5, 5, 60
# Of a topic so many words are kept: by these it is known again.
WORDS = 2000

SHOWN = f"FROM topic WHERE run = {CURRENT} AND replaced_by IS NULL"
PIN = "UPDATE topic SET pinned = true WHERE run = $run AND list_contains($ids, topic_id)"
UNPIN = "UPDATE topic SET pinned = false WHERE run = $run AND list_contains($ids, topic_id)"
# What was merged or split may be found again once nothing that stands in its place is pinned.
LET_GO = """
DELETE FROM topic WHERE run = $run AND replaced_by IS NOT NULL
AND NOT list_has_any(replaced_by, (SELECT coalesce(list(topic_id), []) FROM topic WHERE run = $run AND pinned AND replaced_by IS NULL))
"""
# What stood in a topic's place may be merged or split in its turn.
INSTEAD = """
UPDATE topic SET replaced_by = list_distinct(list_concat(list_filter(replaced_by, lambda one: NOT list_contains($gone, one)), $now))
WHERE run = $run AND list_has_any(replaced_by, $gone)
"""
MERGE = """
UPDATE topic SET pinned = true, name = coalesce($name, name), names = $names, texts = $texts, coherence = NULL, separation = NULL,
    examples = CAST($examples AS UUID[]), words = $words, counts = $counts, came_of = $others
WHERE run = $run AND topic_id = $into
"""


class NoSuchTopics(Exception):
    """Topics cannot be changed so; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence.text)


def rename(store: Store, topic_id: str, name: str, by: str | None = None) -> None:
    """Call a topic so from now on; by an empty name as it was found."""
    with store.writing() as cursor:
        _known(cursor, [topic_id])
        run = _again(store, cursor, "renamed", [topic_id], by)
        told = {"run": run, "id": topic_id, "name": " ".join(name.split())[:LONGEST] or None}
        cursor.execute("UPDATE topic SET name = $name WHERE run = $run AND topic_id = $id", told)


def pin(store: Store, ids: Sequence[str], by: str | None = None) -> None:
    """Keep topics as they are, by their names and words, whatever else is found in later runs."""
    with store.writing() as cursor:
        _known(cursor, ids)
        run = _again(store, cursor, "pinned", ids, by)
        cursor.execute(PIN, {"run": run, "ids": [*ids]})


def unpin(store: Store, ids: Sequence[str], by: str | None = None) -> None:
    """Let later runs find topics as they are then, and what they were merged or split of too."""
    with store.writing() as cursor:
        _known(cursor, ids)
        run = _again(store, cursor, "unpinned", ids, by)
        cursor.execute(UNPIN, {"run": run, "ids": [*ids]})
        cursor.execute(LET_GO, {"run": run})


def merge(store: Store, ids: Sequence[str], name: str = "", by: str | None = None) -> str:
    """Make one topic of several, pinned; the id of the oldest, which it keeps."""
    if len({*ids}) < 2:
        raise NoSuchTopics(Sentence("Choose two topics or more to merge."))
    with store.writing() as cursor:
        into, *others = parts = _known(cursor, ids)
        run = _again(store, cursor, "merged", [part["topic_id"] for part in parts], by)
        counts = Counter()
        for part in parts:
            counts.update(dict(zip(part["words"], part["counts"], strict=True)))
        often = counts.most_common(WORDS)
        told = {
            "run": run, "into": into["topic_id"], "name": " ".join(name.split())[:LONGEST] or None,
            "names": _by_turns(parts, "names", NAMES), "texts": sum(part["texts"] for part in parts),
            "examples": [str(one) for one in _by_turns(parts, "examples", EXAMPLES)], "words": [word for word, _n in often],
            "counts": [count for _word, count in often], "others": [part["topic_id"] for part in others],
        }  # fmt: skip
        cursor.execute(MERGE, told)
        gone = {"run": run, "ids": told["others"], "into": into["topic_id"]}
        cursor.execute("UPDATE topic SET replaced_by = [$into], pinned = false WHERE run = $run AND list_contains($ids, topic_id)", gone)
        cursor.execute("UPDATE topic_of SET topic_id = $into WHERE run = $run AND list_contains($ids, topic_id)", gone)
        instead(cursor, run, told["others"], [into["topic_id"]])
        topics.lay_over(cursor)
    return into["topic_id"]


def restore(store: Store, run: int, by: str | None = None) -> None:
    """Return to a run; those since stay in the list."""
    with store.writing() as cursor:
        kept = cursor.execute(f"SELECT count(*) FROM topic_run WHERE run = $run AND run > {CURRENT} - $kept", {"run": run, "kept": topics.KEPT}).fetchone()[0]
        if not kept:
            raise NoSuchTopics(Sentence("That version is no longer kept; the latest {count} are.", {"count": topics.KEPT}))
        _again(store, cursor, "restored", [], by, of=run)
        topics.lay_over(cursor)


def instead(cursor: duckdb.DuckDBPyConnection, run: int, gone: Sequence[str], now: Sequence[str]) -> None:
    """Where topics that are gone stood in the place of others, these stand there now."""
    cursor.execute(INSTEAD, {"run": run, "gone": [*gone], "now": [*now]})


def replaced(store: Store, cursor: duckdb.DuckDBPyConnection, topic_id: str, by: str | None) -> int:
    """A new run in which a topic is there no more; its parts are still to be put into it."""
    return _again(store, cursor, "split", [topic_id], by)


def _again(store: Store, cursor: duckdb.DuckDBPyConnection, how: str, about: Sequence[str], by: str | None, of: int | None = None) -> int:
    """A new run like another, the current one where none is named."""
    before = of or cursor.execute(f"SELECT {CURRENT}").fetchone()[0]
    asked, texts, made_of = cursor.execute("SELECT asked, texts, made_of FROM topic_run WHERE run = $run", {"run": before}).fetchone()
    run = topics.begin(cursor, store.now(), how, about=about, by=by, asked=asked, texts=texts, made_of=made_of)
    for table in ("topic", "topic_of"):
        cursor.execute(f"INSERT INTO {table} SELECT * REPLACE ($run AS run) FROM {table} WHERE run = $before", {"run": run, "before": before})
    data_version_grows(cursor)
    return run


def _known(cursor: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[dict]:
    """The rows of topics that are shown, the oldest first. Raises NoSuchTopics where one is not."""
    found = cursor.execute(f"{SHOWN} AND list_contains($ids, topic_id) ORDER BY since, CAST(topic_id[2:] AS BIGINT)", {"ids": [*ids]})
    rows = found.to_arrow_table().to_pylist()
    if len(rows) < len({*ids}):
        raise NoSuchTopics(Sentence("The topics are others by now. Look at them again, then choose."))
    return rows


def _by_turns(parts: list[dict], column: str, most: int) -> list:
    """The first of each, then the second of each, no value twice."""
    longest = max(len(part[column]) for part in parts)
    turns = [part[column][place] for place in range(longest) for part in parts if place < len(part[column])]
    return [*dict.fromkeys(turns)][:most]
