"""What of a product or service texts speak about, and how each aspect fares in the clauses that name it."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from nlp.clauses import Clauses
from nlp.codes import SIGN, Joined, kinds
from nlp.lexicon import Lexicon, Said
from nlp.own import Own
from nlp.sentiment import Weighed

# What says nothing of an aspect beside its name.
PARTICLES = "的地得了着呢吧啊嘛呀哦哈是也就都还这那个些我你"

# How much the whole text counts beside the clauses that name an aspect, and how much neutral beside negative and positive:
# the model has learnt neutral from whole posts, and few clauses of opinion say so little.
WHOLE, NEUTRAL = 0.25, 0.4


@dataclass(frozen=True)
class Aspects:
    """`names`, sorted; of each aspect of each text, sorted, its `row`, its place in the names (`name`), and how it fares
    (`sentiment`: evidence of negative, neutral, positive; NaN where nothing can be scored).
    """

    names: list[str]
    row: np.ndarray
    name: np.ndarray
    sentiment: np.ndarray

    @property
    def label(self) -> np.ndarray:
        """−1, 0 or 1 of each; 0 where nothing can be scored."""
        return np.where(np.isnan(self.sentiment[:, 0]), 0, self.sentiment.argmax(axis=1) - 1)


def aspects(lexicon: Lexicon, said: Said, clauses: Clauses, own: Own, weighed: Weighed, p: np.ndarray) -> Aspects:
    """Of the places that count. An aspect fares as the clauses that name it do in the mean, and a little as its whole text
    (`p`); a clause that says nothing but the name is read with the next of its sentence, or counts as the whole text.
    """
    numbers = lexicon.numbers("aspect")
    names = sorted(numbers)
    place = np.full(len(lexicon.used), -1)
    place[[numbers[name] for name in names]] = np.arange(len(names))
    found = said.of(place[said.entry] >= 0)
    # Each aspect once for each clause that names it.
    keys = found.hits.row * len(names) + place[found.entry]
    each = np.sort(keys * len(clauses.begins) + found.clause)
    key, clause = np.divmod(each[np.diff(each, prepend=-1) > 0], max(len(clauses.begins), 1))
    meant = np.zeros(len(clauses.begins), bool)
    meant[clause] = True
    which = np.flatnonzero(meant)
    of = (np.cumsum(meant) - 1)[clause]
    bare = _bare(own.said, found, clauses, which)
    scores = _scores(clauses, which, bare, own, weighed)[of]
    row = key // max(len(names), 1)
    scores = np.where(np.isnan(scores), p[row], scores)
    first = np.flatnonzero(np.diff(key, prepend=-1))
    mean = np.add.reduceat(scores, first) / np.diff(first, append=len(key))[:, None] if len(key) else scores
    row, name = np.divmod(key[first], max(len(names), 1))
    return Aspects(names, row, name, (mean + WHOLE * p[row]) * (1, NEUTRAL, 1))


def _scores(clauses: Clauses, which: np.ndarray, bare: np.ndarray, own: Own, weighed: Weighed) -> np.ndarray:
    joined = bare & ~clauses.last[which]
    begins, ends = clauses.begins[which], clauses.ends[which + joined]
    scores = weighed.scores(np.searchsorted(own.places, begins), np.searchsorted(own.places, ends))
    scores[bare & ~joined] = np.nan
    return scores


def _bare(texts: Joined, found: Said, clauses: Clauses, which: np.ndarray) -> np.ndarray:
    """Whether nothing but particles stands in each clause beside the names of aspects."""
    size = len(texts.codes) + 1
    names = np.cumsum(np.bincount(found.hits.start, minlength=size) - np.bincount(found.end, minlength=size))[:-1] > 0
    before = np.append(0, np.cumsum((kinds()[texts.codes] >= SIGN) & ~names & ~_particles()[texts.codes]))
    return before[clauses.ends[which]] == before[clauses.begins[which]]


@cache
def _particles() -> np.ndarray:
    table = np.zeros(0x110000, bool)
    table[[ord(character) for character in PARTICLES]] = True
    return table
