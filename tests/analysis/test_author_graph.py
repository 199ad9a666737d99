import random

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.author_graph import author_graph
from tests.analysis.cascade_frames import nodes, recursive

# Parents that come before their children, and who wrote each node: several write more than one.
WRITTEN = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 5)), min_size=1, max_size=25)


def drawn(told: list[tuple[int, int]]) -> pd.DataFrame:
    above = [-1, *(parent % n for n, (parent, _who) in enumerate(told[1:], start=1))]
    return nodes(above, author=[f"a:{who}" for _parent, who in told], author_name=[f"n{who}" for _parent, who in told])


def edges_of(graph):
    names = graph.authors["author"]
    return {(names[row.reposter], names[row.source]): row.reposts for row in graph.edges.itertuples()}


def directed(graph) -> nx.DiGraph:
    found = nx.DiGraph()
    found.add_nodes_from(range(len(graph.authors)))
    found.add_weighted_edges_from(graph.edges.itertuples(index=False))
    return found


def undirected(graph) -> nx.Graph:
    found = nx.Graph()
    found.add_nodes_from(range(len(graph.authors)))
    for reposter, source, reposts in graph.edges.itertuples(index=False):
        before = found.get_edge_data(reposter, source, {"weight": 0})["weight"]
        found.add_edge(reposter, source, weight=before + reposts)
    return found


@settings(max_examples=20)
@given(WRITTEN)
def test_edges_and_counts_are_those_of_the_nodes_walked_one_by_one(told):
    frame = drawn(told)
    graph = author_graph(frame)
    who, above = frame["author"].tolist(), frame["above"].tolist()
    wanted: dict = {}
    for child, parent in enumerate(above):
        if parent >= 0 and who[child] != who[parent]:
            wanted[who[child], who[parent]] = wanted.get((who[child], who[parent]), 0) + 1
    assert edges_of(graph) == wanted
    assert graph.own == sum(parent >= 0 and who[child] == who[parent] for child, parent in enumerate(above))
    lineage = [{n} for n in range(len(above))]
    for child, parent in enumerate(above[1:], start=1):
        lineage[child] |= lineage[parent]
    for author in graph.authors.itertuples():
        mine = {n for n, one in enumerate(who) if one == author.author}
        others = [(pair, weight) for pair, weight in wanted.items() if author.author in pair]
        assert (author.posts, author.received, author.made) == (
            len(mine), sum(weight for pair, weight in others if pair[1] == author.author), sum(weight for pair, weight in others if pair[0] == author.author),
        )  # fmt: skip
        assert (author.reposters, author.sources) == (sum(pair[1] == author.author for pair, _weight in others), sum(pair[0] == author.author for pair, _weight in others))
        assert author.caused == sum(bool((lineage[n] - {n}) & mine) for n in range(len(above)))
    assert graph.authors["author"].to_numpy()[graph.wrote].tolist() == who


# One who reposts two others, the one twice.
@example([(0, 1), (0, 2), (0, 0), (0, 0), (1, 0)])
@settings(max_examples=20)
@given(WRITTEN)
def test_pagerank_modularity_and_bridges_are_networkx_s(told):
    graph = author_graph(drawn(told))
    ranks = nx.pagerank(directed(graph), tol=1e-12, max_iter=1000)
    assert graph.authors["pagerank"].tolist() == pytest.approx([ranks[n] for n in range(len(graph.authors))], abs=1e-8)
    beside, community = undirected(graph), graph.authors["community"].tolist()
    groups = [{n for n, one in enumerate(community) if one == number} for number in range(max(community) + 1)]
    if beside.number_of_edges():
        assert graph.modularity == pytest.approx(nx.community.modularity(beside, groups))
    else:
        assert np.isnan(graph.modularity)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True) == graph.communities["authors"].tolist()
    joined = [len({community[other] for other in [n, *beside[n]]}) for n in range(len(community))]
    assert graph.authors["joined"].tolist() == joined
    inside = [sum(data["weight"] for one, other, data in beside.edges(data=True) if {community[one], community[other]} == {number}) for number in range(len(groups))]
    outside = [sum(data["weight"] for one, other, data in beside.edges(data=True) if (community[one] == number) != (community[other] == number)) for number in range(len(groups))]
    assert (graph.communities["inside"].tolist(), graph.communities["outside"].tolist()) == (inside, outside)


