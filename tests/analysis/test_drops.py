from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.drops import drops
from analysis.filters import Filters
from tests.analysis.stores import MONDAY, days, imported, opened, storing
from tests.mentions import FEW, numbered


def weeks(*counts: int) -> list[int]:
    """Daily counts of weeks that hold these many mentions."""
    return [one for count in counts for one in [count - 6 * (count // 7), *[count // 7] * 6]]


def told(holding, counts: list[int], *, platform: str | None = "weibo") -> list[tuple]:
    with storing(holding, numbered(days(counts, platform=platform)), [imported(0)]) as cursor:
        answer = drops(cursor, Filters())
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
    return [((r["since"] - MONDAY).days, r["mentions"], r["usual"], r["weeks"], r["score"]) for r in answer.rows]


def fallen(counts: list[int]) -> list[tuple]:
    """By pandas: the week before that by which 99 % were published, against up to eight before it, the first left out."""
    series = pd.Series(counts, dtype=float)
    if not series.sum():
        return []
    covered = int(np.argmax(series.cumsum().to_numpy() / series.sum() >= 0.99)) // 7
    by_week = series.groupby(series.index // 7).sum()
    began = int(series.ne(0).idxmax()) // 7 + 1
    latest = covered - 1
    before = by_week.loc[max(began, covered - 9) : covered - 2].to_numpy()
    if latest < began or len(before) < 4:
        return []
    usual = float(np.median(before))
    score = (usual - by_week[latest]) / max(1.4826 * np.median(np.abs(before - usual)), usual**0.5, 1e-9)
    if usual < 30 or by_week[latest] > usual / 2 or score < 3.5:
        return []
    return [(latest * 7, int(by_week[latest]), usual, len(before), pytest.approx(score, abs=0.051))]


@FEW
@given(st.lists(st.integers(0, 90), min_size=3, max_size=11), st.integers(0, 40), st.integers(0, 9))
@example([70] * 9 + [7], 12, 0)
@example([70] * 4 + [7], 12, 0)
@example([70, 70, 70, 70, 70, 0], 70, 0)
def test_drops_are_what_pandas_finds(holding, several, tail, spread):
    counts = [*weeks(*several), tail, *[0] * (spread % 3), *[1] * (spread % 2)]
    assert told(holding, counts) == fallen(counts)


def test_a_week_at_a_tenth_is_a_drop_that_opens_its_mentions(holding):
    assert told(holding, [*weeks(*[70] * 10, 7), 20]) == [(70, 7, 70.0, 8, 7.5)]


STEADY = {
    "a fall to just over half": [*weeks(*[70] * 10, 36), 20],
    "small numbers": [*weeks(*[28] * 10, 2), 20],
    "three weeks only": [*weeks(70, 70, 70, 70, 7), 20],
    "weeks that differ as much anyway": [*weeks(70, 70, 10, 120, 15, 130, 12, 110, 14, 100, 10), 20],
    "a drop in the week that still runs": weeks(*[70] * 10, 7),
    "a fall that lies further back": [*weeks(*[70] * 8, 7, 70), 20],
}


@pytest.mark.parametrize("counts", STEADY.values(), ids=STEADY)
def test_what_is_no_sudden_drop(holding, counts):
    assert told(holding, counts) == []


def test_a_platform_that_no_later_file_holds_did_not_drop(holding):
    weibo = days(weeks(*[70] * 8), platform="weibo")
    later = [{**m, "import_id": "1" * 8 + m["import_id"][8:]} for m in days([5] * 100, platform="news")]
    with storing(holding, numbered(weibo + later), [imported(0)]) as cursor:
        assert drops(cursor, Filters()).rows == []


def test_a_platform_that_fell_silent_in_a_file_that_goes_on_dropped(holding):
    weibo, news = days(weeks(*[70] * 8), platform="weibo"), days([5] * 80, platform="news")
    with storing(holding, numbered(weibo + news), [imported(0)]) as cursor:
        rows = drops(cursor, Filters()).rows
    assert [(row["platform"], row["mentions"]) for row in rows] == [("weibo", 0)]
    assert rows[0]["since"] == MONDAY + timedelta(weeks=10)


def test_wrong_dates_years_ahead_do_not_hide_a_drop(holding):
    stray = days([2], first=MONDAY + timedelta(days=20_000), platform="weibo")
    mentions = days([*weeks(*[70] * 10, 7), 20], platform="weibo") + stray
    with storing(holding, numbered(mentions), [imported(0)]) as cursor:
        assert [row["mentions"] for row in drops(cursor, Filters()).rows] == [7]
