"""Where the nodes of a cascade stand: time along the radius, every node in the sector of its parent, small subtrees folded into
counted hubs. The same every time.

A hub stands under its node for all of its children that are not drawn themselves, with what descends from them; a node with
many children has several, one for each stretch of the radius, so that a picture of folded reposts still tells when they came.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

# A cascade of so many nodes is drawn whole; a larger one is folded into half as many marks. What an opened hub shows at most.
WHOLE, UNFOLDED = 800, 200
# Into so many stretches the radius is divided, and from so many children on a node has a hub for each, or for every sixth part.
STRETCHES, SIXTH, MANY, SOME = 24, 4, 2000, 100
# Of the radius: where the first minute begins, and how far a node of unknown time stands from its parent.
INNER, STEP = 0.07, 0.04
# How much wider than that of a leaf the sector of a hub may be; what of the circle is left free on either side of the top.
WIDEST, FREE = 8, 0.12
# Siblings are strewn over the sector of their parent by the golden section, so that those that come together do not lie together.
GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Layout:
    """Of every mark: the row that it is, of a hub the row of its node; its stretch (−1: a node); how many nodes a hub counts, 0 of
    a node; the mark that it hangs from (−1: none), its parent's or the opened hub that shows it; angle (clockwise from the top) and radius (0–1); whether the hub is opened. Of every
    row: the hub that it is folded into, −1 for none.
    """

    row: np.ndarray
    stretch: np.ndarray
    count: np.ndarray
    above: np.ndarray
    angle: np.ndarray
    radius: np.ndarray
    opened: np.ndarray
    hub: np.ndarray


def laid_out(
    parent: np.ndarray, place: np.ndarray, *, always: Collection[int] = (), opened: Collection[tuple[int, int]] = (), whole: int = WHOLE
) -> Layout:
    """Of a tree (index of the parent, −1 for the root; `place` on the radius, 0–1, NaN unknown). Drawn with all above them are the
    nodes with most below them and `always`; `opened`: hubs, as row and stretch.
    """
    n, depth, size = len(parent), _along(parent), _sizes(parent)
    stretch = _stretches(parent, place)
    shown = _largest(parent, size, stretch, whole)
    for row in always:
        while row >= 0 and not shown[row]:
            shown[row], row = True, parent[row]
    there = _open(shown, parent, size, stretch, depth, opened)
    node, hubs, folded, of = _hubs(parent, size, stretch, shown, there)
    row = np.concatenate([node, hubs // STRETCHES])
    mark = np.full(n, -1)
    mark[node] = np.arange(len(node))
    kind = np.concatenate([np.full(len(node), -1), hubs % STRETCHES])
    count = np.concatenate([np.zeros(len(node), int), folded])
    is_open = np.isin(hubs, np.array(there, int))
    # What an opened hub shows hangs from it, and it stands on their way.
    taken = (of[node] >= 0) & is_open[of[node]] if len(hubs) else np.zeros(len(node), bool)
    above = np.concatenate([np.where(taken, len(node) + of[node], np.where(parent[node] < 0, -1, mark[parent[node]])), mark[hubs // STRETCHES]])
    radius = _radii(np.concatenate([place[node], np.where(is_open, np.nan, _mean(place, of, len(hubs)))]), above)
    is_open = np.concatenate([np.zeros(len(node), bool), is_open])
    hub = np.where(shown, -1, len(node) + of[_roots_of_folded(parent, shown)])
    return Layout(row, kind, count, above, _angles(above, count), radius, is_open, hub)


def way(parent: np.ndarray, row: int) -> list[int]:
    """The rows from the root to this one."""
    rows = [row]
    while parent[rows[-1]] >= 0:
        rows.append(int(parent[rows[-1]]))
    return rows[::-1]


def _along(parent: np.ndarray) -> np.ndarray:
    """How deep each node is, by doubling."""
    n = len(parent)
    ancestor, depth = np.append(np.where(parent < 0, n, parent), n), np.append((parent >= 0).astype(int), 0)
    while (ancestor < n).any():
        depth, ancestor = depth + depth[ancestor], ancestor[ancestor]
    return depth[:-1]


def _sizes(parent: np.ndarray) -> np.ndarray:
    """The nodes of each subtree, by doubling."""
    n = len(parent)
    ancestor, size = np.append(np.where(parent < 0, n, parent), n), np.append(np.ones(n), 0)
    while (ancestor < n).any():
        size = size + np.bincount(ancestor, size, n + 1)
        size[n], ancestor = 0, ancestor[ancestor]
    return size[:-1].astype(int)


def _stretches(parent: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Of each node the stretch of its parent's hub that it would be folded into."""
    children = np.bincount(parent[parent >= 0], minlength=len(parent))[np.fmax(parent, 0)]
    long = np.select([children >= MANY, children >= SOME], [1, SIXTH], STRETCHES)
    return np.minimum(np.nan_to_num(place) * STRETCHES, STRETCHES - 1).astype(int) // long * long


