"""Cascades 传播链 as trees: what is whose parent, how deep each node is, and what descends from it. Many are looked at at once."""

from dataclasses import dataclass

import numpy as np

from nlp.forest import ROOT, along, closing, ranks, under

# A parent that is not known.
MISSING = -2
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
