"""Topics of an earlier run in a later one: what is found again stays who it was, what somebody made stays as it was made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.matching import SAME, cosines, matched
from nlp.naming import class_tf_idf


@dataclass(frozen=True)
class Earlier:
    """A topic of the run before: how often its `words` stood in it. A `fixed` one was made by hand and is not found anew; in place
    of a `replaced` one others stand, so that it is not found again.
    """

    topic_id: str
    words: tuple[str, ...]
    counts: np.ndarray
    fixed: bool = False
    replaced: bool = False


@dataclass(frozen=True)
class Found:
    """A topic of the later run: the number of the one that was found (None of a fixed one), who it was before (None of a new one),
    and which others of the earlier ones it is like.
    """

    column: int | None
    again: str | None
    came_of: tuple[str, ...] = ()


def continued(earlier: Sequence[Earlier], words: Sequence[str], counts: np.ndarray) -> list[Found]:
    """Which topics the later run has: of those found (`counts`: words × k) those that are likest a fixed or a replaced one are
    left out, the others are matched one to one with the earlier ones, the oldest first (nlp.matching); then come the fixed ones.
    """
    fixed = [Found(None, one.topic_id) for one in earlier if one.fixed and not one.replaced]
    if not earlier:
        return [Found(column, None) for column in range(counts.shape[1])]
    before, after = _weights(earlier), (words, class_tf_idf(counts))
    alike = cosines(before, after)
    by_hand = np.array([one.fixed or one.replaced for one in earlier])
    likest = alike.argmax(axis=0)
    again = (alike.max(axis=0) >= SAME) & by_hand[likest]
    columns = np.flatnonzero(~again)
    own = np.flatnonzero(~by_hand)
    before_of = matched((before[0], before[1][:, own]), (words, after[1][:, columns]))
    names = [earlier[place].topic_id for place in own.tolist()]
    found = []
    for place, column in enumerate(columns.tolist()):
        kept = before_of[place]
        like = np.flatnonzero(alike[own, column] >= SAME).tolist()
        found.append(Found(column, None if kept is None else names[kept], tuple(names[one] for one in like if one != kept)))
    return found + fixed


def _weights(earlier: Sequence[Earlier]) -> tuple[list[str], np.ndarray]:
    """All their words, and the c-TF-IDF of these in each."""
    places = {word: place for place, word in enumerate(dict.fromkeys(word for one in earlier for word in one.words))}
    counts = np.zeros((len(places), len(earlier)))
    for column, one in enumerate(earlier):
        counts[[places[word] for word in one.words], column] = one.counts
    return [*places], class_tf_idf(counts)
