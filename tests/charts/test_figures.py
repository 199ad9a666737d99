"""A figure of the business over a chart: in each panel on an axis of its own, whose metric and unit are told once, and out of the way of the names."""

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

import written
from charts import theme
from charts.figures import ROOM, _ticks, beside
from charts.newcomers import newcomers
from charts.sentiment import sentiment_over_time
from charts.topic_course import topic_course
from charts.volume import volume_over_time

DAYS = pd.DataFrame({"bucket": pd.date_range("2025-11-01", periods=4, freq="D"), "mentions": [5, 7, 9, 1], "complete": [True, True, True, False]})
FIGURE = pd.DataFrame({"bucket": pd.date_range("2025-10-31", periods=4, freq="D"), "value": [900.0, 1200.0, None, 1100.0], "days": [1, 1, 0, 1], "span": [1] * 4})


def drawn(from_zero=True, figure=FIGURE):
    return beside(volume_over_time(DAYS, grain="day"), figure, DAYS, name="订单 · 甲", unit="单", grain="day", from_zero=from_zero)


def test_it_is_drawn_where_the_chart_has_buckets_and_opens_theirs():
    line = drawn().data[-1]
    assert list(line.y) == [1200.0, None, 1100.0, None]
    assert line.customdata == tuple([place, "bucket"] for place in range(4))
    assert line.line.dash == "dash" and line.yaxis == "y9"


def test_on_ink_it_is_parted_by_a_line_of_paper_that_takes_no_click():
    halo, line = drawn().data[-2:]
    assert (halo.line.color, halo.line.dash, halo.hoverinfo, halo.customdata) == (theme.PAPER, None, "skip", None)
    assert halo.line.width > line.line.width and (halo.x, halo.y, halo.yaxis) == (line.x, line.y, line.yaxis)


def test_where_several_rows_are_of_a_bucket_it_opens_the_bucket():
    came = pd.concat([DAYS.assign(value=value, authors=2, share=None) for value in ("new", "returning")], ignore_index=True).sort_values("bucket", ignore_index=True)
    figure = beside(newcomers(came, grain="day"), FIGURE, came, name="订单", unit="", grain="day", from_zero=True)
    assert figure.data[-1].customdata == ([0, "bucket"], [2, "bucket"], [4, "bucket"], [6, "bucket"])


def test_it_lies_over_each_panel_by_one_scale_whose_title_stands_once():
    parts = [DAYS.assign(group_key=key, group=key, all_mentions=40, share=0.2, low=0.1, high=0.3) for key in "abcdef"]
    course = pd.concat(parts, ignore_index=True)
    figure = beside(topic_course(course, grain="day"), FIGURE, course, name="订单", unit="单", grain="day", from_zero=True)
    axes = [figure.layout[f"yaxis{place}"] for place in range(9, 15)]
    assert [axis.overlaying for axis in axes] == ["y", "y2", "y3", "y4", "y5", "y6"]
    assert {(axis.range, axis.tickvals) for axis in axes} == {((0, 1500), (0, 1500))}
    assert [axis.title.text for axis in axes] == [None, None, "订单 (单)", None, None, None]
    assert [trace.yaxis for trace in figure.data if trace.line.dash == "dash"] == ["y9", "y10", "y11", "y12", "y13", "y14"]


def test_its_axis_names_metric_and_unit_and_begins_at_zero_where_it_adds_up():
    assert drawn().layout.yaxis9.title.text == "订单 · 甲 (单)"
    assert (drawn().layout.yaxis9.range[0], drawn().layout.yaxis9.side) == (0, "right")
    assert 1000 <= drawn(from_zero=False).layout.yaxis9.range[0] <= 1100


def test_its_axis_holds_what_is_negative():
    low, high = drawn(figure=FIGURE.assign(value=[0, -40.0, 10.0, 90.0])).layout.yaxis9.range
    assert low <= -40 and high >= 90
    assert drawn(figure=FIGURE.assign(value=[-9.0, -40.0, -10.0, None])).layout.yaxis9.range[1] == 0


def test_what_adds_up_is_no_fall_where_days_are_missing_and_a_mean_says_how_many_it_has():
    weeks = DAYS.assign(bucket=pd.date_range("2025-11-03", periods=4, freq="7D"))
    figure = pd.DataFrame({"bucket": weeks["bucket"], "value": [70.0, 30.0, 70.0, 10.0], "days": [7, 3, 7, 1], "span": 7})

    def line(from_zero: bool):
        return beside(volume_over_time(weeks, grain="week"), figure, weeks, name="订单", unit="单", grain="week", from_zero=from_zero).data[-1]

    assert list(line(True).y) == [70.0, None, 70.0, None]
    assert list(line(False).y) == [70.0, 30.0, 70.0, 10.0]
    assert [text.endswith(" of 7 days") for text in line(False).hovertext] == [False, True, False, True]


