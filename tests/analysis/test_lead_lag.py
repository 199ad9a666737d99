"""Lead and lag, against pandas and scipy, and by series whose lag is known."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.effective import freed
from analysis.filters import Filters
from analysis.lead_lag import FARTHEST, lead_lag, measured, strongest
from tests.mentions import numbered, plain, stored_of

DAYS = pd.date_range("2025-01-01", periods=120, freq="D")


def series(values: np.ndarray) -> pd.Series:
    return pd.Series(values, index=DAYS[: len(values)])


def following(days: int, *, seed: int = 1, noise: float = 0.5) -> tuple[pd.Series, pd.Series]:
    """A figure that follows the talk so many days later (earlier where negative)."""
    random = np.random.default_rng(seed)
    talk = random.normal(size=160)
    figure = noise * random.normal(size=160) + talk
    return series(100 + 5 * figure[20 - days : 140 - days]), series(talk[20:140])


@pytest.mark.parametrize("days", [-6, 0, 3])
def test_the_strongest_lag_is_the_one_that_was_planted(days):
    row = strongest(measured(*following(days)).to_pylist())
    assert (row["lag"], row["r"] > 0.6, row["common"]) == (days, True, 120)


def test_each_correlation_and_interval_is_that_of_scipy():
    business, talk = following(2)
    business.iloc[[7, 30]] = np.nan
    rows = {row["lag"]: row for row in measured(business, talk).to_pylist()}
    assert sorted(rows) == list(range(-FARTHEST, FARTHEST + 1))
    one, other = (pd.Series(np.diff(freed(of))) for of in (talk, np.log1p(business)))
    worth = (1 - one.autocorr() * other.corr(other.shift())) / (1 + one.autocorr() * other.corr(other.shift()))
    for lag, row in rows.items():
        both = pd.concat([one, other.shift(-lag)], axis=1).dropna()
        r = stats.pearsonr(both[0], both[1]).statistic
        effective = min(len(both) - 7, (len(both) - 7) * worth)
        reach = stats.norm.isf(0.025 / 29) / np.sqrt(effective - 3)
        assert (row["pairs"], row["r"], row["effective"]) == (len(both), pytest.approx(r), pytest.approx(effective))
        assert (row["r_low"], row["r_high"]) == (pytest.approx(np.tanh(np.arctanh(r) - reach)), pytest.approx(np.tanh(np.arctanh(r) + reach)))
        assert row["clear"] == (row["r_low"] > 0 or row["r_high"] < 0)


def test_unrelated_series_that_both_swell_and_ebb_are_seldom_told_from_chance():
    random = np.random.default_rng(3)
    told = 0
    for _turn in range(150):
        swelling = [np.cumsum(random.normal(size=56)) for _one in range(2)]
        told += any(measured(series(100 + swelling[0] * 5), series(swelling[1])).column("clear").to_pylist())
    assert told <= 15


def test_less_than_four_weeks_in_common_or_nothing_that_moves_tells_nothing():
    business, talk = following(1)
    assert measured(business[:27], talk).num_rows == 0
    assert measured(business[:28], talk).num_rows == 29
    assert measured(business, None).num_rows == measured(business[:0], talk).num_rows == 0
    rows = measured(business * 0 + 5, talk).to_pylist()
    assert {(row["r"], row["r_low"], row["clear"]) for row in rows} == {(None, None, False)}


def test_of_mentions_days_that_still_run_and_days_of_too_few_are_left_out(holding):
    random = np.random.default_rng(5)
    complaints = random.integers(1, 12, 40)
    records = []
    for day, count in enumerate(complaints):
        at = datetime(2025, 1, 1, 9) + timedelta(days=day)
        few = day in (3, 9)
        records += plain(int(count), published_at=at, intent="complaint", sentiment=-1) + plain(0 if few else 30, published_at=at, sentiment=1)
    records[-1]["published_at"] = datetime(2025, 2, 9, 12)
    with holding(stored_of(numbered(records))) as cursor:
        figures = [(datetime(2025, 1, 2).date() + timedelta(days=day), "甲", "orders", float(complaints[day] * 10), "单") for day in range(40)]
        cursor.executemany("INSERT INTO business (date, brand, metric, value, unit) VALUES (?, ?, ?, ?, ?)", figures)
        asked = {"metric": "orders", "brand": "甲"}
        filters = Filters(since=datetime(2025, 1, 1), until=datetime(2025, 2, 12))
        said = lead_lag(cursor, filters, **asked, talk="complaints")
        net = lead_lag(cursor, filters, **asked, talk="net")
        assert (said.row["common"], net.row["common"]) == (38, 36)
        assert strongest(said.rows)["lag"] == 1 and strongest(said.rows)["r"] > 0.9
        assert lead_lag(cursor, Filters(intents=("praise",), since=filters.since, until=filters.until), **asked, talk="complaints").rows == []
        # A day of which the store holds nothing at all is none of 0 complaints.
        cursor.execute("DELETE FROM mention WHERE CAST(published_at AS DATE) = DATE '2025-01-20'")
        assert lead_lag(cursor, filters, **asked, talk="complaints").row["common"] == 37
        with pytest.raises(ValueError, match="no talk 'volume'"):
            lead_lag(cursor, filters, **asked, talk="volume")
