"""How a text feels: negative, neutral or positive, by a linear model over hashed n-grams. docs/sentiment.md is its card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nlp.codes import LATIN, SIGN, Joined, kinds, normal_form
from nlp.own import LONGEST, NOT_OWN, NOT_PASSED_ON, RUN, STOCK_ONLY, Own, own

if TYPE_CHECKING:
    import pandas as pd

SHIPPED = Path(__file__).parent / "models" / "sentiment.npz"
LABELS = (-1, 0, 1)
ORDERS = 4
BITS = 21
BUCKETS = 1 << BITS
BATCH = 10_000
# Parts of a stored weight that a model can be changed by, and how many stored weights a changed one may be: sums of
# LONGEST texts stay below 2^31.
PARTS = 256
MOST = 500
STEP = np.uint32(0x9E3779B1)
# One odd number for each order of n-gram, for words and for pairs of words.
SPREAD = np.array([0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0x2C1B3C6D, 0x297A2D39], np.uint32)
# Between two words that are neighbours: a space, a comma and a space.
NEAR = 3


@dataclass(frozen=True)
class Model:
    """`weights`: of each bucket its neutrality and its polarity as neutrality << 32 + polarity, and a 0 for no bucket;
    `scale`: what 1 of these adds to a logit; `bias`: the logits of a text without features. Pairs: neutrality, polarity.
    """

    weights: np.ndarray
    scale: np.ndarray
    bias: np.ndarray

    @classmethod
    def of(cls, file: bytes) -> "Model":
        """The model in a .npz file of `nlp.train`."""
        with np.load(BytesIO(file), allow_pickle=False) as stored:
            weights = np.zeros((2, BUCKETS), np.int64)
            weights[np.unpackbits(stored["held"], axis=1).astype(bool)] = stored["weights"].astype(np.int64) * PARTS
            neutrality, polarity = weights
            return cls(np.append((neutrality << 32) + polarity, 0), stored["scale"] / PARTS, stored["bias"])

    def plus(self, buckets: np.ndarray, deltas: np.ndarray, bias: np.ndarray) -> "Model":
        """With `deltas` ((n, 2): neutrality, polarity, in logits) added to the weights of `buckets`, each named once, and
        `bias` to the bias.
        """
        polarity = self.weights[buckets].astype(np.int32).astype(np.int64)
        both = np.stack([(self.weights[buckets] - polarity) >> 32, polarity], axis=1) + np.rint(deltas / self.scale).astype(np.int64)
        neutrality, polarity = np.clip(both, -MOST * PARTS, MOST * PARTS).T
        weights = self.weights.copy()
        weights[buckets] = (neutrality << 32) + polarity
        return replace(self, weights=weights, bias=self.bias + bias)


class Grams(NamedTuple):
    """Features of one kind in their order: where each begins and ends, and its bucket; BUCKETS where it would reach into the
    next text.
    """

    begins: np.ndarray
    ends: np.ndarray
    buckets: np.ndarray


class Gram(NamedTuple):
    """`weight`: what the characters from `start` to before `end` of a text add to its polarity, in logits."""

    start: int
    end: int
    weight: float


class Why(NamedTuple):
    """`label` (None where there is nothing to score), `p` of negative, neutral and positive, `bias` and `grams`, the strongest
    first: the polarity of the text is the bias and the weights of all grams.
    """

    label: int | None
    p: tuple[float, float, float]
    bias: float
    grams: list[Gram]


@cache
def shipped() -> Model:
    """The model that comes with the project."""
    return Model.of(SHIPPED.read_bytes())


def features(texts: Joined) -> Iterator[Grams]:
    """Of own words: character n-grams of each order, then Latin words, then pairs of neighbouring words."""
    codes = texts.codes
    places = np.arange(len(codes) + ORDERS)
    hashes = np.zeros(len(codes), np.uint32)
    for order in range(ORDERS):
        hashes = hashes[: max(len(codes) - order, 0)] * STEP + codes[order:]
        buckets = spread(hashes, order)
        crossing = (texts.separators[:, None] - np.arange(order + 1)).ravel()
        buckets[crossing[(crossing >= 0) & (crossing < len(hashes))]] = BUCKETS
        yield Grams(places[: len(hashes)], places[order + 1 : order + 1 + len(hashes)], buckets)
    latin = np.flatnonzero(kinds()[codes] == LATIN)
    first = np.flatnonzero(np.diff(latin, prepend=-2) > 1)
    lengths = np.diff(first, append=len(latin))
    place = np.arange(len(latin)) - np.repeat(first, lengths)
    begins = latin[first]
    ends = begins + lengths
    hashes = np.add.reduceat(codes[latin] * powers()[place], first, dtype=np.uint32) if len(latin) else np.zeros(0, np.uint32)
    yield Grams(begins, ends, spread(hashes, ORDERS))
    pairs = np.flatnonzero((begins[1:] - ends[:-1] < NEAR) & (np.diff(texts.rows(begins)) == 0))
    yield Grams(begins[pairs], ends[pairs + 1], spread(hashes[:-1] * STEP + hashes[1:], ORDERS + 1)[pairs])


def spread(hashes: np.ndarray, kind: int) -> np.ndarray:
    """Buckets of hashes by the upper bits of a product (Knuth, TAOCP 3, 6.4: multiplicative hashing)."""
    return ((hashes * SPREAD[kind]) >> np.uint32(32 - BITS)).astype(np.int32)


@cache
def powers() -> np.ndarray:
    """STEP, STEP², … modulo 2^32: one for each place in the longest word."""
    return np.cumprod(np.full(LONGEST, STEP), dtype=np.uint32)


@dataclass(frozen=True)
class Weighed:
    """Own words whose features are weighed once, to score any parts of them. Of each kind of features `grams` and the
    `weights` of these.
    """

    texts: Joined
    model: Model
    grams: list[Grams]
    weights: list[np.ndarray]

    @cached_property
    def _before(self) -> list[np.ndarray]:
        """Of each kind of features what those before each add up to; it may pass 2^63, differences are exact."""
        return [np.append(0, np.cumsum(weights)) for weights in self.weights]

    @cached_property
    def _signs(self) -> np.ndarray:
        return np.append(0, np.cumsum(kinds()[self.texts.codes] >= SIGN))

    def scores(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Probabilities of negative, neutral and positive, (n, 3), of the parts from `starts` to before `ends`, each within
        a text; NaN where nothing can carry a feeling. A part scores as if it were a text.
        """
        both = np.zeros(len(starts), np.int64)
        found = np.zeros(len(starts), np.int64)
        for kind, (grams, before) in enumerate(zip(self.grams, self._before, strict=True)):
            if kind < ORDERS:
                first, last = starts, np.maximum(ends - kind, starts)
            else:
                first = np.searchsorted(grams.begins, starts)
                last = np.maximum(np.searchsorted(grams.ends, ends, side="right"), first)
            last = np.minimum(last, len(before) - 1)
            first = np.minimum(first, last)
            both += before[last] - before[first]
            found += last - first
        return self._probabilities(both, found, self._signs[ends] > self._signs[starts])

    def of_texts(self) -> np.ndarray:
        """`scores` of the texts."""
        starts, lengths = self.texts.starts[:-1], np.diff(self.texts.starts) - 1
        if not len(starts):
            return np.empty((0, 3))
        both = np.zeros(len(self.texts.codes), np.int64)
        found = np.zeros(len(starts), np.int64)
        for kind, (grams, weights) in enumerate(zip(self.grams, self.weights, strict=True)):
            if kind < ORDERS:
                both[: len(weights)] += weights
                found += np.maximum(lengths - kind, 0)
            else:
                both[grams.begins] += weights
                found += np.diff(np.searchsorted(grams.begins, self.texts.starts))
        signs = np.logical_or.reduceat(kinds()[self.texts.codes] >= SIGN, starts)
        return self._probabilities(np.add.reduceat(both, starts), found, signs)

    def _probabilities(self, both: np.ndarray, found: np.ndarray, signs: np.ndarray) -> np.ndarray:
        """By sums of weights, numbers of features, and whether anything can carry a feeling."""
        polarity = both.astype(np.int32).astype(np.int64)
        sums = np.stack([(both - polarity) >> 32, polarity], axis=1)
        neutrality, polarity = (sums * self.model.scale / np.sqrt(np.maximum(found, 1))[:, None] + self.model.bias).T
        logits = np.stack([-polarity, neutrality, polarity], axis=1)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        p = odds / odds.sum(axis=1, keepdims=True)
        p[~signs] = np.nan
        return p


