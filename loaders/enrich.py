"""Enriching anew what stands in a store, by rules that changed: the texts go out, a process of its own derives, one
transaction takes the results. Until then the old values are shown; `enriched_by` tells which are which.

As `python -m loaders.enrich` it is that process; it tells its progress line by line.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.fold import STORED, add_words, cast_derived
from loaders.pool import Pool
from loaders.read import BATCH_ROWS
from loaders.rules import rules_of
from loaders.staging import give_back
from nlp.enrich import DERIVED, INPUTS, WORDS
from nlp.rules import Rules
from store.connect import Store, data_version_grows, quoted
from store.overlays import lay_over

TEXTS, RESULTS, MET = "texts.parquet", "derived.parquet", "words.parquet"
STALE = "enriched_by IS DISTINCT FROM $version"
# What is derived holds for what it was derived from: another import may change the mention meanwhile.
STAMP = f"hash({', '.join(f'mention.{STORED[name]}' for name in INPUTS)})"


def stale(store: Store, rules: Rules) -> int:
    """How many mentions were enriched by other rules, or never."""
    with store.cursor() as cursor:
        return cursor.execute(f"SELECT count(*) FROM mention WHERE {STALE}", {"version": rules.version}).fetchone()[0]


def take_out(store: Store, rules: Rules, folder: Path) -> int:
    """Write what stale mentions are derived from into `folder`; how many they are."""
    columns = ", ".join(f"{STORED[name]} AS {name}" for name in INPUTS)
    with store.cursor() as cursor:
        return cursor.execute(
            f"COPY (SELECT CAST(mention_id AS VARCHAR) AS mention_id, {STAMP} AS stamp, {columns} FROM mention WHERE {STALE}) "
            f"TO '{quoted(folder / TEXTS)}' (FORMAT parquet, ROW_GROUP_SIZE {BATCH_ROWS})",
            {"version": rules.version},
        ).fetchone()[0]


def derive(
    folder: Path, documents: dict[str, str], progress: Callable[[int, float], None] = lambda _rows, _share: None
) -> None:
    """Enrich what was taken out, a batch for each process at a time."""
    texts = pq.ParquetFile(folder / TEXTS)
    schema = pa.schema([("mention_id", pa.string()), ("stamp", pa.uint64()), *DERIVED])
    done, total = 0, texts.metadata.num_rows
    with Pool(documents) as pool, pq.ParquetWriter(folder / RESULTS, schema) as results, pq.ParquetWriter(folder / MET, WORDS) as met:
        for batch, (derived, words) in pool.each(pa.table(batch) for batch in texts.iter_batches(BATCH_ROWS)):
            results.write_table(pa.table([batch["mention_id"], batch["stamp"], *derived.columns], schema=schema))
            met.write_table(words)
            done += batch.num_rows
            progress(done, done / total)
            give_back()


def put_back(
    store: Store, folder: Path, also: Callable[[duckdb.DuckDBPyConnection, int], None] = lambda _cursor, _mentions: None
) -> int:
    """Give the mentions what was derived for them, in one transaction, `also` with it; how many they are. Those that changed
    meanwhile keep what they have and stay stale; results of rules that are no longer the store's are given to none. Whose
    word counts of a sentiment stays.
    """
    fresh = ", ".join(f"{name} = {cast_derived('f', name)}" for name in DERIVED.names)
    with store.writing() as cursor:
        version = rules_of(store).version
        count = cursor.execute(
            f"UPDATE mention SET {fresh} FROM (SELECT * REPLACE (CAST(mention_id AS UUID) AS mention_id) FROM read_parquet($file)) AS f "
            f"WHERE mention.mention_id = f.mention_id AND {STAMP} = f.stamp "
            "AND f.enriched_by = $version AND mention.enriched_by IS DISTINCT FROM $version",
            {"file": str(folder / RESULTS), "version": version},
        ).fetchone()[0]
        lay_over(cursor)
        add_words(cursor, "SELECT * FROM read_parquet($file)", {"file": str(folder / MET)})
        data_version_grows(cursor)
        also(cursor, count)
    return count


if __name__ == "__main__":
    order = json.load(sys.stdin)
    # Without its folder nobody waits for it any more: the program was killed and started anew.
    if Path(order["folder"]).is_dir():
        derive(
            Path(order["folder"]),
            order["rules"],
            lambda rows, share: print(json.dumps({"progress": {"rows": rows, "share": share}}), flush=True),
        )
        print(json.dumps({"derived": order["folder"]}), flush=True)
