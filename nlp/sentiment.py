"""How a text feels: negative, neutral or positive, by a linear model over hashed n-grams. docs/sentiment.md is its card."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nlp.codes import Joined, normal_form

if TYPE_CHECKING:
    import pandas as pd

SHIPPED = Path(__file__).parent / "models" / "sentiment.npz"
# Characters of a text that are read, and how often one of them counts on end: sums stay far below 2^31.
LONGEST = 1_500
RUN = 3
ORDERS = 4
BITS = 19
BUCKETS = 1 << BITS
BATCH = 10_000
STEP = np.uint32(0x9E3779B1)
# One odd number for each order of n-gram, for words and for pairs of words.
SPREAD = np.array([0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0x2C1B3C6D, 0x297A2D39], np.uint32)
GAP, MARK, SIGN, LATIN = range(4)
# Between two words that are neighbours: a space, a comma and a space.
NEAR = 3

# What the author does not say, in normal text (simplified, lower case, half width). `//@a:b` quotes what a wrote, to the end.
NOT_OWN = re.compile(
    r"//(?<!://)\s*@[^\0]*"
    r"|https?://(?:(?!//\s*@)[a-z0-9./?=&%~#:+$_-])*"
    r"|www\.[a-z0-9./?=&%~#:+$_-]*"
    r"|t\.cn/[a-z0-9]*"
    r"|#[^#\s\0]{1,40}#"
    r"|(?:rt |回复 ?)?@[\w-]*:?"
    r"|(?:转发|快转|轻转)微博"
    r"|(?:转发|repost|分享图片|分享视频)(?!\w)"
    r"|\(?分享自(?!\w)"
    r"|网页链接|展开全文|\.\.\.全文"
    r"|&(?:amp|lt|gt|quot|nbsp|#39);"
)


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
            neutrality, polarity = stored["weights"].astype(np.int64)
            return cls(np.append((neutrality << 32) + polarity, 0), stored["scale"], stored["bias"])


@cache
def shipped() -> Model:
    """The model that comes with the project."""
    return Model.of(SHIPPED.read_bytes())


@cache
def kinds() -> np.ndarray:
    """code point -> GAP (as good as a space), MARK (punctuation), SIGN (can carry a feeling), LATIN (a letter of a word)."""
    categories = [unicodedata.category(chr(code)) for code in range(0x110000)]
    gaps = {"Cc", "Cf", "Cs", "Mn", "Zl", "Zp", "Zs"}
    marks = {"Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm"}
    table = np.array([GAP if kind in gaps else MARK if kind in marks else SIGN for kind in categories], np.uint8)
    for code in range(0x250):
        if categories[code] in ("Ll", "Lu"):
            table[code] = LATIN
    table[ord("'")] = LATIN
    table[0xFFFD] = GAP
    return table


def own_words(texts: Sequence[str | None]) -> Joined:
    """What is scored: an author's own words in normal form, with single spaces and no character more than RUN times on end."""
    normal = Joined.of([(text or "")[:LONGEST] for text in texts]).normal().text.replace("\u2019", "'")
    codes = np.frombuffer(NOT_OWN.sub(" ", normal).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where((kinds()[codes] == GAP) & (codes != 0), np.uint32(ord(" ")), codes)
    spaces, ends = codes == ord(" "), codes == 0
    same = codes[1:] == codes[:-1]
    again = np.zeros(len(codes), bool)
    again[RUN:] = same[2:] & same[1:-1] & same[:-2] & ~ends[RUN:]
    codes = codes[~again & ~(spaces & np.append(True, (spaces | ends)[:-1]))]
    codes = codes[~((codes == ord(" ")) & np.append(codes[1:] == 0, False))]
    starts = np.append(0, np.flatnonzero(codes == 0) + 1)
    return Joined(codes.tobytes().decode("utf-32-le", "surrogatepass"), starts)


def features(own: Joined) -> Iterator[tuple[slice | np.ndarray, np.ndarray]]:
    """Where features begin, and their buckets: character n-grams of each order, then Latin words, then pairs of neighbouring
    words. An n-gram that would reach into the next text has the bucket BUCKETS.
    """
    codes = own.codes
    hashes = np.zeros(len(codes), np.uint32)
    for order in range(ORDERS):
        hashes = hashes[: max(len(codes) - order, 0)] * STEP + codes[order:]
        buckets = spread(hashes, order)
        crossing = (own.separators[:, None] - np.arange(order + 1)).ravel()
        buckets[crossing[(crossing >= 0) & (crossing < len(hashes))]] = BUCKETS
        yield slice(0, len(hashes)), buckets
    latin = np.flatnonzero(kinds()[codes] == LATIN)
    if len(latin):
        first = np.flatnonzero(np.diff(latin, prepend=-2) > 1)
        lengths = np.diff(first, append=len(latin))
        place = np.arange(len(latin)) - np.repeat(first, lengths)
        hashes = np.add.reduceat(codes[latin] * powers()[place], first, dtype=np.uint32)
        begins = latin[first]
        yield begins, spread(hashes, ORDERS)
        near = np.diff(begins) - lengths[:-1] < NEAR
        pairs = np.flatnonzero(near & (np.diff(own.rows(begins)) == 0))
        yield begins[pairs], spread(hashes[:-1] * STEP + hashes[1:], ORDERS + 1)[pairs]


def spread(hashes: np.ndarray, kind: int) -> np.ndarray:
    """Buckets of hashes by the upper bits of a product (Knuth, TAOCP 3, 6.4: multiplicative hashing)."""
    return ((hashes * SPREAD[kind]) >> np.uint32(32 - BITS)).astype(np.int32)


@cache
def powers() -> np.ndarray:
    """STEP, STEP², … modulo 2^32: one for each place in the longest word."""
    return np.cumprod(np.full(LONGEST, STEP), dtype=np.uint32)


def scores(texts: Sequence[str | None], model: Model | None = None) -> np.ndarray:
    """Probabilities of negative, neutral and positive, (n, 3); NaN where a text has no words of its own. A text's row does
    not depend on the other texts.
    """
    model = model or shipped()
    parts = [_scored(own_words(texts[first : first + BATCH]), model) for first in range(0, len(texts), BATCH)]
    return np.concatenate([np.empty((0, 3)), *parts])


def _scored(own: Joined, model: Model) -> np.ndarray:
    weights = np.zeros(len(own.codes), np.int64)
    found = np.zeros(len(own.codes), np.int64)
    for begins, buckets in features(own):
        weights[begins] += model.weights[buckets]
        found[begins] += buckets < BUCKETS
    starts = own.starts[:-1]
    both = np.add.reduceat(weights, starts)
    polarity = both.astype(np.int32).astype(np.int64)
    sums = np.stack([(both - polarity) >> 32, polarity], axis=1)
    length = np.sqrt(np.maximum(np.add.reduceat(found, starts), 1))
    neutrality, polarity = (sums * model.scale / length[:, None] + model.bias).T
    logits = np.stack([-polarity, neutrality, polarity], axis=1)
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = odds / odds.sum(axis=1, keepdims=True)
    probabilities[~np.logical_or.reduceat(kinds()[own.codes] >= SIGN, starts)] = np.nan
    return probabilities


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
    used = repr((NOT_OWN.pattern, LONGEST, RUN, ORDERS, BITS, NEAR)).encode()
    return blake2b(file + used + kinds().tobytes() + normal_form().tobytes(), digest_size=6).hexdigest()


@cache
def _shipped_version() -> str:
    return version(SHIPPED.read_bytes())


def __getattr__(name: str) -> str:
    """VERSION, of the shipped model: read when it is first asked for, not at import."""
    if name == "VERSION":
        return _shipped_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
