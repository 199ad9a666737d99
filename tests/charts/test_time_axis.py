import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.time_axis import LINE, PLOT, named_at_end, on_time_axis


def rows(first: str, count: int, grain: str = "D") -> pd.DataFrame:
    return pd.DataFrame({"bucket": pd.date_range(first, periods=count, freq=grain), "mentions": 10})


def shaded(figure: go.Figure) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    return [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]


def marked(figure: go.Figure) -> dict[str, int]:
    """The titles and the line of text, from the bottom, on which each stands."""
    return {note.text: round((note.y - 1) * PLOT / LINE) for note in figure.layout.annotations}


def test_the_axes_cover_whole_buckets_from_zero():
    figure = on_time_axis(rows("2025-11-03", 7), grain="day")
    assert figure.layout.xaxis.range == (pd.Timestamp("2025-11-03"), pd.Timestamp("2025-11-10"))
    assert figure.layout.yaxis.range == (0, 10)


def test_the_count_axis_covers_the_sum_of_the_groups():
    figure = on_time_axis(pd.concat([rows("2025-11-03", 7)] * 3), grain="day")
    assert list(figure.layout.yaxis.tickvals) == [0, 10, 20, 30]


def test_a_few_buckets_stand_in_the_middle():
    figure = on_time_axis(rows("2025-11-05", 1), grain="day")
    assert figure.layout.xaxis.range == (pd.Timestamp("2025-11-02"), pd.Timestamp("2025-11-09"))


def test_days_are_named_at_their_middle_and_hours_at_their_start():
    assert on_time_axis(rows("2025-11-03", 1), grain="day").layout.xaxis.tickvals == (
        pd.Timestamp("2025-11-03 12:00"),
    )
    assert on_time_axis(rows("2025-11-03", 1, "h"), grain="hour").layout.xaxis.tickvals == (
        pd.Timestamp("2025-11-03"),
    )


def test_counts_are_written_in_the_reader_s_language(chinese):
    figure = on_time_axis(rows("2025-11-03", 7).assign(mentions=20_000), grain="day")
    assert list(figure.layout.yaxis.ticktext) == ["0", "5,000", "1万", "1.5万", "2万"]


def test_weekends_are_shaded_on_a_daily_axis_only():
    assert shaded(on_time_axis(rows("2025-11-02", 8), grain="day")) == [
        (pd.Timestamp("2025-11-02"), pd.Timestamp("2025-11-03")),
        (pd.Timestamp("2025-11-08"), pd.Timestamp("2025-11-10")),
    ]
    assert shaded(on_time_axis(rows("2025-11-02", 48, "h"), grain="hour")) == []
    assert shaded(on_time_axis(rows("2025-01-01", 365), grain="day")) == []


def test_marks_outside_the_axis_are_left_out():
    marks = pd.DataFrame({"at": pd.to_datetime(["2025-10-01", "2025-11-04"]), "title": ["before", "within"]})
    figure = on_time_axis(rows("2025-11-03", 7), grain="day", marks=marks)
    assert marked(figure) == {"within": 0}
    (line,) = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert (line.x0, line.x1, line.line.dash) == (marks["at"][1], marks["at"][1], "dash")


def test_titles_that_would_overlap_stand_above_one_another():
    marks = pd.DataFrame(
        {"at": pd.to_datetime(["2025-11-03", "2025-11-04", "2025-11-20"]), "title": ["起火", "回应", "召回"]}
    )
    figure = on_time_axis(rows("2025-11-01", 30), grain="day", marks=marks)
    assert marked(figure) == {"召回": 0, "回应": 0, "起火": 1}
    assert figure.layout.height == on_time_axis(rows("2025-11-01", 30), grain="day").layout.height + LINE


def test_a_title_near_the_end_stands_left_of_its_line():
    marks = pd.DataFrame({"at": pd.to_datetime(["2025-11-02", "2025-11-29"]), "title": ["early", "late"]})
    figure = on_time_axis(rows("2025-11-01", 30), grain="day", marks=marks)
    assert {note.text: note.xanchor for note in figure.layout.annotations} == {
        "early": "left",
        "late": "right",
    }


def test_names_at_the_end_keep_their_order_and_their_distance():
    figure = on_time_axis(rows("2025-11-03", 7), grain="day")
    named_at_end(figure, names=["a", "b", "c"], colours=["#000"] * 3, ends=[0.1, 0.2, 10])
    heights = {note.text: note.y for note in figure.layout.annotations}
    assert heights == pytest.approx({"a": 0.01, "b": 0.01 + LINE / PLOT, "c": 1})


def test_names_at_the_top_are_pushed_down():
    figure = on_time_axis(rows("2025-11-03", 7), grain="day")
    named_at_end(figure, names=["a", "b"], colours=["#000"] * 2, ends=[9.9, 10])
    assert {note.text: note.y for note in figure.layout.annotations} == {
        "a": pytest.approx(1 - LINE / PLOT),
        "b": 1,
    }
