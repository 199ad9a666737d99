from math import log1p

import numpy as np
import pandas as pd
import pytest

from charts.cascade_growth import DEEPEST, POINTS, cascade_growth, steps

MINUTE = 60


def nodes(depth: list[int], age: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame({"depth": depth, "age": age, "published_at": pd.Timestamp("2025-03-01") + pd.to_timedelta(age, unit="s"), "author_name": "Ann"})


def test_the_layers_are_stacked_to_what_had_come_at_each_time():
    figure = cascade_growth(nodes([0, 1, 2, 1, 7, 6], [0, 60, 180, 120, 600, 300]))
    *layers, points = figure.data
    # In the order of time the depths are 0 1 1 2 6 7.
    assert [list(layer.y)[:-1] for layer in layers] == [[1] * 6, [0, 1, 2, 2, 2, 2], [0, 0, 0, 1, 1, 1], [0] * 6, [0] * 6, [0, 0, 0, 0, 1, 2]]
    assert len(layers) == DEEPEST + 1 and list(points.y) == [1, 2, 3, 4, 5, 6]
    assert [key[0] for key in points.customdata] == [0, 1, 3, 2, 5, 4]
    assert list(points.x) == pytest.approx([log1p(age / MINUTE) for age in (0, 60, 120, 180, 300, 600)], abs=1e-3)
    assert points.hovertext[3].split("<br>")[1:] == ["4 of 6 (66.7%)", "Layer 1 2 · Layer 2 1"]


def test_a_long_cascade_is_told_at_some_points_from_its_first_to_its_last_node():
    n = 5000
    figure = cascade_growth(nodes([0, *[1] * (n - 1)], np.linspace(0, 86400, n).tolist()))
    points = figure.data[-1]
    assert len(points.x) <= POINTS and [points.customdata[place][0] for place in (0, -1)] == [0, n - 1]
    assert [count - 1 for count in points.y] == [key[0] for key in points.customdata]


def test_what_has_no_time_is_not_counted():
    assert list(cascade_growth(nodes([0, 1, 1], [0, None, 30])).data[-1].y) == [1, 2]
    empty = cascade_growth(nodes([0, 1], [None, None]))
    assert not empty.data and [note.text for note in empty.layout.annotations] == ["No time is known of any node."]


def test_it_says_of_how_many_the_time_is_known_and_since_when_it_counts():
    def said(frame: pd.DataFrame) -> tuple[str, str]:
        figure = cascade_growth(frame)
        return figure.data[-1].hovertext[-1].split("<br>")[1], figure.layout.xaxis.title.text

    frame = nodes([0, 1, 1], [0, 60, 120])
    assert said(frame) == ("3 of 3 (100.0%)", "Time since the origin (logarithmic)")
    assert said(nodes([0, 1, 1], [0, None, 60])) == ("2 of 2 whose time is known (100.0%)", "Time since the origin (logarithmic)")
    unknown = frame.assign(age=None, published_at=[pd.NaT, *frame["published_at"][1:]])
    assert said(unknown) == ("2 of 2 whose time is known (100.0%)", "Time since the first known node (logarithmic)")


def test_steps_are_all_of_a_few_and_both_ends_of_many():
    assert steps(np.linspace(0, 1, 5), 10).tolist() == [0, 1, 2, 3, 4]
    found = steps(np.linspace(0, 1, 1000) ** 9, 40)
    assert len(found) <= 40 and found[0] == 0 and found[-1] == 999 and (np.diff(found) > 0).all()
