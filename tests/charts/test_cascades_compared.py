from math import log1p

import pandas as pd
import pytest

from charts.cascades_compared import BROADEST, DEEPEST, MOST, NARROWEST, growth_compared, shapes_compared


def nodes(*cascades: list[float | None]) -> pd.DataFrame:
    rows = [(f"c{place}", f"name {place}", age) for place, ages in enumerate(cascades) for age in ages]
    return pd.DataFrame(rows, columns=["cascade", "label", "age"]).assign(published_at=pd.Timestamp("2025-03-01"), author_name="Ann")


def test_each_curve_counts_its_own_nodes_since_its_own_origin():
    frame = nodes([0, 600, 60], [0, None, 30])
    first, second = growth_compared(frame).data
    assert list(first.y) == [1, 2, 3] and list(first.x) == pytest.approx([0, log1p(1), log1p(10)], abs=1e-3)
    assert [key[0] for key in first.customdata] == [0, 2, 1] and [key[0] for key in second.customdata] == [3, 5]
    assert list(growth_compared(frame, parts=True).data[1].y) == [0.5, 1]
    assert (first.line.color, first.line.dash) != (second.line.color, second.line.dash) and first.line.dash != second.line.dash


def test_where_the_time_of_an_origin_is_unknown_its_curve_counts_from_the_first_known():
    frame = nodes([0, 600, 60], [None, None, None])
    frame.loc[4:, "published_at"] += pd.to_timedelta([300, 0], unit="s")
    frame.loc[3, "published_at"] = pd.NaT
    first, second = growth_compared(frame).data
    assert list(second.x) == pytest.approx([0, log1p(5)], abs=1e-3) and [key[0] for key in second.customdata] == [5, 4]
    assert second.hovertext[1].split("<br>")[1:3] == ["2025-03-01 00:05 · 5 min after the first known node", "2 of 2 whose time is known (100.0%)"]
    assert first.hovertext[1].split("<br>")[1:3] == ["2025-03-01 00:00 · after 1 min", "2 of 3 (66.7%)"]
    assert growth_compared(frame).layout.xaxis.title.text == "Time since the origin (logarithmic)"
    assert growth_compared(frame[3:]).layout.xaxis.title.text == "Time since the first known node (logarithmic)"
    assert growth_compared(frame[3:]).data[0].name == "name 1"


def test_without_any_time_there_is_no_curve():
    figure = growth_compared(nodes([None, None]).assign(published_at=pd.NaT))
    assert not figure.data and [note.text for note in figure.layout.annotations] == ["No time is known of any node."]


def test_four_are_compared_at_most():
    assert [trace.name for trace in growth_compared(nodes(*[[0, 60]] * 6)).data] == [f"name {place}" for place in range(MOST)]


def test_a_layer_is_as_broad_as_its_share_around_the_middle_of_its_cascade():
    levels = pd.DataFrame({"cascade": list("aabbb"), "label": list("aabbb"), "depth": [0, 1, 0, 1, 2], "nodes": [1, 3, 1, 1, 2], "share": [0.25, 0.75, 0.25, 0.25, 0.5]})
    first, second = shapes_compared(levels).data
    assert list(first.x) == pytest.approx([BROADEST / 3, BROADEST]) and list(second.x) == pytest.approx([BROADEST / 2, BROADEST / 2, BROADEST])
    assert [base + broad / 2 for base, broad in zip(second.base, second.x, strict=True)] == pytest.approx([1, 1, 1])
    assert list(first.text) == ["25.0%", "75.0%"] and list(second.y) == [0, 1, 2]


def test_what_is_deeper_than_ten_is_one_layer_and_none_is_too_narrow_to_be_seen():
    levels = pd.DataFrame({"cascade": "a", "label": "a", "depth": range(31), "nodes": [1] * 30 + [9970], "share": [1e-4] * 30 + [0.997]})
    (shape,) = shapes_compared(levels).data
    assert list(shape.y) == list(range(DEEPEST + 1)) and min(shape.x) == pytest.approx(NARROWEST)
    assert shape.text[-1] == "99.9%" and list(shape.customdata[-1]) == [10]
    assert "Layer 10+" in shape.hovertext[-1] and "9,990 nodes" in shape.hovertext[-1]
