import calendar
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.periods import PERIODS, end, previous, same_weekdays


def at(text):
    return datetime.fromisoformat(text) if text else None


# newest mention -> the first and the last day of each period, from a calendar
WINDOWS = {
    # A Wednesday in the middle of a month.
    "2025-03-19T14:05": {
        "last7": ("2025-03-13", "2025-03-19"), "last30": ("2025-02-18", "2025-03-19"), "week": ("2025-03-17", "2025-03-23"),
        "last_week": ("2025-03-10", "2025-03-16"), "month": ("2025-03-01", "2025-03-31"), "last_month": ("2025-02-01", "2025-02-28"),
    },
    # A Monday, at midnight: its week begins.
    "2025-03-24T00:00": {
        "last7": ("2025-03-18", "2025-03-24"), "last30": ("2025-02-23", "2025-03-24"), "week": ("2025-03-24", "2025-03-30"),
        "last_week": ("2025-03-17", "2025-03-23"), "month": ("2025-03-01", "2025-03-31"), "last_month": ("2025-02-01", "2025-02-28"),
    },
    # A Sunday in its last second: its week ends.
    "2025-03-23T23:59:59": {
        "last7": ("2025-03-17", "2025-03-23"), "last30": ("2025-02-22", "2025-03-23"), "week": ("2025-03-17", "2025-03-23"),
        "last_week": ("2025-03-10", "2025-03-16"), "month": ("2025-03-01", "2025-03-31"), "last_month": ("2025-02-01", "2025-02-28"),
    },
    # The first day of a year, a Thursday.
    "2026-01-01T08:00": {
        "last7": ("2025-12-26", "2026-01-01"), "last30": ("2025-12-03", "2026-01-01"), "week": ("2025-12-29", "2026-01-04"),
        "last_week": ("2025-12-22", "2025-12-28"), "month": ("2026-01-01", "2026-01-31"), "last_month": ("2025-12-01", "2025-12-31"),
    },
    # The last day of a year, a Tuesday.
    "2024-12-31T23:00": {
        "last7": ("2024-12-25", "2024-12-31"), "last30": ("2024-12-02", "2024-12-31"), "week": ("2024-12-30", "2025-01-05"),
        "last_week": ("2024-12-23", "2024-12-29"), "month": ("2024-12-01", "2024-12-31"), "last_month": ("2024-11-01", "2024-11-30"),
    },
    # A leap day, a Thursday.
    "2024-02-29T12:00": {
        "last7": ("2024-02-23", "2024-02-29"), "last30": ("2024-01-31", "2024-02-29"), "week": ("2024-02-26", "2024-03-03"),
        "last_week": ("2024-02-19", "2024-02-25"), "month": ("2024-02-01", "2024-02-29"), "last_month": ("2024-01-01", "2024-01-31"),
    },
    # The day after a leap day.
    "2024-03-01T00:00:01": {
        "last7": ("2024-02-24", "2024-03-01"), "last30": ("2024-02-01", "2024-03-01"), "week": ("2024-02-26", "2024-03-03"),
        "last_week": ("2024-02-19", "2024-02-25"), "month": ("2024-03-01", "2024-03-31"), "last_month": ("2024-02-01", "2024-02-29"),
    },
    # The 31st after a month of 30 days, and a century that is no leap year.
    "2025-05-31T09:00": {"month": ("2025-05-01", "2025-05-31"), "last_month": ("2025-04-01", "2025-04-30")},
    "2100-03-31T09:00": {"month": ("2100-03-01", "2100-03-31"), "last_month": ("2100-02-01", "2100-02-28")},
}  # fmt: skip
TOLD = [(newest, name, days) for newest, periods in WINDOWS.items() for name, days in periods.items()]


@pytest.mark.parametrize(("newest", "name", "days"), TOLD, ids=[f"{name} of {newest}" for newest, name, _ in TOLD])
def test_a_period_is_counted_from_the_newest_mention(newest, name, days):
    first, last = map(at, days)
    assert PERIODS[name].window(at(newest)) == (first, last + timedelta(days=1))


def test_all_has_no_bounds_and_every_other_period_was_told():
    assert PERIODS["all"].window(at("2025-03-19")) == (None, None)
    assert {name for _, name, _ in TOLD} | {"all"} == set(PERIODS)


moments = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1))


