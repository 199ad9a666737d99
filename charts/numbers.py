"""How a number is written on a chart: 1.2万 where the reader reads Chinese, 12.3k in English."""

from math import ceil, floor, log10

import pandas as pd

MINUS = "−"
UNKNOWN = "–"
UNITS = {"zh": {"万": 1e4, "亿": 1e8}, "en": {"k": 1e3, "M": 1e6, "B": 1e9}}


def compact(value: float | None, language: str) -> str:
    """The number with at most one decimal and its unit: 1.2万, 3.4亿; 12.3k, 4.5M; unknown (NULL) is –."""
    if pd.isna(value):
        return UNKNOWN
    size, scale, unit = abs(value), 1, ""
    for name, factor in UNITS[language].items():
        if round(size / scale, 1) * scale >= factor:
            scale, unit = factor, name
    shown = f"{size / scale:,.1f}".removesuffix(".0")
    return f"{MINUS if value < 0 else ''}{shown}{unit}"


def exact(value: float | None) -> str:
    """The whole number with its thousands apart: 12,345; unknown is –."""
    return UNKNOWN if pd.isna(value) else f"{value:,.0f}".replace("-", MINUS)


def percent(share: float | None) -> str:
    """A share in [0, 1] with one decimal: 34.1%; unknown is –."""
    return UNKNOWN if pd.isna(share) else f"{share:.1%}".replace("-", MINUS)


def change(now: float, before: float) -> str:
    """The change with its sign, +12.3%; from fewer than 5 no percentage but both numbers, 3 → 6."""
    if before < 5:
        return f"{exact(before)} → {exact(now)}"
    return f"{now / before - 1:+.1%}".replace("-", MINUS)


def ticks(top: float) -> list[float]:
    """Round whole values from 0 that cover `top`, four or five steps of them where it is 4 or more."""
    rough = max(top, 1) / 5
    power = 10 ** floor(log10(rough))
    step = max(1, next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough))
    return [step * count for count in range(ceil(max(top, 1) / step) + 1)]
