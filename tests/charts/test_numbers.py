import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.numbers import change, compact, exact, percent, ticks


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
    assert (compact(value, "zh"), compact(value, "en")) == (zh, en)


def test_a_share_has_one_decimal():
    assert [percent(share) for share in (0, 0.341, 1, -0.336, None)] == [
        "0.0%",
        "34.1%",
        "100.0%",
        "−33.6%",
        "–",
    ]


def test_an_exact_count_has_its_thousands_apart():
    assert [exact(count) for count in (0, 1234567, -1200, None)] == ["0", "1,234,567", "−1,200", "–"]


def test_a_change_has_its_sign_and_from_few_mentions_no_percentage():
    assert [change(now, before) for now, before in ((112, 100), (88, 100), (100, 100), (6, 3), (120, 0))] == [
        "+12.0%",
        "−12.0%",
        "+0.0%",
        "3 → 6",
        "0 → 120",
    ]


def test_ticks_are_round():
    assert {top: ticks(top) for top in (0, 1, 7, 42, 15_000)} == {
        0: [0, 1],
        1: [0, 1],
        7: [0, 2, 4, 6, 8],
        42: [0, 10, 20, 30, 40, 50],
        15_000: [0, 5000, 10_000, 15_000],
    }


@given(st.integers(min_value=0, max_value=10**12))
def test_ticks_cover_any_count_in_whole_steps(top):
    steps = ticks(top)
    assert steps[0] == 0 and top <= steps[-1] and 2 <= len(steps) <= 6
    assert all(step == int(step) for step in steps)
