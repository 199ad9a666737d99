from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given

from analysis.expected import expected
from analysis.filters import Filters
from tests.analysis.rhythm import DAY, baseline_days, histories, hours, last_day, usual
from tests.analysis.stores import MONDAY, series
from tests.mentions import FEW


@FEW
@given(histories())
def test_expected_volume_is_what_pandas_finds(holding, history):
    hourly, at, events = history
    with series(holding, hourly, events=events) as cursor:
        rows = expected(cursor, Filters(), at=at).rows
    assert {(row["weekend"], row["hour"]): row["expected"] for row in rows} == usual(hours(hourly), at, events)
    assert [(row["weekend"], row["hour"]) for row in rows] == [(w, h) for w in (False, True) for h in range(24)]
    days = baseline_days(hours(hourly)[lambda c: c.index < last_day(at)], at, events)
    assert {row["days"] for row in rows if not row["weekend"]} <= {sum(day.weekday() < 5 for day in days), 0}


def steady(holding, at_hour=30 * 24, *, counts=30 * 24 * [4], watched=(), precisions=(), **given):
    """What is expected at 0 on a weekday and a weekend, after four mentions in every hour of thirty days."""
    with series(holding, np.array(counts), **given) as cursor:
        answer = expected(cursor, Filters(brands=watched, precisions=precisions), at=MONDAY + timedelta(hours=at_hour))
    return answer.rows[0]["expected"], answer.rows[24]["expected"]


def test_four_in_every_hour_are_expected_again(holding):
    assert steady(holding) == (4, 4)


def test_an_hour_is_smoothed_with_those_beside_it_around_midnight(holding):
    assert steady(holding, counts=[40, *23 * [0]] * 30) == (20, 20)
    assert steady(holding, counts=[*23 * [0], 40] * 30) == (10, 10)


def test_history_is_at_least_fourteen_days_with_four_of_the_kind(holding):
    assert steady(holding, 14 * 24 + 1) == (4, 4)
    assert steady(holding, 14 * 24) == (None, None)
    # Sixteen days from a Monday on that hold three weekend days, one of the four an event.
    saturday = {"since": MONDAY + 5 * DAY, "until": MONDAY + 6 * DAY, "brands": []}
    assert steady(holding, 16 * 24, events=[saturday]) == (4, None)


def test_the_last_day_of_a_window_is_not_its_own_measure(holding):
    counts = 20 * 24 * [4] + 24 * [400]
    assert steady(holding, 21 * 24, counts=counts) == (4, 4)


def test_days_of_events_are_replaced_by_earlier_ones_up_to_56_days_back(holding):
    counts = 20 * 24 * [4] + 40 * 24 * [100]
    crisis = {"since": MONDAY + 20 * DAY, "until": MONDAY + 60 * DAY, "brands": []}
    assert steady(holding, 60 * 24, counts=counts, events=[crisis]) == (4, 4)
    assert steady(holding, 60 * 24, counts=counts) == (100, 100)
    # From the 59th day 56 days back is the third; what goes on since the 17th leaves 14 days, since the 16th 13.
    longer = {"since": MONDAY + 17 * DAY, "until": None, "brands": []}
    assert steady(holding, 60 * 24, counts=counts, events=[longer]) == (4, 4)
    assert steady(holding, 60 * 24, counts=counts, events=[longer | {"since": MONDAY + 16 * DAY}]) == (None, None)


@pytest.mark.parametrize(
    ("of", "watched", "counts"), [(["甲"], ("甲", "乙"), True), (["甲"], ("乙",), False), ([], ("乙",), True), (None, ("乙",), True), (["甲"], (), True), (["甲"], (None,), True)],
)  # fmt: skip
def test_an_event_counts_where_it_is_of_a_brand_that_is_looked_at(holding, of, watched, counts):
    crisis = {"since": MONDAY, "until": MONDAY + 20 * DAY, "brands": of}
    brands = [[] if watched == (None,) else ["甲", "乙"]] * 30 * 24 * 4
    answered = steady(holding, events=[crisis], watched=watched, brands=brands)
    assert answered == ((None, None) if counts else (4, 4))


def test_the_window_is_left_aside_but_what_was_published_after_as_of_is_not_known(holding):
    with series(holding, np.array(30 * 24 * [4])) as cursor:
        at = MONDAY + 30 * DAY
        window = Filters(since=at - DAY, until=at)
        answer = expected(cursor, window, at=at)
        assert answer.rows[0]["expected"] == 4
        assert answer.filters == Filters(precisions=("second", "minute"))
        # Of 20 weekdays ten hold 4, one the single mention of the moment itself, nine nothing; of 8 weekend days four hold 4.
        early = expected(cursor, Filters(as_of=MONDAY + 15 * DAY), at=at)
        assert [early.rows[n]["expected"] for n in (0, 24)] == [2.5 / 2 + 2 / 2, 2]


def test_mentions_known_to_the_day_are_left_out(holding):
    assert steady(holding, precision="day") == (None, None)
    assert steady(holding, precisions=("day",)) == (None, None)
