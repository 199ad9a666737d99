import pandas as pd
import pytest

from charts import theme
from charts.marks import mark
from charts.sentiment import (
    PANEL,
    negative_over_time,
    net_over_time,
    sentiment_by,
    sentiment_over_time,
    small_multiples,
    volume_and_negative,
)
from charts.time_axis import GAP

NOON = pd.Timedelta(hours=12)
DAYS = pd.DataFrame(
    {
        "bucket": pd.date_range("2025-11-03", periods=4, freq="D"),
        "complete": True,
        "mentions": [100, 110, 12, 100],
        "positive": [20, 22, 3, 30],
        "neutral": [40, 33, 4, 30],
        "negative": [20, 55, 3, 40],
        "unknown": [20, 0, 2, 0],
        "positive_share": [0.25, 0.2, None, 0.3],
        "neutral_share": [0.5, 0.3, None, 0.3],
        "negative_share": [0.25, 0.5, None, 0.4],
        "negative_low": [0.17, 0.41, None, None],
        "negative_high": [0.36, 0.59, None, None],
        "net": [0.0, -0.4286, None, -0.1429],
        "net_low": [-0.3, -0.6, None, None],
        "net_high": [0.3, -0.2, None, None],
    }
)
MARKS = pd.DataFrame(
    {"at": pd.to_datetime(["2025-11-04 09:00"]), "until": pd.NaT, "kind": "ours", "title": ["Recall"]}
)
TOO_FEW = "Too few mentions for shares.<br>Choose longer buckets or remove a filter."


def without_shares(rows: pd.DataFrame) -> pd.DataFrame:
    rates = [name for name in rows if name.endswith(("_share", "_low", "_high")) or name == "net"]
    return rows.assign(**dict.fromkeys(rates, float("nan")))


