"""Topics of what stands in a store: its texts go out as the words that are kept of them, a process of its own learns their
topics from one text of each story and tells them of all, one transaction takes what it found.

As `python -m loaders.topics` it is that process.
"""

import json
import sys
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.rules import documents, rules_of
from loaders.topic_editing import WORDS as KEPT
from loaders.topic_editing import instead, replaced
from nlp.continuing import Earlier
from nlp.cut import Cut
from nlp.rules import stop_words
from nlp.topics import LEARNT, VERSION, Model, fit
from store import topics
from store.connect import Store, data_version_grows, quoted
from store.topics import CURRENT, TEXT

STORIES, TEXTS, WORDS, EARLIER, FOUND, TOLD = (f"{name}.parquet" for name in ("stories", "texts", "words", "earlier", "found", "told"))
BATCH = 50_000
# Fewer stories have no topics.
LEAST = 50
OF = pa.schema([("text_id", pa.string()), ("topic_id", pa.string())])
TOPIC = pa.schema(
    {
        "topic_id": pa.string(), "again": pa.bool_(), "title": pa.string(), "names": pa.list_(pa.string()), "texts": pa.int64(), "coherence": pa.float64(),
        "separation": pa.float64(), "examples": pa.list_(pa.string()), "words": pa.list_(pa.string()), "counts": pa.list_(pa.float64()),
        "came_of": pa.list_(pa.string()),
    }.items()
)  # fmt: skip

# Each text by one mention that says it, and of each story one text that says something: the words themselves are fetched last, for
# lists of many words do not fit into the memory of a large sort.
EACH = f"SELECT {TEXT} AS text_id, min(mention_id) AS mention_id, min(coalesce(story_id, mention_id)) AS story FROM ({{within}}) GROUP BY 1"
DRAWN = f"""
SELECT text_id, mention_id FROM (SELECT min(text_id) AS text_id, min_by(mention_id, text_id) AS mention_id FROM each_text GROUP BY story)
WHERE mention_id IN (SELECT mention_id FROM mention WHERE len(tokens) > 0) ORDER BY hash(text_id), text_id LIMIT {LEARNT}
"""
SAID = "SELECT CAST(drawn.text_id AS VARCHAR) AS text_id, tokens FROM ({drawn}) AS drawn JOIN mention ON drawn.mention_id = mention.mention_id"
OF_TOPIC = "FROM mention WHERE topic_id = $of"
STAMP = f"SELECT concat_ws(' ', count(*), bit_xor(hash(text_id))) FROM (SELECT DISTINCT {TEXT} AS text_id FROM mention)"
# The topics of a new run: what was found, as it was called and is pinned, since when it is there; then what somebody replaced, and
# what somebody made, or all of before, of which there was nothing to find.
TAKE = """
INSERT INTO topic BY NAME
SELECT $run AS run, f.topic_id, coalesce(e.since, $now) AS since, e.name, CASE WHEN e.pinned THEN e.title ELSE f.title END AS title, f.names, f.texts, f.coherence, f.separation,
    CAST(f.examples AS UUID[]) AS examples, CASE WHEN e.pinned THEN e.words ELSE f.words END AS words,
    CASE WHEN e.pinned THEN e.counts ELSE f.counts END AS counts, coalesce(e.pinned, false) AS pinned, f.came_of
FROM read_parquet($file) AS f LEFT JOIN (FROM topic WHERE run = $before) AS e ON f.topic_id = e.topic_id
"""
PARTS = """
INSERT INTO topic BY NAME
SELECT $run AS run, topic_id, $now AS since, title, names, texts, coherence, separation, CAST(examples AS UUID[]) AS examples, words, counts,
    true AS pinned, [$of] AS came_of
FROM read_parquet($file)
"""
KEEP = """
INSERT INTO topic SELECT * REPLACE ($run AS run, 0 AS texts, CAST([] AS UUID[]) AS examples) FROM topic
WHERE run = $before AND ($all OR replaced_by IS NOT NULL OR pinned) AND topic_id NOT IN (SELECT topic_id FROM topic WHERE run = $run)
"""


def stale(store: Store) -> bool:
    """Whether texts came or went since topics were found, or brands, stop words or the program are others."""
    with store.cursor() as cursor:
        made_of = cursor.execute(f"SELECT made_of FROM topic_run WHERE run = {CURRENT}").fetchone()
        empty = made_of is None and not cursor.execute("SELECT EXISTS (FROM mention)").fetchone()[0]
        return not empty and (made_of is None or made_of[0] != _made_of(cursor, _unsaid(store, cursor)))


def asked(store: Store) -> int | None:
    """For how many topics the current run was asked; None for as many as part best."""
    with store.cursor() as cursor:
        found = cursor.execute(f"SELECT asked FROM topic_run WHERE run = {CURRENT}").fetchone()
    return found[0] if found else None


