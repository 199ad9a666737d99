from datetime import datetime, timedelta

import numpy as np
import pytest

from analysis.filters import Filters
from analysis.forecast import backtest, forecast
from analysis.projection import projections
from tests.analysis.stores import MONDAY, opened, series

HOUR = timedelta(hours=1)
COUNTS = np.random.default_rng(5).poisson(3, 150)
COUNTS[0] = 2
END = MONDAY + 150 * HOUR


def known(answer):
    return [row["mentions"] for row in answer.rows if row["mentions"] is not None]


def test_the_hours_that_are_known_and_those_ahead_open_what_they_rest_on(holding):
    with series(holding, COUNTS) as cursor:
        answer = forecast(cursor, Filters(), at=END, hours=6)
        (one, *_rest) = projections(COUNTS.astype(float))
        assert known(answer) == COUNTS.tolist()
        assert [row["bucket"] for row in answer.rows] == [MONDAY + n * HOUR for n in range(156)]
        ahead = answer.rows[150:]
        for name, values in (("forecast", one.path), ("least", one.low), ("most", one.high)):
            assert [row[name] for row in ahead] == values.tolist()
            assert {row[name] for row in answer.rows[:150]} == {None}
        assert opened(cursor, answer) == [*COUNTS.tolist(), *[COUNTS.sum()] * 6]
        assert answer.filters == Filters(since=MONDAY, until=END, precisions=("second", "minute"))


def test_only_whole_hours_up_to_the_moment_count_whatever_the_window_begins_with(holding):
    with series(holding, COUNTS) as cursor:
        for at in (MONDAY + 100 * HOUR, MONDAY + 100.9 * HOUR):
            answer = forecast(cursor, Filters(since=MONDAY + 90 * HOUR, until=END), at=at)
            assert (known(answer), [row["bucket"] for row in answer.rows]) == (COUNTS[:100].tolist(), [MONDAY + n * HOUR for n in range(124)])
            assert (answer.filters.since, answer.filters.until) == (MONDAY, MONDAY + 100 * HOUR)
        as_of = Filters(as_of=MONDAY + 80 * HOUR - timedelta(seconds=1))
        assert known(forecast(cursor, as_of, at=MONDAY + 80 * HOUR)) == COUNTS[:80].tolist()


def test_four_weeks_are_looked_back_on_from_the_first_mention_in_them(holding):
    counts = np.zeros(30 * 24, int)
    counts[[3, 40, 100, -1]] = 2
    with series(holding, counts) as cursor:
        answer = forecast(cursor, Filters(), at=MONDAY + 30 * 24 * HOUR)
        assert (len(known(answer)), answer.rows[0]["bucket"]) == (30 * 24 - 100, MONDAY + 100 * HOUR)


def test_hours_without_mentions_count_up_to_the_last(holding):
    with series(holding, COUNTS) as cursor:
        assert known(forecast(cursor, Filters(), at=END + 5 * HOUR)) == [*COUNTS.tolist(), 0, 0, 0, 0, 0]


def test_mentions_known_to_the_day_are_left_out(holding):
    with series(holding, COUNTS, precision="day") as cursor:
        assert forecast(cursor, Filters(), at=END).rows == []
        assert forecast(cursor, Filters(precisions=("day",)), at=END).rows == []


@pytest.mark.parametrize("hours", [47, 48])
def test_under_48_hours_it_is_refused_with_the_reason(holding, hours):
    with series(holding, COUNTS) as cursor:
        answer, tested = (question(cursor, Filters(), at=MONDAY + hours * HOUR) for question in (forecast, backtest))
        assert len(answer.rows) == (47 if hours == 47 else 48 + 24)
        assert {(row["bins"], row["reason"], row["error"] is None) for row in tested.rows} == {(hours, "few", True) if hours == 47 else (48, None, False)}


def test_the_backtest_tells_the_error_of_every_method_and_what_the_one_taken_tells(holding):
    with series(holding, COUNTS) as cursor:
        rows = backtest(cursor, Filters(), at=END).rows
    found = projections(COUNTS.astype(float))
    assert [(row["hours"], row["method"]) for row in rows] == [(one.hours, name) for one in found for name in one.errors]
    for one in found:
        of = [row for row in rows if row["hours"] == one.hours]
        assert [row["error"] for row in of] == [*one.errors.values()]
        assert [row["relative"] for row in of] == [error / one.errors["seasonal"] for error in one.errors.values()]
        assert [(row["chosen"], row["forecast"] is None) for row in of] == [(name == one.method, name != one.method) for name in one.errors]
        (taken,) = [row for row in of if row["chosen"]]
        assert (taken["forecast"], taken["least"], taken["most"], taken["origins"], taken["outbreak"], taken["enough"]) == (*one.total, one.origins, one.outbreak, one.enough)


def test_where_yesterday_was_right_nothing_is_relative_to_it(holding):
    with series(holding, np.full(100, 2)) as cursor:
        assert {(row["error"], row["relative"]) for row in backtest(cursor, Filters(), at=MONDAY + 100 * HOUR).rows} == {(0, None)}


def test_an_empty_view_and_other_hours_are_refused(holding):
    with series(holding, np.array([], int)) as cursor:
        assert forecast(cursor, Filters(), at=datetime(2025, 2, 1)).rows == []
        assert {row["bins"] for row in backtest(cursor, Filters(), at=datetime(2025, 2, 1)).rows} == {0}
        with pytest.raises(ValueError, match="6, 12, 24"):
            forecast(cursor, Filters(), at=END, hours=7)
