"""Graphs read back with other libraries."""

import io
import re
import xml.etree.ElementTree as ET

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.author_graph import author_graph
from analysis.graph_files import edge_table, gexf, graphml, node_table, of_authors, of_cascade
from tests.analysis.cascade_frames import HALF, HARMFUL, hostile, nodes, recursive

FORMATS = {"gexf": (gexf, nx.read_gexf), "graphml": (graphml, nx.read_graphml)}
FRAME = nodes(
    [-1, 0, 0, 1], author=["weibo:1", "weibo:2", None, "weibo:4"], author_name=["甲", "乙 <b>", "丙", None], sentiment=[-1.0, np.nan, 0.0, 1.0],
    age=[0.0, 61.5, np.nan, 100.0], published_at=pd.to_datetime(["2025-03-01 10:00:00", "2025-03-01 10:01:01", None, "2025-03-02 00:00:00"]), edge=[None, "explicit", "parsed", "unattached"],
    cut=False, verified=pd.Series([True, None, False, None], dtype=object),
)  # fmt: skip


def cleaned(text: str) -> str:
    """Without what XML cannot hold, by another definition than the writer's."""
    return "".join(one for one in text if one in "\t\n\r" or 0x20 <= ord(one) < 0xD800 or 0xE000 <= ord(one) < 0xFFFE or ord(one) > 0xFFFF)


@pytest.fixture(params=FORMATS)
def read(request: pytest.FixtureRequest):
    """Written in a format and read back by networkx."""
    write, read_again = FORMATS[request.param]
    return lambda network: read_again(io.BytesIO(write(network)))


def test_a_cascade_comes_back_with_its_values_and_their_types(read):
    graph = read(of_cascade(FRAME, "about"))
    assert graph.is_directed() and sorted(graph.edges) == [("1", "0"), ("2", "0"), ("3", "1")]
    assert [graph.edges[end]["edge"] for end in sorted(graph.edges)] == ["explicit", "parsed", "unattached"]
    assert [graph.nodes[n]["label"] for n in "0123"] == ["甲", "乙 <b>", "丙", ""]
    assert [graph.nodes[n].get("sentiment") for n in "0123"] == [-1, None, 0, 1]
    assert [graph.nodes[n].get("age") for n in "0123"] == [0.0, 61.5, None, 100.0]
    assert [graph.nodes[n].get("published_at") for n in "0123"] == ["2025-03-01 10:00:00", "2025-03-01 10:01:01", None, "2025-03-02 00:00:00"]
    assert [(graph.nodes[n]["cut"], graph.nodes[n].get("verified")) for n in "0123"] == [(False, True), (False, None), (False, False), (False, None)]
    assert [graph.nodes[n].get("author") for n in "0123"] == ["weibo:1", "weibo:2", None, "weibo:4"]


def test_a_cascade_tells_the_community_and_any_order_of_rows_is_the_same(read):
    frame = recursive(30, 0)
    graph = author_graph(frame)
    found = read(of_cascade(frame, "about", graph))
    assert [found.nodes[str(n)]["community"] for n in range(30)] == graph.authors["community"].tolist()
    order = np.random.default_rng(1).permutation(30)
    other = frame.iloc[order]
    assert gexf(of_cascade(other, "about", author_graph(other))) == gexf(of_cascade(frame, "about", graph))


def test_several_cascades_stand_side_by_side(read):
    both = pd.concat([nodes([-1, 0]).assign(cascade="b"), nodes([-1, 0, 1]).assign(cascade="a")], ignore_index=True)
    graph = read(of_cascade(both, "about"))
    assert sorted(graph.edges) == [("1", "0"), ("2", "1"), ("4", "3")]
    assert [graph.nodes[str(n)]["cascade"] for n in range(5)] == list("aaabb")


def test_an_author_graph_comes_back(read):
    graph = author_graph(recursive(40, 2, authors=15))
    found = read(of_authors(graph, "about"))
    assert {(int(one), int(other)): data["weight"] for one, other, data in found.edges(data=True)} == {
        (row.reposter, row.source): row.reposts for row in graph.edges.itertuples()
    }
    for name in ("label", "received", "caused", "community", "role"):
        assert [found.nodes[str(n)][name] for n in range(len(graph.authors))] == graph.authors[{"label": "author_name"}.get(name, name)].tolist()
    assert [found.nodes[str(n)]["pagerank"] for n in range(len(graph.authors))] == pytest.approx(graph.authors["pagerank"].tolist())


def test_hostile_texts_come_back_as_texts_without_what_xml_cannot_hold(read):
    frame = hostile()
    for network in (of_cascade(frame, HALF + "\x00]]></graph>" + "".join(HARMFUL)), of_authors(author_graph(frame), "<x>")):
        graph = read(network)
        assert len(graph) == len(frame)
        assert sorted(told["label"] for _n, told in graph.nodes(data=True)) == sorted(map(cleaned, HARMFUL))
    assert sorted(told["text"] for _n, told in read(of_cascade(frame, "")).nodes(data=True)) == sorted(map(cleaned, HARMFUL))


@pytest.mark.parametrize("write", [gexf, graphml])
def test_no_text_becomes_an_element_an_entity_or_an_instruction(write):
    written = write(of_cascade(hostile(), "".join(HARMFUL)))
    known = {
        "gexf", "meta", "creator", "description", "graph", "attributes", "attribute", "nodes", "node", "attvalues", "attvalue", "edges", "edge",
        "graphml", "key", "desc", "data",
    }  # fmt: skip
    assert {element.tag.split("}")[1] for element in ET.fromstring(written).iter()} <= known
    assert b"<!" not in written and written.count(b"<?") == 1
    assert set(re.findall(rb"&(#?\w+);", written)) <= {b"amp", b"lt", b"gt", b"quot", b"#9", b"#10", b"#13"}


def test_tables_have_the_names_that_gephi_knows():
    network = of_cascade(FRAME, "about")
    columns, rows = node_table(network)
    assert columns[:3] == ["Id", "Label", "mention_id"] and "above" not in columns
    found = pd.DataFrame(rows, columns=columns)
    assert (found["Id"].tolist(), found["Label"].tolist()) == ([0, 1, 2, 3], ["甲", "乙 <b>", "丙", ""])
    assert (edge_table(network)[0], list(edge_table(network)[1])) == (
        ["Source", "Target", "Weight", "edge"], [(1, 0, 1, "explicit"), (2, 0, 1, "parsed"), (3, 1, 1, "unattached")],
    )  # fmt: skip


def test_a_lone_node_and_nothing_are_files_too(read):
    for above in ([-1], []):
        assert len(read(of_cascade(nodes(above), "about"))) == len(above)
        assert len(read(of_authors(author_graph(nodes(above)), "about"))) == len(above)
