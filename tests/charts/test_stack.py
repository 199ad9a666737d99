import pandas as pd
import pytest

from charts import theme
from charts.stack import UNSEEN, height_axis, named, stacked
from charts.time_axis import on_time_axis

DAYS = pd.DataFrame(
    {
        "bucket": pd.date_range("2025-11-03", periods=3, freq="D"),
        "complete": [True, True, False],
        "position": [7, 8, 9],
        "mentions": [100, 120, 12],
        "positive": [20, 22, 3],
        "neutral": [40, 33, 4],
        "negative": [20, 55, 3],
        "unknown": [20, 10, 2],
        "positive_share": [0.25, 0.2, None],
        "neutral_share": [0.5, 0.3, None],
        "negative_share": [0.25, 0.5, None],
    }
)


def drawn(parts: bool, rows: pd.DataFrame = DAYS):
    figure = stacked(on_time_axis(rows, grain="day"), rows, grain="day", parts=parts)
    return named(height_axis(figure, rows, parts), rows, parts)


def test_counts_are_stacked_from_negative_to_unknown_in_the_colours_of_their_meaning():
    figure = drawn(parts=False)
    assert figure.layout.barmode == "stack"
    assert [(bars.name, list(bars.y), bars.marker.color) for bars in figure.data] == [
        ("Negative", [20, 55, 3], theme.SENTIMENT[-1]),
        ("Neutral", [40, 33, 4], theme.SENTIMENT[0]),
        ("Positive", [20, 22, 3], theme.SENTIMENT[1]),
        ("Unknown", [20, 10, 2], theme.PALE),
    ]
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "/"]
    assert figure.layout.yaxis.range == (0, 150)


def test_a_bar_carries_the_position_of_its_row_and_its_sentiment():
    assert [next(map(list, bars.customdata)) for bars in drawn(parts=False).data] == [[7, -1], [7, 0], [7, 1], [7, None]]


def test_shares_have_neutral_in_the_middle_and_no_unknown():
    figure = drawn(parts=True)
    assert [(bars.name, list(bars.y)) for bars in figure.data[:3]] == [
        ("Negative", [0.25, 0.5, None]),
        ("Neutral", [0.5, 0.3, None]),
        ("Positive", [0.25, 0.2, None]),
    ]
    assert figure.layout.yaxis.range == (0, 1)


def test_a_bucket_too_small_for_shares_is_empty_and_says_why():
    *_three, unseen = drawn(parts=True).data
    assert (list(unseen.x), list(unseen.y), unseen.marker.color) == ([DAYS["bucket"][2]], [1], UNSEEN)
    assert list(map(list, unseen.customdata)) == [[9]]
    assert list(unseen.hovertext) == [
        "Sentiment<br>Wed 5 Nov 2025<br>Too few for shares: sentiment known of 10 mentions<br>Part of the period only"
    ]


def test_hover_says_what_when_value_share_and_change():
    negative, _neutral, _positive, unknown = drawn(parts=False).data
    assert list(negative.hovertext) == [
        "Negative<br>Mon 3 Nov 2025<br>20 mentions · 25.0% of known sentiment",
        "Negative<br>Tue 4 Nov 2025<br>55 mentions · 50.0% of known sentiment<br>+175.0% on the period before",
        "Negative<br>Wed 5 Nov 2025<br>3 mentions · too few for a share<br>Part of the period only",
    ]
    assert unknown.hovertext[1] == "Unknown<br>Tue 4 Nov 2025<br>10 of 120 mentions<br>−50.0% on the period before"
    assert drawn(parts=True).data[0].hovertext[1].endswith("<br>+25.0 pp on the period before")


def test_the_sentiments_are_named_at_their_height_in_the_last_whole_bucket():
    notes = drawn(parts=True).layout.annotations
    assert {note.text: note.y for note in notes} == pytest.approx({"Negative": 0.25, "Neutral": 0.65, "Positive": 0.9})
    swatches = [shape.fillcolor for shape in drawn(parts=False).layout.shapes if shape.xsizemode == "pixel"]
    assert swatches == [theme.SENTIMENT[-1], theme.SENTIMENT[0], theme.SENTIMENT[1], theme.PALE]


def test_without_any_share_the_names_still_stand_in_their_order():
    none = DAYS.assign(positive_share=None, neutral_share=None, negative_share=None)
    heights = [note.y for note in drawn(parts=True, rows=none).layout.annotations]
    assert heights == sorted(set(heights))


def test_a_group_is_told_on_hover():
    assert drawn(parts=False, rows=DAYS.assign(group="Weibo")).data[0].hovertext[0].startswith("Weibo · Negative<br>")
