import pytest

from analysis.buckets import pieces, placeable, timed
from analysis.filters import Filters


def test_only_mentions_whose_time_of_day_is_known_are_left():
    assert timed(Filters()) == (Filters(precisions=("second", "minute")), "true")
    assert timed(Filters(precisions=("day", "minute"))) == (Filters(precisions=("minute",)), "true")
    assert timed(Filters(precisions=("day", None))) == (Filters(precisions=()), "false")


@pytest.mark.parametrize("grain", [None, "day", "week", "month"])
def test_a_day_and_longer_take_what_is_known_to_the_day(grain):
    assert placeable(grain, Filters(precisions=("day",))) == (Filters(precisions=("day",)), "true")
    assert placeable("hour", Filters(precisions=("day",))) == timed(Filters(precisions=("day",)))


def test_an_unknown_grain_is_refused_by_name():
    with pytest.raises(ValueError, match="There is no grain 'year'; known are hour, day, week, month"):
        pieces("year")
