"""Every chart is drawn from its sample, and keeps what every chart promises."""

import json
from collections.abc import Iterator
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest

from charts import theme
from charts.authors import top_authors
from charts.ranking import ranking
from charts.volume import volume_by, volume_over_time

HOSTILE = "<img src=x onerror=alert(1)><br><a href='javascript:alert(1)'>%{x}</a>"

DAYS = pd.DataFrame(
    {
        "bucket": pd.date_range("2025-10-30", periods=5, freq="D"),
        "mentions": [120, 80, 0, 15000, 40],
        "complete": [False, True, True, True, False],
    }
)
HOURS = pd.DataFrame(
    {"bucket": pd.date_range("2025-11-01", periods=130, freq="h"), "mentions": range(130), "complete": True}
)
HOURS.loc[[0, 129], "complete"] = False
PLATFORMS = pd.concat(
    [
        DAYS.assign(group_key="weibo", group="Weibo"),
        DAYS.assign(group_key=HOSTILE, group=HOSTILE),
        DAYS.assign(group_key=None, group="Unknown"),
    ],
    ignore_index=True,
).sample(frac=1, random_state=1, ignore_index=True)
MARKS = pd.DataFrame(
    {"at": pd.to_datetime(["2025-10-31 09:00", "2025-11-03 20:00"]), "title": [HOSTILE, "Recall"]}
)
SHARES = pd.DataFrame(
    {
        "label": ["Weibo", HOSTILE, "Unknown"],
        "key": ["weibo", HOSTILE, None],
        "mentions": [300, 20, 1],
        "share": [0.93, 0.06, None],
    }
)
AUTHORS = pd.DataFrame(
    {
        "author_name": ["Ann", HOSTILE, None],
        "platform": ["weibo", HOSTILE, None],
        "mentions": [12, 3, 1],
        "engagement": pd.array([100, None, 0], dtype="Int64"),
    }
)
BARS = pd.DataFrame(
    {
        "label": ["a", "b"],
        "mentions": [2, 1],
        "colour": [theme.INK] * 2,
        "end": ["2", "1"],
        "hover": ["a", "b"],
    }
)

GALLERY = {
    "volume by day": (partial(volume_over_time, grain="day", marks=MARKS), DAYS),
    "volume by hour, long": (partial(volume_over_time, grain="hour"), HOURS),
    "volume by week": (
        partial(volume_over_time, grain="week"),
        DAYS.assign(bucket=DAYS["bucket"].index * pd.Timedelta(weeks=1) + pd.Timestamp("2025-10-06")),
    ),
    "volume by month": (
        partial(volume_over_time, grain="month"),
        DAYS.assign(bucket=pd.date_range("2025-07-01", periods=5, freq="MS")),
    ),
    "volume by day and platform": (partial(volume_over_time, grain="day", marks=MARKS), PLATFORMS),
    "volume by platform": (volume_by, SHARES),
    "volume by platform, without shares": (partial(volume_by, by="Platform"), SHARES.drop(columns="share")),
    "top authors": (top_authors, AUTHORS),
    "top authors with the names of platforms": (
        top_authors,
        AUTHORS.assign(platform_name=["Weibo", HOSTILE, None]),
    ),
    "ranking": (partial(ranking, title="Name"), BARS),
}


@pytest.fixture(params=GALLERY, scope="module")
def chart(request: pytest.FixtureRequest):
    return GALLERY[request.param]


def texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for piece in part:
            yield from texts(piece)
    elif isinstance(part, str):
        yield part


def test_it_is_a_figure_in_our_template_with_titled_axes(chart):
    draw, frame = chart
    figure = draw(frame)
    assert isinstance(figure, go.Figure)
    assert figure.layout.template == theme.GUANLAN
    assert figure.layout.xaxis.title.text and figure.layout.yaxis.title.text


def test_it_survives_json(chart):
    draw, frame = chart
    figure = draw(frame)
    assert json.loads(plotly.io.from_json(figure.to_json()).to_json()) == json.loads(figure.to_json())


def test_it_leaves_its_input_alone(chart):
    draw, frame = chart
    before, marks = frame.copy(deep=True), MARKS.copy(deep=True)
    draw(frame)
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(MARKS, marks)


def test_without_rows_it_says_what_to_do(chart):
    draw, frame = chart
    figure = draw(frame.head(0))
    assert list(figure.data) == []
    assert figure.layout.template == theme.GUANLAN
    assert (figure.layout.xaxis.visible, figure.layout.yaxis.visible) == (False, False)
    assert [note.text for note in figure.layout.annotations] == [
        "No mentions match these filters.<br>Widen the window or remove a filter."
    ]


def test_one_row_is_one_mark(chart):
    draw, frame = chart
    rows = frame.tail(1)
    values = [value for trace in draw(rows).data for value in _values(trace)]
    assert values == rows["mentions"].tolist()


def test_every_mark_carries_the_position_of_its_row(chart):
    draw, frame = chart
    drawn = set()
    for trace in draw(frame).data:
        assert len(trace.customdata) == len(_all_values(trace))
        for (position,), value in zip(trace.customdata, _all_values(trace), strict=True):
            if value is not None:
                assert value == frame["mentions"].iloc[position]
                drawn.add(position)
    assert drawn == set(range(len(frame)))


def test_hostile_text_is_shown_and_never_run(chart):
    draw, frame = chart
    shown = list(texts(json.loads(draw(frame).to_json())))
    assert not [text for text in shown if "<img" in text or "<a" in text]
    if HOSTILE in frame.astype(str).to_numpy():
        assert any("&lt;img" in text for text in shown)


def test_on_screen_every_colour_of_a_meaning_is_the_viewer_s(chart):
    draw, frame = chart
    figure = draw(frame)
    shown = theme.on_screen(figure)
    assert not set(theme.ON_SCREEN) & set(texts(json.loads(shown.to_json())))
    assert [trace.customdata for trace in shown.data] == [trace.customdata for trace in figure.data]


def _all_values(trace: go.Bar | go.Scatter) -> tuple:
    return tuple(trace.x if trace.orientation == "h" else trace.y)


def _values(trace: go.Bar | go.Scatter) -> list:
    return [value for value in _all_values(trace) if value is not None]
