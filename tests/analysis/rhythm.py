"""Histories with a rhythm of days and weeks, and what is usual in them: by pandas alone."""

from datetime import datetime, time, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st

from tests.analysis.stores import MONDAY

DAY = timedelta(days=1)
FOREVER = datetime(2100, 1, 1)


def last_day(at):
    """The one that holds the last moment before `at`."""
    return datetime.combine((at - timedelta(microseconds=1)).date(), time())


def baseline_days(counts, at, events):
    """The days that tell what is usual: the latest 28 of the 56 before the one that holds the last moment, without events."""
    found = np.flatnonzero(counts.to_numpy())
    if not len(found):
        return []
    day = last_day(at)
    days = [day - n * DAY for n in range(1, 57)]
    began = counts.index[found[0]].normalize()

    def eventful(one):
        return any(e["since"] < one + DAY and max(e["until"] or FOREVER, e["since"] + timedelta(microseconds=1)) > one for e in events)

    return [one for one in days if began <= one and not eventful(one)][:28]


def usual(counts, at, events=()):
    """{(weekend, hour): expected} by pandas; `counts` by the hour."""
    days = baseline_days(counts[counts.index < last_day(at)], at, events)
    told = {(weekend, hour): None for weekend in (False, True) for hour in range(24)}
    if len(days) < 14:
        return told
    table = pd.DataFrame([[counts.get(pd.Timestamp(day) + timedelta(hours=h), 0) for h in range(24)] for day in days], index=days)
    rare = table.sum(axis=1).median() / 24 < 1
    for weekend in (False, True):
        kind = table[[(day.weekday() >= 5) == weekend for day in days]]
        if len(kind) >= 4:
            level = (kind.mean() if rare else kind.median()).to_numpy()
            smooth = 0.25 * np.roll(level, 1) + 0.5 * level + 0.25 * np.roll(level, -1)
            told |= {(weekend, hour): pytest.approx(smooth[hour]) for hour in range(24)}
    return told


def hours(hourly, first=MONDAY):
    return pd.Series(hourly, index=pd.date_range(first, periods=len(hourly), freq="h"))


@st.composite
def histories(draw):
    """Counts by the hour over some weeks with a rhythm, a moment near their end, recorded events."""
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    days, level = draw(st.integers(10, 75)), draw(st.sampled_from([0.2, 0.9, 3]))
    hour = np.arange(days * 24)
    rhythm = 1 + 0.8 * np.sin((hour - 9) / 24 * 2 * np.pi) - 0.4 * (hour // 24 % 7 >= 5)
    hourly = random.poisson(level * np.clip(rhythm, 0, None))
    hourly[: draw(st.integers(0, 30))] = 0
    at = MONDAY + timedelta(hours=len(hourly)) - draw(st.sampled_from([0, 90, 24 * 60, 3 * 24 * 60 + 17])) * timedelta(minutes=1)
    ago = st.integers(0, 70).map(lambda n: at - n * DAY)
    events = draw(st.lists(st.fixed_dictionaries({"since": ago, "until": st.none() | ago, "brands": st.just([])}), max_size=2))
    return hourly, at, events
