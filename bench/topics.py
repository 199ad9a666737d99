"""How well do topics found agree with labelled ones, and how long do they take?

.venv/bin/python -m bench.topics FOLDER            the labelled sets of docs/topics.md
.venv/bin/python -m bench.topics FOLDER --large    and 100,000 and 1,000,000 texts, drawn from all of them
.venv/bin/python -m bench.topics FOLDER --store    and the job that finds those of a store of 1,000,000
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy import sparse

from loaders import topics
from nlp import kmeans, mixture
from nlp.codes import Joined
from nlp.cut import Cut
from nlp.evaluate import table
from nlp.own import own, without_emoticons
from nlp.parting import parted
from nlp.tokens import Tokenizer
from nlp.topics import ROUNDS, Model, cluster, fit
from nlp.vectors import vectors
from store.connect import connect

# file, column of labels, how many labels, what the NMI should be at least.
SETS = {
    "news headlines": ("topics/news_headlines.csv", "topic", 10, 0.54),
    "shopping reviews": ("sentiment/shopping_reviews.csv", "category", 10, 0.54),
    "airline tweets (English)": ("sentiment/airline_tweets_en.csv", "reason", 10, None),
}
UNSAID = ("", "Can't Tell")
SEEDS = 5
MANY, ALL, BATCH = 100_000, 1_000_000, 50_000
SECONDS, SECONDS_ALL, MEMORY = 15, 90, 3.0
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


def nmi(these: Sequence, those: Sequence) -> float:
    """Normalised mutual information of two labellings: 2 I / (H + H), 1 where both part alike, 0 where one tells nothing of the
    other or parts nothing.
    """
    this, that = (np.unique(list(labels), return_inverse=True)[1] for labels in (these, those))
    joint = np.zeros((this.max() + 1, that.max() + 1))
    np.add.at(joint, (this, that), 1 / len(this))
    own, whole = entropy(joint.sum(axis=1)) + entropy(joint.sum(axis=0)), entropy(joint.ravel())
    return float(2 * (own - whole) / own) if own > 0 else 0.0


def entropy(shares: np.ndarray) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())


def labelled(path: Path, column: str) -> tuple[list[str], list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["text"], row[column]) for row in csv.DictReader(file) if row[column] not in UNSAID]
    return [text for text, _label in rows], [label for _text, label in rows]


def agreement(folder: Path) -> None:
    lines, steps, named = [], [], []
    for name, (file, column, k, least) in SETS.items():
        texts, labels = labelled(folder / file, column)
        cut = Cut.of(texts)
        found = [cluster(cut, k, seed) for seed in range(SEEDS)]
        agreed = [nmi(labels, one.labels) for one in found]
        free = cluster(cut)
        steps.append(
            (name, *(f"{nmi(labels, one):.3f}" for one in without_mixture(cut, found[0].model, k)), f"{agreed[0]:.3f}")
        )
        lines.append(
            (
                name, f"{len(texts):,}", str(len(set(labels))), f"{agreed[0]:.3f}", f"{min(agreed):.3f}–{max(agreed):.3f}", str(least or "–"),
                str(len(free.names)), f"{nmi(labels, free.labels):.3f}", f"{100 * free.unassigned:.1f}",
            )
        )  # fmt: skip
        named += [
            (
                name,
                topic.title,
                ", ".join(topic.names),
                f"{topic.n:,}",
                f"{topic.coherence:.2f}",
                f"{topic.separation:.2f}",
            )
            for topic in free.model.topics
        ]
    print(
        table(
            f"set | texts | labels | NMI with k = 10 | of {SEEDS} seeds | at least | k chosen | NMI | unassigned, %",
            lines,
        ),
        end="\n\n",
    )
    print(table("set | k-means of the vectors | and the mixture, words alone | and characters", steps), end="\n\n")
    print(table("set | title | names | texts | coherence | separation", named), end="\n\n")


def without_mixture(cut: Cut, model: Model, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels by the vectors alone, of the best of eight beginnings, and by a mixture of words without their characters."""
    random, known = np.random.default_rng(0), len(model.features.words)
    words = sparse.csr_array(model.features.rows(cut, model.stop_words)[:, :known])
    lie = vectors(words, random)
    near = [lie @ kmeans.directions(lie, k, random).T for _start in range(8)]
    alone = max(near, key=lambda one: one.max(axis=1).sum()).argmax(axis=1)
    begun = mixture.labels(words, mixture.log_ratios(parted(lie, words, k, random)))
    return alone, mixture.labels(words, mixture.log_ratios(mixture.counts(words, begun, k, ROUNDS)))


