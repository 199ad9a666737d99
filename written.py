"""How numbers, dates and times are written where the reader reads them: 1.2万 and 11月3日 周二, 12.3k and Tue 3 Nov."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import isnan

from language import _, current

MINUS = "−"
UNKNOWN = "–"
# The smallest number of a base from which a change is a percentage.
LEAST_BASE = 5
UNITS = {"zh": {"万": 1e4, "亿": 1e8}, "zh-Hant": {"萬": 1e4, "億": 1e8}, "en": {"k": 1e3, "M": 1e6, "B": 1e9}}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short(value: float | None) -> str:
    """The number with at most one decimal and its unit: 1.2万, 3.4亿; 12.3k, 4.5M; unknown is –."""
    if _unknown(value):
        return UNKNOWN
    size, scale, unit = abs(value), 1, ""
    for name, factor in UNITS[current()].items():
        if round(size / scale, 1) * scale >= factor:
            scale, unit = factor, name
    shown = f"{size / scale:,.1f}".removesuffix(".0")
    return f"{MINUS if value < 0 else ''}{shown}{unit}"


def whole(value: float | None) -> str:
    """The whole number with its thousands apart: 12,345; unknown is –."""
    return UNKNOWN if _unknown(value) else f"{value:,.0f}".replace("-", MINUS)


def share(value: float | None) -> str:
    """A share in [−1, 1] with one decimal: 34.1%; unknown is –."""
    return UNKNOWN if _unknown(value) else f"{value:z.1%}".replace("-", MINUS)


def coefficient(value: float | None) -> str:
    """A number between −1 and 1 with two decimals: 0.63; unknown is –."""
    return UNKNOWN if _unknown(value) else f"{value:z.2f}".replace("-", MINUS)


def amount(value: float | None) -> str:
    """A number as it is: without decimals from 1,000 on or where it is whole, else with two at most: 1,234; 4.52; unknown is –."""
    if _unknown(value) or abs(value) >= 1000 or value == int(value):
        return whole(value)
    return f"{value:z,.2f}".rstrip("0").rstrip(".").replace("-", MINUS)


def tick(value: float) -> str:
    """A tick of an axis: with its unit where it is whole, else to its last digit, of twelve at most: 12.3k; 0.0122; 1e+16."""
    return short(value) if value == int(value) and abs(value) < 1e15 else f"{value:,.12g}".replace("-", MINUS)


def change(now: float | None, before: float | None) -> str | None:
    """The change of a count, signed: +12.3%, from ten times on without decimals, or 3 → 6 where the base is under 5; None where
    one is unknown.
    """
    if _unknown(now) or _unknown(before):
        return None
    if before < LEAST_BASE:
        return f"{whole(before)} → {whole(now)}"
    share = now / before - 1
    return (f"{share:+z.1%}" if share < 10 else f"{share:+,.0%}").replace("-", MINUS)


def points(difference: float | None) -> str | None:
    """The difference of two shares, signed: +2.3 个百分点, −0.4 pp; None where unknown."""
    if _unknown(difference):
        return None
    return _("{points} pp", points=f"{difference * 100:+z.1f}".replace("-", MINUS))


def interval(low: float | None, high: float | None) -> str:
    """From low to high, two shares: 31.8% – 36.4%; – where there is none."""
    return UNKNOWN if _unknown(low) or _unknown(high) else f"{share(low)} – {share(high)}"


def give_or_take(value: float | None, low: float | None, high: float | None) -> str:
    """A share and how far the further end of its interval lies from it: 29.8% ± 2.1; – where unknown."""
    if _unknown(value) or _unknown(low) or _unknown(high):
        return UNKNOWN
    return f"{share(value)} ± {100 * max(high - value, value - low):.1f}"


def duration(minutes: float | None) -> str:
    """How long it took, in the unit that tells it best: 35 minutes, 3.2 hours, 2.1 days; unknown is –."""
    if _unknown(minutes):
        return UNKNOWN
    if minutes < 90:
        return _("{count} min", count=whole(minutes))
    return _("{count} h", count=short(minutes / 60)) if minutes < 48 * 60 else _("{count} days", count=short(minutes / 1440))


def day(moment: date) -> str:
    """11月3日 周二 or Tue 3 Nov."""
    return f"{day_of_month(moment)} {_weekday(moment)}" if _chinese() else f"{_weekday(moment)} {day_of_month(moment)}"


def full_day(moment: date) -> str:
    """2026年11月3日 周二 or Tue 3 Nov 2026."""
    told = of_year(moment, day_of_month(moment))
    return f"{told} {_weekday(moment)}" if _chinese() else f"{_weekday(moment)} {told}"


def iso_day(moment: date) -> str:
    """2026-11-03, as the fields of dates have it."""
    return f"{moment:%Y-%m-%d}"


def minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def second(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def time_of_day(moment: datetime) -> str:
    """09:30"""
    return f"{moment:%H:%M}"


def bucket(start: datetime, grain: str) -> str:
    """The bucket that begins at `start`: its hour, its day, its week from first to last day, or its month."""
    if grain == "month":
        return of_year(start, month(start))
    if grain == "week":
        first, last = (of_year(at, day_of_month(at)) for at in (start, start + timedelta(days=6)))
        return f"{first} – {last}"
    return f"{full_day(start)} {time_of_day(start)}" if grain == "hour" else full_day(start)


def day_of_month(moment: date) -> str:
    """11月3日 or 3 Nov."""
    return f"{month(moment)}{moment.day}日" if _chinese() else f"{moment.day} {month(moment)}"


def month(moment: date) -> str:
    return f"{moment.month}月" if _chinese() else MONTHS[moment.month - 1]


def year(moment: date) -> str:
    return f"{moment.year}年" if _chinese() else str(moment.year)


def of_year(moment: date, part: str) -> str:
    """A day or month with its year."""
    return f"{year(moment)}{part}" if _chinese() else f"{part} {year(moment)}"


def listed(names: Iterable[str]) -> str:
    """One after the other: 甲、乙 or A, B."""
    return _(", ").join(names)


def quoted(text: str) -> str:
    """In the quotation marks of the language: “甲”, 「甲」."""
    return _("“{text}”", text=text)


def place(member: str | None, line: int) -> str:
    """Where in its file a record stands: its number, and the sheet, table or packed file where there are several."""
    return f"{member} · {line}" if isinstance(member, str) else str(line)


def _weekday(moment: date) -> str:
    return _(WEEKDAYS[moment.weekday()])


def _chinese() -> bool:
    return current() != "en"


def _unknown(value: float | None) -> bool:
    """Whatever pandas, Arrow or NumPy take for missing."""
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and isnan(value))
