"""Before, during, after: means and intervals against pandas and scipy."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.signal import lfilter

from analysis.around import around, difference, window
from analysis.effective import adjacent, freed
from analysis.filters import Filters
from tests.mentions import stored_of

WINDOW = Filters(since=datetime(2025, 3, 17), until=datetime(2025, 3, 31))
NEWEST = datetime(2025, 4, 30, 12)
FIRST = date(2025, 1, 1)


def rows_of(values: np.ndarray, metric: str = "orders", brand: str | None = "甲", first: date = FIRST) -> list[tuple]:
    return [(first + timedelta(days=day), brand, metric, None if np.isnan(value) else float(value), "单") for day, value in enumerate(values)]


def answered(holding, rows, filters=WINDOW, newest=NEWEST):
    with holding(stored_of([])) as cursor:
        cursor.executemany("INSERT INTO business (date, brand, metric, value, unit) VALUES (?, ?, ?, ?, ?)", rows)
        return around(cursor, filters, newest=newest)


def test_means_differences_and_intervals_are_those_of_welch_with_the_days_that_a_mean_is_worth(holding):
    random = np.random.default_rng(2)
    values = 100 + lfilter([1], [1, -0.6], random.normal(size=110) * 3)
    values[75:89] += 40
    values[[70, 80]] = np.nan
    row = answered(holding, rows_of(values)).row
    series = pd.Series(values, index=pd.date_range(FIRST, periods=110, freq="D"))
    before, during, after = series["2025-03-03":"2025-03-16"], series["2025-03-17":"2025-03-30"], series["2025-03-31":"2025-04-13"]
    assert [row[part] for part in ("before", "during", "after")] == pytest.approx([before.mean(), during.mean(), after.mean()])
    assert [row[f"{part}_days"] for part in ("before", "during", "after")] + [row["span"]] == [13, 13, 14, 14]
    phi = adjacent(freed(series["2025-01-20":"2025-03-16"]))
    assert phi > 0.3
    for part, run in (("during", during), ("after", after)):
        one, other = run.dropna(), before.dropna()
        worth = [len(of) * (1 - phi) / (1 + phi) for of in (one, other)]
        found = stats.ttest_ind_from_stats(one.mean(), one.std(), worth[0], other.mean(), other.std(), worth[1], equal_var=False)
        # With so many independent days each.
        errors = [one.var() / worth[0], other.var() / worth[1]]
        freedom = sum(errors) ** 2 / (errors[0] ** 2 / (worth[0] - 1) + errors[1] ** 2 / (worth[1] - 1))
        reach = stats.t.ppf(0.975, freedom) * np.sqrt(sum(errors))
        change = one.mean() - other.mean()
        assert [row[f"{part}_{name}"] for name in ("change", "low", "high", "p")] == pytest.approx([change, change - reach, change + reach, found.pvalue])
    assert (row["during_clear"], row["after_clear"]) == (True, False)


def test_where_the_data_do_not_reach_nothing_is_known_and_never_0(holding):
    row = answered(holding, rows_of(np.full(9, 5.0) + np.arange(9), first=date(2025, 3, 20))).row
    assert (row["before"], row["before_days"], row["during"], row["during_days"], row["after"]) == (None, 0, 9.0, 9, None)
    assert {row[f"{part}_{name}"] for part in ("during", "after") for name in ("change", "low", "high", "p")} == {None}
    assert (row["during_clear"], row["after_clear"]) == (False, False)
    assert answered(holding, rows_of(np.ones(9), first=date(2024, 3, 20))).rows == []


def test_each_figure_has_its_row_and_as_of_hides_what_came_later(holding):
    rows = [*rows_of(np.arange(110.0)), *rows_of(np.arange(110.0), brand=None), *rows_of(np.arange(110.0), metric="returns")]
    answer = answered(holding, rows)
    assert [(row["metric"], row["brand"]) for row in answer.rows] == [("orders", "甲"), ("orders", None), ("returns", "甲")]
    hidden = answered(holding, rows, Filters(since=WINDOW.since, until=WINDOW.until, as_of=datetime(2025, 3, 20, 12)))
    assert (hidden.row["span"], hidden.row["during_days"], hidden.row["after_days"]) == (4, 3, 0)


@pytest.mark.parametrize(
    ("since", "until", "newest", "expected"),
    [
        ("2025-03-17", "2025-03-31", "2025-04-30", ("2025-03-17", "2025-03-31")), ("2025-03-17T08:00", "2025-03-20T09:00", "2025-04-30", ("2025-03-18", "2025-03-20")),
        ("2025-03-17", "2025-03-31", "2025-03-20T23:00", ("2025-03-17", "2025-03-21")), ("2025-03-17T08:00", "2025-03-17T09:00", "2025-04-30", None),
    ],
)  # fmt: skip
def test_the_window_is_its_whole_days_up_to_that_of_the_newest_mention(since, until, newest, expected):
    found = window(Filters(since=datetime.fromisoformat(since), until=datetime.fromisoformat(until)), datetime.fromisoformat(newest))
    assert found == (expected and tuple(map(datetime.fromisoformat, expected)))
    assert window(Filters(), datetime(2025, 1, 1)) is None


def test_few_days_or_days_that_are_all_alike_have_a_difference_without_an_interval():
    assert difference(np.arange(6.0), np.arange(9.0), 0.0).low is None
    assert difference(np.arange(6.0), np.arange(9.0), 0.0).value == pytest.approx(2.5 - 4)
    assert difference(np.ones(9), np.zeros(9), 0.0).low is None
    assert difference(np.arange(9.0), np.arange(9.0), 0.95).low is None