def speed(folder: Path) -> None:
    texts = read(folder)
    drawn = np.random.default_rng(0).permutation(len(texts))
    print(f"{len(texts):,} texts of {sum(map(len, texts)) / len(texts):.0f} characters\n")
    lines, many, clock = [], [texts[place] for place in drawn[:MANY].tolist()], Clock()
    cut = Cut.of(many)
    lines.append((f"{MANY:,}: words", *clock.read(), ""))
    cluster(cut)
    lines.append((f"{MANY:,}: all", *clock.read(), str(SECONDS)))
    clock, assigned = Clock(), 0
    model = fit(Cut.of(many))
    lines.append((f"{ALL:,}: learnt from {MANY:,}", *clock.read(), ""))
    for first in range(0, ALL, BATCH):
        batch = np.arange(first, first + BATCH) % len(texts)
        assigned += int((model.assign([texts[place] for place in drawn[batch].tolist()]) >= 0).sum())
    lines.append((f"{ALL:,}: all", *clock.read(), str(SECONDS_ALL)))
    print(table("texts | s | s at work | limit, s", lines))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"\n{len(model.topics)} topics; {100 * (1 - assigned / ALL):.1f} % unassigned; at most {peak:.2f} GB resident (limit {MEMORY:g})"
    )


def through_the_store(folder: Path) -> None:
    """What the job does after an import: a million texts, none of them told apart from its like, cut into words before."""
    texts = read(folder)
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as place:
        store = connect(Path(place) / "guanlan.duckdb")
        with store.writing() as cursor:
            for first in range(0, ALL, BATCH):
                said = [texts[one] for one in random.integers(len(texts), size=BATCH).tolist()]
                ids, offsets, known = Tokenizer().tokens(without_emoticons(own(Joined.of(said).normal()).said))
                cursor.register("batch", pa.table({"text": said, "tokens": pa.ListArray.from_arrays(offsets, ids), "n": range(first, first + BATCH)}))
                cursor.register("words", pa.table([list(known), list(known.values())], ["id", "token"]))
                cursor.execute("INSERT INTO mention BY NAME SELECT CAST(md5(CAST(n AS VARCHAR)) AS UUID) AS mention_id, text, tokens FROM batch")
                cursor.execute("INSERT INTO word BY NAME SELECT * FROM words WHERE id NOT IN (SELECT id FROM word)")
        lines = []
        for name in ("first", "again"):
            (Path(place) / name).mkdir()
            clock = Clock()
            order = topics.take_out(store, Path(place) / name, None)
            lines.append((f"{name}: texts out", *clock.read(), ""))
            subprocess.run([sys.executable, "-m", "loaders.topics"], input=json.dumps(order), text=True, check=True, env=os.environ | ONE_THREAD)
            lines.append((f"{name}: and topics found", clock.read()[0], "", ""))
            topics.put_back(store, order)
            lines.append((f"{name}: and put back", clock.read()[0], "", str(SECONDS_ALL)))
        store.close()
    print(table("a million mentions | s | s at work | limit, s", lines))
    print(f"\nThe process that finds them: at most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20:.2f} GB resident (limit {MEMORY:g})")


def read(folder: Path) -> list[str]:
    texts = []
    for path in sorted((*folder.glob("sentiment/*.csv"), *folder.glob("topics/*.csv"))):
        with path.open(encoding="utf-8-sig", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    return texts


class Clock:
    """Seconds since it was made, by the clock and that the process had a core."""

    def __init__(self) -> None:
        self.started = time.perf_counter(), time.process_time()

    def read(self) -> tuple[str, str]:
        return f"{time.perf_counter() - self.started[0]:.1f}", f"{time.process_time() - self.started[1]:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    agreement(given.folder)
    if given.large:
        speed(given.folder)
    if given.store:
        through_the_store(given.folder)


if __name__ == "__main__":
    main()
