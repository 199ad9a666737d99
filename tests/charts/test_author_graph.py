import pandas as pd
import pytest

from analysis.author_graph import author_graph
from analysis.author_layout import author_layout
from charts import theme
from charts.author_graph import DESK, PHONE, reach
from charts.author_graph import author_graph as network
from charts.topics import Box
from tests.analysis.cascade_frames import recursive


@pytest.fixture(scope="module")
def drawn():
    layout = author_layout(author_graph(recursive(300, 5)))
    return layout.marks.assign(platform_name=layout.marks["platform"]), layout.lines


def marks(figure):
    return next(trace for trace in figure.data if trace.mode == "markers+text")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_names_lie_on_no_other_and_within_the_picture(drawn, size):
    frame, lines = drawn
    trace = marks(network(frame, edges=lines, size=size))
    across, up = reach(size)
    boxes = []
    for x, y, text, place, mark in zip(trace.x, trace.y, trace.text, trace.textposition, trace.marker.size, strict=True):
        if not text:
            continue
        at, wide = ((x / across + 1) / 2 * size[0], (1 - y / up) / 2 * size[1]), theme.LETTER * theme.width(text)
        left = {"middle right": mark / 2, "middle left": -mark / 2 - wide}.get(place, -wide / 2)
        down = {"top center": -mark / 2 - 16, "bottom center": mark / 2}.get(place, -8)
        boxes.append(Box(at[0] + left, at[1] + down, at[0] + left + wide, at[1] + down + 16))
    assert 3 < len(boxes) <= 16
    assert [(one, other) for n, one in enumerate(boxes) for other in boxes[:n] if one.meets(other)] == []
    assert [box for box in boxes if box.left < 0 or box.right > size[0] or box.top < 0 or box.bottom > size[1]] == []


def test_a_phone_sees_the_same_turned_by_a_quarter(drawn):
    frame, lines = drawn
    desk, phone = (marks(network(frame, edges=lines, size=size)) for size in (DESK, PHONE))
    turned = {tuple(key): (y, -x) for key, x, y in zip(desk.customdata, desk.x, desk.y, strict=True)}
    assert {tuple(key): at for key, *at in zip(phone.customdata, phone.x, phone.y, strict=True)} == {key: list(at) for key, at in turned.items()}


def test_colours_mean_what_they_are_told_to():
    frame = pd.DataFrame(
        {
            "x": [0.0, 0.5, -0.5, 1.0], "y": [0.0, 0.2, 0.3, -0.4], "authors": [1, 1, 1, 7], "author_name": ["a", "b", None, None], "platform": ["weibo", "x", None, None],
            "platform_name": ["Weibo", "X", "Unknown", "Unknown"], "received": [5, 2, 0, 3], "made": [0, 1, 2, 9], "caused": [9, 2, 0, 3], "sentiment": [-1.0, 0.05, None, 0.4],
            "community": [0, 1, 12, -1], "joined": [3, 1, 1, 2], "role": ["origin", "bridge", "ordinary", "ordinary"],
        }
    )  # fmt: skip
    lines = pd.DataFrame({"reposter": [1, 3], "source": [0, 0], "reposts": [1, 12]})

    def painted(colour: str) -> dict[int, str]:
        trace = marks(network(frame, edges=lines, colour=colour))
        several = {3: trace.marker.line.color[[key[0] for key in trace.customdata].index(3)]}
        return dict(sorted({key[0]: one for key, one in zip(trace.customdata, trace.marker.color, strict=True)}.items())) | several

    assert list(painted("community").values()) == [theme.CATEGORICAL[0], theme.CATEGORICAL[1], theme.GREY, theme.CONTEXT]
    assert list(painted("sentiment").values()) == [theme.SENTIMENT[-1], theme.SENTIMENT[0], theme.CONTEXT, theme.SENTIMENT[1]]
    assert list(painted("platform").values()) == [theme.PLATFORM["weibo"], theme.PLATFORM["x"], theme.CONTEXT, theme.CONTEXT]
    assert len(set(painted("role").values())) == 3
    hover = dict(zip([key[0] for key in marks(network(frame, edges=lines)).customdata], marks(network(frame, edges=lines)).hovertext, strict=True))
    assert hover[0].split("<br>") == ["a · Weibo · Origin", "5 reposts received", "0 reposts made", "9 reposts caused in all", "Community 1 · beside 3 communities", "Sentiment: Negative"]
    assert hover[3].split("<br>") == ["7 more authors", "several small communities", "3 reposts received", "9 reposts made"]
