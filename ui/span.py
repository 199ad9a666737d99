"""What the store holds in time, and the window that shows it without a choice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from analysis.filters import Filters
from analysis.reach import reach
from analysis.totals import totals
from store.connect import Store
from ui.ask import ask, shown

SHORT_SPAN = timedelta(days=92)
LATEST = timedelta(days=28)
TOO_FEW = 30


@dataclass(frozen=True)
class Span:
    """What the store holds: times of its first and last mention, the day on which the data begin (analysis.reach), and how many mentions the
    latest four weeks hold.
    """

    first: datetime
    last: datetime
    begins: datetime
    latest: int

    @property
    def days(self) -> tuple[date, date]:
        return self.first.date(), self.last.date()

    def default(self) -> tuple[date, date]:
        """The latest four weeks, counted from the newest mention; all of it where that is short, or where a few late
        comments have the latest weeks to themselves.
        """
        first, last = self.days
        whole = self.last - self.first <= SHORT_SPAN or self.latest < TOO_FEW
        return (first, last) if whole else (last - LATEST + timedelta(days=1), last)


def span() -> Span | None:
    """None where the store is empty."""
    opened = shown()
    return _span(opened, opened.data_version)


# Every link of a page asks.
@lru_cache(maxsize=8)
def _span(opened: Store, _version: int) -> Span | None:
    row = ask(totals, Filters(), of=opened).row
    if not row["mentions"]:
        return None
    since, _until = edges((row["last"].date() - LATEST + timedelta(days=1), row["last"].date()))
    return Span(row["first"], row["last"], ask(reach, Filters(), of=opened).row["since"], ask(totals, Filters(since=since), of=opened).row["mentions"])


def edges(days: tuple[date, date]) -> tuple[datetime, datetime]:
    """The window of its first and its last day: since, and until, exclusive."""
    first, last = (datetime.combine(day, datetime.min.time()) for day in days)
    return first, last + timedelta(days=1)


def days_of(since: datetime, until: datetime) -> tuple[date, date]:
    """First and last day of a window that begins and ends with a day."""
    return since.date(), until.date() - timedelta(days=1)
