"""Figures of the business by day, week and month, against adding them up one by one."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest

from analysis.figures import GRAINS, code, figure, figures
from analysis.filters import Filters
from tests.mentions import stored_of

ROWS = [
    ("2024-02-26", "甲", "orders", 10, "单"), ("2024-02-29", "甲", "orders", 5, "单"), ("2024-03-01", "甲", "orders", 7, "单"), ("2024-03-04", "甲", "orders", 1, "单"),
    ("2024-02-26", "甲", "satisfaction", 4.0, "分"), ("2024-02-29", "甲", "satisfaction", 5.0, "分"), ("2024-03-01", "甲", "satisfaction", None, "分"), ("2024-03-01", None, "orders", 99, "单"),
]  # fmt: skip


@pytest.fixture
def cursor(holding):
    with holding(stored_of([])) as cursor:
        cursor.executemany("INSERT INTO business (date, brand, metric, value, unit) VALUES (?, ?, ?, ?, ?)", ROWS)
        yield cursor


def begins(day: date, grain: str) -> date:
    return {"day": day, "week": day - timedelta(days=day.weekday()), "month": day.replace(day=1)}[grain]


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize(("metric", "brand"), [("orders", "甲"), ("satisfaction", "甲"), ("orders", None)])
def test_a_figure_adds_up_or_is_a_mean_over_the_known_days_of_each_bucket(cursor, grain, metric, brand):
    expected = defaultdict(list)
    for day, of, name, value, _unit in ROWS:
        if (of, name) == (brand, metric) and value is not None:
            expected[begins(date.fromisoformat(day), grain)].append(value)
    answer = figure(cursor, Filters(), metric=metric, brand=brand, grain=grain)
    assert [(row["bucket"].date(), row["value"], row["days"], row["span"]) for row in answer.rows] == [
        (bucket, sum(values) if metric == "orders" else sum(values) / len(values), len(values), {"day": 1, "week": 7, "month": monthrange(bucket.year, bucket.month)[1]}[grain]) for bucket, values in sorted(expected.items())
    ]  # fmt: skip


def test_only_days_that_lie_in_the_window_as_a_whole_count(cursor):
    def days(**window: datetime) -> list[int]:
        return [row["bucket"].day for row in figure(cursor, Filters(**window), metric="orders", brand="甲").rows]

    assert days(since=datetime(2024, 2, 26), until=datetime(2024, 3, 2)) == [26, 29, 1]
    assert days(since=datetime(2024, 2, 26, 1), until=datetime(2024, 3, 1, 23)) == [29]
    assert days(as_of=datetime(2024, 3, 1, 12)) == [26, 29]


def test_there_are_no_hours_of_a_figure(cursor):
    with pytest.raises(ValueError, match="known are day, week, month"):
        figure(cursor, Filters(), metric="orders", brand="甲", grain="hour")


def test_which_figures_there_are_whatever_the_filters(cursor):
    rows = figures(cursor, Filters(since=datetime(2030, 1, 1))).rows
    assert [(row["metric"], row["brand"], row["unit"], row["days"], row["first"], row["last"]) for row in rows] == [
        ("orders", None, "单", 1, date(2024, 3, 1), date(2024, 3, 1)), ("orders", "甲", "单", 4, date(2024, 2, 26), date(2024, 3, 4)),
        ("satisfaction", "甲", "分", 2, date(2024, 2, 26), date(2024, 2, 29)),
    ]  # fmt: skip
    assert [code(row["metric"], row["brand"]) for row in rows] == ["orders|", "orders|甲", "satisfaction|甲"]
