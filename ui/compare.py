"""With what the numbers of a page are compared."""

from dataclasses import dataclass
from datetime import datetime

from analysis import periods
from analysis.filters import Filters
from ui.span import Span, span


@dataclass(frozen=True)
class Compared:
    """The period before, and the same weekdays where those are others; None where the data does not reach back over it."""

    previous: Filters | None
    weekdays: Filters | None


def compared(filters: Filters) -> Compared:
    known = span()
    return Compared(
        _within(periods.previous(filters, known.last), known), _within(periods.same_weekdays(filters, known.last), known)
    )


def at(filters: Filters) -> datetime:
    """The end of what is looked at, exclusive."""
    return periods.end(filters, span().last)


def _within(before: Filters | None, known: Span) -> Filters | None:
    """Exports begin with a day, so the first day of the data counts as whole; a period that begins before it does not."""
    return before if before and before.since >= known.begins else None