def test_the_names_at_the_end_of_the_series_move_out_of_its_way():
    felt = DAYS.assign(positive=1, neutral=1, negative=1, unknown=0, positive_share=None, neutral_share=None, negative_share=None)
    before = sentiment_over_time(felt, grain="day")
    after = beside(sentiment_over_time(felt, grain="day"), FIGURE, felt, name="订单", unit="", grain="day", from_zero=True)
    assert after.layout.margin.r == before.layout.margin.r + ROOM
    assert [text.xshift - ROOM for text in after.layout.annotations] == [text.xshift for text in before.layout.annotations]
    assert after.layout.yaxis9.title.text == "订单"


def on_a_phone(*names: str):
    """The layouts of a chart of so many groups before and with the line."""
    several = pd.concat([DAYS.assign(group_key=name, group=name) for name in names], ignore_index=True)
    charts = [volume_over_time(several, grain="day") for _time in range(2)]
    return charts[0].layout, beside(charts[1], FIGURE, several, name="订单", unit="", grain="day", from_zero=True, narrow=True).layout


def test_on_a_phone_the_names_stand_in_a_row_under_the_plot():
    before, after = on_a_phone("甲", "乙", "丙")
    assert (after.margin.r, after.margin.b - before.margin.b, after.height - before.height) == (ROOM, 22, 22)
    places = [text.xshift for text in after.annotations]
    assert places == sorted(places) and len(set(places)) == len(places) == 3
    assert {text.x for text in after.annotations} == {0}


def test_on_a_phone_names_that_fill_a_row_go_on_in_the_next():
    before, after = on_a_phone("one of ours", "another one", "a third one", "one more")
    assert (after.margin.b - before.margin.b, after.height - before.height) == (40, 40)
    assert [text.yshift for text in after.annotations] == [-77, -77, -95, -95]
    assert [text.xshift for text in after.annotations][::2] == [10, 10]


def test_on_a_phone_so_few_ticks_are_named_that_the_names_need_not_turn():
    days = pd.DataFrame({"bucket": pd.date_range("2025-12-30", periods=12, freq="D"), "mentions": 5, "complete": True})
    known = pd.DataFrame({"bucket": days["bucket"], "value": 9.0, "days": 1, "span": 1})
    wide, narrow = (beside(volume_over_time(days, grain="day"), known, days, name="订单", unit="", grain="day", from_zero=True, narrow=one).layout.xaxis for one in (False, True))
    assert (narrow.tickangle, narrow.tickvals) == (0, wide.tickvals[::2])
    assert [name.endswith(year) for name, year in zip(narrow.ticktext, ("2025", "2026", ""), strict=True)] == [True] * 3
    assert "<br>" not in narrow.ticktext[2] and wide.tickangle is None


@given(st.tuples(*[st.floats(-1e300, 1e300)] * 2).map(sorted))
@example([1e16, 1e16])
@example([0.0, 1e-12])
@example([1e16, 1e16 + 2])
@example([-1e300, 1e300])
@example([0.0, 5e-324])
@example([0.3, 0.7])
def test_its_ticks_are_few_and_cover_all_finite_values(ends):
    ticks = _ticks(*ends)
    assert ticks == sorted(set(ticks)) and 2 <= len(ticks) <= 6
    assert ticks[0] <= ends[0] and ticks[-1] >= ends[1]
    assert len({written.tick(tick) for tick in ticks}) == len(ticks) or ends[0] > 1e3


def test_its_ticks_are_round_and_told_to_their_last_digit():
    assert _ticks(0.3, 0.7) == [0.3, 0.4, 0.5, 0.6, 0.7]
    assert _ticks(0, 1200) == [0, 500, 1000, 1500]
    assert _ticks(1299, 1299) == [1000, 1500, 2000, 2500, 3000]
    assert [written.tick(tick) for tick in _ticks(0.0121, 0.0128)] == ["0.012", "0.0122", "0.0124", "0.0126", "0.0128"]


def test_without_a_known_bucket_the_chart_stays_as_it_is():
    elsewhere = FIGURE.assign(bucket=pd.date_range("2024-01-01", periods=4, freq="D"))
    assert drawn(figure=elsewhere) == volume_over_time(DAYS, grain="day")
