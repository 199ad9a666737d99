"""How many of real cascades are flagged as coordinated, and how long does it take to ask a million mentions?

.venv/bin/python -m bench.coordination FOLDER     of the cascades of FOLDER (originals, reposts), against MOST_FLAGGED of them
.venv/bin/python -m bench.coordination            a million mentions, usual and hostile ones, against SECONDS
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis.comparable import comparable
from analysis.coordination import coordination
from analysis.filters import Filters
from analysis.in_step import in_step
from loaders.fold import publish
from loaders.parameters import Parameters
from loaders.prepare import prepare
from nlp.evaluate import table
from store.connect import Store, connect

SEED, DAYS = 20250301, 90
MOST_FLAGGED, SECONDS, MENTIONS = 3, 30, 1_000_000
ROOTS = "SELECT DISTINCT CAST(coalesce(root_id, mention_id) AS VARCHAR) FROM mention ORDER BY 1"
# The first pattern with nothing left out: texts of any length, stock phrases, none at all.
WHOLE = r"""
SELECT count(DISTINCT root) FROM (
    SELECT root, count(DISTINCT author_id) OVER (
        PARTITION BY root, said ORDER BY published_at RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW
    ) AS accounts FROM (
        SELECT coalesce(root_id, mention_id) AS root, author_id, published_at, regexp_replace(
            regexp_replace(coalesce(text, ''), '\[[^\[\]\s]{1,8}\]|@[\p{L}\p{N}_·-]*|https?://\S*', '', 'g'), '[^\p{L}\p{N}]', '', 'g'
        ) AS said FROM mention
    )
) WHERE accounts >= 5
"""


def cascades(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as own:
        store = connect(Path(own) / "guanlan.duckdb")
        for place, file in enumerate(sorted(folder.rglob("*.json"))):
            staging = Path(own) / str(place)
            staging.mkdir()
            publish(store, prepare(file, staging, store_zone="Asia/Shanghai", parameters=Parameters(), rules={}))
        with store.cursor() as cursor:
            roots = [root for (root,) in cursor.execute(ROOTS).fetchall()]
            lines = [(str(place), *_patterns(cursor, root)) for place, root in enumerate(roots, start=1)]
            (whole,) = cursor.execute(WHOLE).fetchone()
        flagged = [line for line in lines if line[1] + line[2]]
        print(table("cascade | same text at once | accounts in step | accounts", [tuple(map(str, line)) for line in flagged]), end="\n\n")
        print(f"flagged {len(flagged)} of {len(roots)}, at most {MOST_FLAGGED}: {'yes' if len(flagged) <= MOST_FLAGGED else 'no'}; {whole} with nothing left out")
        store.close()


def _patterns(cursor: duckdb.DuckDBPyConnection, root: str) -> tuple[int, int, int]:
    filters = Filters(roots=(root,))
    texts, accounts = coordination(cursor, filters).rows, in_step(cursor, filters).rows
    return len(texts), len(accounts), max((row["accounts"] for row in texts + accounts), default=0)


def usual(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each mention its text, its author and its second: a third stands alone, the others say what others say, at any time."""
    texts = np.where(random.random(count) < 1 / 3, count + np.arange(count), random.zipf(1.4, count) % 200_000)
    return texts, random.zipf(1.6, count) % (count // 4), random.integers(0, DAYS * 86_400, count)


def one_text(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A tenth of all is one text, by as many accounts, within an hour."""
    texts, authors, seconds = usual(count, random)
    tenth = count // 10
    return np.append(texts[tenth:], np.full(tenth, -1)), np.append(authors[tenth:], count + np.arange(tenth)), np.append(seconds[tenth:], random.integers(0, 3_600, tenth))


def all_in_step(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Half of it are 2,000 accounts that publish the same texts, each within a minute: 500 million pairs of mentions."""
    texts, _authors, seconds = usual(count // 2, random)
    many, said = 2_000, count // 2 // 2_000
    who, what = np.tile(np.arange(many), said), np.repeat(np.arange(said), many)
    return np.append(texts, -1 - what), np.append(np.arange(count // 2), count + who), np.append(seconds, 600 * what + random.integers(0, 60, len(what)))


def all_one_text(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A quarter as many accounts, and nothing but one text."""
    return np.zeros(count, int), random.integers(0, count // 4, count), random.integers(0, DAYS * 86_400, count)


CASES: dict[str, Callable] = {"usual": usual, "a tenth is one text": one_text, "half in step": all_in_step, "nothing but one text": all_one_text}


def stored(store: Store, texts: np.ndarray, authors: np.ndarray, seconds: np.ndarray) -> None:
    rows = pa.table({"text": texts, "author": authors, "second": seconds, "n": np.arange(len(texts))})
    with store.writing() as cursor:
        cursor.register("rows", rows)
        cursor.execute(
            "INSERT INTO mention BY NAME SELECT CAST(md5(CAST(n AS VARCHAR)) AS UUID) AS mention_id, CAST(md5('t' || text) AS UUID) AS text_id, 'weibo' AS platform, "
            "CASE n % 3 WHEN 0 THEN 'post' WHEN 1 THEN 'repost' ELSE 'comment' END AS kind, CAST(author AS VARCHAR) AS author_id, 'second' AS precision, "
            "TIMESTAMP '2025-03-01' + to_seconds(second) AS published_at, '说的是第' || text || '件事情，大家都来看看 #新品#' AS text FROM rows"
        )
        cursor.unregister("rows")


def speed(count: int) -> None:
    random, lines = np.random.default_rng(SEED), []
    for name, make in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            store = connect(Path(folder) / "guanlan.duckdb")
            stored(store, *make(count, random))
            with store.cursor() as cursor:
                seconds, found, worked = [], [], time.process_time()
                for question in (comparable, coordination, in_step):
                    started = time.perf_counter()
                    answer = question(cursor, Filters())
                    seconds.append(time.perf_counter() - started)
                    found.append(answer.rows[0].get("groups", 0) if answer.rows else 0)
                worked = time.process_time() - worked
            cut = answer.rows[0]["cut"] if answer.rows else False
            shares = (f"{worked:.1f}", f"{sum(seconds) / SECONDS:.2f}")
            lines.append((name, *(f"{second:.1f}" for second in seconds), *shares, f"{found[1]:,}", f"{found[2]:,}", "yes" if cut else "no"))
            store.close()
    print(f"{count:,} mentions, limit {SECONDS} s\n")
    print(table("mentions | compared, s | same text at once, s | accounts in step, s | at work, s | of the limit | texts | groups | cut", lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--mentions", type=int, default=MENTIONS)
    given = parser.parse_args()
    if given.folder:
        cascades(given.folder)
    else:
        speed(given.mentions)


if __name__ == "__main__":
    main()
