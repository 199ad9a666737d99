import pandas as pd
import pyarrow as pa
import pytest

import language
from analysis.answer import Answer
from analysis.filters import Filters
from charts.cascades_compared import MOST
from ui.cascades_compared import layers_of, nodes_of, notes


def answer(cascade: str, depths: list[int]) -> Answer:
    n = len(depths)
    table = pa.table({"age": [60.0 * node for node in range(n)], "published_at": pa.nulls(n, pa.timestamp("us")), "author_name": ["Ann"] * n, "depth": depths, "text": ["x"] * n})
    return Answer(table, "", {"cascade": cascade}, Filters())


def test_the_nodes_of_the_first_four_stand_in_one_frame_with_their_names():
    frame = nodes_of([answer(f"c{one}", [0, 1]) for one in range(6)], [f"name {one}" for one in range(6)])
    assert frame[["cascade", "label"]].drop_duplicates().to_numpy().tolist() == [[f"c{one}", f"name {one}"] for one in range(MOST)]
    assert len(frame) == 2 * MOST and frame["age"].tolist() == [0, 60] * MOST


def test_the_layers_are_the_nodes_of_each_depth_and_their_share():
    layers = layers_of(nodes_of([answer("b", [0, 1, 1, 2]), answer("a", [0, 1])], ["same name", "same name"]))
    expected = [["b", 0, 1, 0.25], ["a", 0, 1, 0.5], ["b", 1, 2, 0.5], ["a", 1, 1, 0.5], ["b", 2, 1, 0.25]]
    assert layers[["cascade", "depth", "nodes", "share"]].to_numpy().tolist() == expected


def test_without_cascades_there_is_nothing_to_compare():
    assert nodes_of([], []).empty and layers_of(nodes_of([], [])).empty
    assert isinstance(nodes_of([answer("a", [])], ["x"]), pd.DataFrame)


def test_it_is_told_which_do_not_count_from_their_origin_and_which_have_no_curve(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(language, "_reader", lambda: "en")
    frame = nodes_of([answer(one, [0, 1]) for one in "abc"], ["known", "*first*", "never"])
    late = pd.Timestamp("2025-03-01")
    frame = frame.assign(age=frame["age"].where(frame["cascade"] == "a"), published_at=[late, late, pd.NaT, late, pd.NaT, pd.NaT])
    assert notes(frame[frame["cascade"] == "a"]) == []
    assert notes(frame) == [
        r"The time of the origin is unknown, counted from the first known node on: \*first\*", "No time is known, shown by its shape alone: never",
    ]  # fmt: skip
