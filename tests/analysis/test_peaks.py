from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.peaks import grain_of, peak
from analysis.volume import volume
from tests.analysis.stores import MONDAY, days, opened
from tests.mentions import FEW, filter_values, numbered, sample, stored_of


@settings(FEW, max_examples=3)
@given(filter_values(), st.sampled_from(["hour", "day"]))
def test_it_stands_around_the_first_of_the_largest_bins_and_opens_them(holding, chosen, grain):
    with holding(sample(300)) as cursor:
        whole, answer = volume(cursor, Filters(**chosen), grain=grain).rows, peak(cursor, Filters(**chosen), grain=grain)
        counts = [row["mentions"] for row in whole]
        if sum(counts) == 0:
            assert answer.rows == []
            return
        place, reach = counts.index(max(counts)), {"hour": 48, "day": 14}[grain]
        near = [(n - place, row) for n, row in enumerate(whole) if abs(n - place) <= reach]
        assert [(row["step"], row["bucket"], row["mentions"]) for row in answer.rows] == [(step, row["bucket"], row["mentions"]) for step, row in near]
        assert {(row["part"] * max(counts), row["total"], row["of_total"]) for row in answer.rows if row["step"] == 0} == {(max(counts), sum(counts), max(counts) / sum(counts) if sum(counts) >= 30 else None)}
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_of_two_as_large_the_first_is_the_peak(holding):
    with holding(stored_of(numbered(days([1, 5, 0, 5, 2])))) as cursor:
        rows = peak(cursor, Filters(), grain="day").rows
    assert [(row["step"], row["mentions"], row["part"]) for row in rows] == [(-1, 1, 0.2), (0, 5, 1), (1, 0, 0), (2, 5, 1), (3, 2, 0.4)]
    assert {(row["total"], row["of_total"]) for row in rows} == {(13, None)}
    with holding(stored_of(numbered(days([10, 20])))) as cursor:
        assert peak(cursor, Filters(), grain="day").rows[0]["of_total"] == 2 / 3


def test_windows_of_two_weeks_are_told_by_the_hour():
    week, month = (MONDAY, MONDAY + timedelta(days=14)), (MONDAY, MONDAY + timedelta(days=15))
    assert (grain_of(week, week), grain_of(week, month)) == ("hour", "day")
    assert grain_of((datetime(2025, 1, 1), datetime(2025, 1, 2))) == "hour"
