from dataclasses import replace
from datetime import date, datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given, settings

from analysis.aligned import Rise, aligned, differing, rises
from analysis.filters import Filters
from tests.analysis.stores import MONDAY, days
from tests.analysis.stores import opened as opens
from tests.mentions import FEW, filter_values, left, numbered, sample, stored_of

LAUNCHES = (("甲", date(2024, 1, 1)), ("乙", date(2024, 1, 8)), ("nowhere", date(2024, 1, 1)), ("甲", date(2024, 2, 1)))


def midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


@settings(FEW, max_examples=4)
@given(filter_values())
def test_each_day_is_that_of_counting_one_by_one_and_opens_its_mentions(holding, chosen):
    stored = sample(900)
    filters = Filters(**chosen | {"brands": ("甲", "乙", "nowhere")})
    everything = [row for row in stored.mention.itertuples() if filters.as_of is None or row.published_at <= filters.as_of]
    kept = [row for row, keep in zip(stored.mention.itertuples(), left(stored, replace(filters, since=None, until=None)), strict=True) if keep]
    running = midnight(max((row.published_at for row in everything), default=datetime(1900, 1, 1)))
    with holding(stored) as cursor:
        answer = aligned(cursor, filters, launches=LAUNCHES)
        assert [(row["place"], row["step"]) for row in answer.rows] == [(place, step) for place in range(4) for step in range(61)]
        for row in answer.rows:
            brand, launch = LAUNCHES[row["place"]]
            assert row["bucket"] == datetime(launch.year, launch.month, launch.day) + timedelta(days=row["step"])
            known = [midnight(one.published_at) for one in everything if brand in (one.brands or ())]
            observed = bool(known) and min(known) <= row["bucket"] <= max(known) and row["bucket"] < running
            of_day = [one for one in kept if midnight(one.published_at) == row["bucket"]]
            own = [one for one in of_day if brand in one.brands]
            whole = sum(len(set(one.brands) & set(filters.brands)) for one in of_day)
            assert (row["mentions"], row["share"]) == ((len(own), len(own) / whole if whole >= 30 else None) if observed else (None, None))
            felt = [one.sentiment for one in own if one.sentiment]
            assert row["net"] == (sum(felt) / len(felt) if observed and len(felt) >= 30 else None)
        there = replace(answer, table=answer.table.filter(answer.table["mentions"].is_valid()))
        for row in there.rows[:: max(len(there.rows) // 9, 1)]:
            assert opens(cursor, replace(answer, table=there.table.filter([row == one for one in there.rows]))) == [row["mentions"]]


def told(holding, *series: tuple[str, list[int]]):
    records = [one | {"brands": [brand]} for brand, counts in series for one in days(counts)]
    end = [one | {"brands": ["z"]} for one in days([1], first=MONDAY + timedelta(days=90))]
    with holding(stored_of(numbered([*records, *end]))) as cursor:
        day = (MONDAY + timedelta(days=28)).date()
        return aligned(cursor, Filters(brands=("甲", "乙")), launches=[("甲", day), ("乙", day)])


def test_a_rise_is_told_with_its_interval_and_the_day_after_the_last_is_not_nought(holding):
    answer = told(holding, ("甲", [2] * 28 + [8] * 10), ("乙", [4] * 28 + [4] * 10))
    first = answer.rows[0]
    assert (first["usual"], first["base"], first["dispersion"], first["ratio"], first["mentions"]) == (2, 56, 1, 4, 8)
    assert [row["mentions"] for row in answer.rows[:12]] == [8] * 10 + [None] * 2
    one, other = rises(answer)
    assert (one.ratio, other.ratio, one.error) == (4, 1, pytest.approx(sqrt(1 / 56 + 1 / 56)))
    assert differing([one, other]) == differing([other, one]) == [(one, other)]
    assert differing([one, replace(one, place=1, ratio=3.9)]) == [] == differing([one])


def test_without_28_days_before_there_is_no_ratio(holding):
    answer = told(holding, ("甲", [2] * 28 + [8] * 10), ("乙", [0] + [4] * 37))
    assert [(row["usual"], row["ratio"], row["mentions"]) for row in (answer.rows[0], answer.rows[61])] == [(2, 4, 8), (None, None, 4)]
    assert rises(answer) == [Rise(0, 4, pytest.approx(2.76, abs=0.01), pytest.approx(5.79, abs=0.01), pytest.approx(sqrt(2 / 56)))]
