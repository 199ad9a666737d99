"""Learning a personal layer from what people call the mentions of a store. docs/personal.md tells what it is good for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from zlib import crc32

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from nlp.codes import Joined
from nlp.layer import MOST, Deltas, Layer
from nlp.own import Own, own
from nlp.sentiment import LABELS, Model, scores, shipped, weighed
from nlp.train import counted
from nlp.watchlist import RulesError

LEAST = 50
FOLDS = 5
# What holds the weights back, as if the shipped model were that many labels for each: chosen by bench/personal.py.
PENALTY = 0.5
# Fewer labelled texts than this teach nothing about a bucket.
RARE = 2
# People correct what is wrong and pass over what is right: for each correction so many others, as the model has them.
ANCHORS = 2
ITERATIONS = 100
# Other texts that tell which part of them gets each label, and how the bias goes there: rounds, and what of a step is left in
# the next one.
ENOUGH = 200
ROUNDS, LEFT = 100, 0.95


@dataclass(frozen=True)
class Labelled:
    """Texts that people labelled: `texts`, `labels` (−1, 0, 1), `drawn`: which were drawn by chance, not chosen by who
    labelled them. `others`: texts that nobody labelled, drawn by chance.
    """

    texts: np.ndarray
    labels: np.ndarray
    drawn: np.ndarray
    others: np.ndarray

    @classmethod
    def of(
        cls,
        texts: Sequence[str | None],
        labels: Sequence[int],
        drawn: Sequence[bool] | None = None,
        others: Sequence[str | None] = (),
    ) -> "Labelled":
        """Copies of a text count once, with the label that stands first; texts without anything to score are left out."""
        known: dict[str, None] = {}
        first, rest = [], []
        for chosen, several in ((first, texts), (rest, others)):
            words = _words(several)
            can_be_scored = ~np.isnan(weighed(words).of_texts()[:, 0])
            for place, (text, can) in enumerate(zip(_texts(words), can_be_scored, strict=True)):
                if can and text not in known:
                    known[text] = None
                    chosen.append(place)
        drawn = np.ones(len(texts), bool) if drawn is None else drawn
        return cls(
            np.array(texts, object)[first],
            np.array(labels, np.int64)[first],
            np.array(drawn, bool)[first],
            np.array(others, object)[rest],
        )

    def part(self, chosen: np.ndarray) -> "Labelled":
        """With these of the labels, and all others."""
        return Labelled(*(getattr(self, field.name)[chosen] for field in fields(self)[:3]), self.others)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are negative, neutral and positive."""
        return tuple(int(np.sum(self.labels == label)) for label in LABELS)

    @property
    def folds(self) -> np.ndarray:
        """The fold of each text: always the same one for the same text."""
        return np.array([crc32(text.encode("utf-8", "surrogatepass")) % FOLDS for text in _texts(_words(self.texts))], int)


def _words(texts: Sequence[str | None]) -> Own:
    return own(Joined.of(list(texts)).normal())


def _texts(words: Own) -> list[str]:
    """What is scored of each text."""
    return words.joined.text.split("\0")[:-1]


def check(labelled: Labelled) -> None:
    """Raises RulesError where there is too little to learn from."""
    if (missing := LEAST - len(labelled.labels)) > 0:
        raise RulesError(
            "{count} more labels are needed: {least} of different texts are the fewest to learn from.",
            count=missing,
            least=LEAST,
        )
    if sum(count > 0 for count in labelled.counts) < 2:
        raise RulesError("All labels are the same: there is nothing to tell apart yet.")


