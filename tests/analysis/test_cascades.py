import json

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cascades import betweenness, measure, measures, roles
from analysis.trees import MISSING, levels, trees
from nlp.forest import ROOT
from tests.conftest import SHARED

STAR, CHAIN = [ROOT, *[0] * 9], range(ROOT, 9)
# Nodes of any kind: parents may be missing, lie in a cycle or in another cascade.
NODE = st.tuples(st.integers(MISSING, 11), st.sampled_from([None, *range(9)]), st.integers(0, 2))
NODES = st.lists(NODE, max_size=12).map(lambda nodes: [(min(parent, len(nodes) - 1), at, cascade) for parent, at, cascade in nodes])
# Parents that come before their children.
TREE = st.lists(st.integers(0, 10**6), max_size=14).map(lambda drawn: [ROOT, *(one % (n + 1) for n, one in enumerate(drawn))])


def one(parent, at=None):
    """The measures of a cascade, by name."""
    return vars(measure(parent, at))


def forest(several):
    """Several trees in one array, and the cascade of each node."""
    begins = np.cumsum([0, *map(len, several)])
    parent = [above if above < 0 else above + begin for tree, begin in zip(several, begins, strict=False) for above in tree]
    return np.array(parent), np.repeat(np.arange(len(several)), np.diff(begins))


def graph(parent):
    found = nx.DiGraph((above, n) for n, above in enumerate(parent) if above >= 0)
    found.add_nodes_from(range(len(parent)))
    return found


def shuffled(random, parent, *columns):
    """The same nodes in other rows, and the row of each before."""
    order = random.permutation(len(parent))
    row = np.argsort(order)
    parent = np.array(parent)
    return order, np.where(parent < 0, parent, row[np.fmax(parent, 0)])[order], *(np.array(column)[order] for column in columns)


@pytest.mark.parametrize("n", [2, 3, 10, 1000])
def test_virality_has_closed_forms(n):
    star, chain = one([ROOT, *[0] * (n - 1)]), one(range(ROOT, n - 1))
    assert [star["structural_virality"], chain["structural_virality"]] == pytest.approx([2 - 2 / n, (n + 1) / 3])
    assert [(found["size"], found["depth"], found["max_breadth"]) for found in (star, chain)] == [(n, 1, n - 1), (n, n - 1, 1)]


