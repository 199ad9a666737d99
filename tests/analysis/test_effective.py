"""How many independent days a series is worth, and what weekdays and a trend leave of it."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.effective import adjacent, freed, of_mean, of_two


def test_each_day_is_correlated_with_the_next_where_both_are_known():
    values = np.array([1.0, 2.0, 4.0, np.nan, 3.0, 5.0, 4.0, 6.0])
    pairs = [(1, 2), (2, 4), (3, 5), (5, 4), (4, 6)]
    assert adjacent(values) == pytest.approx(stats.pearsonr(*zip(*pairs, strict=True))[0])
    assert adjacent(np.array([1.0, 1.0, 1.0, 1.0, 1.0])) == 0.0
    assert adjacent(np.array([1.0, np.nan, 2.0])) == 0.0
    assert adjacent(np.arange(20.0)) == 0.95


def test_so_many_days_are_worth_so_many():
    assert of_two(40, 0.5, 0.5) == pytest.approx(40 * 0.75 / 1.25)
    assert of_two(40, 0.5, -0.5) == 40
    assert of_mean(30, 0.5) == pytest.approx(10)
    assert of_mean(30, -0.5) == 30


def test_weekdays_and_a_trend_leave_the_noise():
    days = pd.date_range("2025-03-03", periods=70, freq="D")
    noise = np.random.default_rng(1).normal(size=70)
    series = pd.Series(noise + 3 * days.day_of_week + 0.4 * np.arange(70), index=days)
    series.iloc[[5, 20]] = np.nan
    left = freed(series)
    assert np.isnan(left[[5, 20]]).all()
    known = ~np.isnan(left)
    design = np.column_stack([pd.get_dummies(days.day_of_week).to_numpy(float), np.arange(70)])[known]
    fitted = design @ np.linalg.solve(design.T @ design, design.T @ series[known].to_numpy())
    assert left[known] == pytest.approx(series[known].to_numpy() - fitted)
    assert np.corrcoef(left[known], noise[known])[0, 1] > 0.9
