"""Time since a beginning on a logarithmic scale: minutes and years are read from the same axis."""

import numpy as np
import pandas as pd

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
    """Seconds since the root of each row (age); where the time of the root is not known, since the earliest that is (published_at)."""
    age = frame["age"].to_numpy(float, na_value=np.nan)
    if np.isnan(age).all():
        at = pd.to_datetime(frame["published_at"])
        age = (at - at.min()).dt.total_seconds().to_numpy(float)
    return np.maximum(age, 0)


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
