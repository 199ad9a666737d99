import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.time_axis import FOOT, GAP, LINE, PLOT, count_axis, named_at_end, on_time_axis, say, share_axis


def rows(first: str, count: int, grain: str = "D") -> pd.DataFrame:
    return pd.DataFrame({"bucket": pd.date_range(first, periods=count, freq=grain), "mentions": 10})


def shaded(figure: go.Figure) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    return [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.type == "rect"]


def counted(frame: pd.DataFrame) -> go.Figure:
    return count_axis(on_time_axis(frame, grain="day"), frame.groupby("bucket")["mentions"].sum().max())


def test_the_axes_cover_whole_buckets_from_zero():
    figure = counted(rows("2025-11-03", 7))
    assert figure.layout.xaxis.range == (pd.Timestamp("2025-11-03"), pd.Timestamp("2025-11-10"))
    assert figure.layout.yaxis.range == (0, 10)


def test_the_count_axis_covers_the_sum_of_the_groups():
    figure = counted(pd.concat([rows("2025-11-03", 7)] * 3))
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
    figure = counted(rows("2025-11-03", 7).assign(mentions=20_000))
    assert list(figure.layout.yaxis.ticktext) == ["0", "5,000", "1万", "1.5万", "2万"]


def test_weekends_are_shaded_on_a_daily_axis_only():
    assert shaded(on_time_axis(rows("2025-11-02", 8), grain="day")) == [
        (pd.Timestamp("2025-11-02"), pd.Timestamp("2025-11-03")),
        (pd.Timestamp("2025-11-08"), pd.Timestamp("2025-11-10")),
    ]
    assert shaded(on_time_axis(rows("2025-11-02", 48, "h"), grain="hour")) == []
    assert shaded(on_time_axis(rows("2025-01-01", 365), grain="day")) == []


def test_panels_stand_above_one_another_with_a_gap_and_share_the_time_axis():
    figure = on_time_axis(rows("2025-11-03", 7), grain="day", heights=(200, 100))
    whole = 200 + GAP + 100
    assert figure.layout.yaxis.domain == pytest.approx(((100 + GAP) / whole, 1))
    assert figure.layout.yaxis2.domain == pytest.approx((0, 100 / whole))
    assert (figure.layout.xaxis.anchor, figure.layout.yaxis.anchor, figure.layout.yaxis2.anchor) == ("y2", "x", "x")
    assert figure.layout.height == LINE + whole + FOOT


def test_weekends_are_shaded_through_all_panels():
    figure = on_time_axis(rows("2025-11-02", 8), grain="day", heights=(200, 100))
    assert {(shape.yref, shape.y0, shape.y1) for shape in figure.layout.shapes} == {("paper", 0, 1)}


def test_a_flat_panel_names_only_the_ends_of_its_axis():
    figure = on_time_axis(rows("2025-11-03", 7), grain="day", heights=(200, 60))
    assert count_axis(figure, 42, panel=1).layout.yaxis.tickvals == (0, 10, 20, 30, 40, 50)
    assert count_axis(figure, 42, panel=2).layout.yaxis2.tickvals == (0, 50)
    assert share_axis(figure, "Share", [-1, -0.5, 0, 0.5, 1], panel=2).layout.yaxis2.tickvals == (-1, 1)


def test_shares_are_written_in_percent_with_a_minus():
    figure = share_axis(on_time_axis(rows("2025-11-03", 7), grain="day"), "Net", [-1, -0.5, 0, 0.5, 1])
    assert figure.layout.yaxis.range == (-1, 1)
    assert figure.layout.yaxis.ticktext == ("−100%", "−50%", "0%", "50%", "100%")


def test_a_text_stands_in_the_middle_of_its_panel():
    figure = on_time_axis(rows("2025-11-03", 7), grain="day", heights=(200, 100))
    (note,) = say(figure, "Too few", panel=2).layout.annotations
    assert (note.text, note.x, note.xref, note.y, note.yref) == ("Too few", 0.5, "paper", 0.5, "y2 domain")


def test_names_at_the_end_keep_their_order_and_their_distance():
    figure = counted(rows("2025-11-03", 7))
    named_at_end(figure, names=["a", "b", "c"], colours=["#000"] * 3, ends=[0.1, 0.2, 10])
    heights = {note.text: note.y for note in figure.layout.annotations}
    assert heights == pytest.approx({"a": 0.01, "b": 0.01 + LINE / PLOT, "c": 1})


def test_names_at_the_top_are_pushed_down():
    figure = counted(rows("2025-11-03", 7))
    named_at_end(figure, names=["a", "b"], colours=["#000"] * 2, ends=[9.9, 10])
    assert {note.text: note.y for note in figure.layout.annotations} == {
        "a": pytest.approx(1 - LINE / PLOT),
        "b": 1,
    }


def test_names_stand_beside_the_first_of_two_panels():
    figure = count_axis(on_time_axis(rows("2025-11-03", 7), grain="day", heights=(200, 100)), 10)
    named_at_end(figure, names=["a"], colours=["#000"], ends=[5])
    foot, head = figure.layout.yaxis.domain
    assert figure.layout.annotations[0].y == pytest.approx((foot + head) / 2)