@given(moments)
@example(datetime(2024, 2, 29))
@example(datetime(2023, 1, 31, 23, 59, 59))
def test_periods_hold_the_newest_mention_or_end_where_the_one_that_does_begins(newest):
    windows = {name: period.window(newest) for name, period in PERIODS.items() if name != "all"}
    for name in ("last7", "last30", "week", "month"):
        since, until = windows[name]
        assert since <= newest < until
    for name in ("week", "month"):
        assert windows[f"last_{name}"][1] == windows[name][0]
    days = {name: (until - since).days for name, (since, until) in windows.items()}
    assert days == {
        "last7": 7, "last30": 30, "week": 7, "last_week": 7, "month": calendar.monthrange(newest.year, newest.month)[1],
        "last_month": calendar.monthrange(newest.year - (newest.month == 1), (newest.month - 2) % 12 + 1)[1],
    }  # fmt: skip
    assert (windows["week"][0].weekday(), windows["last_week"][0].weekday()) == (0, 0)
    assert {moment.time().isoformat() for window in windows.values() for moment in window} == {"00:00:00"}


# What a window is compared with: since, until, as of, newest mention; the previous period; the same weekdays.
COMPARED = {
    "seven days that are over": (("2024-03-08", "2024-03-15", None, "2024-03-20"), ("2024-03-01", "2024-03-08"), None),
    "with the newest mention in their last second": (
        ("2024-03-08", "2024-03-15", None, "2024-03-14T23:59:59"), ("2024-03-01", "2024-03-08"), None,
    ),
    "seven days that run: the same elapsed part": (
        ("2024-03-08", "2024-03-15", None, "2024-03-10T12:00"), ("2024-03-01", "2024-03-03T12:00:01"), None,
    ),
    "a window that began with the newest mention: its second": (
        ("2024-03-08", "2024-03-15", None, "2024-03-08"), ("2024-03-01", "2024-03-01T00:00:01"), None,
    ),
    "a window after the newest mention": (("2024-03-08", "2024-03-15", None, "2024-03-07T23:59:59"), None, None),
    "as of a moment inside: the part up to it": (
        ("2024-03-08", "2024-03-15", "2024-03-09", "2024-03-20"), ("2024-03-01", "2024-03-02T00:00:01"), None,
    ),
    "as of a moment after": (("2024-03-08", "2024-03-15", "2024-04-01", "2024-03-20"), ("2024-03-01", "2024-03-08"), None),
    "as of a moment before": (("2024-03-08", "2024-03-15", "2024-03-07", "2024-03-20"), None, None),
    "fourteen days": (("2024-03-08", "2024-03-22", None, "2024-04-01"), ("2024-02-23", "2024-03-08"), None),
    "thirty days: thirty-five earlier too": (
        ("2025-02-18", "2025-03-20", None, "2025-03-19T23:59:59"), ("2025-01-19", "2025-02-18"), ("2025-01-14", "2025-02-13"),
    ),
    "three days that run": (
        ("2025-03-18", "2025-03-21", None, "2025-03-19T11:59:59"), ("2025-03-15", "2025-03-16T12:00"), ("2025-03-11", "2025-03-12T12:00"),
    ),
    "hours": (
        ("2024-03-01T03:00", "2024-03-01T09:00", None, "2024-03-02"),
        ("2024-02-29T21:00", "2024-03-01T03:00"), ("2024-02-23T03:00", "2024-02-23T09:00"),
    ),
    "a month that is over: the whole month before": (
        ("2025-05-01", "2025-06-01", None, "2025-07-01"), ("2025-04-01", "2025-05-01"), ("2025-03-27", "2025-04-27"),
    ),
    "over with its last second": (
        ("2025-05-01", "2025-06-01", None, "2025-05-31T23:59:59"), ("2025-04-01", "2025-05-01"), ("2025-03-27", "2025-04-27"),
    ),
    "a month that runs: as far into the month before": (
        ("2025-05-01", "2025-06-01", None, "2025-05-10T23:59:59"), ("2025-04-01", "2025-04-11"), ("2025-03-27", "2025-04-06"),
    ),
    "further than the month before is long: to its end": (
        ("2025-03-01", "2025-04-01", None, "2025-03-30T11:59:59"), ("2025-02-01", "2025-03-01"), ("2025-01-25", "2025-02-23T12:00"),
    ),
    "in the month after four whole weeks: the same weekdays already": (
        ("2025-03-01", "2025-04-01", None, "2025-03-12T11:59:59"), ("2025-02-01", "2025-02-12T12:00"), None,
    ),
    "a month of four weeks: not the same weekdays as the month before": (
        ("2025-02-01", "2025-03-01", None, "2025-03-19"), ("2025-01-01", "2025-02-01"), ("2025-01-04", "2025-02-01"),
    ),
    "a February of a leap year": (
        ("2024-02-01", "2024-03-01", None, "2024-04-01"), ("2024-01-01", "2024-02-01"), ("2023-12-28", "2024-01-26"),
    ),
    "the first month of a year": (
        ("2025-01-01", "2025-02-01", None, "2025-03-01"), ("2024-12-01", "2025-01-01"), ("2024-11-27", "2024-12-28"),
    ),
    "two months are no month": (
        ("2025-03-01", "2025-05-01", None, "2025-06-01"), ("2024-12-30", "2025-03-01"), ("2024-12-28", "2025-02-27"),
    ),
    "a month and its first hour is no month": (
        ("2025-05-01", "2025-06-01T01:00", None, "2025-07-01"), ("2025-03-30T23:00", "2025-05-01"), ("2025-03-27", "2025-04-27T01:00"),
    ),
    "no end": (("2024-03-08", None, None, "2024-03-20"), None, None),
    "no start": ((None, "2024-03-08", None, "2024-03-20"), None, None),
    "no window": ((None, None, None, "2024-03-20"), None, None),
}  # fmt: skip


