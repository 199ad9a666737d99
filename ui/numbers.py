"""Numbers and times as the reader's language writes them."""

from datetime import datetime

from charts.numbers import compact, exact, percent
from language import _, current

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def short(value: float | None) -> str:
    """1.2万 or 12.3k; – where unknown."""
    return compact(value, current())


def whole(value: float | None) -> str:
    return exact(value)


def share(value: float | None) -> str:
    return percent(value)


def day(moment: datetime) -> str:
    """11月3日 周二 or Tue 3 Nov."""
    weekday = _(WEEKDAYS[moment.weekday()])
    if current() == "zh":
        return f"{moment.month}月{moment.day}日 {weekday}"
    return f"{weekday} {moment.day} {moment:%b}"


def minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def change(now: float | None, before: float | None) -> str | None:
    """The change against the period before, signed: +12.3 %, or 3 → 6 where the base is under 5; None where unknown."""
    if now is None or before is None:
        return None
    if before < 5:
        return f"{exact(before)} → {exact(now)}"
    return f"{(now - before) / before:+.1%}".replace("-", "−")


def place(member: str | None, line: int) -> str:
    """Where in its file a record stands: its number, and the sheet, table or packed file where there are several."""
    return f"{member} · {line}" if isinstance(member, str) else str(line)
