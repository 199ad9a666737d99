from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.interval import newcombe
from analysis.seasons import seasons
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, left, numbered, plain, sample, stored_of
from tests.recounted import wilson

WEEKDAY = ("second", "minute", "day")


def voices(rows: list) -> float:
    squares = [sum(n if one is None else n * n for one, n in Counter(map(key, rows)).items()) for key in (lambda row: row.story_id, author_key)]
    return len(rows) ** 2 / max(squares)


def repeated(rows: list, value: str) -> float:
    """As how many voices the dates agree on the share of a value."""
    dates = {row.published_at.date() for row in rows}
    by_date = [[value in (row.aspects or ()) for row in rows if row.published_at.date() == date] for date in dates]
    n, y = len(rows), sum(map(sum, by_date))
    if y in (0, n) or len(dates) == 1:
        return n * n / sum(len(one) ** 2 for one in by_date)
    spread = sum((sum(one) - y / n * len(one)) ** 2 for one in by_date) / n**2 * len(dates) / (len(dates) - 1)
    return y / n * (1 - y / n) / spread if spread > 1e-15 else voices(rows)


def alike(rows: list) -> float:
    """As how many weeks of equal size the dates of a weekday are."""
    return len(rows) ** 2 / sum(n * n for n in Counter(row.published_at.date() for row in rows).values())


def counted(stored, filters, season):
    """Per aspect and season by plain Python: count, complaints, share."""
    wide = replace(filters, since=None, until=None, aspects=())
    rows = [row for row, kept in zip(stored.mention.itertuples(), left(stored, wide), strict=True) if kept and row.intent == "complaint"]
    if season == "weekday":
        placed = [(row.published_at.isoweekday(), row) for row in rows if row.precision in WEEKDAY]
    else:
        placed = [(row.published_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0), row) for row in rows]
    told = {value for _when, row in placed for value in row.aspects or () if not filters.aspects or value in filters.aspects}
    found = {}
    for when in {when for when, _row in placed}:
        of_it = [row for one, row in placed if one == when]
        for value in told:
            count = sum(value in (row.aspects or ()) for row in of_it)
            told_by = voices(of_it) if season == "month" else min(voices(of_it), repeated(of_it, value), alike(of_it))
            found[value, when] = (count, len(of_it), count / len(of_it) if len(of_it) >= 30 else None, pytest.approx(told_by))
    return found


@settings(FEW, max_examples=8)
@given(filter_values(), st.sampled_from(["month", "weekday"]))
def test_cells_are_those_of_counting_one_by_one_and_open_their_complaints(holding, chosen, season):
    stored, filters = sample(900), Filters(**chosen)
    with holding(stored) as cursor:
        answer = seasons(cursor, filters, season=season)
        when = "since" if season == "month" else "weekday"
        told = {(row["value"], row[when]): tuple(row[name] for name in ("count", "complaints", "share", "effective")) for row in answer.rows}
        assert told == counted(stored, filters, season)
        assert opened(cursor, answer) == [row["count"] for row in answer.rows]


def complaints(count: int, at: datetime, **values: object) -> list[dict]:
    return plain(count, intent="complaint", published_at=at, **values)


def test_a_month_is_told_from_the_others_and_from_that_of_the_year_before(holding):
    march, april, year = datetime(2024, 3, 5), datetime(2024, 4, 5), datetime(2023, 3, 31)
    records = numbered(
        [
            *complaints(60, march, aspects=["heat"]), *complaints(40, march), *complaints(20, april, aspects=["heat"]), *complaints(80, april), *complaints(15, year, aspects=["heat"]),
            *complaints(85, year), *complaints(9, datetime(2022, 1, 1), precision="year", aspects=["heat"]),
        ]
    )  # fmt: skip
    with holding(stored_of(records)) as cursor:
        rows = seasons(cursor, Filters(since=april)).rows
    assert [(row["since"], row["count"], row["complaints"], row["share"], row["clear"]) for row in rows] == [
        (datetime(2023, 3, 1), 15, 100, 0.15, True), (datetime(2024, 3, 1), 60, 100, 0.6, True), (datetime(2024, 4, 1), 20, 100, 0.2, True),
    ]  # fmt: skip
    first, second, third = rows
    assert (second["low"], second["high"]) == pytest.approx(wilson(0.6, 100))
    assert second["elsewhere"] == 35 / 200 and (second["change_low"], second["change_high"]) == pytest.approx(newcombe(0.6, 100, 35 / 200, 200))
    assert (second["share_then"], second["against_then"], second["clear_then"]) == (0.15, pytest.approx(0.45), True)
    assert (second["then_low"], second["then_high"]) == pytest.approx(newcombe(0.6, 100, 0.15, 100))
    assert first["share_then"] is third["share_then"] is None and not third["clear_then"]


