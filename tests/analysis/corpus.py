"""Mentions made of words, and in how many stories and mentions each word stands, told by plain Python."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from math import log, sqrt
from random import Random

import duckdb
import pandas as pd

from tests.mentions import insert, numbered, stored_of

VOCABULARY = ["续航", "电池", "发热", "好看", "退货", "watch", "的", "屏", "2025", "w3"]
STORIES = [f"{digit * 8}-0000-4000-8000-000000000000" for digit in "23456789"]


def word_id(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) >> 1


def mention(words: Iterable[str], **values: object) -> dict:
    return {"published_at": datetime(2025, 3, 3, 9), "precision": "second", "tokens": [word_id(word) for word in words], **values}


def invented(count: int, seed: int = 7) -> list[dict]:
    """Mentions of a few words, always the same: negative ones say other words than positive ones, some stories are repeated."""
    random, found = Random(seed), []
    for _ in range(count):
        felt = random.choice([-1, -1, 0, 1, None])
        leaning = VOCABULARY[:5] if felt == -1 else VOCABULARY[3:]
        said = random.choices(leaning if random.random() < 0.7 else VOCABULARY, k=random.choice([0, 1, 3, 5]))
        found.append(
            mention(
                said,
                sentiment=felt,
                story_id=random.choice([None, None, *STORIES]),
                platform=random.choice(["weibo", "x"]),
                published_at=datetime(2025, 3, random.randint(1, 20), random.randint(0, 23)),
            )
        )
    return numbered(found)


@contextmanager
def holding_words(holding, records: list[dict]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of a store that holds these mentions and the words of the vocabulary and of `records`."""
    with holding(stored_of(records)) as cursor:
        known = {row[0] for row in cursor.execute("SELECT token FROM word").fetchall()}
        new = [word for word in VOCABULARY if word not in known]
        insert(cursor, "word", pd.DataFrame({"id": [word_id(word) for word in new], "token": new}))
        yield cursor


def words_of(record: dict) -> set[str]:
    names = {word_id(word): word for word in VOCABULARY}
    return {names[id_] for id_ in record["tokens"]}


def story(record: dict) -> str:
    return record.get("story_id") or record["mention_id"]


def stories(records: Iterable[dict]) -> Counter[str]:
    """word -> how many stories hold it."""
    return Counter(word for word, _story in {(word, story(record)) for record in records for word in words_of(record)})


def z(word: str, here: Counter[str], there: Counter[str]) -> float | None:
    """Monroe, Colaresi & Quinn 2008: the log-odds of the word on both sides over its standard error."""
    n_1, n_0 = here.total(), there.total()
    if not n_1 or not n_0:
        return None
    prior = 500 * (here[word] + there[word]) / (n_1 + n_0)
    delta = [log((side[word] + prior) / (n + 500 - side[word] - prior)) for side, n in ((here, n_1), (there, n_0))]
    return (delta[0] - delta[1]) / sqrt(1 / (here[word] + prior) + 1 / (there[word] + prior))
