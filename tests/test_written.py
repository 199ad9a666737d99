from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

import written
from language import speaking


def both(write, *values):
    told = []
    for language in ("zh", "en"):
        with speaking(language):
            told.append(write(*values))
    return tuple(told)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (2.25, "2.2", "2.2"),
        (999, "999", "999"),
        (1_000, "1,000", "1k"),
        (9_999, "9,999", "10k"),
        (9_999.96, "1万", "10k"),
        (12_345, "1.2万", "12.3k"),
        (100_000, "10万", "100k"),
        (999_949, "100万", "999.9k"),
        (999_951, "100万", "1M"),
        (4_500_000, "450万", "4.5M"),
        (99_999_600, "1亿", "100M"),
        (340_000_000, "3.4亿", "340M"),
        (12_000_000_000, "120亿", "12B"),
        (-12_345, "−1.2万", "−12.3k"),
        (None, "–", "–"),
        (pd.NA, "–", "–"),
        (np.nan, "–", "–"),
        (np.int64(12_345), "1.2万", "12.3k"),
    ],
)
def test_a_count_has_the_unit_of_its_language(value, zh, en):
    assert both(written.short, value) == (zh, en)


@pytest.mark.parametrize(
    "value, told",
    [(0, "0"), (4.5, "4.5"), (4.524, "4.52"), (999.999, "1,000"), (1234.5, "1,234"), (60, "60"), (-0.25, "−0.25"), (-3, "−3"), (0.001, "0"), (None, "–"), (np.nan, "–")],
)
def test_an_amount_is_told_as_it_is(value, told):
    assert written.amount(value) == told


def test_a_share_has_one_decimal():
    shares = [written.share(share) for share in (0, 0.341, 1, -0.336, -0.0001, None)]
    assert shares == ["0.0%", "34.1%", "100.0%", "−33.6%", "0.0%", "–"]


@pytest.mark.parametrize(
    "share, low, high, told",
    [
        (0.298, 0.277, 0.319, "29.8% ± 2.1"), (0.298, 0.287, 0.319, "29.8% ± 2.1"), (0.298, 0.270, 0.301, "29.8% ± 2.8"),
        (0, 0, 0, "0.0% ± 0.0"), (-0.336, -0.4, -0.3, "−33.6% ± 6.4"), (None, 0, 1, "–"), (0.5, None, None, "–"),
    ],
)  # fmt: skip
def test_a_share_gives_or_takes_the_further_end_of_its_interval(share, low, high, told):
    assert written.give_or_take(share, low, high) == told


def test_a_coefficient_has_two_decimals():
    assert [written.coefficient(value) for value in (0.634, -0.5, 1, -0.001, None)] == ["0.63", "−0.50", "1.00", "0.00", "–"]


def test_an_exact_count_has_its_thousands_apart():
    assert [written.whole(count) for count in (0, 1234567, -1200, None)] == ["0", "1,234,567", "−1,200", "–"]


@pytest.mark.parametrize(
    "now, before, told",
    [(112, 100, "+12.0%"), (88, 100, "−12.0%"), (100, 100, "+0.0%"), (9999, 10000, "+0.0%"), (4067, 26, "+15,542%"), (6, 3, "3 → 6"), (6, 0, "0 → 6"), (None, 3, None), (3, None, None)],
)
def test_a_change_has_its_sign_and_no_percentage_from_a_small_base(now, before, told):
    assert written.change(now, before) == told


def test_a_difference_of_shares_is_told_in_points():
    assert both(written.points, 0.0234) == ("+2.3 个百分点", "+2.3 pp")
    assert both(written.points, -0.004) == ("−0.4 个百分点", "−0.4 pp")
    assert written.points(None) is None


def test_an_interval_has_both_ends_or_none():
    assert [written.interval(*ends) for ends in ((0.318, 0.364), (None, 0.3), (np.nan, np.nan))] == ["31.8% – 36.4%", "–", "–"]


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (None, "–", "–"), (0, "0 分钟", "0 min"), (89, "89 分钟", "89 min"), (90, "1.5 小时", "1.5 h"), (2_879, "48 小时", "48 h"),
        (2_880, "2 天", "2 days"), (40_000, "27.8 天", "27.8 days"),
    ],
)  # fmt: skip
def test_how_long_it_took_has_the_unit_that_tells_it_best(minutes, zh, en):
    assert both(written.duration, minutes) == (zh, en)


def test_a_day_is_written_as_the_reader_writes_it():
    assert both(written.day, datetime(2026, 11, 3)) == ("11月3日 周二", "Tue 3 Nov")
    assert both(written.full_day, date(2026, 11, 3)) == ("2026年11月3日 周二", "Tue 3 Nov 2026")


def test_traditional_chinese_has_its_own_units_weekdays_and_marks():
    with speaking("zh-Hant"):
        assert [written.short(value) for value in (9_999, 12_345, 340_000_000, -12_345)] == ["9,999", "1.2萬", "3.4億", "−1.2萬"]
        assert written.day(date(2026, 11, 3)) == "11月3日 週二"
        assert written.full_day(date(2026, 11, 3)) == "2026年11月3日 週二"
        assert written.bucket(datetime(2025, 11, 3, 9), "hour") == "2025年11月3日 週一 09:00"
        assert written.bucket(datetime(2025, 11, 3), "month") == "2025年11月"
        assert written.points(0.0234) == "+2.3 個百分點"
        assert [written.quoted("甲"), written.listed(["甲", "乙"])] == ["「甲」", "甲、乙"]


def test_what_is_quoted_and_listed_has_the_marks_of_the_language():
    assert both(written.quoted, "{a}") == ("“{a}”", "“{a}”")
    assert both(written.listed, ["甲", "b", "c"]) == ("甲、b、c", "甲, b, c")
    assert both(written.listed, []) == ("", "")


def test_a_date_in_figures_is_the_same_in_every_language():
    moment = datetime(2026, 11, 3, 9, 5)
    assert both(written.iso_day, moment) == ("2026-11-03", "2026-11-03")
    assert both(written.minute, moment) == ("2026-11-03 09:05", "2026-11-03 09:05")
    assert both(written.second, moment) == ("2026-11-03 09:05:00", "2026-11-03 09:05:00")
    assert both(written.time_of_day, moment) == ("09:05", "09:05")


@pytest.mark.parametrize(
    ("grain", "zh", "en"),
    [
        ("hour", "2025年11月3日 周一 09:00", "Mon 3 Nov 2025 09:00"),
        ("day", "2025年11月3日 周一", "Mon 3 Nov 2025"),
        ("week", "2025年11月3日 – 2025年11月9日", "3 Nov 2025 – 9 Nov 2025"),
        ("month", "2025年11月", "Nov 2025"),
    ],
)
def test_a_bucket_is_written_in_the_readers_language(grain, zh, en):
    assert both(written.bucket, pd.Timestamp("2025-11-03 09:00"), grain) == (zh, en)
