"""How far a share may lie from what was counted by chance alone: intervals, differences, and which of many hold.

Every n is an effective number of mentions (analysis/sentiment.sql). Arrays or single numbers, unknown is NaN or None; what
rests on fewer than LEAST_EFFECTIVE is NaN. Intervals of 95 %.
"""

from math import erfc, sqrt

import numpy as np
from numpy.typing import ArrayLike

LEAST_EFFECTIVE = 10
# The standard normal deviate that 2.5 % exceed.
Z = 1.959963984540054

Interval = tuple[np.ndarray, np.ndarray]


def wilson(share: ArrayLike, n: ArrayLike) -> Interval:
    """Low and high end of a share's interval (Wilson 1927)."""
    p, n = _numbers(share), _enough(n)
    centre = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def newcombe(share_1: ArrayLike, n_1: ArrayLike, share_0: ArrayLike, n_0: ArrayLike) -> Interval:
    """Low and high end of share_1 − share_0: the hybrid of two Wilson intervals (Newcombe 1998, method 10)."""
    p_1, p_0 = _numbers(share_1), _numbers(share_0)
    (low_1, high_1), (low_0, high_0) = wilson(p_1, n_1), wilson(p_0, n_0)
    difference = p_1 - p_0
    return difference - np.hypot(p_1 - low_1, high_0 - p_0), difference + np.hypot(high_1 - p_1, p_0 - low_0)


def paired(both: ArrayLike, only_0: ArrayLike, only_1: ArrayLike, neither: ArrayLike) -> Interval:
    """Low and high end of share_1 − share_0 of the same mentions, by how many of them count in both, in one only or in none:
    Newcombe's method 10 for pairs (Statistics in Medicine 17, 1998, 2635–2650), the correlation corrected for continuity.
    """
    e, f, g, h = map(_numbers, (both, only_0, only_1, neither))
    n = e + f + g + h
    p_1, p_0 = (e + g) / n, (e + f) / n
    (low_1, high_1), (low_0, high_0) = wilson(p_1, n), wilson(p_0, n)
    product = e * h - f * g
    product = np.where(product > 0, np.maximum(product - n / 2, 0), product)
    margins = np.sqrt((e + f) * (g + h) * (e + g) * (f + h))
    phi = np.divide(product, margins, out=np.zeros_like(margins), where=margins > 0)

    def width(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.sqrt(np.maximum(one**2 - 2 * phi * one * other + other**2, 0))

    difference = (g - f) / n
    return difference - width(p_1 - low_1, high_0 - p_0), difference + width(high_1 - p_1, p_0 - low_0)


def of_net(low: ArrayLike, high: ArrayLike) -> Interval:
    """The interval of 2p − 1, net sentiment, from that of p, the positive among positive and negative."""
    return 2 * _numbers(low) - 1, 2 * _numbers(high) - 1


def p_of_difference(share_1: ArrayLike, n_1: ArrayLike, share_0: ArrayLike, n_0: ArrayLike) -> np.ndarray:
    """Two-sided p value of a difference between two shares: z test with the pooled share, as if both were one."""
    p_1, p_0, n_1, n_0 = _numbers(share_1), _numbers(share_0), _enough(n_1), _enough(n_0)
    pooled = (p_1 * n_1 + p_0 * n_0) / (n_1 + n_0)
    error = np.sqrt(np.clip(pooled * (1 - pooled), 0, None) * (1 / n_1 + 1 / n_0))
    # Two shares of 0, or of 1, do not differ and have no error.
    z = np.divide(np.abs(p_1 - p_0), error, out=np.zeros_like(error), where=error != 0)
    return np.vectorize(erfc, otypes=[float])(z / sqrt(2))[()]


def p_of_ratio(ratio: ArrayLike, n_1: ArrayLike, n_0: ArrayLike) -> np.ndarray:
    """Two-sided p value of a ratio of two Poisson counts: the error of its logarithm is √(1/n₁ + 1/n₀)."""
    n_1, n_0 = _enough(n_1), _enough(n_0)
    z = np.abs(np.log(_numbers(ratio))) / np.sqrt(1 / n_1 + 1 / n_0)
    return np.vectorize(erfc, otypes=[float])(z / sqrt(2))[()]


def benjamini_hochberg(p_values: ArrayLike, q: float = 0.10) -> np.ndarray:
    """Which of many differences hold: among them at most a share q is expected to be chance (Benjamini & Hochberg 1995).

    Unknown p values were not tested: they never hold and do not count.
    """
    p = np.atleast_1d(_numbers(p_values))
    tested = np.sort(p[~np.isnan(p)])
    passing = tested[tested <= q * np.arange(1, len(tested) + 1) / max(len(tested), 1)]
    return p <= (passing[-1] if len(passing) else -1)


def _numbers(values: ArrayLike) -> np.ndarray:
    return np.asarray(values, dtype=float)


def _enough(n: ArrayLike) -> np.ndarray:
    n = _numbers(n)
    return np.where(n >= LEAST_EFFECTIVE, n, np.nan)
