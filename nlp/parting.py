"""How many topics part texts best, and where they begin: groups of their vectors, of several the ones that lie farthest apart."""

import numpy as np
from scipy import sparse

from nlp import kmeans, mixture

# The most texts that this is tried on.
TRIED = 8_000
# How many topics there may be; fewer than FEWEST only where there are less than MANY texts; so many texts in each, in the mean.
CHOICES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 21, 25, 30)
FEWEST, MANY, TEXTS = 8, 1_000, 10
# How often each choice is tried, and that of the best or given number again; rounds of the mixture in a trial.
STARTS, MORE, ROUNDS = 2, 10, 8


def parted(lie: np.ndarray, rows: sparse.csr_array, k: int | None, random: np.random.Generator) -> np.ndarray:
    """How often each feature of `rows` stands in each topic (features × k), learnt from a sample of the texts; `lie`: their vectors.

    Of all beginnings, and without k of all CHOICES, the one whose topics lie farthest apart and are told most surely: with the
    highest mean silhouette of the vectors times the probability of their topic, once the mixture has told the texts anew.
    """
    known = np.flatnonzero(lie.any(axis=1))
    if not len(known):
        return rows.sum(axis=0, dtype=np.float32)[:, None] if rows.nnz else np.zeros((rows.shape[1], 0), np.float32)
    drawn = known[np.sort(random.permutation(len(known))[:TRIED])]
    lie, rows = lie[drawn], rows[drawn]
    choices = [k] if k else [k for k in CHOICES if k * TEXTS <= len(lie) and (k >= FEWEST or len(lie) < MANY)] or [1]
    found = [_trial(lie, rows, choice, random) for choice in choices for _start in range(STARTS)]
    best = max(found, key=_apart)[1].shape[1]
    found += [_trial(lie, rows, best, random) for _start in range(MORE)]
    return max((one for one in found if one[1].shape[1] == best), key=_apart)[1]


def _trial(lie: np.ndarray, rows: sparse.csr_array, k: int, random: np.random.Generator) -> tuple[float, np.ndarray]:
    """How far apart the topics of one beginning lie, and their counts."""
    directions = kmeans.directions(lie, k, random)
    counts = mixture.counts(rows, (lie @ directions.T).argmax(axis=1), len(directions), ROUNDS)
    if len(directions) == 1:
        return 0.0, counts
    sure = mixture.told(rows, mixture.log_ratios(counts))
    labels = sure.argmax(axis=1)
    apart = kmeans.silhouettes(lie, labels, kmeans.groups(lie, labels, len(directions)))
    return float((apart * sure.max(axis=1)).mean(dtype=np.float64)), counts


def _apart(trial: tuple[float, np.ndarray]) -> float:
    return trial[0]
