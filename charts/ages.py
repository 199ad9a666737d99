"""Time since a beginning on a logarithmic scale: minutes and years are read from the same axis."""

import numpy as np
import pandas as pd

import written
from language import _

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


def names() -> dict[int, str]:
    """What may be named on the scale, in seconds, the names that matter most first."""
    return {
        HOUR: _("1 hour"), DAY: _("1 day"), MINUTE: _("1 minute"), 7 * DAY: _("1 week"), 365 * DAY: _("1 year"), 30 * DAY: _("1 month"),
        10 * MINUTE: _("10 minutes"), 6 * HOUR: _("6 hours"), 3 * DAY: _("3 days"), 10 * 365 * DAY: _("10 years"), 3 * 365 * DAY: _("3 years"), 90 * DAY: _("3 months"),
        3 * HOUR: _("3 hours"), 12 * HOUR: _("12 hours"), 30 * MINUTE: _("30 minutes"), 5 * MINUTE: _("5 minutes"),
    }  # fmt: skip


def scaled(age: np.ndarray | float) -> np.ndarray | float:
    """Where seconds stand: even under a minute, by the logarithm from then on."""
    return np.log1p(np.maximum(age, 0) / MINUTE)


def seconds(place: np.ndarray | float) -> np.ndarray | float:
    """What stands there."""
    return MINUTE * np.expm1(place)


def ages(frame: pd.DataFrame) -> np.ndarray:
    """Seconds since the root of each row (age); where the time of the root is not known, since the earliest that is."""
    age = frame["age"].to_numpy(float, na_value=np.nan)
    if not rooted(frame):
        age = (_moments(frame) - began(frame)).dt.total_seconds().to_numpy(float)
    return np.maximum(age, 0)


def rooted(frame: pd.DataFrame) -> bool:
    """Whether the ages are counted from the root: its time is known."""
    return bool(frame["age"].notna().any())


def began(frame: pd.DataFrame) -> pd.Timestamp:
    """When the ages are counted from."""
    at = _moments(frame)
    return at.iloc[0] if rooted(frame) else at.min()


def _moments(frame: pd.DataFrame) -> pd.Series:
    """When each came, as far as that is known to the minute (at); published_at where that is not told."""
    return pd.to_datetime(frame["at"] if "at" in frame else frame["published_at"])


def since() -> str:
    """What is said where the time of the root is not known."""
    return _("From the first known node on")


def after(age: float, *, root: bool) -> str:
    """How much later than the root it came, or than the first known node."""
    lasted = written.duration(age / MINUTE)
    return _("after {age}", age=lasted) if root else _("{age} after the first known node", age=lasted)


def came(count: int, timed: int, total: int) -> str:
    """How many had come, of those whose time is known."""
    if timed < total:
        return _("{count} of {total} whose time is known", count=written.whole(count), total=written.whole(timed))
    return _("{count} of {total}", count=written.whole(count), total=written.whole(total))


def told(frame: pd.DataFrame) -> str:
    """How many nodes there are, and of how many the time is known."""
    timed, total = int((~np.isnan(ages(frame))).sum()), len(frame)
    return " · ".join([f"n = {written.whole(total)}", *([_("time known of {count}", count=written.whole(timed))] if timed < total else [])])


def longest(age: np.ndarray) -> float:
    """How far the scale reaches: to the last, at least a minute."""
    return max(float(np.nanmax(age, initial=0)), MINUTE)


def ticks(last: float, gap: float) -> dict[float, str]:
    """The places of the scale up to `last` seconds that are named, `gap` of its whole apart."""
    top, found = scaled(last), {}
    for age, name in names().items():
        place = float(scaled(age))
        if age <= last and all(abs(place - other) >= gap * top for other in [*found, 0]):
            found[place] = name
    return dict(sorted(found.items()))
