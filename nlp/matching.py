"""Topics of one run known again in the next: which are the same."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

# Cosine from which two topics may be the same; a difference below ROUNDED is none.
SAME, ROUNDED = 0.5, 6


def matched(before: tuple[Sequence[str], np.ndarray], after: tuple[Sequence[str], np.ndarray]) -> tuple[int | None, ...]:
    """Of each later topic the number of the earlier one that it is, or None. Of two runs, each the words and their c-TF-IDF
    (words × topics), earlier topics in the order of their age: one to one, so that the cosines add up to most (Hungarian); of
    equal ones the older topic stays.
    """
    alike = np.round(cosines(before, after), ROUNDED)
    candidate = alike >= SAME
    # All ages together weigh less than one difference that counts.
    age = np.arange(len(alike))[:, None] / max(alike.size, 1) ** 2 * 10.0**-ROUNDED / 2
    rows, columns = linear_sum_assignment(np.where(candidate, alike - age, 0), maximize=True)
    kept: list[int | None] = [None] * alike.shape[1]
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if candidate[row, column]:
            kept[column] = row
    return tuple(kept)


def cosines(before: tuple[Sequence[str], np.ndarray], after: tuple[Sequence[str], np.ndarray]) -> np.ndarray:
    """Of each earlier topic with each later one; a word that one run does not know has no weight there."""
    places = {word: place for place, word in enumerate(after[0])}
    shared = [(place, places[word]) for place, word in enumerate(before[0]) if word in places]
    these, those = (
        np.asarray(weights, np.float64)[[pair[side] for pair in shared]]
        for side, weights in enumerate((before[1], after[1]))
    )
    # Of all their words: what two topics hardly share would else be alike by what little of it is left.
    lengths = np.outer(*(np.linalg.norm(np.asarray(weights, np.float64), axis=0) for _words, weights in (before, after)))
    return np.divide(these.T @ those, lengths, out=np.zeros(lengths.shape), where=lengths > 0)
