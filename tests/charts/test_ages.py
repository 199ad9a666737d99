from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from charts.ages import DAY, HOUR, MINUTE, ages, began, longest, names, rooted, scaled, seconds, ticks, told


def test_a_place_on_the_scale_is_the_age_that_stands_there():
    age = np.array([0, 1, MINUTE, HOUR, DAY, 700 * DAY])
    assert seconds(scaled(age)) == pytest.approx(age)
    assert scaled(-5) == 0 and (np.diff(scaled(age)) > 0).all()


@pytest.mark.parametrize("last", [MINUTE, 3 * HOUR, DAY, 30 * DAY, 1000 * DAY, 9000 * DAY])
def test_names_stand_apart_and_none_beyond_the_last(last):
    found = ticks(last, 0.12)
    assert found and all(0 < place <= scaled(last) for place in found)
    assert all(b - a >= 0.12 * scaled(last) for a, b in pairwise([0, *found]))
    assert all(names()[round(seconds(place))] == name for place, name in found.items())


def test_where_the_time_of_the_root_is_unknown_the_earliest_counts():
    at = pd.Series(pd.to_datetime([None, "2025-03-01 10:00", "2025-03-01 09:00"]))
    frame = pd.DataFrame({"age": [None, None, None], "published_at": at})
    assert np.array_equal(ages(frame), [np.nan, 3600, 0], equal_nan=True)
    assert np.array_equal(ages(frame.assign(age=[0, -3, np.nan])), [0, 0, np.nan], equal_nan=True)
    assert longest(np.array([np.nan])) == MINUTE and longest(np.array([0, 90.0])) == 90
    assert not rooted(frame) and began(frame) == at[2] and rooted(frame.assign(age=[0, -3, np.nan]))


def test_a_time_known_only_to_the_day_is_none():
    frame = pd.DataFrame({"age": [None] * 3, "published_at": pd.to_datetime(["2025-03-01 00:00", "2025-03-01 10:00", "2025-03-01 09:00"])})
    frame["at"] = frame["published_at"].where(frame["published_at"].dt.hour > 0)
    assert np.array_equal(ages(frame), [np.nan, 3600, 0], equal_nan=True) and began(frame) == frame["at"][2]
    assert told(frame) == "n = 3 · time known of 2" and told(frame.drop(columns="at")) == "n = 3"
