import pandas as pd
import pytest

from charts import theme
from charts.volume import volume_by, volume_over_time

DAYS = pd.DataFrame(
    {
        "bucket": pd.date_range("2025-11-01", periods=4, freq="D"),
        "mentions": [50, 100, 112, 40],
        "complete": [False, True, True, False],
    }
)
GROUPS = pd.DataFrame(
    {
        "bucket": pd.to_datetime(["2025-11-01", "2025-11-01", "2025-11-02", "2025-11-02"]),
        "group_key": ["x", "weibo", "x", "weibo"],
        "group": ["X", "Weibo", "X", "Weibo"],
        "mentions": [1, 30, 2, 60],
        "complete": True,
    }
)


def test_one_series_is_ink_bars_of_the_frame_s_values():
    (bars,) = volume_over_time(DAYS, grain="day").data
    assert (bars.type, bars.marker.color) == ("bar", theme.INK)
    assert list(bars.x) == DAYS["bucket"].tolist()
    assert list(bars.y) == [50, 100, 112, 40]


def test_only_partial_buckets_are_hatched():
    (bars,) = volume_over_time(DAYS, grain="day").data
    assert list(bars.marker.pattern.shape) == ["/", "", "", "/"]
    assert list(bars.marker.line.width) == [1, 0, 0, 1]


def test_a_bar_lies_within_its_bucket():
    hour, day, february = 3_600_000, 86_400_000, 28 * 86_400_000
    for grain, bucket in (("hour", hour), ("day", day), ("week", 7 * day), ("month", february)):
        (bars,) = volume_over_time(DAYS.head(1).assign(bucket=pd.Timestamp("2025-02-01")), grain=grain).data
        assert bars.offset[0] == pytest.approx(0.08 * bucket)
        assert bars.width[0] == pytest.approx(0.84 * bucket)


def test_hover_says_what_when_value_share_and_change_between_whole_buckets():
    (bars,) = volume_over_time(DAYS, grain="day").data
    assert list(bars.hovertext) == [
        "Volume<br>Sat 1 Nov 2025<br>50 mentions · 16.6% of all<br>Part of the period only",
        "Volume<br>Sun 2 Nov 2025<br>100 mentions · 33.1% of all",
        "Volume<br>Mon 3 Nov 2025<br>112 mentions · 37.1% of all<br>+12.0% on the period before",
        "Volume<br>Tue 4 Nov 2025<br>40 mentions · 13.2% of all<br>Part of the period only",
    ]


def test_a_missing_bucket_is_no_period_before():
    (bars,) = volume_over_time(DAYS.drop(index=1), grain="day").data
    assert bars.hovertext[1] == "Volume<br>Mon 3 Nov 2025<br>112 mentions · 55.4% of all"


def test_groups_are_stacked_with_the_largest_at_the_bottom_and_keep_the_colours_of_their_platforms():
    figure = volume_over_time(GROUPS, grain="day")
    assert figure.layout.barmode == "stack"
    assert [
        (bars.name, bars.marker.color, list(bars.y), [row for (row,) in bars.customdata])
        for bars in figure.data
    ] == [
        ("Weibo", theme.PLATFORM["weibo"], [30, 60], [1, 3]),
        ("X", theme.PLATFORM["x"], [1, 2], [0, 2]),
    ]
    assert [note.text for note in figure.layout.annotations] == ["Weibo", "X"]
    assert [shape.fillcolor for shape in figure.layout.shapes if shape.xsizemode == "pixel"] == [
        theme.PLATFORM["weibo"],
        theme.PLATFORM["x"],
    ]


def test_shares_of_groups_are_of_all_rows_and_changes_within_the_group():
    weibo, x = volume_over_time(GROUPS, grain="day").data
    assert weibo.hovertext[1] == (
        "Volume · Weibo<br>Sun 2 Nov 2025<br>60 mentions · 64.5% of all<br>+100.0% on the period before"
    )
    assert (
        x.hovertext[1]
        == "Volume · X<br>Sun 2 Nov 2025<br>2 mentions · 2.2% of all<br>1 → 2 on the period before"
    )


def test_a_long_series_is_a_line_through_the_middle_of_its_whole_buckets():
    hours = pd.DataFrame(
        {
            "bucket": pd.date_range("2025-11-01", periods=121, freq="h"),
            "mentions": range(121),
            "complete": True,
        }
    )
    hours.loc[120, "complete"] = False
    whole, partial = volume_over_time(hours, grain="hour").data
    assert (whole.type, whole.fill, whole.line.dash) == ("scatter", "tozeroy", None)
    assert list(whole.y) == [*range(120), None]
    assert whole.x[0] == pd.Timestamp("2025-11-01 00:30")
    assert (partial.line.dash, partial.fillpattern.shape) == ("dot", "/")
    assert list(partial.y) == [119, 120]


def test_a_ranking_shows_its_first_twelve_rows_in_order_with_number_and_share():
    rows = pd.DataFrame(
        {"label": [f"r{i}" for i in range(14)], "key": [f"r{i}" for i in range(14)], "mentions": 12_345}
    )
    (bars,) = volume_by(rows.assign(share=0.341)).data
    assert list(bars.x) == [12_345] * 12
    assert set(bars.text) == {"12.3k · 34.1%"}
    assert bars.hovertext[0] == "r0<br>12,345 mentions<br>34.1%"


def test_a_ranking_reads_its_units_in_the_reader_s_language(chinese):
    rows = pd.DataFrame({"label": ["广东"], "key": ["广东"], "mentions": [12_345], "share": [0.341]})
    (bars,) = volume_by(rows).data
    assert list(bars.text) == ["1.2万 · 34.1%"]


def test_ranks_are_ink_but_platforms_keep_their_colours_and_null_is_pale():
    def colours(*keys: str | None) -> list[str]:
        (bars,) = volume_by(pd.DataFrame({"label": "a", "key": keys, "mentions": 1})).data
        return list(bars.marker.color)

    assert colours("Beijing", None) == [theme.INK, theme.CONTEXT]
    assert colours("weibo", "a new one", None) == [theme.PLATFORM["weibo"], theme.GREY, theme.CONTEXT]