def weighed(own: Own, model: Model | None = None) -> Weighed:
    model = model or shipped()
    grams = list(features(own.joined))
    return Weighed(own.joined, model, grams, [model.weights[one.buckets] for one in grams])


def scores(texts: Sequence[str | None], model: Model | None = None) -> np.ndarray:
    """Probabilities of negative, neutral and positive, (n, 3); NaN where a text has nothing to score. A text's row does not
    depend on the other texts.
    """
    parts = [
        weighed(own(Joined.of(texts[first : first + BATCH]).normal()), model).of_texts() for first in range(0, len(texts), BATCH)
    ]
    return np.concatenate([np.empty((0, 3)), *parts])


def why(text: str, model: Model | None = None) -> Why:
    """Why a text is scored as it is: the parts of it that speak for positive or for negative."""
    said = own(Joined.of([text]).normal())
    all_ = weighed(said, model)
    (p,) = all_.of_texts().tolist()
    if np.isnan(p[0]):
        return Why(None, tuple(p), float(all_.model.bias[1]), [])
    found = sum(np.count_nonzero(grams.buckets < BUCKETS) for grams in all_.grams)
    told = []
    for grams, weights in zip(all_.grams, all_.weights, strict=True):
        polarity = weights.astype(np.int32) * all_.model.scale[1] / np.sqrt(found)
        (felt,) = np.nonzero(polarity)
        starts, ends = said.places[grams.begins[felt]], said.places[grams.ends[felt] - 1] + 1
        told += map(Gram, starts.tolist(), ends.tolist(), polarity[felt].tolist())
    told.sort(key=lambda gram: (-abs(gram.weight), gram.start, gram.end))
    return Why(LABELS[int(np.argmax(p))], tuple(p), float(all_.model.bias[1]), told)