def _largest(parent: np.ndarray, size: np.ndarray, stretch: np.ndarray, whole: int) -> np.ndarray:
    """The nodes to be drawn: as many of those with most below them as leave room for their hubs."""
    n, most = len(parent), whole // 2
    if n <= whole:
        return np.ones(n, bool)
    order, kept = np.argsort(-size, kind="stable"), min(most, int((size > 1).sum()))
    while True:
        shown = np.zeros(n, bool)
        shown[order[:kept]] = True
        folded = np.flatnonzero(~shown & shown[parent])
        if kept == 1 or kept + len(np.unique(parent[folded] * STRETCHES + stretch[folded])) <= most:
            return shown
        kept = max(1, kept * 4 // 5)


def _open(shown: np.ndarray, parent: np.ndarray, size: np.ndarray, stretch: np.ndarray, depth: np.ndarray, opened: Collection[tuple[int, int]]) -> list[int]:
    """Show what the hubs hold, the largest first; the hubs that there are, as their keys."""
    there = []
    for row, part in sorted((one for one in opened if 0 <= one[0] < len(parent)), key=lambda one: (depth[one[0]], one)):
        held = np.flatnonzero((parent == row) & (stretch == part) & ~shown)
        if shown[row] and len(held):
            shown[held[np.argsort(-size[held], kind="stable")][:UNFOLDED]] = True
            there.append(row * STRETCHES + part)
    return there


def _hubs(parent: np.ndarray, size: np.ndarray, stretch: np.ndarray, shown: np.ndarray, there: list[int]) -> tuple[np.ndarray, ...]:
    """The rows that are drawn, the keys of the hubs, what each counts, and of the folded children which hub is theirs.

    A hub of one node is that node; an opened hub stays where nothing is left in it.
    """
    key = parent * STRETCHES + stretch
    folded = np.flatnonzero(~shown & shown[parent])
    keys, which = np.unique(key[folded], return_inverse=True)
    count = np.bincount(which, size[folded], len(keys)).astype(int)
    alone = (count[which] == 1) & ~np.isin(key[folded], there)
    shown[folded[alone]] = True
    keys = np.union1d(keys[count > 1], np.array(there, int))
    of = np.full(len(parent), -1)
    within = np.flatnonzero(np.isin(key, keys))
    of[within] = np.searchsorted(keys, key[within])
    held = within[~shown[within]]
    return np.flatnonzero(shown), keys, np.bincount(of[held], size[held], len(keys)).astype(int), of


def _roots_of_folded(parent: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """Of each node the ancestor, or itself, that is a folded child of a drawn node; itself where it is drawn."""
    top = np.where(shown | shown[parent], np.arange(len(parent)), parent)
    while (top != (further := top[top])).any():
        top = further
    return top


def _mean(place: np.ndarray, of: np.ndarray, hubs: int) -> np.ndarray:
    """Where the children stand that a hub is of."""
    known = (of >= 0) & ~np.isnan(place)
    count = np.bincount(of[known], minlength=hubs)
    return np.divide(np.bincount(of[known], place[known], hubs), count, out=np.full(hubs, np.nan), where=count > 0)


def _radii(place: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Of each mark; one of unknown time stands between its parent and what came first of it."""
    radius = INNER + (1 - INNER) * place
    order = _from_above(above)
    first = radius.copy()
    for mark in order[::-1]:
        if above[mark] >= 0:
            first[above[mark]] = np.fmin(first[above[mark]], first[mark])
    for mark in order:
        if above[mark] < 0:
            radius[mark] = 0
        elif np.isnan(radius[mark]):
            begin = radius[above[mark]]
            radius[mark] = (begin + first[mark]) / 2 if first[mark] > begin else min(begin + STEP, 1)
    return radius


def _angles(above: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Of each mark: the middle of its sector, which lies within its parent's and is as wide as its leaves are many."""
    order = _from_above(above)
    own, wide, begin = np.where(count > 0, np.minimum(1 + np.log2(1 + count), WIDEST), 1), np.zeros(len(above)), np.zeros(len(above))
    for mark in order[::-1]:
        wide[mark] = max(wide[mark], own[mark])
        if above[mark] >= 0:
            wide[above[mark]] += wide[mark]
    free = begin.copy()
    for mark in order:
        if above[mark] >= 0:
            begin[mark] = free[above[mark]]
            free[above[mark]] += wide[mark]
        free[mark] = begin[mark]
    return FREE + 2 * (np.pi - FREE) * (begin + wide / 2) / wide[order[0]]


def _from_above(above: np.ndarray) -> np.ndarray:
    """The marks, every parent before its children."""
    return np.lexsort((np.arange(len(above)) * GOLDEN % 1, _along(above)))
