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
from itertools import islice
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from nlp.codes import Joined
from nlp.own import own
from nlp.sentiment import BATCH, BUCKETS, ORDERS, SHIPPED, features

EMOTICON = re.compile(r"\[[^\[\]\s]{1,8}\]")
# Texts that agree in so many characters are one text to the split: some tables hold the same review, cut or not.
HEAD = 40
TEST_PART = 10
# No source counts for more rows than this, by whether it knows neutral.
MOST = {True: 20_000, False: 8_000}
# How far negative and positive rows of a source are drawn towards equal parts: 0 not, 1 fully.
BALANCE = 0.8
# What a row of a source that knows neutral counts: few sources teach it.
THREEFOLD = 1.7
# What a neutral row counts beside them, by whether its source is English: there too few are called neutral by likelihood alone.
NEUTRAL = {True: 3.8, False: 1.1}
# Part of a row's weight that its copy without emoticons gets: some labels come from the emoticons.
WITHOUT_EMOTICONS = 0.7
# How far a weight may go whose features no domain shares, where 1 is added for those that all domains have.
SHARED_BY_NONE = 0.15
# The same for those that all domains agree on: a weight may go the further, the more it tells in each of them.
AGREED_BY_NONE = 0.2
AGREED_BY_ONE = 0.5
# The same for Latin words and pairs of them: each stands beside some twenty n-grams of its letters.
WHOLE = 2.0
# Log odds of a domain count by the inverse of their variance and of this, which is how far domains differ; and the prior
# texts of a domain, and of there being no odds at all.
DOMAINS_DIFFER = 0.3
PRIOR_TEXTS = 2.0
PRIOR = 1.0
# Fewer texts than this teach nothing about a feature.
RARE = 3
# Of neutrality and of polarity.
PENALTY = np.array([2e-4, 3e-4])
ITERATIONS = 60
# How many weights of neutrality and of polarity are stored, and the part of them that is no larger than what can be.
KEPT = (200_000, 450_000)
LARGEST = 0.99999
# Words with a feeling, each learnt as a text; together they count as this part of the texts.
WORD_LIST = SHIPPED.parent / "words.csv"
WORDS = 0.15
# A sign such as an emoji counts for so many words: hardly a source has kept them, and everybody writes them.
SIGNS = 40
# What is added to neutrality and polarity: sources that were not learnt were called neutral and negative too often.
LEAN = np.array([-0.48, 0.03])


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


def counted(texts: np.ndarray, kind: int = 0) -> sparse.csr_array:
    """How often each text (rows) has the features of each bucket (columns), float32; those from `kind` on."""
    parts = [sparse.csr_array((0, BUCKETS), dtype=np.float32)]
    for first in range(0, len(texts), BATCH):
        joined = own(Joined.of(texts[first : first + BATCH]).normal()).joined
        some = islice(features(joined), kind, None)
        found = [(grams.begins[grams.buckets < BUCKETS], grams.buckets[grams.buckets < BUCKETS]) for grams in some]
        begins, columns = (np.concatenate(part) for part in zip(*found, strict=True))
        rows = joined.rows(begins)
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
        threefold = bool(rows.threefold[own][0])
        weight[own] = min(1, MOST[threefold] / own.sum()) * (THREEFOLD if threefold else 1)
        sides = [own & (rows.labels == label) for label in (-1, 1)]
        for side in sides:
            weight[side] *= (sum(map(np.sum, sides)) / 2 / max(side.sum(), 1)) ** BALANCE
        weight[own & (rows.labels == 0)] *= NEUTRAL[bool(np.mean([text.isascii() for text in rows.texts[own]]) > 0.5)]
    return weight


def spreads(counts: sparse.csr_array, labels: np.ndarray, domains: np.ndarray, ascii_texts: np.ndarray) -> np.ndarray:
    """How far each bucket's weight may go: the rarer its features in its script the further, by inverse document frequency; the larger the
    part of the domains of one script (ASCII or not, as most of a domain's texts are) that have them; and the more they tell
    negative from positive in all domains alike. Nowhere where fewer than RARE texts have them.
    """
    texts = np.bincount(counts.indices, minlength=counts.shape[1])
    often = np.flatnonzero(texts >= RARE)
    present = counts[:, often] > 0
    _, numbers = np.unique(domains, return_inverse=True)
    negative, positive = ((_by_domain(numbers, labels == label) @ present).tocsr() for label in (-1, 1))
    shared = _by_domain(numbers, np.ones(len(numbers))) @ present > 0
    is_ascii = np.bincount(numbers, ascii_texts) > np.bincount(numbers) / 2
    present_in, told = [], []
    for script in (is_ascii, ~is_ascii):
        of = np.flatnonzero(script)
        if len(of):
            present_in.append(shared[of].sum(axis=0) / len(of))
            told.append(agreement(negative[of], positive[of], np.bincount(numbers, labels < 0)[of], np.bincount(numbers, labels > 0)[of]))
    # In the script that has them most often: beside ten times as many Chinese texts every English letter would be rare.
    scripts = np.stack([ascii_texts, ~ascii_texts]).astype(np.float32)
    every, having = scripts.sum(axis=1), scripts @ present
    most = np.argmax(having / np.maximum(every, 1)[:, None], axis=0)
    rarity = np.log((every[most] + 1) / (having[most, np.arange(len(often))] + 1))
    spread = np.zeros(counts.shape[1])
    spread[often] = rarity * (np.max(present_in, axis=0) + SHARED_BY_NONE) * np.sqrt(np.max(told, axis=0) + AGREED_BY_NONE)
    return spread


