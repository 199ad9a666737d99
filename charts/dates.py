"""How time is written: 11月3日 周二 where the reader reads Chinese, Tue 3 Nov in English."""

import pandas as pd

BUCKET = {
    "hour": pd.DateOffset(hours=1),
    "day": pd.DateOffset(days=1),
    "week": pd.DateOffset(weeks=1),
    "month": pd.DateOffset(months=1),
}
"""How long a bucket is, by grain: what leads from its start to the next."""

WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MOST_TICKS = 7
STEPS = {
    "hour": ("h", "2h", "3h", "6h", "12h", "D", "2D", "4D", "W-MON", "2W-MON", "MS", "3MS", "YS"),
    "day": ("D", "2D", "W-MON", "2W-MON", "MS", "2MS", "3MS", "6MS", "YS"),
    "week": ("W-MON", "2W-MON", "4W-MON", "8W-MON", "13W-MON", "26W-MON", "52W-MON", "104W-MON"),
    "month": ("MS", "2MS", "3MS", "6MS", "YS", "2YS", "5YS"),
}
"""How far apart the ticks of an axis may stand, as pandas names it, by grain."""


def bucket(start: pd.Timestamp, grain: str, language: str) -> str:
    """The bucket that begins at `start`: its hour, its day, its week from first to last day, or its month."""
    if grain == "month":
        return _of_year(start, _month(start, language), language)
    date = _of_year(start, _day(start, language), language)
    if grain == "week":
        last = start + BUCKET["week"] - BUCKET["day"]
        return f"{date} – {_of_year(last, _day(last, language), language)}"
    weekday = WEEKDAYS[language][start.weekday()]
    day = f"{date} {weekday}" if language == "zh" else f"{weekday} {date}"
    return f"{day} {start:%H:%M}" if grain == "hour" else day


def ticks(first: pd.Timestamp, last: pd.Timestamp, grain: str, language: str) -> dict[pd.Timestamp, str]:
    """The bucket starts to be named on an axis, at most seven where that is possible, and their names.

    The coarser part of a name, the day of an hour or the year of a day, is written where it changes.
    """
    for step in STEPS[grain]:
        starts = [at for at in pd.date_range(first.normalize(), last, freq=step) if at >= first]
        if len(starts) <= MOST_TICKS:
            break
    names, before = {}, None
    for at in starts:
        name, coarser = _tick(at, step, language)
        names[at] = name if coarser == before else f"{name}<br>{coarser}"
        before = coarser
    return names


def _tick(at: pd.Timestamp, step: str, language: str) -> tuple[str, str]:
    if step.endswith("h"):
        return f"{at:%H:%M}", _day(at, language)
    year = f"{at.year}年" if language == "zh" else str(at.year)
    return _month(at, language) if step.endswith("S") else _day(at, language), year


def _of_year(at: pd.Timestamp, part: str, language: str) -> str:
    return f"{at.year}年{part}" if language == "zh" else f"{part} {at.year}"


def _day(at: pd.Timestamp, language: str) -> str:
    return f"{_month(at, language)}{at.day}日" if language == "zh" else f"{at.day} {_month(at, language)}"


def _month(at: pd.Timestamp, language: str) -> str:
    return f"{at.month}月" if language == "zh" else MONTHS[at.month - 1]