def learn(labelled: Labelled, model: Model | None = None, *, until: datetime = datetime.min) -> Layer:
    """The layer over the model of least cross-entropy of the labels plus PENALTY / 2 × squares of what it changes; without
    labels it changes nothing.

    The logits of the model are where it begins. ANCHORS × as much as the labels that were chosen, not drawn, count `others`,
    as the model has them: from mistakes alone one would learn that all is mistaken. Last the bias is moved so that of `others`
    as many get each label as their probabilities add up to: the likeliest label alone tells of common ones too often. Only
    where most labels were drawn do probabilities add up to what there is.
    """
    model = model or shipped()
    if not len(labelled.labels):
        return Layer.of(Deltas(np.empty(0, np.int64), np.empty((0, 2))), np.zeros(2), until=until)
    anchors = labelled.others if not labelled.drawn.all() else labelled.others[:0]
    p = scores([*labelled.texts, *anchors], model)
    wanted = p.copy()
    count = len(labelled.labels)
    wanted[:count] = labelled.labels[:, None] == LABELS
    weight = np.ones(len(p))
    weight[count:] = ANCHORS * np.sum(~labelled.drawn) / max(len(anchors), 1)
    counts = counted(np.concatenate([labelled.texts, anchors]))
    x = sparse.diags_array(1 / np.sqrt(np.maximum(counts.sum(axis=1), 1))) @ counts
    buckets = _telling(x[:count], _both(p[:count] - wanted[:count]))
    solution = _fit(x[:, buckets].tocsr(), np.log(np.maximum(p, 1e-12)), wanted, weight)
    deltas, bias = Deltas(buckets, solution[:-1]), solution[-1]
    if len(labelled.others) >= ENOUGH and labelled.drawn.mean() >= 0.5:
        bias = bias + _evened(scores(labelled.others, Layer.of(deltas, bias).on(model)))
    return Layer.of(deltas, bias, labels=labelled.counts, drawn=int(labelled.drawn.sum()), until=until)


def tried(labelled: Labelled, model: Model | None = None) -> np.ndarray:
    """Probabilities (n, 3) of the labelled texts, of each by a layer that was learnt from the other folds. Raises RulesError
    where there is too little to learn from.
    """
    check(labelled)
    model = model or shipped()
    p = np.empty((len(labelled.labels), 3))
    folds = labelled.folds
    for fold in range(FOLDS):
        p[folds == fold] = scores(labelled.texts[folds == fold], learn(labelled.part(folds != fold), model).on(model))
    return p


def _telling(x: sparse.csr_array, missed: np.ndarray) -> np.ndarray:
    """The buckets of at least RARE texts, ascending; of more than MOST those along which the model errs most."""
    (buckets,) = np.nonzero(np.bincount(x.indices, minlength=x.shape[1]) >= RARE)
    if len(buckets) > MOST:
        errs = np.abs(x[:, buckets].T @ missed).max(axis=1)
        buckets = np.sort(buckets[np.argsort(-errs, kind="stable")[:MOST]])
    return buckets


def _evened(p: np.ndarray) -> np.ndarray:
    """What is added to the bias: neutrality, polarity."""
    logits, added, step = np.log(np.maximum(p, 1e-12)), np.zeros(2), 1.0
    for _ in range(ROUNDS):
        found = (logits + np.array([-added[1], added[0], added[1]])).argmax(axis=1)
        negative, neutral, positive = p.mean(axis=0) - np.bincount(found, minlength=3) / len(p)
        added += step * np.array([neutral - (negative + positive) / 2, (positive - negative) / 2])
        step *= LEFT
    return added


def _both(missed: np.ndarray) -> np.ndarray:
    """Of neutrality and polarity, by negative, neutral and positive: the logits are −polarity, neutrality, polarity."""
    return np.stack([missed[:, 1], missed[:, 2] - missed[:, 0]], axis=1)


def _fit(x: sparse.csr_array, logits: np.ndarray, wanted: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What is added to neutrality and polarity of each column, (columns + 1, 2), the bias last."""
    transposed = x.T.tocsr()
    shape = (x.shape[1] + 1, 2)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        solution = flat.reshape(shape)
        neutrality, polarity = (x @ solution[:-1] + solution[-1]).T
        now = logits + np.stack([-polarity, neutrality, polarity], axis=1)
        now -= now.max(axis=1, keepdims=True)
        odds = np.exp(now)
        total = odds.sum(axis=1, keepdims=True)
        by_text = _both((odds / total - wanted) * weight[:, None])
        gradient = np.vstack([transposed @ by_text, by_text.sum(axis=0)]) + PENALTY * solution
        entropy = np.sum(weight[:, None] * wanted * (np.log(total) - now))
        return entropy + PENALTY / 2 * np.square(solution).sum(), gradient.ravel()

    return minimize(
        loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}
    ).x.reshape(shape)
