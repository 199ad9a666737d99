from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given

from analysis.filters import Filters
from analysis.totals import totals
from analysis.trend import trend
from tests.analysis.rhythm import DAY, FOREVER, histories, hours, usual
from tests.analysis.stores import MONDAY, series
from tests.mentions import FEW


def judged(moments, hourly, at, events):
    """The definition in plain Python; `moments` are the mentions' times."""
    level = {key: getattr(value, "expected", None) for key, value in usual(hours(hourly), at, events).items()}

    def stretch(ago):
        since, until = at - (ago + 1) * DAY, at - ago * DAY
        expected, moment = 0, since
        while moment < until:
            after = min(moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), until)
            one = level[moment.weekday() >= 5, moment.hour]
            expected = None if expected is None or one is None else expected + one * ((after - moment) / timedelta(hours=1))
            moment = after
        return int(((moments >= np.datetime64(since)) & (moments < np.datetime64(until))).sum()), expected

    def ratio(now, before):
        (x1, m1), (x0, m0) = now, before
        return None if m1 is None or m0 is None else np.log((x1 + 0.5) / (m1 + 0.5) / ((x0 + 0.5) / (m0 + 0.5)))

    def ordinary(ago):
        since, until = at - (ago + 1) * DAY, at - ago * DAY
        began = moments.min().astype("datetime64[D]")
        return np.datetime64(since) >= began and not any(e["since"] < until and max(e["until"] or FOREVER, e["since"] + timedelta(microseconds=1)) > since for e in events)

    days = [stretch(ago) for ago in range(29)]
    past = [ratio(days[k], days[k + 1]) for k in range(1, 28) if ordinary(k) and ordinary(k + 1)]
    known = [r for r in past if r is not None]
    (x1, m1), (x0, m0) = days[:2]
    bound = max(1.96 * np.sqrt(1 / (x1 + 0.5) + 1 / (x0 + 0.5)), 2 * np.sqrt(np.mean(np.square(known))) if known else 0)
    r = ratio(*days[:2])
    reason = "few" if min(x1, x0) < 30 else "history" if r is None else None
    word = None if reason else "rising" if r > bound else "falling" if r < -bound else "steady"
    numbers = {"expected_now": m1, "expected_before": m0, "ratio": r, "bound": bound}
    near = {name: number if number is None else pytest.approx(number, abs=1e-9) for name, number in numbers.items()}
    return {"since": at - DAY, "until": at, "now": x1, "before": x0, **near, "word": word, "reason": reason}


@FEW
@given(histories())
def test_the_trend_is_what_its_definition_says(holding, history):
    hourly, at, events = history
    hourly = hourly * 3
    with series(holding, hourly, events=events) as cursor:
        moments = cursor.execute("SELECT published_at FROM mention").fetchnumpy()["published_at"].astype("datetime64[us]")
        answer = trend(cursor, Filters(), at=at)
        opened = totals(cursor, answer.mentions(answer.row)).row["mentions"]
    moments = moments[moments < np.datetime64(at)]
    if len(moments):
        assert answer.rows == [judged(moments, hourly, at, events)]
    assert opened == answer.row["now"]


def week_rhythm(days, level):
    hour = np.arange(days * 24)
    return level * (1 + 0.9 * np.sin((hour - 9) / 24 * 2 * np.pi)) * np.where(hour // 24 % 7 >= 5, 0.6, 1)


def word(holding, hourly, at=None, **given):
    with series(holding, hourly, **given) as cursor:
        row = trend(cursor, Filters(), at=at or MONDAY + timedelta(hours=len(hourly))).row
    return row["word"] or row["reason"]


def test_quiet_days_with_a_rhythm_are_steady_nineteen_times_of_twenty(holding):
    # At one in twenty, three of twenty-four or fewer are chance.
    quiet = [
        word(holding, np.random.default_rng(seed).poisson(week_rhythm(40 + seed % 7, 12)), MONDAY + (39 + seed % 7) * DAY + timedelta(hours=seed % 24))
        for seed in range(24)
    ]  # fmt: skip
    assert sum(one != "steady" for one in quiet) <= 3


@pytest.mark.parametrize(("factor", "told"), [(3, "rising"), (1, "steady"), (1 / 3, "falling")])
@pytest.mark.parametrize("days", [36, 40, 41])
def test_a_last_day_of_three_times_as_many_rises_whatever_the_weekday(holding, factor, told, days):
    level = week_rhythm(days, 12)
    level[-24:] *= factor
    assert word(holding, np.random.default_rng(7).poisson(level)) == told


def test_days_that_always_differ_by_half_are_steady(holding):
    # Weekday after weekday 1.6 times and as many again fewer: chance alone would call each of them a change.
    level = np.full(42 * 24, 20) * np.repeat([1, 1.6] * 21, 24)
    assert word(holding, level.astype(int)) == "steady"


def test_an_event_of_the_last_weeks_does_not_make_a_rise_ordinary(holding):
    level = np.full(40 * 24, 10)
    level[25 * 24 : 27 * 24] *= 20
    level[-24:] *= 2
    crisis = {"since": MONDAY + 25 * DAY, "until": MONDAY + 27 * DAY, "brands": []}
    assert word(holding, level, events=[crisis]) == "rising"
    assert word(holding, level) == "steady"


def test_too_few_mentions_or_too_short_a_history_are_named(holding):
    assert word(holding, np.full(40 * 24, 1)) == "few"
    few_before = np.full(40 * 24, 4)
    few_before[-48:-24] = 1
    assert word(holding, few_before) == word(holding, few_before[:-24]) == "few"
    assert word(holding, np.full(14 * 24, 4)) == "history"
    assert word(holding, np.full(15 * 24, 4)) == "steady"
    assert word(holding, np.full(40 * 24, 4), precision="day") == "few"
    assert word(holding, np.array([0])) == "few"


def test_the_window_is_left_aside_and_the_answer_says_that_days_without_an_hour_are_left_out(holding):
    with series(holding, np.full(40 * 24, 4)) as cursor:
        at = MONDAY + 40 * DAY
        answer = trend(cursor, Filters(since=at - timedelta(hours=2), until=at), at=at)
    assert (answer.row["now"], answer.row["word"]) == (96, "steady")
    assert answer.filters == Filters(precisions=("second", "minute"))
