"""Train the sentiment model on a folder of labelled tables: python -m nlp.train FOLDER [--out FILE]

A table is a CSV with `text`, `label` (−1, 0, 1) and, where it holds several domains, `category`.
"""

import argparse
import csv
import os
import re
from dataclasses import dataclass, fields
from functools import cached_property
from io import BytesIO
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from nlp.codes import Joined
from nlp.sentiment import BATCH, BUCKETS, SHIPPED, features, own_words

EMOTICON = re.compile(r"\[[^\[\]\s]{1,8}\]")
# Texts that agree in so many characters are one text to the split: some tables hold the same review, cut or not.
HEAD = 40
TEST_PART = 10
# No source counts for more rows than this, by whether it knows neutral.
MOST = {True: 20_000, False: 8_000}
# How far negative and positive rows of a source are drawn towards equal parts: 0 not, 1 fully.
BALANCE = 0.8
# Part of a row's weight that its copy without emoticons gets: some labels come from the emoticons.
WITHOUT_EMOTICONS = 0.7
# How far a weight may go whose features no domain shares, where 1 is added for those that all domains have.
SHARED_BY_NONE = 0.15
# Fewer texts than this teach nothing about a feature.
RARE = 3
PENALTY = 3e-4
ITERATIONS = 70


@dataclass(frozen=True)
class Rows:
    """Labelled texts: `texts`, and arrays of one length: `labels` (−1, 0, 1), `sources` (the table's name), `domains`
    (source and category), `heads` (what makes two texts one to the split).
    """

    texts: np.ndarray
    labels: np.ndarray
    sources: np.ndarray
    domains: np.ndarray
    heads: np.ndarray

    def of(self, which: np.ndarray) -> "Rows":
        """These rows, by mask or by number."""
        return Rows(*(getattr(self, field.name)[which] for field in fields(self)))

    @cached_property
    def tested(self) -> np.ndarray:
        """Which rows are for testing, about one in ten: the same text always falls on the same side."""
        return np.array([crc32(head.encode("utf-8", "surrogatepass")) % TEST_PART == 0 for head in self.heads], bool)

    @cached_property
    def threefold(self) -> np.ndarray:
        """Which rows are of a source that knows neutral."""
        return np.isin(self.sources, np.unique(self.sources[self.labels == 0]))


def read(folder: Path) -> Rows:
    """All tables of a folder, by name."""
    texts, labels, sources, domains = [], [], [], []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                texts.append(row["text"])
                labels.append(int(row["label"]))
                sources.append(path.stem)
                domains.append(f"{path.stem} {row.get('category') or ''}".strip())
    joined = Joined.of(texts).normal()
    heads = [text.strip()[:HEAD] for text in joined.text.split("\0")[:-1]]
    return Rows(np.array(texts, object), *map(np.array, (labels, sources, domains)), np.array(heads, object))


def counted(texts: np.ndarray) -> sparse.csr_array:
    """How often each text (rows) has the features of each bucket (columns), float32."""
    parts = [sparse.csr_array((0, BUCKETS), dtype=np.float32)]
    for first in range(0, len(texts), BATCH):
        joined = own_words(texts[first : first + BATCH])
        places = np.arange(len(joined.codes))
        found = [(joined.rows(places[at][buckets < BUCKETS]), buckets[buckets < BUCKETS]) for at, buckets in features(joined)]
        rows, columns = (np.concatenate(part) for part in zip(*found, strict=True))
        ones = np.ones(len(rows), np.float32)
        parts.append(sparse.csr_array((ones, (rows, columns)), (len(joined.starts) - 1, BUCKETS)))
    return sparse.vstack(parts, "csr")


def without_emoticons(texts: np.ndarray) -> np.ndarray:
    return np.array([EMOTICON.sub(" ", text) for text in texts], object)


def weights(rows: Rows) -> np.ndarray:
    """What each row counts: no source for more than MOST; its negative and positive rows drawn towards equal parts."""
    weight = np.zeros(len(rows.labels))
    for source in np.unique(rows.sources):
        own = rows.sources == source
        weight[own] = min(1, MOST[bool(rows.threefold[own][0])] / own.sum())
        sides = [own & (rows.labels == label) for label in (-1, 1)]
        for side in sides:
            weight[side] *= (sum(map(np.sum, sides)) / 2 / max(side.sum(), 1)) ** BALANCE
    return weight


