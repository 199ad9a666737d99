"""How many independent days a series of days is worth, where one day is like the one before, and what of it is no matter of the weekday."""

import numpy as np
import pandas as pd

# A series that hardly moves from day to day is still worth something.
MOST = 0.95


# The means of the weekdays but one, and the trend.
FREED = 7


def freed(series: pd.Series) -> np.ndarray:
    """What is left of each day of a daily series when the means of the weekdays and a linear trend are taken away (least squares); NaN
    where it is unknown.
    """
    values = series.to_numpy(float)
    known = ~np.isnan(values)
    design = np.column_stack([*(series.index.day_of_week == day for day in range(7)), np.arange(len(values)) / len(values)]).astype(float)
    coefficients, *_rest = np.linalg.lstsq(design[known], values[known], rcond=None)
    return np.where(known, values - design @ coefficients, np.nan)


def adjacent(values: np.ndarray) -> float:
    """The correlation of each day with the next (NaN: unknown), 0 where it cannot be told; at most ±MOST."""
    known = ~np.isnan(values[:-1]) & ~np.isnan(values[1:])
    first, second = values[:-1][known], values[1:][known]
    if len(first) < 3 or first.std() == 0 or second.std() == 0:
        return 0.0
    return float(np.clip(np.corrcoef(first, second)[0, 1], -MOST, MOST))


def of_two(n: np.ndarray | float, one: float, other: float) -> np.ndarray | float:
    """Of n pairs of two series whose days go together so (Bartlett 1935): n · (1 − φ₁φ₂) / (1 + φ₁φ₂), n at most."""
    return np.minimum(n, n * (1 - one * other) / (1 + one * other))


def of_mean(n: int, phi: float) -> float:
    """Of the mean of n days: n · (1 − φ) / (1 + φ), n at most."""
    return min(n, n * (1 - phi) / (1 + phi))
