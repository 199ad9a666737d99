"""How many mentions the next hours bring, told by the method that came nearest in the hours before.

A method takes rows of past hours, whole days of them up to the hour that is now in its row (NaN where there are none yet), and
gives the 24 hours after each. What its row does not hold it cannot know.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

DAY = 24
HORIZONS = (6, 12, 24)
# Hours that there must be, and that a method looks back on.
LEAST, REACH = 48, 14 * DAY
# Origins for every hour ahead that it takes to prefer a method and to tell an interval, the part of cases that lies in it, and how
# many times the forecast it may reach: what reaches further says nothing.
ORIGINS, WITHIN, WIDEST = 3, 0.8, 8
# A day is loud, and not usual, from so many times the mentions of the median day on, of so many at least.
LOUD, LEAST_DAY = 2, 6
# An outbreak: in the last 48 hours three together so many robust deviations, so many times what is usual and 3 an hour above it. It
# is seen to fall from so many hours after its peak on; until then it is taken to halve in as many.
RECENT, THREE, STANDS, TIMES, LEAST_EXCESS, FALLING = 48, 3, 5, 1.5, 3, 6
# Of Holt's method the hours that it runs through, and the weights of level, trend and damping that are tried.
RUN = 7 * DAY
WEIGHTS = np.array([(level, trend, damping) for level in (0.02, 0.1, 0.3, 0.6) for trend in (0.05, 0.2) for damping in (0.8, 0.9)]).T
AHEAD = np.arange(1, DAY + 1)


@dataclass(frozen=True)
class Projection:
    """Of the next `hours`: what each brings and from where to where (NaN where that cannot be told), and the same of all together;
    the method, the mean absolute error of every method's total in the backtest, its origins, whether it is told amid an outbreak, and
    whether there were enough origins like it.
    """

    hours: int
    method: str
    path: np.ndarray
    low: np.ndarray
    high: np.ndarray
    total: tuple[float, float, float]
    errors: dict[str, float]
    origins: int
    outbreak: bool
    enough: bool


def last(past: np.ndarray) -> np.ndarray:
    """As many as in the last hour."""
    return np.repeat(past[:, -1:], DAY, axis=1)


def seasonal(past: np.ndarray) -> np.ndarray:
    """As many as in the same hour yesterday."""
    return past[:, -DAY:]


def decay(past: np.ndarray) -> np.ndarray:
    """What is usual, and what is left of an outbreak: its excess goes on falling as it fell since its peak, by log-linear least
    squares weighted by the excess. While that cannot be seen yet the mean excess of three hours halves every six.
    """
    level, rhythm, excess = parted(past)
    recent, outbreak = standing(excess, level)
    age = np.arange(1 - RECENT, 1)
    peak = age[recent.argmax(axis=1)]
    weight = np.where(age >= peak[:, None] - 1, np.fmax(excess[:, -RECENT:], 0), 0)
    logs, sums = np.log(np.where(weight > 0, weight, 1)), np.fmax(weight.sum(axis=1), 1e-9)
    middle, height = (weight * age).sum(axis=1) / sums, (weight * logs).sum(axis=1) / sums
    away = age - middle[:, None]
    slope = (weight * away * logs).sum(axis=1) / np.fmax((weight * away**2).sum(axis=1), 1e-9)
    falls = (slope < 0) & (peak <= -FALLING)
    fitted = np.exp(np.where(falls, height - slope * middle, 0)[:, None] + np.where(falls, slope, 0)[:, None] * AHEAD)
    halved = np.fmax(recent[:, -1:], 0) * 0.5 ** (AHEAD / FALLING)
    return level + np.where(outbreak[:, None], rhythm * np.where(falls[:, None], fitted, halved), 0)


def holt(past: np.ndarray) -> np.ndarray:
    """What is usual, and the excess over it by Holt's method with damped trend, of each row with the weights that told its own
    hours best, one step ahead.
    """
    level, rhythm, excess = parted(past)
    excess, each = excess[:, -RUN:], np.arange(len(past))
    height, trend, squares = smoothed(excess, *WEIGHTS)
    best = squares.argmin(axis=1)
    damping = WEIGHTS[2][best][:, None]
    steps = damping * (1 - damping**AHEAD) / (1 - damping)
    height, trend = height[each, best][:, None], trend[each, best][:, None]
    # What falls ends at what is usual.
    return np.fmax(level + rhythm * np.fmax(height + steps * trend, np.fmin(height, 0)), 0)


METHODS: dict[str, Callable[[np.ndarray], np.ndarray]] = {"last": last, "seasonal": seasonal, "decay": decay, "holt": holt}


def smoothed(rows: np.ndarray, alpha: np.ndarray, beta: np.ndarray, phi: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Level and trend at the end of each row, by each of the weights, from 0 on, and the sum of the squared errors one step ahead
    (Gardner & McKenzie 1985: l = lʹ + φbʹ + αe, b = φbʹ + αβe).
    """
    level, trend, squares = np.zeros((3, len(rows), len(alpha)))
    for values in rows.T:
        error = np.where(np.isnan(values)[:, None], 0, values[:, None] - level - phi * trend)
        level, trend = level + phi * trend + alpha * error, phi * trend + alpha * beta * error
        squares += error**2
    return level, trend, squares


