import numpy as np
import pandas as pd
import pytest

from analysis import author_layout as layouts
from analysis.author_graph import author_graph
from analysis.author_layout import author_layout, packed
from tests.analysis.cascade_frames import nodes, recursive


@pytest.fixture(scope="module")
def graph():
    return author_graph(recursive(400, 1))


def test_marks_lie_within_the_picture_and_lines_are_the_edges(graph):
    found = author_layout(graph)
    assert found.marks["row"].tolist() == list(range(400)) and set(found.marks["authors"]) == {1}
    assert found.marks["x"].abs().max() <= layouts.WIDE and found.marks["y"].abs().max() <= 1
    assert found.lines.sort_values(["reposter", "source"]).to_numpy().tolist() == graph.edges.to_numpy().tolist()
    assert found.lines["reposts"].is_monotonic_decreasing


def test_communities_lie_side_by_side(graph):
    marks = author_layout(graph).marks
    centres = marks.groupby("community")[["x", "y"]].agg(lambda one: (one.min() + one.max()) / 2)
    away = np.hypot(marks["x"].to_numpy()[:, None] - centres["x"].to_numpy(), marks["y"].to_numpy()[:, None] - centres["y"].to_numpy())
    small = marks["community"].map(marks["community"].value_counts()) < 3
    assert (away.argmin(axis=1) == marks["community"])[~small].mean() > 0.97


def test_the_order_of_rows_changes_no_place():
    frame = recursive(200, 3)
    order = np.random.default_rng(0).permutation(len(frame))
    one, other = author_layout(author_graph(frame)), author_layout(author_graph(frame.iloc[order]))
    pd.testing.assert_frame_equal(one.marks, other.marks)
    pd.testing.assert_frame_equal(one.lines, other.lines)


def test_who_matters_least_is_one_mark_of_each_community(graph, monkeypatch):
    monkeypatch.setattr(layouts, "AUTHORS", 50)
    monkeypatch.setattr(layouts, "CIRCLES", 5)
    found = author_layout(graph)
    marks = found.marks
    alone = marks[(marks["authors"] == 1) & (marks["row"] >= 0)]
    assert 50 <= len(alone) <= 55 and marks["authors"].sum() == 400
    assert ((marks["authors"] == 1) == (marks["row"] >= 0)).all()
    assert marks["received"].sum() == graph.authors["received"].sum() and marks["posts"].sum() == 400
    assert sorted(marks.loc[marks["row"] < 0, "community"]) == [-1, 0, 1, 2, 3, 4]
    here = graph.authors[graph.authors["community"] < 5]
    left = here.drop(index=alone["row"])
    assert left["pagerank"].max() <= graph.authors["pagerank"][alone["row"]].min() + 1e-9
    # Lines inside a mark are none.
    assert (found.lines["reposter"] != found.lines["source"]).all() and found.lines["reposts"].sum() <= graph.edges["reposts"].sum()


@pytest.mark.parametrize("count", [1, 2, 3, 12, 40])
def test_circles_do_not_meet(count):
    random = np.random.default_rng(count)
    radius = np.sort(random.uniform(1, 9, count))[::-1]
    at = packed(radius, random.integers(0, 3, (count, count)))
    apart = np.hypot(*(at[:, None] - at).transpose(2, 0, 1)) - radius[:, None] - radius
    assert (apart[np.triu_indices(count, 1)] > -1e-6).all()
    assert np.hypot(*at.T).max() < 3 * np.sqrt((radius**2).sum())


def test_one_author_and_none_are_drawn_too():
    alone = author_layout(author_graph(nodes([-1])))
    assert alone.marks[["row", "x", "y"]].to_numpy().tolist() == [[0, 0, 0]] and alone.lines.empty
    assert author_layout(author_graph(nodes([]))).marks.empty