def score(texts: Sequence[str | None]) -> "pd.DataFrame":
    """`label` (Int8: −1, 0, 1; NA where there is nothing to score), `p_negative`, `p_neutral`, `p_positive` of each text."""
    # Imported here: the import's hot path takes `scores` and needs no pandas.
    import pandas as pd

    probabilities = scores(texts)
    unknown = np.isnan(probabilities[:, 0])
    labels = np.where(unknown, 0, probabilities.argmax(axis=1) - 1).astype(np.int8)
    frame = pd.DataFrame(probabilities, columns=["p_negative", "p_neutral", "p_positive"])
    frame.insert(0, "label", pd.arrays.IntegerArray(labels, unknown))
    return frame


def version(file: bytes) -> str:
    """A short hash of a model's file and of the cleaning and the features that it is used with."""
    cleaning = (NOT_OWN.pattern, NOT_PASSED_ON.pattern, STOCK_ONLY.pattern, LONGEST, RUN)
    used = repr((*cleaning, ORDERS, BITS, NEAR)).encode()
    return blake2b(file + used + kinds().tobytes() + normal_form().tobytes(), digest_size=6).hexdigest()


@cache
def _shipped_version() -> str:
    return version(SHIPPED.read_bytes())


def __getattr__(name: str) -> str:
    """VERSION, of the shipped model: read when it is first asked for, not at import."""
    if name == "VERSION":
        return _shipped_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