def texts(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_rows_are_drawn_in_order_of_time_and_keep_their_position():
    backwards = DAYS.iloc[::-1].reset_index(drop=True)
    negative = sentiment_over_time(backwards, grain="day").data[0]
    assert list(negative.y) == [20, 55, 3, 40]
    assert [position for position, _sentiment in negative.customdata] == [3, 2, 1, 0]


def test_marks_have_their_title_on_every_chart_of_one_time_axis():
    for draw in (sentiment_over_time, negative_over_time, net_over_time, volume_and_negative):
        assert "Recall" in texts(mark(draw(DAYS, grain="day"), MARKS))


def test_without_any_share_a_chart_of_shares_says_what_to_do():
    rows = without_shares(DAYS)
    assert TOO_FEW in texts(sentiment_over_time(rows, grain="day", parts=True))
    assert TOO_FEW not in texts(sentiment_over_time(rows, grain="day"))
    for draw in (negative_over_time, net_over_time):
        assert texts(draw(rows, grain="day")) == [TOO_FEW]
    (note,) = [note for note in volume_and_negative(rows, grain="day").layout.annotations if note.text == TOO_FEW]
    assert note.yref == "y2 domain"
    for draw in (sentiment_over_time, negative_over_time, net_over_time, volume_and_negative):
        assert TOO_FEW not in texts(draw(DAYS, grain="day"))


def test_the_negative_share_is_a_line_from_zero_over_its_interval_with_gaps():
    band, line, gaps = negative_over_time(DAYS, grain="day").data
    assert list(line.y) == [0.25, 0.5, None, 0.4]
    assert line.line.color == theme.SENTIMENT[-1]
    assert {y for y in band.y if y is not None} == {0.17, 0.41, 0.36, 0.59}
    assert list(gaps.x) == [DAYS["bucket"][2] + NOON]


def test_the_axis_of_negative_shares_covers_the_intervals_and_at_least_ten_percent():
    def axis(**columns: object) -> tuple:
        return negative_over_time(DAYS.assign(**columns), grain="day").layout.yaxis.range

    assert axis() == (0, 0.6)
    assert axis(negative_high=1.0) == (0, 1)
    assert axis(negative_share=0.01, negative_low=0.0, negative_high=0.02) == (0, 0.1)
    assert negative_over_time(without_shares(DAYS), grain="day").layout.yaxis.range == (0, 0.1)


def test_hover_on_the_negative_share_tells_its_interval_or_why_there_is_none():
    _band, line, gaps = negative_over_time(DAYS, grain="day").data
    assert list(line.hovertext) == [
        "Negative share<br>Mon 3 Nov 2025<br>20 mentions · 25.0% of known sentiment<br>"
        "Sampling interval 17.0% – 36.0%, without the model's error",
        "Negative share<br>Tue 4 Nov 2025<br>55 mentions · 50.0% of known sentiment<br>"
        "Sampling interval 41.0% – 59.0%, without the model's error<br>+25.0 pp on the period before",
        "Negative share<br>Wed 5 Nov 2025<br>Too few for shares: sentiment known of 10 mentions",
        "Negative share<br>Thu 6 Nov 2025<br>40 mentions · 40.0% of known sentiment<br>"
        "No interval: a few texts or authors make up most of it.",
    ]
    assert list(gaps.hovertext) == [line.hovertext[2]]


def test_net_sentiment_lies_between_minus_and_plus_one_hundred_percent():
    figure = net_over_time(DAYS, grain="day")
    _band, line, _gaps = figure.data
    assert list(line.y) == [0, -0.4286, None, -0.1429]
    assert (line.line.color, figure.layout.yaxis.range) == (theme.INK, (-1, 1))
    assert line.hovertext[1] == (
        "Net sentiment<br>Tue 4 Nov 2025<br>−42.9% · 22 positive · 55 negative<br>"
        "Sampling interval −60.0% – −20.0%, without the model's error<br>−42.9 pp on the period before"
    )
    assert line.hovertext[2] == "Net sentiment<br>Wed 5 Nov 2025<br>Too few<br>3 positive · 3 negative"


def test_volume_stands_above_the_negative_share_on_one_time_axis():
    figure = mark(volume_and_negative(DAYS, grain="day"), MARKS)
    assert [(trace.type, trace.yaxis) for trace in figure.data] == [("bar", "y")] * 4 + [("scatter", "y2")] * 3
    assert {trace.xaxis for trace in figure.data} == {None}
    assert figure.layout.yaxis.title.text == "Volume (mentions)"
    assert figure.layout.yaxis2.title.text == "Negative share"
    assert [note.text for note in figure.layout.annotations] == ["Negative", "Neutral", "Positive", "Unknown", "Recall"]
    (line,) = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert (line.yref, line.y0) == ("paper", 0)


GROUPS = pd.concat(
    [DAYS.assign(group_key="x", group="X"), DAYS.assign(group_key="weibo", group="Weibo", mentions=DAYS["mentions"] * 3)],
    ignore_index=True,
)


def test_small_multiples_have_the_largest_group_on_top_and_the_same_axes():
    figure = small_multiples(GROUPS, grain="day")
    assert [(trace.name, trace.yaxis) for trace in figure.data] == [
        (name, panel) for panel in ("y", "y2") for name in ("Negative", "Neutral", "Positive", "Unknown")
    ]
    assert [position for position, _sentiment in figure.data[0].customdata] == [4, 5, 6, 7]
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range == (0, 400)
    assert texts(figure)[:2] == ["<b>Weibo</b> · n = 966", "<b>X</b> · n = 322"]
    assert (figure.layout.yaxis.title.text, figure.layout.yaxis2.title.text) == ("Volume", "")


def test_small_multiples_grow_by_a_flat_panel_for_each_group():
    two, one = small_multiples(GROUPS, grain="day"), small_multiples(GROUPS.head(4), grain="day")
    assert two.layout.height - one.layout.height == PANEL + GAP


def test_small_multiples_of_shares_say_which_group_is_too_small():
    few = pd.concat([GROUPS.tail(4), without_shares(GROUPS.head(4))], ignore_index=True)
    figure = small_multiples(few, grain="day", show="share")
    assert {note.yref for note in figure.layout.annotations if note.text == "Too few"} == {"y2 domain"}
    assert figure.layout.yaxis2.range == (0, 1)


def test_small_multiples_of_lines_share_an_axis_and_tell_their_group():
    lower = GROUPS.assign(negative_high=[0.36, 0.59, None, None, 0.3, 0.9, None, None])
    figure = small_multiples(lower, grain="day", show="negative")
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range == (0, 1)
    assert figure.data[1].hovertext[0].startswith("Weibo · Negative share<br>Mon 3 Nov 2025<br>")
    net = small_multiples(GROUPS, grain="day", show="net")
    assert net.layout.yaxis2.range == (-1, 1)
    assert net.data[1].hovertext[0].startswith("Weibo · Net sentiment<br>")


BRANDS = pd.DataFrame(
    {
        "label": ["Lanxi", "Heyao"],
        "mentions": [12_345, 9],
        "positive": [2000, 1],
        "neutral": [5000, 2],
        "negative": [3000, 3],
        "unknown": [2345, 3],
        "positive_share": [0.2, None],
        "neutral_share": [0.5, None],
        "negative_share": [0.3, None],
        "net": [-0.2, None],
    }
)


def test_a_row_is_a_bar_of_one_hundred_percent_with_net_sentiment_and_n_at_its_end():
    figure = sentiment_by(BRANDS, by="Brand")
    assert [(bars.name, list(bars.x), bars.marker.color) for bars in figure.data[:3]] == [
        ("Negative", [0.3], theme.SENTIMENT[-1]),
        ("Neutral", [0.5], theme.SENTIMENT[0]),
        ("Positive", [0.2], theme.SENTIMENT[1]),
    ]
    assert [list(map(list, bars.customdata)) for bars in figure.data] == [[[0, -1]], [[0, 0]], [[0, 1]], [[1]]]
    ends = {note.y: note.text for note in figure.layout.annotations if note.yref != "paper"}
    assert ends == {0: "−20.0% · 12.3k", 1: "Too few · 9"}
    assert list(figure.layout.yaxis.ticktext) == ["Lanxi", "Heyao"]
    assert [note.text for note in figure.layout.annotations if note.yref == "paper"] == [
        "Net · mentions",
        "Positive",
        "Neutral",
        "Negative",
    ]


def test_the_number_stands_on_what_is_negative_or_positive_and_goes_where_it_does_not_fit():
    figure = sentiment_by(BRANDS, by="Brand")
    assert [list(bars.text) for bars in figure.data[:3]] == [["30.0%"], [""], ["20.0%"]]
    assert figure.layout.uniformtext.mode == "hide"


def test_where_counts_are_wanted_the_mentions_of_a_part_stand_on_it_and_its_length_stays_the_share():
    figure = sentiment_by(BRANDS, by="Brand", counts=True)
    assert [(list(bars.x), list(bars.text)) for bars in figure.data[:3]] == [([0.3], ["3,000"]), ([0.5], [""]), ([0.2], ["2,000"])]


def test_what_is_compared_tells_its_change_beneath_and_has_room_for_it():
    plain, compared = sentiment_by(BRANDS, by="Brand"), sentiment_by(BRANDS.assign(change=["+3.0 pp", None], clear=[True, False]), by="Brand")
    ends = {note.y: note.text for note in compared.layout.annotations if note.yref != "paper"}
    assert ends == {0: "−20.0% · 12.3k<br><b>+3.0 pp</b>", 1: "Too few · 9"}
    assert compared.layout.height - plain.layout.height == 2 * (38 - 28)
    unclear = sentiment_by(BRANDS.assign(change=["+3.0 pp", None], clear=False), by="Brand")
    assert [note.text for note in unclear.layout.annotations if note.y == 0] == ["−20.0% · 12.3k<br>+3.0 pp"]
    assert unclear.layout.margin == compared.layout.margin
    assert sentiment_by(BRANDS.assign(change=None, clear=False), by="Brand").layout.height == plain.layout.height


def test_the_first_sixteen_rows_are_shown():
    many = pd.concat([BRANDS] * 10, ignore_index=True)
    assert len(sentiment_by(many, by="Brand").layout.yaxis.ticktext) == 16


def test_a_row_too_small_for_shares_is_a_pale_bar_that_says_so():
    pale = sentiment_by(BRANDS, by="Brand").data[3]
    assert (list(pale.x), list(pale.y), pale.marker.color) == ([1], [1], theme.FAINT)
    assert list(pale.hovertext) == ["Heyao<br>Too few for shares: sentiment known of 6 mentions"]


def test_hover_on_a_row_tells_count_share_and_net_sentiment():
    assert list(sentiment_by(BRANDS, by="Brand").data[0].hovertext) == [
        "Lanxi · Negative<br>3,000 mentions · 30.0% of known sentiment<br>Net sentiment −20.0%"
    ]


def test_names_of_colours_do_not_overlap():
    figure = sentiment_by(BRANDS, by="Brand")
    starts = {note.text: note.xshift for note in figure.layout.annotations if note.xshift < 0}
    assert starts == pytest.approx({"Positive": -52, "Neutral": -117.5, "Negative": -189.5})
