import pytest

import language
from analysis.author_graph import author_graph
from analysis.author_layout import author_layout
from analysis.filters import Filters
from tests.analysis.cascade_frames import nodes, recursive
from ui.author_graph import columns, note, opened, table


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_reader", lambda: "en")


def test_a_mark_opens_the_author_s_mentions_and_one_without_any_all_of_the_cascade():
    filters = Filters(platforms=("weibo",))
    marks = author_layout(author_graph(nodes([-1, 0, 0], author=["weibo:1", "weibo:2", None]))).marks
    assert [opened(mark, filters) for _row, mark in marks.iterrows()] == [
        Filters(platforms=("weibo",), authors=("weibo:1",)), Filters(platforms=("weibo",), authors=("weibo:2",)), filters,
    ]  # fmt: skip


def test_the_table_begins_with_whoever_caused_most_and_names_what_codes_mean():
    rows = table(author_graph(nodes([-1, 0, 1, 1, 0]))).to_pylist()
    assert list(rows[0]) == list(columns())
    assert [(row["author_name"], row["role"], row["caused"], row["received"], row["sentiment"]) for row in rows[:2]] == [
        ("name 0", "Origin", 4, 2, "Negative"), ("name 1", "Ordinary account", 2, 2, "Neutral"),
    ]  # fmt: skip
    assert {row["community"] for row in rows} <= {1, 2}


def test_the_note_tells_how_many_communities_and_what_is_left_out():
    own = nodes([-1, 0, 1, 1], author=["a:1", "a:1", "a:2", "a:3"])
    graph = author_graph(own)
    assert note(graph, author_layout(graph)) == "1 communities, modularity 0.00 · 1 reposts of oneself left out"
    large = author_graph(recursive(700, 0))
    assert note(large, author_layout(large)).endswith("602 authors stand for themselves, the others in hollow circles")
