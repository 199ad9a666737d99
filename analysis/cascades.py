"""Cascades 传播链: how large, deep, broad and viral they are, how fast they grew, and what each node is in them."""

from dataclasses import dataclass

import numpy as np

from analysis.cascades_course import course
from analysis.trees import Trees, levels, trees
from nlp.forest import ROOT, along

# From so many percent of unattached reposts on, exclusive, depth and virality are of the attached part.
UNATTACHED = 20
# An amplifier has so many descendants, and so many percent of the size.
DESCENDANTS, PERCENT = 5, 5


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


def measures(found: Trees) -> Measures:
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


@dataclass(frozen=True)
class Cascade:
    """Of one cascade what Measures and Course tell, NaN where it is not known: half, most: seconds until half and nine in ten had
    come; peak: most nodes of an hour. reproduction: of each depth the mean children of its nodes.
    """

    size: int
    depth: int
    max_breadth: int
    structural_virality: float
    unattached: int
    cut: int
    lower_bound: bool
    half: float
    most: float
    peak: float
    reproduction: tuple[float, ...]


def measure(parent: np.ndarray, at: np.ndarray | None = None) -> Cascade:
    """Of one cascade: `parent` tells of each node the index of its parent, −1 for the root, −2 where it is not known; `at` its time,
    seconds or datetime64. Raises ValueError where there is no node.
    """
    if not len(parent):
        raise ValueError("a cascade has one node at least")
    found = trees(parent, at)
    grown = course(found)
    told = [values[0].item() for values in vars(measures(found)).values()]
    speed = (values[0].item() for values in (grown.half, grown.most, grown.peak))
    return Cascade(*told, *speed, tuple(levels(found).reproduction.tolist()))


def betweenness(found: Trees) -> np.ndarray:
    """How many paths from an ancestor to a descendant lead through each node: exact where edges have a direction."""
    return found.depth * found.descendants


def roles(found: Trees) -> np.ndarray:
    """Of each node: origin, amplifier or ordinary. A bridge is told by communities, which a tree does not know."""
    size = np.bincount(found.cascade)[found.cascade]
    amplifier = (found.descendants >= DESCENDANTS) & (100 * found.descendants >= PERCENT * size)
    return np.select([found.parent == ROOT, amplifier], ["origin", "amplifier"], "ordinary")
