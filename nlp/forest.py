"""Trees as arrays: of each node the number of its parent.

All walks go up by doubling, the 1st, 2nd, 4th, … ancestor of every node, in as many rounds as the logarithm of the depth, so that
a chain is no worse than a star.
"""

from collections.abc import Iterator

import numpy as np

# A parent that is no node: there is none.
ROOT = -1


def ranks(at: np.ndarray) -> np.ndarray:
    """The place of each time among all, the unknown ones last, equal ones by row."""
    rank = np.empty(len(at), np.int64)
    rank[np.argsort(at, kind="stable")] = np.arange(len(at))
    return rank


def closing(parent: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Which nodes are the first of a cycle by rank; a node that is its own parent is a cycle."""
    n = len(parent)
    ancestor, first, on_cycle = above(parent), np.append(rank, n), np.zeros(n + 1, bool)
    for _round in range(n.bit_length()):
        first, ancestor = np.minimum(first, first[ancestor]), ancestor[ancestor]
        if (ancestor == n).all():
            break
    # More steps than there are nodes end on a cycle, and every node of a cycle is reached from another one.
    on_cycle[ancestor] = True
    return on_cycle[:n] & (first[:n] == rank)


def above(parent: np.ndarray) -> np.ndarray:
    """The parents, n for none, which is its own."""
    return np.append(np.where(parent < 0, len(parent), parent), len(parent))


def jumps(parent: np.ndarray) -> Iterator[np.ndarray]:
    """The 1st, 2nd, 4th, … ancestor of every node, n for none, as long as one has any."""
    ancestor = above(parent)
    while (ancestor < len(parent)).any():
        yield ancestor
        ancestor = ancestor[ancestor]


def along(parent: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The sum of the values from the root to each node, its own included."""
    total = np.append(values, 0)
    for ancestor in jumps(parent):
        total += total[ancestor]
    return total[:-1]


def under(parent: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The sum of the values of each node and all its descendants."""
    total = np.append(values, 0.0)
    for ancestor in jumps(parent):
        total += np.bincount(ancestor, total, len(total))
        total[-1] = 0
    return total[:-1]


def tops(parent: np.ndarray) -> np.ndarray:
    """Of each node the topmost of its ancestors, or itself; nodes form no cycle."""
    top = np.arange(len(parent) + 1)
    for ancestor in jumps(parent):
        # What has an ancestor so far up takes the top of that one.
        top = np.where(ancestor < len(parent), top[ancestor], top)
    return top[:-1]