def spreads(counts: sparse.csr_array, domains: np.ndarray, ascii_texts: np.ndarray) -> np.ndarray:
    """How far each bucket's weight may go: the rarer its features the further, by inverse document frequency, and the larger
    the part of the domains of one script (ASCII or not, as most of a domain's texts are) that have them the further; nowhere
    where fewer than RARE texts have them.
    """
    texts = np.diff(counts.tocsc().indptr)
    _, numbers = np.unique(domains, return_inverse=True)
    member = sparse.csr_array((np.ones(len(domains), np.float32), (numbers, np.arange(len(domains)))))
    present = (member @ counts > 0).tocsr()
    is_ascii = np.bincount(numbers, ascii_texts) > np.bincount(numbers) / 2
    shared = [np.diff(present[script].tocsc().indptr) / script.sum() for script in (is_ascii, ~is_ascii) if script.any()]
    return np.log((counts.shape[0] + 1) / (texts + 1)) * (np.max(shared, axis=0) + SHARED_BY_NONE) * (texts >= RARE)


def fit(x: sparse.csr_array, labels: np.ndarray, threefold: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Neutrality and polarity, (columns + 1, 2), the bias last, of least weighted cross-entropy plus PENALTY / 2 × squares.

    The logits are −polarity, neutrality, polarity. A row of a source without neutrals is judged by
    p(label) / (p(negative) + p(positive)), so that it says nothing about neutrality.
    """
    x = x.tocsr()
    transposed = x.T.tocsr()
    weight = weight / weight.sum()
    picked = (np.arange(len(labels)), labels + 1)
    shape = (x.shape[1] + 1, 2)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        solution = flat.reshape(shape)
        neutrality, polarity = (x @ solution[:-1].astype(np.float32) + solution[-1]).T
        logits = np.stack([-polarity, np.where(threefold, neutrality, -np.inf), polarity], axis=1)
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        total = odds.sum(axis=1, keepdims=True)
        missed = odds / total
        missed[picked] -= 1
        missed *= weight[:, None]
        by_row = np.stack([missed[:, 1], missed[:, 2] - missed[:, 0]], axis=1)
        gradient = np.vstack([transposed @ by_row.astype(np.float32) + PENALTY * solution[:-1], by_row.sum(axis=0)])
        entropy = weight @ (np.log(total[:, 0]) - logits[picked])
        return entropy + PENALTY / 2 * np.square(solution[:-1]).sum(), gradient.ravel()

    start = np.zeros(shape[0] * shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x.reshape(shape)


def train(rows: Rows) -> bytes:
    """The model's file, from all these rows: the same rows give the same bytes."""
    rows = rows.of(np.sort(np.unique(rows.heads.astype(str), return_index=True)[1]))
    weight = weights(rows)
    marked = np.flatnonzero([EMOTICON.search(text) is not None for text in rows.texts])
    weight_without = weight[marked] * WITHOUT_EMOTICONS
    weight[marked] *= 1 - WITHOUT_EMOTICONS
    every = np.concatenate([np.arange(len(weight)), marked])
    counts = sparse.vstack([counted(rows.texts), counted(without_emoticons(rows.texts[marked]))], "csr")
    found = counts.sum(axis=1)
    used = found > 0
    every, counts, found = every[used], counts[used], found[used]
    ascii_texts = np.array([text.isascii() for text in rows.texts[every]])
    spread = spreads(counts, rows.domains[every], ascii_texts)
    learnt = np.flatnonzero(spread)
    spread = spread[learnt].astype(np.float32)
    x = sparse.diags_array((1 / np.sqrt(found)).astype(np.float32)) @ counts[:, learnt] @ sparse.diags_array(spread)
    solution = fit(x, rows.labels[every], rows.threefold[every], np.concatenate([weight, weight_without])[used])
    return packed(learnt, solution[:-1] * spread[:, None], solution[-1])


def packed(buckets: np.ndarray, solution: np.ndarray, bias: np.ndarray) -> bytes:
    """A .npz of `weights` (int8, (2, BUCKETS)), `scale` and `bias`: neutrality, polarity."""
    scale = np.maximum(np.abs(solution).max(axis=0), 1e-9) / 127
    weights = np.zeros((2, BUCKETS), np.int8)
    weights[:, buckets] = np.rint(solution / scale).T
    file = BytesIO()
    np.savez_compressed(file, weights=weights, scale=scale, bias=bias)
    return file.getvalue()


def write(path: Path, data: bytes) -> None:
    """At once: who reads it meanwhile has the old file or the new."""
    part = path.with_suffix(".part")
    part.write_bytes(data)
    os.replace(part, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    rows = read(given.folder)
    learnt = rows.of(~rows.tested)
    write(given.out, train(learnt))
    print(f"{given.out}: {given.out.stat().st_size:,} bytes, from {len(learnt.labels):,} of {len(rows.labels):,} rows")


if __name__ == "__main__":
    main()
