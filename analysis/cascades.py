"""Cascades 传播链 as trees: how large, deep and broad they are, and what each node brought about.

Many are measured at once: all walks go up the trees by doubling, the 1st, 2nd, 4th, … ancestor of every node, in as many rounds as
the logarithm of the depth, so that a chain is no worse than a star.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

# A parent that is no node: there is none, or it is not known.
ROOT, MISSING = -1, -2
# From so many percent of unattached reposts on, exclusive, depth and virality are of the attached part.
UNATTACHED = 20
# An amplifier has so many descendants, and so many percent of the size.
DESCENDANTS, PERCENT = 5, 5
MICROSECONDS = 1e6


@dataclass(frozen=True)
class Trees:
    """Cascades without cycles, one root each. Of every node: its parent (−1: none), the number of its cascade, how deep it is, its
    descendants (secondary reposts), whether it hangs from the root because its parent is not known, whether its parent was cut off,
    when it came (microseconds, NaN unknown). Of every cascade: its root.
    """

    parent: np.ndarray
    cascade: np.ndarray
    depth: np.ndarray
    descendants: np.ndarray
    unattached: np.ndarray
    cut: np.ndarray
    at: np.ndarray
    roots: np.ndarray


@dataclass(frozen=True)
class Measures:
    """Of every cascade: nodes, edges from the root to the deepest leaf, most nodes at one depth, structural virality (NaN under two
    nodes), reposts that are unattached and parents that were cut off; lower_bound: depth and virality are of the attached part.
    """

    size: np.ndarray
    depth: np.ndarray
    breadth: np.ndarray
    virality: np.ndarray
    unattached: np.ndarray
    cut: np.ndarray
    lower_bound: np.ndarray


@dataclass(frozen=True)
class Levels:
    """Of every depth of every cascade: its nodes, their share of the size, and the mean of their children (reproduction)."""

    cascade: np.ndarray
    depth: np.ndarray
    nodes: np.ndarray
    share: np.ndarray
    reproduction: np.ndarray


def trees(parent: np.ndarray, at: np.ndarray | None = None, cascade: np.ndarray | None = None) -> Trees:
    """Of nodes, each with the index of its parent (ROOT: none, MISSING: not known), its time (seconds or datetime64) and the name or
    number of its cascade, by which the cascades are ordered; all one cascade where that is not said.
    """
    parent = np.asarray(parent, np.int64)
    at = np.full(len(parent), np.nan) if at is None else microseconds(np.asarray(at))
    cascade = np.zeros(len(parent), np.int64) if cascade is None else np.unique(cascade, return_inverse=True)[1]
    parent, unattached, cut = mended(parent, at, cascade)
    depth, descendants = along(parent, parent != ROOT), under(parent, np.ones(len(parent))).astype(np.int64) - 1
    roots = np.flatnonzero(parent == ROOT)
    return Trees(parent, cascade, depth, descendants, unattached, cut, at, roots[np.argsort(cascade[roots])])


def microseconds(at: np.ndarray) -> np.ndarray:
    """Of seconds or datetime64, since any beginning; whole, and so exact as floats."""
    if at.dtype.kind == "M":
        return np.where(np.isnat(at), np.nan, at.astype("datetime64[us]").astype(np.int64))
    return np.rint(at * MICROSECONDS)


def mended(parent: np.ndarray, at: np.ndarray, cascade: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Parents without cycles, one ROOT a cascade; which nodes are unattached, and which were cut off their parents.

    The earliest node of a cycle is cut off: it cannot repost what came later. A node without a parent hangs from the root of its
    cascade, so does one whose parent is of another cascade; of several roots the earliest is it, and where there is none the
    earliest node without a parent. Between equal or unknown times the row decides.
    """
    parent = np.where((parent >= 0) & (cascade[np.fmax(parent, 0)] != cascade), MISSING, parent)
    rank = ranks(at)
    cut = closing(parent, rank)
    parent[cut] = MISSING
    tops = np.flatnonzero(parent < 0)
    tops = tops[np.lexsort((rank[tops], parent[tops] != ROOT, cascade[tops]))]
    roots = tops[np.diff(cascade[tops], prepend=-1) != 0]
    unattached = parent < 0
    unattached[roots] = False
    parent[unattached] = roots[cascade[unattached]]
    parent[roots] = ROOT
    return parent, unattached, cut


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


def measure(found: Trees) -> Measures:
    """What tells one cascade from another; size and breadth are of the whole tree, with what is unattached."""
    count, cascade = len(found.roots), found.cascade
    size = np.bincount(cascade, minlength=count)
    unattached, cut = (np.bincount(cascade[of], minlength=count) for of in (found.unattached, found.cut))
    lower_bound = 100 * unattached > UNATTACHED * (size - 1)
    within = ~lower_bound[cascade] | (along(found.parent, found.unattached) == 0)
    breadth, depth = np.zeros((2, count), np.int64)
    level = levels(found)
    np.maximum.at(breadth, level.cascade, level.nodes)
    np.maximum.at(depth, cascade[within], found.depth[within])
    nodes = np.bincount(cascade[within], minlength=count)
    # Goel et al. 2016: every edge lies on s (n − s) of the paths between two nodes. What is unattached hangs from the root, so the
    # subtrees of the others are the same without it.
    edge = within & (found.parent >= 0)
    below = found.descendants[edge] + 1.0
    paths = np.bincount(cascade[edge], below * (nodes[cascade[edge]] - below), count)
    pairs = nodes * (nodes - 1.0)
    virality = np.divide(2 * paths, pairs, out=np.full(count, np.nan), where=pairs > 0)
    return Measures(size, depth, breadth, virality, unattached, cut, lower_bound)


def levels(found: Trees) -> Levels:
    """Every depth of every cascade, the root's first."""
    count = len(found.roots)
    depths = np.ones(count, np.int64)
    np.maximum.at(depths, found.cascade, found.depth + 1)
    begins = np.cumsum(depths) - depths
    cascade = np.repeat(np.arange(count), depths)
    nodes = np.bincount(begins[found.cascade] + found.depth, minlength=len(cascade))
    children = np.append(nodes[1:], 0)[: len(nodes)]
    children[begins[1:] - 1] = 0
    share = nodes / np.bincount(found.cascade, minlength=count)[cascade]
    return Levels(cascade, np.arange(len(cascade)) - begins[cascade], nodes, share, children / nodes)


def betweenness(found: Trees) -> np.ndarray:
    """How many paths from an ancestor to a descendant lead through each node: exact where edges have a direction."""
    return found.depth * found.descendants


def roles(found: Trees) -> np.ndarray:
    """Of each node: origin, amplifier or ordinary. A bridge is told by communities, which a tree does not know."""
    size = np.bincount(found.cascade)[found.cascade]
    amplifier = (found.descendants >= DESCENDANTS) & (100 * found.descendants >= PERCENT * size)
    return np.select([found.parent == ROOT, amplifier], ["origin", "amplifier"], "ordinary")
