"""Groups of vectors by their directions: spherical k-means, and how well each vector lies in its group."""

import numpy as np
from scipy import sparse

from nlp.vectors import unit

# An empty group begins anew at the vector farthest from its centre.
ITERATIONS = 30
# Of each next centre so many are tried (Arthur & Vassilvitskii 2007, greedy).
TRIED = 8
# Cosine distances that add up to no more are rounding.
SAME = 1e-4


def directions(vectors: np.ndarray, k: int, random: np.random.Generator) -> np.ndarray:
    """Of k groups, or of fewer where there are fewer different vectors."""
    found = _spread(vectors, k, random)
    labels = None
    for _iteration in range(ITERATIONS):
        near = vectors @ found.T
        before, labels = labels, near.argmax(axis=1)
        if before is not None and (before == labels).all():
            break
        empty = np.flatnonzero(np.bincount(labels, minlength=len(found)) == 0)
        if len(empty):
            labels[np.argsort(near.max(axis=1), kind="stable")[: len(empty)]] = empty
        found = groups(vectors, labels, len(found))
    return found


def groups(vectors: np.ndarray, labels: np.ndarray, k: int) -> np.ndarray:
    """The directions of the groups that labels tell."""
    told = np.flatnonzero(labels >= 0)
    ones = np.ones(len(told), np.float32)
    return unit(sparse.csr_array((ones, (labels[told], told)), (k, len(labels))) @ vectors)


def silhouettes(vectors: np.ndarray, labels: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """(b - a) / max(a, b) of each vector: a, b its cosine distances to its own centre and to the nearest other (Hruschka 2004)."""
    distances = 1 - vectors @ directions.T
    mine = np.take_along_axis(distances, labels[:, None], axis=1)[:, 0]
    np.put_along_axis(distances, labels[:, None], np.inf, axis=1)
    other = distances.min(axis=1)
    return (other - mine) / np.maximum(np.maximum(mine, other), 1e-6)


def _spread(vectors: np.ndarray, k: int, random: np.random.Generator) -> np.ndarray:
    """k vectors far from one another (k-means++)."""
    chosen = [int(random.integers(len(vectors)))]
    distances = np.maximum(1 - vectors @ vectors[chosen[0]], 0).astype(np.float64)
    while len(chosen) < k and distances.sum() > SAME:
        tried = random.choice(len(vectors), TRIED, p=distances / distances.sum())
        nearer = np.minimum(distances[:, None], np.maximum(1 - vectors @ vectors[tried].T, 0))
        best = int(nearer.sum(axis=0).argmin())
        distances = nearer[:, best]
        chosen.append(int(tried[best]))
    return vectors[chosen]
