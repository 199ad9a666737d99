from collections import Counter
from datetime import datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.rhythm import Busiest, busiest, hours_of, rhythm
from analysis.totals import totals
from tests.analysis.stores import opened
from tests.mentions import FEW, filter_values, left, numbered, plain, sample, stored_of


def counted(stored, filters, by):
    rows = [row for row, kept in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if kept and row.precision in ("second", "minute")]
    value = {"platforms": lambda row: row.platform, "weekdays": lambda row: row.published_at.isoweekday()}[by]
    sizes, cells = Counter(map(value, rows)), Counter((value(row), row.published_at.hour) for row in rows)
    order = sorted(sizes, key=lambda one: (one is None, -sizes[one], one)) if by == "platforms" else sorted(sizes)
    hours = sorted(hour for hour in filters.hours or range(24) if hour is not None)
    return [(one, hour, cells[one, hour], sizes[one]) for one in order for hour in hours]


@settings(FEW, max_examples=8)
@example(900, {}, "weekdays")
@example(300, {"hours": (13, None), "platforms": ("weibo", None)}, "platforms")
@given(st.sampled_from([300, 900]), filter_values(), st.sampled_from(["platforms", "weekdays"]))
def test_cells_are_those_of_counting_one_by_one_and_open_their_mentions(holding, count, chosen, by):
    stored, filters = sample(count), Filters(**chosen)
    with holding(stored) as cursor:
        answer = rhythm(cursor, filters, by=by)
        assert [(row["value"], row["hour"], row["mentions"], row["value_mentions"]) for row in answer.rows] == counted(stored, filters, by)
        assert all(row["share"] == (row["mentions"] / row["value_mentions"] if row["value_mentions"] >= 30 else None) for row in answer.rows)
        cells = answer.rows[::7]
        assert [totals(cursor, answer.mentions(row)).row["mentions"] for row in cells] == [row["mentions"] for row in cells]


def at(hour, count, **values):
    return plain(count, published_at=datetime(2024, 3, 1, hour, 30), **values)


def test_the_busiest_hours_run_over_midnight_and_open_their_mentions(holding):
    records = numbered([*at(22, 10), *at(23, 30), *at(0, 20), *at(9, 15), *plain(99, precision="day")])
    with holding(stored_of(records)) as cursor:
        answer = rhythm(cursor, Filters())
        told = busiest(answer)
        assert told == Busiest(22, 60 / 75, 60, True)
        assert totals(cursor, hours_of(answer, told)).row["mentions"] == 60
        assert sum(opened(cursor, answer)) == 75


def test_one_author_who_says_it_all_shows_no_rhythm_and_few_mentions_tell_nothing(holding):
    with holding(stored_of(numbered([*at(9, 200, author_id="1"), *at(20, 9)]))) as cursor:
        assert busiest(rhythm(cursor, Filters())) == Busiest(7, 200 / 209, 200, False)
    with holding(stored_of(numbered(at(9, 29)))) as cursor:
        assert busiest(rhythm(cursor, Filters())) is None
    with holding(stored_of([])) as cursor:
        assert rhythm(cursor, Filters()).rows == [] and busiest(rhythm(cursor, Filters())) is None
