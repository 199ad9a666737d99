from datetime import datetime, timedelta

import numpy as np
import pytest

from analysis.filters import Filters
from analysis.reach import reach
from tests.analysis.stores import MONDAY, days
from tests.mentions import numbered, stored_of


def test_a_stray_first_mention_does_not_stretch_the_data(holding):
    stray = {**days([1])[0], "published_at": datetime(2011, 1, 1)}
    records = numbered([{name: value for name, value in row.items() if name != "import_id"} for row in [stray, *days([200])]])
    with holding(stored_of(records)) as cursor:
        assert reach(cursor, Filters(since=datetime(2030, 1, 1))).row["since"] == MONDAY
    with holding(stored_of([])) as cursor:
        assert reach(cursor, Filters()).row == {"since": None, "last": None, "mentions": 0}


def counted(records):
    """The same by hand: density of the four weeks ahead of each day, and its median over mentions."""
    dates = sorted(row["published_at"].date() for row in records)
    last = dates[-1]
    density = {day: len({one for one in dates if day <= one < day + timedelta(days=28)}) / min(28, (last - day).days + 1) for day in dates}
    typical = sorted(density[day] for day in dates)[(len(dates) - 1) // 2]
    return min(day for day in dates if density[day] >= typical / 4)


@pytest.mark.parametrize("seed", range(4))
def test_the_day_is_that_of_counting_by_hand(holding, seed):
    random = np.random.default_rng(seed)
    counts = [int(n) for n in random.poisson(random.choice([0.05, 0.4, 5], 3).repeat(40))] + [1]
    records = numbered([{name: value for name, value in row.items() if name != "import_id"} for row in days(counts)])
    with holding(stored_of(records)) as cursor:
        row = reach(cursor, Filters()).row
    assert (row["since"].date(), row["mentions"]) == (counted(records), len(records))


def test_a_quiet_time_before_a_crisis_belongs_to_the_data(holding):
    records = numbered([{name: value for name, value in row.items() if name != "import_id"} for row in days([1, 0, 0] * 20 + [50] * 20)])
    with holding(stored_of(records)) as cursor:
        assert reach(cursor, Filters()).row["since"] == MONDAY