@pytest.mark.parametrize(("told", "before", "weekdays"), COMPARED.values(), ids=COMPARED)
def test_what_a_window_is_compared_with(told, before, weekdays):
    since, until, as_of, newest = map(at, told)
    filters = Filters(since=since, until=until, as_of=as_of, platforms=("weibo",), keyword="续航")
    expected = [window and replace(filters, since=at(window[0]), until=at(window[1])) for window in (before, weekdays)]
    assert [previous(filters, newest), same_weekdays(filters, newest)] == expected


@st.composite
def running(draw):
    """A window of days or of a whole month, and a newest mention at or after its beginning."""
    since = draw(moments).replace(hour=0, minute=0, second=0, microsecond=0)
    length = timedelta(days=draw(st.integers(1, 80)))
    if draw(st.booleans()):
        since = since.replace(day=1)
        length = timedelta(days=calendar.monthrange(since.year, since.month)[1])
    return Filters(since=since, until=since + length), since + timedelta(seconds=draw(st.integers(0, 90 * 86400)))


@given(running())
def test_what_is_compared_lies_before_the_window_and_is_no_longer_than_what_has_passed(told):
    filters, newest = told
    before, weekdays = previous(filters, newest), same_weekdays(filters, newest)
    elapsed = end(filters, newest) - filters.since
    assert before.since < before.until <= filters.since
    finished = end(filters, newest) == filters.until
    if finished:
        assert before.until == filters.since
    else:
        assert before.until - before.since in (elapsed, filters.since - before.since)
    same = [before.since + day * timedelta(days=1) for day in range((before.until - before.since).days)]
    now = [filters.since + day * timedelta(days=1) for day in range(elapsed.days)]
    if weekdays is None:
        assert [day.weekday() for day in same] == [day.weekday() for day in now]
    else:
        shift = filters.since - weekdays.since
        assert weekdays.until - weekdays.since == elapsed
        assert shift.days % 7 == 0 and filters.until - filters.since <= shift < filters.until - filters.since + timedelta(days=7)


ENDS = {
    "the window's": (("2024-03-08", "2024-03-15", "2024-04-01", "2024-03-20"), "2024-03-15"),
    "just after the newest mention": ((None, "2024-03-15", None, "2024-03-10T12:00:59"), "2024-03-10T12:01"),
    "just after what is hidden": ((None, None, "2024-03-09", "2024-03-10"), "2024-03-09T00:00:01"),
}


@pytest.mark.parametrize(("told", "expected"), ENDS.values(), ids=ENDS)
def test_the_end_of_what_is_looked_at(told, expected):
    since, until, as_of, newest = map(at, told)
    assert end(Filters(since=since, until=until, as_of=as_of), newest) == at(expected)