def take_out(
    store: Store, folder: Path, asked: int | None, *, within: tuple[str, dict[str, object]] | None = None, every: bool = False
) -> dict:
    """Write the texts of the store, or of the mentions `within` a query and its parameters, into `folder`; the order for `find`.
    `asked`: for how many topics, None for as many as part best; `every`: no text is to be without one.
    """
    mentions, values = within or ("FROM mention", {})
    with store.cursor() as cursor:
        cursor.execute("BEGIN")
        unsaid = _unsaid(store, cursor)
        cursor.execute(f"CREATE TEMP TABLE each_text AS {EACH.replace('{within}', mentions)}", values)
        told = {
            STORIES: f"{SAID.replace('{drawn}', DRAWN)} ORDER BY drawn.text_id",
            TEXTS: SAID.replace("{drawn}", "FROM each_text"),
            WORDS: "SELECT id, token FROM word ORDER BY id",
            EARLIER: f"SELECT topic_id, words, counts, pinned, replaced_by IS NOT NULL AS replaced FROM topic WHERE run = {CURRENT} ORDER BY since, CAST(topic_id[2:] AS BIGINT)",
        }
        counts = {}
        for file, sql in told.items():
            counts[file] = cursor.execute(f"COPY ({sql}) TO '{quoted(folder / file)}' (FORMAT parquet, ROW_GROUP_SIZE {BATCH})").fetchone()[0]
        order = {
            "folder": str(folder), "again": within is None, "every": every, "asked": asked, **unsaid, "next": _next(cursor), "before": _current(cursor), "stories": counts[STORIES], "texts": counts[TEXTS], "made_of": _made_of(cursor, unsaid),
        }  # fmt: skip
        cursor.execute("DROP TABLE each_text")
        cursor.execute("COMMIT")
    return order


def find(order: dict) -> int:
    """Learn the topics of the stories that were taken out, and tell those of all texts; how many topics. Only in the whole store is
    it looked for topics of the run before.
    """
    folder, words = Path(order["folder"]), _words(Path(order["folder"]))
    stories = pq.read_table(folder / STORIES)
    earlier = [
        Earlier(row["topic_id"], tuple(row["words"]), np.array(row["counts"]), fixed=row["pinned"], replaced=row["replaced"])
        for row in (pq.read_table(folder / EARLIER).to_pylist() if order["again"] else [])
    ]
    model = fit(_cut(stories, words), order["asked"], without=order["without"], stop_words=order["stop_words"], earlier=earlier)
    ids = named(model, order["next"])
    told = rows(model, ids, stories["text_id"], order["before"])
    pq.write_table(pa.Table.from_pylist(told, TOPIC), folder / FOUND)
    with pq.ParquetWriter(folder / TOLD, OF) as writer:
        for batch in pq.ParquetFile(folder / TEXTS).iter_batches(BATCH):
            texts = pa.table(batch)
            writer.write_table(of_topics(texts["text_id"], model.assign(_cut(texts, words), every=order["every"]), ids))
    return len(ids)


def named(model: Model, first: int) -> list[str]:
    """The id of each topic: the one that it had, else the next number."""
    numbers = iter(range(first, first + len(model.topics)))
    return [topic.again or f"t{next(numbers)}" for topic in model.topics]


def rows(model: Model, ids: list[str], texts: pa.ChunkedArray, before: int | None) -> list[dict]:
    """Of each topic a row as the store keeps it; without an earlier run no topic is there again."""
    known = np.array(model.features.words, object)
    told = []
    for place, (topic, topic_id) in enumerate(zip(model.topics, ids, strict=True)):
        counts = model.counts[: len(known), place]
        often = np.argsort(-counts, kind="stable")[:KEPT]
        often = often[counts[often] > 0]
        told.append(
            {
                "topic_id": topic_id, "again": before is not None and topic.again is not None, "title": topic.title or (known[often[0]] if len(often) else topic_id), "names": [*topic.names], "texts": topic.n,
                "coherence": topic.coherence, "separation": topic.separation, "examples": texts.take(pa.array(topic.examples, pa.int64())).to_pylist(),
                "words": known[often].tolist(), "counts": counts[often].tolist(), "came_of": [*topic.came_of],
            }
        )  # fmt: skip
    return told


def of_topics(texts: pa.ChunkedArray, labels: np.ndarray, ids: list[str]) -> pa.Table:
    """Which text is of which topic, without those of none."""
    some = np.flatnonzero(labels >= 0)
    return pa.table([texts.take(pa.array(some)), pa.array(ids, pa.string()).take(pa.array(labels[some]))], schema=OF)