def test_what_comes_back_every_week_is_a_rhythm_and_what_one_crisis_brought_is_none(holding):
    monday = datetime(2024, 3, 4)

    def told(by_week: list[int]) -> list[dict]:
        days = [[*complaints(count, monday + timedelta(days=7 * week), aspects=["heat"]), *complaints(60 - count if count < 60 else 9, monday + timedelta(days=7 * week + 1 - (count < 60)), aspects=["price"]), *complaints(50, monday + timedelta(days=7 * week + 2), aspects=["price"])] for week, count in enumerate(by_week)]
        return numbered([record for day in days for record in day])

    found = {}
    for name, by_week in {"every week": [20] * 12, "one crisis": [0] * 11 + [240]}.items():
        with holding(stored_of(told(by_week))) as cursor:
            found[name] = next((row["count"], row["clear"]) for row in seasons(cursor, Filters(), season="weekday").rows if row["value"] == "heat" and row["weekday"] == 1)
    assert found == {"every week": (240, True), "one crisis": (240, False)}


def test_an_aspect_that_stands_alone_in_the_filters_is_still_a_share_of_all_complaints(holding):
    records = numbered([*complaints(30, datetime(2024, 3, 4), aspects=["heat"]), *complaints(30, datetime(2024, 3, 4), aspects=["price"]), *complaints(9, datetime(2024, 3, 5), precision="week", aspects=["heat"])])
    with holding(stored_of(records)) as cursor:
        answer = seasons(cursor, Filters(aspects=("heat",)), season="weekday")
        assert [(row["value"], row["weekday"], row["count"], row["share"]) for row in answer.rows] == [("heat", 1, 30, 0.5)]
        assert seasons(cursor, Filters(kinds=("post",))).rows == []
        with pytest.raises(ValueError, match="year"):
            seasons(cursor, Filters(), season="year")


def test_weekdays_are_worth_no_more_than_their_weeks(holding):
    monday = datetime(2024, 1, 1)
    quiet = [complaints(6, monday + timedelta(days=day), aspects=["price"]) for day in range(7 * 30)]
    # One crisis, on five days of one week and four of the next.
    crisis = [complaints(300, monday + timedelta(days=7 * week + day), aspects=["heat"]) for week, days in ((12, range(5)), (13, range(4))) for day in days]
    with holding(stored_of(numbered([record for some in (*quiet, *crisis) for record in some]))) as cursor:
        rows = seasons(cursor, Filters(), season="weekday").rows
    assert {row["clear"] for row in rows} == {False}
    monday, sunday = rows[0], rows[6]
    assert monday["effective"] == pytest.approx((2 * 306 + 28 * 6) ** 2 / (2 * 306**2 + 28 * 6**2)) and monday["low"] is None
    # Sundays are as many as weeks, but the other weekdays together no more than two.
    assert sunday["effective"] == pytest.approx(30) and sunday["low"] is not None and sunday["change_low"] is None


def test_of_many_months_one_that_differs_a_little_from_the_year_before_is_chance(holding):
    def told(odd: int) -> list:
        months = [(year, month, odd if (year, month) == (2024, 6) else 20) for year in (2023, 2024) for month in range(1, 13)]
        records = [complaints(heat, datetime(year, month, 5), aspects=["heat"]) + complaints(100 - heat, datetime(year, month, 5)) for year, month, heat in months]
        with holding(stored_of(numbered([record for some in records for record in some]))) as cursor:
            return [(row["then_low"] > 0, row["clear_then"]) for row in seasons(cursor, Filters()).rows if row["since"] == datetime(2024, 6, 1)]

    assert told(33) == [(True, False)] and told(50) == [(True, True)]
