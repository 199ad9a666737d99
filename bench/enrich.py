"""How long do changed rules take to reach every mention of a store, against the limit of 60 s for a million? And how many
texts a second does one process enrich, against one pass of rjieba in the same run?
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import rjieba

from bench.imports import write
from loaders import enrich
from loaders.fold import publish
from loaders.prepare import prepare
from loaders.read import BATCH_ROWS
from loaders.rules import documents, rules_of
from nlp.enrich import Enricher
from store import settings
from store.connect import Store, connect

ROOT = Path(__file__).parent.parent
LIMIT = 60.0
ONE = 100_000
WATCHLIST = "".join(
    f'[[{kind}]]\nname = "{kind}{number}"\nwords = ["{word}", "{word}{number}"]\nwithout = ["{word}没"]\n'
    for kind, words in (("brand", "手表 表带 系统"), ("problem", "发热 物流 续航 屏幕 客服 电池"), ("topic", "更新 官方 推荐"))
    for number, word in enumerate(words.split())
)


def filled(folder: Path, count: int) -> Store:
    """A store of so many mentions that were enriched by the default rules."""
    store = connect(folder / "bench.duckdb")
    write(folder / "手表.csv", count)
    publish(store, prepare(folder / "手表.csv", folder / "staging", store_zone=store.time_zone))
    (folder / "手表.csv").unlink()
    return store


def applied(store: Store, folder: Path) -> dict[str, float]:
    """Seconds of each stage, as the job does them."""
    folder.mkdir()
    rules = rules_of(store)
    started = time.perf_counter()
    count = enrich.take_out(store, rules, folder)
    out = time.perf_counter()
    order = json.dumps({"folder": str(folder), "rules": documents(store)})
    subprocess.run([sys.executable, "-m", "loaders.enrich"], cwd=ROOT, input=order, text=True, stdout=subprocess.DEVNULL, check=True)
    derived = time.perf_counter()
    assert enrich.put_back(store, folder) == count
    back = time.perf_counter()
    assert enrich.stale(store, rules) == 0
    return {"taking out": out - started, "deriving": derived - out, "putting back": back - derived, "all": back - started}


def alone(folder: Path, store: Store) -> tuple[float, float]:
    """Seconds that one process takes to enrich ONE texts, and one pass of rjieba over them."""
    texts = pq.read_table(folder / enrich.TEXTS).slice(0, ONE)
    enricher = Enricher(rules_of(store))
    enricher.enrich(texts.slice(0, 10))
    started = time.perf_counter()
    for batch in texts.to_batches(BATCH_ROWS):
        enricher.enrich(pa.table(batch))
    ready = time.perf_counter()
    for text in texts["text"].to_pylist():
        rjieba.cut(text)
    return ready - started, time.perf_counter() - ready


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    count = parser.parse_args().mentions
    with tempfile.TemporaryDirectory() as folder:
        store = filled(Path(folder), count)
        settings.say(store, {"watchlist": WATCHLIST})
        stages = applied(store, Path(folder) / "anew")
        one, words = alone(Path(folder) / "anew", store)
        store.close()
    limit = LIMIT * count / 1_000_000
    print(f"{count:,} mentions, {os.cpu_count()} cores, limit {limit:.0f} s\n")
    print("| stage | s | of the limit |\n|---|--:|--:|")
    for name, taken in stages.items():
        print(f"| {name} | {taken:.1f} | {taken / limit:.2f} |")
    print(f"\nOne process enriches {ONE / one:,.0f} texts/s: {one / words:.1f} × one pass of rjieba.")


if __name__ == "__main__":
    main()