def put_back(store: Store, order: dict, also: Callable[[duckdb.DuckDBPyConnection, int], None] = lambda _cursor, _topics: None) -> bool:
    """Make what was found the current run, in one transaction, `also` with it; whether it was: not where somebody has made another
    run meanwhile. Of a store with too few stories no text has a topic, and the topics of before are kept to be known again.
    """
    with store.writing() as cursor:
        if _current(cursor) != order["before"]:
            return False
        now = store.now()
        run = topics.begin(cursor, now, "found", asked=order["asked"], texts=order["texts"], made_of=order["made_of"])
        count = 0
        if order["stories"] >= LEAST:
            count = cursor.execute(TAKE, {"run": run, "now": now, "before": order["before"], "file": f"{order['folder']}/{FOUND}"}).fetchone()[0]
            cursor.execute(
                "INSERT INTO topic_of SELECT $run, CAST(text_id AS UUID), topic_id FROM read_parquet($file)", {"run": run, "file": f"{order['folder']}/{TOLD}"}
            )
        cursor.execute(KEEP, {"run": run, "before": order["before"], "all": order["stories"] < LEAST})
        topics.lay_over(cursor)
        data_version_grows(cursor)
        also(cursor, count)
    return True


def split(
    store: Store, order: dict, topic_id: str, by: str | None = None, also: Callable[[duckdb.DuckDBPyConnection, int], None] = lambda _cursor, _parts: None
) -> bool:
    """Put what was found within a topic in its place, pinned, in one transaction, `also` with it; whether it was, as put_back."""
    with store.writing() as cursor:
        if _current(cursor) != order["before"]:
            return False
        run = replaced(store, cursor, topic_id, by)
        told = {"run": run, "of": topic_id, "file": f"{order['folder']}/{FOUND}"}
        count = cursor.execute(PARTS, told | {"now": store.now()}).fetchone()[0]
        cursor.execute("UPDATE topic SET replaced_by = (SELECT list(topic_id) FROM read_parquet($file)), pinned = false WHERE run = $run AND topic_id = $of", told)
        cursor.execute(
            "UPDATE topic_of SET topic_id = f.topic_id FROM read_parquet($file) AS f WHERE run = $run AND topic_of.text_id = CAST(f.text_id AS UUID)",
            {"run": run, "file": f"{order['folder']}/{TOLD}"},
        )
        parts = [part for (part,) in cursor.execute("SELECT topic_id FROM read_parquet($file)", {"file": told["file"]}).fetchall()]
        instead(cursor, run, [topic_id], parts)
        topics.lay_over(cursor)
        also(cursor, count)
    return True


def _words(folder: Path) -> dict[int, str]:
    table = pq.read_table(folder / WORDS)
    return dict(zip(table["id"].to_pylist(), table["token"].to_pylist(), strict=True))


def _cut(texts: pa.Table, words: dict[int, str]) -> Cut:
    tokens = texts["tokens"].combine_chunks()
    lengths = tokens.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    ids = tokens.flatten().to_numpy(zero_copy_only=False)
    return Cut.of_tokens(ids, np.append(0, np.cumsum(lengths, dtype=np.int64)), words)


def _made_of(cursor: duckdb.DuckDBPyConnection, unsaid: dict[str, list[str]]) -> str:
    """Which texts a run is made of, and how."""
    told = repr((VERSION, *unsaid.values()))
    return f"{cursor.execute(STAMP).fetchone()[0]} {blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def _unsaid(store: Store, cursor: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What names no topic: `without`, the names and words of brands and products, which say whose texts they are and not what about;
    and `stop_words`.
    """
    rules = [rule for rule in rules_of(store).watchlist.rules if rule.kind in ("brand", "product")]
    given = cursor.execute("SELECT DISTINCT unnest(list_concat(brands, products)) FROM (SELECT DISTINCT brands, products FROM mention)").fetchall()
    without = {word for rule in rules for word in (rule.name, *rule.words)} | {name for (name,) in given}
    return {"without": sorted(without), "stop_words": sorted(stop_words(documents(store).get("stop_words")))}


def _current(cursor: duckdb.DuckDBPyConnection) -> int | None:
    return cursor.execute(f"SELECT {CURRENT}").fetchone()[0]


def _next(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number of the next new topic: above all that there ever were."""
    return cursor.execute("SELECT coalesce(max(CAST(topic_id[2:] AS BIGINT)), 0) + 1 FROM topic").fetchone()[0]


if __name__ == "__main__":
    ordered = json.load(sys.stdin)
    # Without its folder nobody waits for it any more: the program was killed and started anew.
    if Path(ordered["folder"]).is_dir():
        print(json.dumps({"topics": find(ordered)}), flush=True)