@pytest.mark.parametrize(("children", "depth"), [(2, 3), (3, 2)])
def test_a_balanced_tree_is_as_deep_and_broad_as_it_was_made(children, depth):
    n = (children ** (depth + 1) - 1) // (children - 1)
    found = trees([(node - 1) // children if node else ROOT for node in range(n)])
    level = levels(found)
    assert level.nodes.tolist() == [children**d for d in range(depth + 1)]
    assert level.share.tolist() == [children**d / n for d in range(depth + 1)]
    assert level.reproduction.tolist() == [children] * depth + [0]
    assert (measures(found).depth, measures(found).breadth) == (depth, children**depth)


def test_a_lone_node_has_no_virality_and_nothing_is_measured_of_nothing():
    alone = one([ROOT])
    assert [alone[name] for name in ("size", "depth", "max_breadth", "unattached", "cut", "lower_bound", "reproduction")] == [1, 0, 1, 0, 0, False, (0,)]
    assert np.isnan(alone["structural_virality"])
    with pytest.raises(ValueError, match="one node at least"):
        measure([])
    nothing = trees([])
    assert [values.tolist() for found in (measures(nothing), levels(nothing)) for values in vars(found).values()] == [[]] * 12
    assert betweenness(nothing).tolist() == roles(nothing).tolist() == []


@settings(max_examples=50)
@given(st.lists(TREE, min_size=1, max_size=4))
def test_many_cascades_are_measured_as_networkx_measures_each(several):
    parent, cascade = forest(several)
    found = trees(parent, cascade=cascade)
    measured, level, through = measures(found), levels(found), betweenness(found)
    for number, tree in enumerate(several):
        directed = graph(tree)
        deep = nx.single_source_shortest_path_length(directed, 0)
        nodes = [list(deep.values()).count(d) for d in range(max(deep.values()) + 1)]
        mine = found.cascade == number
        assert found.depth[mine].tolist() == [deep[n] for n in range(len(tree))]
        assert found.descendants[mine].tolist() == [len(nx.descendants(directed, n)) for n in range(len(tree))]
        assert through[mine].tolist() == list(nx.betweenness_centrality(directed, normalized=False).values())
        assert level.nodes[level.cascade == number].tolist() == nodes
        assert level.depth[level.cascade == number].tolist() == list(range(len(nodes)))
        assert level.reproduction[level.cascade == number].tolist() == pytest.approx(
            [np.mean([directed.out_degree(n) for n in deep if deep[n] == d]) for d in range(len(nodes))]
        )
        assert (measured.size[number], measured.depth[number], measured.breadth[number]) == (len(tree), len(nodes) - 1, max(nodes))
        if len(tree) > 1:
            assert measured.virality[number] == pytest.approx(nx.average_shortest_path_length(directed.to_undirected()))


def mended_by_hand(nodes):
    """Parents, unattached and cut nodes, by walking."""

    def first(n):
        return np.inf if nodes[n][1] is None else nodes[n][1], n

    parent, cut = [MISSING if above >= 0 and nodes[above][2] != cascade else above for above, _at, cascade in nodes], set()
    for n in range(len(nodes)):
        walked = [n]
        while parent[walked[-1]] >= 0 and parent[walked[-1]] not in walked:
            walked.append(parent[walked[-1]])
        if parent[walked[-1]] >= 0:
            cycle = walked[walked.index(parent[walked[-1]]) :]
            cut.add(min(cycle, key=first))
            parent[min(cycle, key=first)] = MISSING
    unattached = set()
    for cascade in {node[2] for node in nodes}:
        tops = [n for n, node in enumerate(nodes) if node[2] == cascade and parent[n] < 0]
        root, *others = sorted(tops, key=lambda n: (parent[n] != ROOT, first(n)))
        unattached |= set(others)
        parent[root] = ROOT
        for n in others:
            parent[n] = root
    return parent, sorted(unattached), sorted(cut)


@settings(max_examples=200)
@given(NODES)
def test_cycles_are_cut_and_what_has_no_parent_hangs_from_the_root(nodes):
    parent, at, cascade = map(list, zip(*nodes, strict=True)) if nodes else ([], [], [])
    found = trees(parent, np.array(at, float), cascade)
    assert (found.parent.tolist(), np.flatnonzero(found.unattached).tolist(), np.flatnonzero(found.cut).tolist()) == mended_by_hand(nodes)
    assert [cascade[root] for root in found.roots] == sorted(set(cascade))
    measured = measures(found)
    assert (measured.size.sum(), measured.unattached.sum(), measured.cut.sum()) == (len(nodes), found.unattached.sum(), found.cut.sum())
    for number, root in enumerate(found.roots):
        attached = nx.DiGraph((above, n) for n, above in enumerate(found.parent.tolist()) if above >= 0 and not found.unattached[n])
        attached.add_node(root)
        deep = nx.single_source_shortest_path_length(attached, root)
        if measured.lower_bound[number]:
            assert measured.depth[number] == max(deep.values())
            assert np.isnan(measured.virality[number]) == (len(deep) == 1)
        if measured.lower_bound[number] and len(deep) > 1:
            assert measured.virality[number] == pytest.approx(nx.average_shortest_path_length(attached.subgraph(deep).to_undirected()))


def test_a_cycle_is_cut_where_it_is_earliest_and_a_self_parent_is_one():
    found = trees([ROOT, 3, 1, 2, 4, 2], [0, 30, 10, 20, 5, 40])
    assert found.parent.tolist() == [ROOT, 3, 0, 2, 0, 2]
    assert (found.cut.tolist(), found.unattached.tolist()) == ([False, False, True, False, True, False],) * 2
    assert trees([1, 0], [np.nan, 7]).parent.tolist() == [1, ROOT]


@settings(max_examples=50)
@given(NODES, st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing_where_times_differ(nodes, seed):
    random = np.random.default_rng(seed)
    parent, cascade = np.array([(node[0], node[2]) for node in nodes], int).reshape(-1, 2).T
    at = random.permutation(len(nodes)).astype(float)
    before, (order, *after) = trees(parent, at, cascade), shuffled(random, parent, at, cascade)
    after = trees(*after)
    for values, others in zip(vars(measures(before)).values(), vars(measures(after)).values(), strict=True):
        assert others.tolist() == pytest.approx(values.tolist(), nan_ok=True)
    for name in ("cascade", "depth", "descendants", "unattached", "cut"):
        assert getattr(after, name).tolist() == getattr(before, name)[order].tolist()
    assert order[after.roots].tolist() == before.roots.tolist()


def test_above_20_percent_of_unattached_reposts_the_attached_part_is_measured():
    # A chain of six; of ten reposts two, then three, have no parent: one of them with a chain of its own.
    chain = [ROOT, 0, 1, 2, 3, 4]
    found = one([*chain, MISSING, 6, 7, 8, MISSING])
    assert (found["unattached"], found["lower_bound"], found["depth"]) == (2, False, 5)
    found = one([*chain, MISSING, MISSING, 7, 8, MISSING])
    assert (found["unattached"], found["lower_bound"], found["size"], found["depth"], found["max_breadth"]) == (3, True, 11, 5, 4)
    assert found["structural_virality"] == pytest.approx(7 / 3)
    found = one([ROOT, MISSING, 1, 2])
    assert (found["depth"], found["lower_bound"], np.isnan(found["structural_virality"])) == (0, True, True)


def test_a_cascade_without_a_root_begins_with_its_earliest_node():
    assert trees([MISSING, MISSING, 0], [9, 8, 10]).parent.tolist() == [1, ROOT, 0]
    assert trees([ROOT, ROOT, MISSING], [np.nan, 8, 1]).parent.tolist() == [1, ROOT, 1]


def test_a_parent_of_another_cascade_is_none():
    found = trees([ROOT, 0, 1, 0], cascade=["b", "b", "a", "b"])
    assert (found.parent.tolist(), found.cascade.tolist(), found.roots.tolist()) == ([ROOT, 0, ROOT, 0], [1, 1, 0, 1], [2, 0])


def test_an_amplifier_has_five_descendants_and_five_percent_of_the_size():
    # 1 has five, 2 has four descendants of 100 nodes.
    parent = [ROOT, 0, 0, *[1] * 5, *[2] * 4, *[0] * 88]
    assert roles(trees(parent)).tolist() == ["origin", "amplifier", *["ordinary"] * 98]
    assert roles(trees([*parent, 0])).tolist() == ["origin", *["ordinary"] * 100]


def test_betweenness_counts_the_paths_down_through_a_node():
    assert betweenness(trees(CHAIN)).tolist() == [d * (9 - d) for d in range(10)]
    assert betweenness(trees(STAR)).tolist() == [0] * 10


def test_a_chain_of_100000_is_walked_in_few_rounds():
    found = trees(range(ROOT, 99_999))
    assert (found.depth.tolist(), found.descendants.tolist()) == (list(range(100_000)), list(range(99_999, -1, -1)))
    assert measures(found).virality == pytest.approx(100_001 / 3)


def test_the_real_cascades_have_as_many_nodes_as_their_files():
    folder = SHARED / "datasets" / "cascades" / "reposts"
    if not folder.exists():
        pytest.skip("the cascades are not beside the project")
    several, direct = [], []
    for path in sorted(folder.glob("*.json")):
        parents = {record["mid"]: record["parent"] for record in json.loads(path.read_text(encoding="utf-8"))}
        row = {"": 0} | {mid: n for n, mid in enumerate(parents, 1)}
        several.append([ROOT, *(row[parent] for parent in parents.values())])
        direct.append(list(parents.values()).count(""))
    parent, cascade = forest(several)
    found = trees(parent, cascade=cascade)
    measured, level = measures(found), levels(found)
    assert measured.size.tolist() == [len(tree) for tree in several]
    assert level.nodes[level.depth == 1].tolist() == direct
    assert (len(several), measured.unattached.sum(), measured.cut.sum()) == (50, 0, 0)