def test_communities_are_found_as_they_were_made():
    # Three roots in one chain, each with ten reposts of its own.
    above = [-1, 0, 1, *[0] * 10, *[1] * 10, *[2] * 10]
    graph = author_graph(nodes(above))
    community = graph.authors["community"].tolist()
    assert [set(community[begin : begin + 10]) for begin in (3, 13, 23)] == [{community[0]}, {community[1]}, {community[2]}]
    assert sorted(community[:3]) == [0, 1, 2]
    assert [names[0] for names in graph.communities["names"]] == [f"name {community.index(number)}" for number in range(3)]
    assert graph.modularity == pytest.approx(nx.community.modularity(undirected(graph), [{n for n in range(33) if community[n] == one} for one in range(3)]))


def test_whoever_joins_three_communities_is_a_bridge_unless_he_is_more():
    # The second node stands between three stars, of which the root's is one.
    above = [-1, 0, 1, 1, *[0] * 12, *[2] * 12, *[3] * 12]
    graph = author_graph(nodes(above))
    assert graph.authors["joined"][1] == 3
    assert graph.authors["role"][:4].tolist() == ["origin", "bridge", "ordinary", "ordinary"]
    roles = ["origin", "amplifier", *["ordinary"] * (len(above) - 2)]
    assert author_graph(nodes(above, role=roles)).authors["role"][1] == "amplifier"


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_the_order_of_rows_changes_nothing(seed):
    frame = recursive(60, seed, authors=40)
    order = np.random.default_rng(seed).permutation(len(frame))
    one, other = author_graph(frame), author_graph(frame.iloc[order])
    pd.testing.assert_frame_equal(one.authors, other.authors)
    pd.testing.assert_frame_equal(one.edges, other.edges)
    pd.testing.assert_frame_equal(one.communities, other.communities)
    assert (one.modularity, one.wrote[order].tolist()) == (other.modularity, other.wrote.tolist())


def test_several_cascades_are_one_graph_and_nodes_are_numbered_in_each():
    first, second = nodes([-1, 0, 0]), nodes([-1, 0, 1])
    both = pd.concat([first.assign(cascade="b"), second.assign(cascade="a")], ignore_index=True)
    assert edges_of(author_graph(both)) == {("weibo:00001", "weibo:00000"): 2, ("weibo:00002", "weibo:00000"): 1, ("weibo:00002", "weibo:00001"): 1}
    assert author_graph(both).authors["posts"].tolist() == [2, 2, 2]


def test_who_is_only_named_is_the_one_author_of_that_name_and_the_unknown_are_one_each():
    authors = ["x:1", None, None, "x:2", "x:3", None, None]
    names = ["甲", "甲", "乙", "丙", "丙", "丙", None]
    graph = author_graph(nodes([-1, 0, 0, 0, 0, 0, 0], author=authors, author_name=names))
    assert graph.authors["author_name"].tolist()[:5] == ["甲", "丙", "丙", "丙", "乙"]
    assert graph.authors["posts"].tolist() == [2, 1, 1, 1, 1, 1]
    assert graph.authors["author"].tolist()[:3] == ["x:1", "x:2", "x:3"] and graph.authors["author"].isna().tolist()[3:] == [True] * 3
    # A name is no key, whatever it looks like.
    assert len(author_graph(nodes([-1, 0], author=["@a:b", None], author_name=["c", "@a:b"])).authors) == 2


def test_a_lone_node_has_no_edges_and_nothing_has_no_authors():
    alone = author_graph(nodes([-1]))
    assert (len(alone.authors), len(alone.edges), alone.authors["pagerank"].tolist(), np.isnan(alone.modularity)) == (1, 0, [1.0], True)
    nothing = author_graph(nodes([]))
    assert (len(nothing.authors), len(nothing.edges), len(nothing.communities), nothing.own) == (0, 0, 0, 0)


def test_chance_is_python_s_again_afterwards(monkeypatch):
    given = []
    monkeypatch.setattr(igraph, "set_random_number_generator", given.append)
    author_graph(recursive(30, 0))
    assert isinstance(given[0], random.Random) and given[-1] is random
