"""Windows that are named from the newest mention on, and the windows that one is compared with."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from analysis.filters import Filters

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# A window ends before its `until`; the newest mention lies inside.
SECOND = timedelta(seconds=1)

Window = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class Period:
    """`window` of the newest mention's time: since, inclusive, and until, exclusive; None where nothing bounds it."""

    label: str
    window: Callable[[datetime], Window]


PERIODS = {
    "last7": Period("Last 7 days", lambda newest: _days(_day(newest) - 6 * DAY, 7)),
    "last30": Period("Last 30 days", lambda newest: _days(_day(newest) - 29 * DAY, 30)),
    "week": Period("This week", lambda newest: _days(_monday(newest), 7)),
    "last_week": Period("Last week", lambda newest: _days(_monday(newest) - WEEK, 7)),
    "month": Period("This month", lambda newest: (_month(newest), _month_after(newest))),
    "last_month": Period("Last month", lambda newest: (_month_before(newest), _month(newest))),
    "all": Period("All", lambda newest: (None, None)),
}


def end(filters: Filters, newest: datetime) -> datetime:
    """The end of what is looked at, exclusive: of the window, of the data, or of what `as_of` lets be seen."""
    ends = [filters.until, newest + SECOND, filters.as_of and filters.as_of + SECOND]
    return min(moment for moment in ends if moment is not None)


def previous(filters: Filters, newest: datetime) -> Filters | None:
    """The period before this window: the calendar month before a whole one, else the window of equal length before it.

    While this one still runs, the same elapsed part. None without a window, or where nothing of it has passed.
    """
    elapsed = _elapsed(filters, newest)
    if elapsed is None:
        return None
    if not _is_month(filters):
        since = filters.since - (filters.until - filters.since)
        return replace(filters, since=since, until=since + elapsed)
    since = _month_before(filters.since)
    running = filters.since + elapsed < filters.until
    return replace(filters, since=since, until=min(since + elapsed, filters.since) if running else filters.since)


def same_weekdays(filters: Filters, newest: datetime) -> Filters | None:
    """The window as many whole weeks earlier as it takes not to overlap itself, the same elapsed part.

    None where `previous` is None or falls on the same weekdays already.
    """
    before = previous(filters, newest)
    if before is None:
        return None
    elapsed = _elapsed(filters, newest)
    if not (filters.since - before.since) % WEEK and before.until - before.since == elapsed:
        return None
    since = filters.since - math.ceil((filters.until - filters.since) / WEEK) * WEEK
    return replace(filters, since=since, until=since + elapsed)


def _elapsed(filters: Filters, newest: datetime) -> timedelta | None:
    """How much of the window has passed; None without a window, or where nothing has."""
    if filters.since is None or filters.until is None:
        return None
    elapsed = end(filters, newest) - filters.since
    return elapsed if elapsed > timedelta() else None


def _is_month(filters: Filters) -> bool:
    return filters.since == _month(filters.since) and filters.until == _month_after(filters.since)


def _days(first: datetime, count: int) -> Window:
    return first, first + count * DAY


def _day(moment: datetime) -> datetime:
    return datetime.combine(moment, time())


def _monday(moment: datetime) -> datetime:
    return _day(moment) - moment.weekday() * DAY


def _month(moment: datetime) -> datetime:
    """Its first day."""
    return _day(moment).replace(day=1)


def _month_before(moment: datetime) -> datetime:
    return _month(_month(moment) - DAY)


def _month_after(moment: datetime) -> datetime:
    return _month(_month(moment) + 31 * DAY)
