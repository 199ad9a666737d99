"""The numbers along an axis of counts."""

from math import ceil, floor, log10


def ticks(top: float) -> list[float]:
    """Round whole values from 0 that cover `top`, four or five steps of them where it is 4 or more."""
    rough = max(top, 1) / 5
    power = 10 ** floor(log10(rough))
    step = max(1, next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough))
    return [step * count for count in range(ceil(max(top, 1) / step) + 1)]
