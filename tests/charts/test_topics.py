from itertools import combinations

import pandas as pd
import pytest

from charts import theme
from charts.topics import DESK, PHONE, Box, topic_map


def topics(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [f"话题 · 词语{n}" for n in range(count)], "mentions": [400 - 20 * n for n in range(count)], "share": [0.3 / (n + 1) for n in range(count)],
            "change": [0.03 * n * (-1) ** n / (1 + n % 5) for n in range(count)], "net": [((5 * n) % 7 - 5) / 6 for n in range(count)], "net_low": None, "net_high": None,
            "negative_share": 0.5, "new": [n % 4 == 0 for n in range(count)],
        }
    )  # fmt: skip


def boxes(figure, size):
    """Where the names of a map stand, as Plotly places them beside their circles, in pixels of a plot as wide as was thought."""
    (trace,) = figure.data
    (left, right), (low, high) = figure.layout.xaxis.range, figure.layout.yaxis.range
    width, height = size[0] - 90, size[1] - 60
    found = []
    for x, y, name, side, circle in zip(trace.x, trace.y, trace.text, trace.textposition, trace.marker.size, strict=True):
        if name:
            wide, r = theme.LETTER * theme.width(name), circle / 2
            x, y = (x - left) / (right - left) * width, (high - y) / (high - low) * height
            across = {"middle right": (x + r, x + r + wide), "middle left": (x - r - wide, x - r)}.get(side, (x - wide / 2, x + wide / 2))
            down = {"top center": (y - r - 15, y - r), "bottom center": (y + r, y + r + 15)}.get(side, (y - 7.5, y + 7.5))
            found.append(Box(across[0], down[0], across[1], down[1]))
    return found


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("count", [1, 8, 20])
def test_names_overlap_nowhere_and_stand_where_they_stood_before(size, count):
    figure = topic_map(topics(count), size=size)
    placed = boxes(figure, size)
    assert len(placed) >= min(count, 5 if size == DESK else 2) and not [pair for pair in combinations(placed, 2) if pair[0].meets(pair[1])]
    assert figure.to_json() == topic_map(topics(count), size=size).to_json()


def test_the_area_of_a_circle_is_its_mentions_and_the_smallest_lie_on_top():
    (trace,) = topic_map(topics(6).assign(mentions=[100, 400, 25, 100, 50, 200])).data
    assert trace.marker.size[0] == pytest.approx(2 * trace.marker.size[3])
    assert [key[0] for key in trace.customdata] == [1, 5, 0, 3, 4, 2]


def test_new_topics_are_ringed_and_those_of_unknown_sentiment_hollow():
    frame = topics(4).assign(net=[0.5, -0.5, None, 0.0])
    (trace,) = topic_map(frame).data
    assert trace.marker.line.width == (2.5, 1, 1, 1)
    assert trace.marker.color == (theme.SENTIMENT[1], theme.SENTIMENT[-1], theme.FAINT, theme.GREY)


def test_without_a_period_before_the_map_goes_by_share():
    figure = topic_map(topics(3).assign(change=None))
    assert list(figure.data[0].x) == pytest.approx([0.3, 0.15, 0.1]) and figure.layout.xaxis.range[0] == 0
    assert "growing" not in str(figure.layout.annotations)
