"""Buckets of time, and the ticks of an axis of them."""

import pandas as pd

import written

BUCKET = {
    "hour": pd.DateOffset(hours=1),
    "day": pd.DateOffset(days=1),
    "week": pd.DateOffset(weeks=1),
    "month": pd.DateOffset(months=1),
}
"""How long a bucket is, by grain: what leads from its start to the next."""

MOST_TICKS = 7
STEPS = {
    "hour": ("h", "2h", "3h", "6h", "12h", "D", "2D", "4D", "W-MON", "2W-MON", "MS", "3MS", "YS"),
    "day": ("D", "2D", "W-MON", "2W-MON", "MS", "2MS", "3MS", "6MS", "YS"),
    "week": ("W-MON", "2W-MON", "4W-MON", "8W-MON", "13W-MON", "26W-MON", "52W-MON", "104W-MON"),
    "month": ("MS", "2MS", "3MS", "6MS", "YS", "2YS", "5YS"),
}
"""How far apart the ticks of an axis may stand, as pandas names it, by grain."""


def ticks(first: pd.Timestamp, last: pd.Timestamp, grain: str) -> dict[pd.Timestamp, str]:
    """The bucket starts to be named on an axis, at most seven where that is possible, and their names.

    The coarser part of a name, the day of an hour or the year of a day, is written where it changes.
    """
    for step in STEPS[grain]:
        starts = [at for at in pd.date_range(first.normalize(), last, freq=step) if at >= first]
        if len(starts) <= MOST_TICKS:
            break
    names, before = {}, None
    for at in starts:
        name, coarser = _tick(at, step)
        names[at] = name if coarser == before else f"{name}<br>{coarser}"
        before = coarser
    return names


def _tick(at: pd.Timestamp, step: str) -> tuple[str, str]:
    if step.endswith("h"):
        return written.time_of_day(at), written.day_of_month(at)
    return written.month(at) if step.endswith("S") else written.day_of_month(at), written.year(at)