def agreement(negative: sparse.csr_array, positive: sparse.csr_array, negatives: np.ndarray, positives: np.ndarray) -> np.ndarray:
    """How much each bucket tells in all domains alike: the mean of its log odds of positive by inverse variance, drawn towards 0
    (random effects, DerSimonian & Laird 1986), without sign; about 1 for one bucket in ten. AGREED_BY_ONE where there is one
    domain only. Texts with the bucket, (domains, buckets), and all texts.
    """
    if len(negatives) == 1:
        return AGREED_BY_ONE * ((negative + positive).toarray()[0] > 0)
    odds, certainty = np.zeros(negative.shape[1]), np.full(negative.shape[1], PRIOR)
    rates = (positives + 1) / (positives + negatives + 2)
    for domain, rate in enumerate(rates.tolist()):
        n, p = (side[[domain]].toarray()[0] for side in (negative, positive))
        here = np.flatnonzero(n + p)
        n, p = n[here] + PRIOR_TEXTS * (1 - rate), p[here] + PRIOR_TEXTS * rate
        certain = 1 / (1 / n + 1 / p + DOMAINS_DIFFER)
        odds[here] += certain * np.log(p / n * (1 - rate) / rate)
        certainty[here] += certain
    told = np.abs(odds) / certainty
    return told / max(np.quantile(told[odds != 0], 0.9) if odds.any() else 0, 1e-9)


def _by_domain(numbers: np.ndarray, which: np.ndarray) -> sparse.csr_array:
    """(domains, rows): 1 where one of these rows is of a domain."""
    shape = (numbers.max() + 1, len(numbers))
    return sparse.csr_array((which.astype(np.float32), (numbers, np.arange(len(numbers)))), shape)


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
        return entropy + np.square(solution[:-1]).sum(axis=0) @ PENALTY / 2, gradient.ravel()

    start = np.zeros(shape[0] * shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x.reshape(shape)


def train(rows: Rows) -> bytes:
    """The model's file, from all these rows and the words: the same rows give the same bytes."""
    rows = rows.of(np.sort(np.unique(rows.heads.astype(str), return_index=True)[1]))
    weight = weights(rows)
    words, felt, counts_for = told_words()
    marked = np.flatnonzero([EMOTICON.search(text) is not None for text in rows.texts])
    texts = np.concatenate([rows.texts, without_emoticons(rows.texts[marked]), words])
    labels = np.concatenate([rows.labels, rows.labels[marked], felt])
    domains = np.concatenate([rows.domains, rows.domains[marked], np.full(len(words), WORD_LIST.stem)])
    threefold = np.concatenate([rows.threefold, rows.threefold[marked], np.zeros(len(words), bool)])
    one_word = counts_for * (WORDS * weight.sum() / counts_for.sum())
    weight = np.concatenate([weight, weight[marked] * WITHOUT_EMOTICONS, one_word])
    weight[marked] *= 1 - WITHOUT_EMOTICONS
    is_ascii = np.array([text.isascii() for text in texts])
    counts = counted(texts)
    words_part = counted(texts, ORDERS).sum(axis=0) / np.maximum(counts.sum(axis=0), 1)
    spread = spreads(counts, labels, domains, is_ascii) * (1 + (WHOLE - 1) * words_part)
    learnt = np.flatnonzero(spread)
    x = sparse.diags_array((1 / np.sqrt(np.maximum(counts.sum(axis=1), 1))).astype(np.float32)) @ counts[:, learnt]
    x = x @ sparse.diags_array(spread[learnt].astype(np.float32))
    used = counts.sum(axis=1) > 0
    solution = fit(x[used], labels[used], threefold[used], weight[used])
    often = np.bincount(counts.indices, minlength=BUCKETS)[learnt]
    return packed(learnt, solution[:-1] * spread[learnt][:, None], solution[-1] + LEAN, often)


def told_words() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Words and signs with a feeling, their labels, and how many words each counts for."""
    with WORD_LIST.open(encoding="utf-8", newline="") as file:
        rows = [(row["word"], int(row["label"])) for row in csv.DictReader(file)]
    # On end too: as people write them, and enough to be learnt.
    rows = [(word * times, label, word) for word, label in rows for times in (1, 2, 3) if times == 1 or len(word) == 1]
    words, labels, once = (np.array(column, dtype) for column, dtype in zip(zip(*rows, strict=True), (object, int, object), strict=True))
    return words, labels, np.array([1 if any(map(str.isalnum, word)) else SIGNS for word in once], float)


def packed(buckets: np.ndarray, solution: np.ndarray, bias: np.ndarray, texts: np.ndarray) -> bytes:
    """A .npz for Model.of: the KEPT weights of neutrality and of polarity that move most (by their size and the root of how many
    texts have them), as int8, `held`: which buckets they are of, as bits, `scale` and `bias`.
    """
    weights = np.zeros((2, BUCKETS), np.int8)
    moved = np.abs(solution) * np.sqrt(texts)[:, None]
    scale = np.maximum(np.quantile(np.abs(solution), LARGEST, axis=0), 1e-9) / 127 if len(solution) else np.ones(2)
    for kind, kept in enumerate(KEPT):
        most = np.sort(np.argsort(-moved[:, kind], kind="stable")[:kept])
        weights[kind, buckets[most]] = np.clip(np.rint(solution[most, kind] / scale[kind]), -127, 127)
    file = BytesIO()
    np.savez_compressed(file, held=np.packbits(weights != 0, axis=1), weights=weights[weights != 0], scale=scale, bias=bias)
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
