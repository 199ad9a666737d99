from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.cascade_layout import FREE, INNER, STRETCHES, UNFOLDED, laid_out, way


@st.composite
def trees(draw):
    """The parents of a tree whose rows stand in any order behind the root, and places, some unknown."""
    n = draw(st.integers(1, 40))
    parent = [-1, *(draw(st.integers(0, node - 1)) for node in range(1, n))]
    order = [0, *draw(st.permutations(range(1, n)))]
    row = {node: place for place, node in enumerate(order)}
    place = [0.0, *draw(st.lists(st.one_of(st.floats(0, 1), st.just(np.nan)), min_size=n - 1, max_size=n - 1))]
    return np.array([-1 if parent[node] < 0 else row[parent[node]] for node in order]), np.array(place)


def below(parent: np.ndarray, row: int) -> set[int]:
    """The rows that descend from a row, and itself, one by one."""
    return {row} | {other for child in np.flatnonzero(parent == row) for other in below(parent, int(child))}


@settings(max_examples=30)
@given(trees(), st.integers(2, 20), st.data())
def test_every_node_is_drawn_or_counted_in_the_hub_of_the_drawn_node_that_it_descends_from(tree, whole, data):
    parent, place = tree
    rows = st.integers(0, len(parent) - 1)
    hubs = data.draw(st.lists(st.tuples(rows, st.sampled_from([0, 4, 23])), max_size=4))
    chosen = data.draw(st.lists(rows, max_size=2))
    found = laid_out(parent, place, whole=whole, always=chosen, opened=hubs)
    nodes = set(found.row[found.stretch < 0].tolist())
    assert len(nodes) == (found.stretch < 0).sum() and 0 in nodes and set(chosen) <= nodes
    assert all(int(parent[row]) in nodes for row in nodes - {0})
    assert set(np.flatnonzero(found.hub < 0)) == nodes
    for mark in np.flatnonzero(found.stretch >= 0):
        folded = np.flatnonzero(found.hub == mark)
        assert len(folded) == found.count[mark] and (len(folded) > 1 or found.opened[mark])
        tops = [row for row in folded if parent[row] in nodes]
        assert {int(parent[row]) for row in tops} <= {int(found.row[mark])}
        assert set().union(*(below(parent, int(row)) for row in tops)) == set(folded)


@settings(max_examples=30)
@given(trees(), st.integers(2, 20))
def test_a_sector_holds_those_of_all_that_hangs_from_it_and_no_other(tree, whole):
    parent, place = tree
    found = laid_out(parent, place, whole=whole)
    assert (found.angle >= FREE).all() and (found.angle <= 2 * pi - FREE).all()
    by_angle = np.argsort(found.angle, kind="stable")
    leaves = [mark for mark in by_angle if not (found.above == mark).any()]
    for mark in range(len(found.row)):
        inside = below(found.above, mark)
        places = [place for place, leaf in enumerate(leaves) if leaf in inside]
        assert places == list(range(places[0], places[-1] + 1))
        assert min(found.angle[leaves[places[0]]], found.angle[leaves[places[-1]]]) - 1e-9 <= found.angle[mark] <= found.angle[leaves[places[-1]]] + 1e-9


@settings(max_examples=30)
@given(trees())
def test_the_radius_is_the_place_and_what_has_none_stands_behind_its_parent(tree):
    parent, place = tree
    found = laid_out(parent, place)
    assert found.row.tolist() == list(range(len(parent)))
    for row in range(1, len(parent)):
        if np.isnan(place[row]):
            assert found.radius[row] >= found.radius[parent[row]]
        else:
            assert found.radius[row] == pytest.approx(INNER + (1 - INNER) * place[row])
    assert found.radius[0] == 0


def test_the_layout_is_the_same_every_time_and_the_way_leads_from_the_root():
    parent = np.array([-1, 0, 1, 1, 0, 4])
    one, other = (laid_out(parent, np.linspace(0, 1, 6), whole=4) for _run in range(2))
    assert all((getattr(one, name) == getattr(other, name)).all() for name in ("row", "stretch", "count", "above", "angle", "radius", "opened", "hub"))
    assert way(parent, 5) == [0, 4, 5]


def test_a_star_is_folded_by_when_its_nodes_came_and_a_hub_opens_to_some_of_them():
    n = 3 * STRETCHES * UNFOLDED + 1
    parent, place = np.where(np.arange(n) > 0, 0, -1), np.append(0, np.repeat((np.arange(STRETCHES) + 0.5) / STRETCHES, 3 * UNFOLDED))
    found = laid_out(parent, place)
    assert found.count[1:].tolist() == [3 * UNFOLDED] * STRETCHES
    assert found.radius[1:] == pytest.approx(INNER + (1 - INNER) * (np.arange(STRETCHES) + 0.5) / STRETCHES)
    opened = laid_out(parent, place, opened=[(0, 5), (0, 99), (n, 0)])
    hub = np.flatnonzero(opened.opened)
    assert opened.stretch[hub].tolist() == [5] and opened.count[hub].tolist() == [2 * UNFOLDED]
    shown = opened.row[opened.above == hub[0]]
    assert shown.tolist() == list(range(1 + 5 * 3 * UNFOLDED, 1 + 5 * 3 * UNFOLDED + UNFOLDED))
    assert opened.radius[hub[0]] < opened.radius[opened.above == hub[0]].min()


def test_a_long_chain_keeps_its_beginning_and_those_with_most_below_are_drawn():
    found = laid_out(np.arange(2000) - 1, np.linspace(0, 1, 2000), whole=100)
    drawn = found.row[found.stretch < 0]
    assert drawn.tolist() == list(range(len(drawn))) and 30 <= len(drawn) < 50 and found.count.sum() == 2000 - len(drawn)