def parted(past: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the hours of a day usually bring, their rhythm around 1, and what every hour brought beyond, without the rhythm.

    Usual is the mean over the days but loud ones, smoothed with the hours beside.
    """
    days = past.reshape(len(past), -1, DAY)
    whole = days.sum(axis=2)
    quiet = whole <= LOUD * np.fmax(np.nanmedian(whole, axis=1), LEAST_DAY)[:, None]
    mean = np.nanmean(np.where((quiet | np.isnan(whole))[:, :, None], days, np.nan), axis=1)
    level = np.roll(mean, 1, axis=1) / 4 + mean / 2 + np.roll(mean, -1, axis=1) / 4
    # Where hours bring next to nothing their ratios say nothing.
    rhythm = (level + 1) / (level.mean(axis=1, keepdims=True) + 1)
    return level, rhythm, ((days - level[:, None]) / rhythm[:, None]).reshape(past.shape)


def standing(excess: np.ndarray, level: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean excess of three hours up to each of the last 48, and whether an outbreak stands out among them."""
    three = np.lib.stride_tricks.sliding_window_view(excess, THREE, axis=1).mean(axis=2)
    noise = 1.4826 * np.nanmedian(np.abs(three), axis=1)
    recent = np.nan_to_num(three[:, -RECENT:])
    least = np.fmax(np.fmax(STANDS * noise, TIMES * level.mean(axis=1)), LEAST_EXCESS)
    return recent, recent.max(axis=1) >= least


def projections(counts: np.ndarray) -> list[Projection]:
    """The next 6, 12 and 24 hours after these, with a backtest at every hour that has a day before it; none under 48 hours.

    Where origins like this hour, amid an outbreak or not, are three times the hours ahead, only these count: the method with the
    least error is taken, the simpler one of equals. Where they are fewer all are tried, and taken is what fell amid outbreaks as they
    do, otherwise the same hour yesterday.
    """
    if len(counts) < LEAST:
        return []
    past, future = origins(counts)
    told = {name: method(past) for name, method in METHODS.items()}
    level, _rhythm, excess = parted(past)
    _recent, outbreak = standing(excess, level)
    return [_projection(hours, told, future, outbreak) for hours in HORIZONS]


def origins(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The past and the next 24 hours of every hour that has a day before it, the last of them now."""
    rows = slice(DAY, len(counts) + 1)
    past = np.lib.stride_tricks.sliding_window_view(np.concatenate([np.full(REACH, np.nan), counts]), REACH)
    return past[rows], np.lib.stride_tricks.sliding_window_view(np.concatenate([counts, np.full(DAY, np.nan)]), DAY)[rows]


def _projection(hours: int, told: dict[str, np.ndarray], future: np.ndarray, outbreak: np.ndarray) -> Projection:
    sums = {name: ahead[:, :hours].sum(axis=1) for name, ahead in told.items()}
    came = future[:, :hours].sum(axis=1)
    known = ~np.isnan(came)
    like = known & (outbreak == outbreak[-1])
    enough = like.sum() >= ORIGINS * hours
    used = like if enough else known
    errors = {name: float(np.abs(total[used] - came[used]).mean()) for name, total in sums.items()}
    method = min(errors, key=errors.get) if enough else "decay" if outbreak[-1] else "seasonal"
    path, total = told[method][-1, :hours], sums[method][-1:]
    ends = between(total, sums[method][used, None], came[used, None], hours)
    low, high = between(path, told[method][used, :hours], future[used, :hours], 1)
    if not enough or 1 + ends[1] > WIDEST * (1 + total):
        ends, low, high = np.full((2, 1), np.nan), *np.full((2, hours), np.nan)
    return Projection(hours, method, path, low, high, (float(total[0]), *map(float, ends[:, 0])), errors, int(used.sum()), bool(outbreak[-1]), bool(enough))


def between(value: np.ndarray, told: np.ndarray, came: np.ndarray, apart: int) -> np.ndarray:
    """From where to where values lie in 80 of 100 cases, by the quantiles of what came over what was told, both and 1, so that the
    interval grows with what is told and never leads below 0.

    Origins so many hours `apart` are independent; of n of these (1 + 1/n)·90 % and its mirror are the quantiles (Lei et al. 2018).
    """
    above = min((1 + apart / len(told)) * (1 + WITHIN) / 2, 1)
    lower, upper = (1 + value) * np.quantile((1 + came) / (1 + told), [1 - above, above], axis=0) - 1
    return np.stack([np.floor(np.fmax(lower, 0)), np.ceil(upper)])
