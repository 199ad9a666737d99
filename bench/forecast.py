"""How near do forecasts of the next hours come, against the same hours of yesterday, and how many lie in their interval?

    .venv/bin/python -m bench.forecast [FOLDER]

On simulated hours, and on those of FOLDER: tweets to six airlines, and cascades after two weeks of two mentions an hour.
"""

import argparse
import csv
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import numpy as np

from analysis.projection import DAY, HORIZONS, METHODS, REACH, origins, parted, projections, standing
from nlp.evaluate import table

HISTORY, SEED = 28 * DAY, 1
MEANS, NOISES, SERIES = (0.3, 5, 50), ("Poisson", "overdispersed", "autocorrelated"), 12
# Peak over what is usual, hours in which it halves.
OUTBREAKS = ((5, 12), (20, 24), (100, 8))
# At other hours of other days of the week.
QUIET_AT, LOUD_AT = range(72, 650, 103), (3, 6, 12, 24, 36, 48)
CASCADE_AT, LEAST_SIZE = (2, 4, 6, 9, 12, 18, 24, 36, 48), 100
Case = tuple[np.ndarray, Iterable[int]]


def rhythm(hours: np.ndarray) -> np.ndarray:
    turn = (hours % DAY - 9) / DAY * 2 * np.pi
    wave = np.clip(1 + 0.7 * np.sin(turn) + 0.3 * np.sin(2 * turn), 0.1, None)
    return wave / 1.007 * np.where(hours // DAY % 7 >= 5, 0.85, 1)


def simulated(random: np.random.Generator, mean: float, noise: str, shape: np.ndarray | None = None) -> np.ndarray:
    """29 days by the hour: with a rhythm of day and week, times 1 + shape."""
    hours = np.arange(29 * DAY)
    expected = mean * rhythm(hours) * (1 + (0 if shape is None else shape))
    if noise == "overdispersed":
        expected = expected * random.gamma(4, 1 / 4, len(hours))
    if noise == "autocorrelated":
        drift, shocks = np.zeros(len(hours)), random.normal(size=len(hours)) * 0.35 * np.sqrt(1 - 0.85**2)
        for hour in hours[1:]:
            drift[hour] = 0.85 * drift[hour - 1] + shocks[hour]
        expected = expected * np.exp(drift - 0.35**2 / 2)
    return random.poisson(expected).astype(float)


def outbreaks(random: np.random.Generator, size: float, half: float) -> Iterable[Case]:
    hours = np.arange(29 * DAY)
    for _ in range(SERIES):
        peak = 20 * DAY + random.integers(DAY)
        shape = size * np.where(hours < peak, np.exp((hours - peak) / 2), 0.5 ** ((hours - peak) / half))
        yield simulated(random, 10, "overdispersed", shape), [peak + after for after in LOUD_AT]


def hourly(moments: list[datetime], hours: int | None = None) -> np.ndarray:
    first = min(moments).replace(minute=0, second=0, microsecond=0)
    places = np.array([int((moment - first).total_seconds() // 3600) for moment in moments])
    return np.bincount(places, minlength=hours or 0)[:hours].astype(float)


def airlines(folder: Path) -> Iterable[Case]:
    with (folder / "sentiment/airline_tweets_en.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["brand"], datetime.fromisoformat(row["created"][:19])) for row in csv.DictReader(file)]
    for brand in sorted({brand for brand, _at in rows}):
        counts = hourly([at for one, at in rows if one == brand])
        yield counts, range(48, len(counts) - HORIZONS[0], 4)


def cascades(folder: Path, random: np.random.Generator) -> Iterable[Case]:
    """Six days of each, at the hours of the day at which it came."""
    before = 14 * DAY
    for path in sorted((folder / "cascades/reposts").glob("*.json")):
        moments = [datetime.fromisoformat(one["date"]) for one in json.loads(path.read_text(encoding="utf-8"))]
        if len(moments) >= LEAST_SIZE:
            counts = random.poisson(2 * rhythm(np.arange(before + 6 * DAY) + min(moments).hour)).astype(float)
            counts[before:] += hourly(moments, 6 * DAY)
            yield counts, [before + after for after in CASCADE_AT]


def ahead(counts: np.ndarray, at: int) -> dict[str, np.ndarray]:
    """What each method tells from the hours before."""
    past = np.concatenate([np.full(REACH, np.nan), counts[:at]])[None, -REACH:]
    return {name: method(past)[0] for name, method in METHODS.items()}


def amid(counts: np.ndarray) -> float:
    """How many of the hours are taken to lie amid an outbreak."""
    level, _rhythm, excess = parted(origins(counts)[0])
    return standing(excess, level)[1].mean()


def measured(name: str, cases: Iterable[Case]) -> list[tuple[str, ...]]:
    """Of each number of hours ahead: forecasts, errors over that of the same hours of yesterday, of the method taken and of each; the
    method taken, intervals told, those that hold what came, and what they reach from and to.
    """
    found = {hours: [] for hours in HORIZONS}
    for counts, moments in cases:
        for at in moments:
            told = ahead(counts, at)
            for one in projections(counts[max(0, at - HISTORY) : at]):
                if at + one.hours <= len(counts):
                    came = counts[at : at + one.hours].sum()
                    errors = [abs(told[method][: one.hours].sum() - came) for method in METHODS]
                    found[one.hours].append((abs(one.total[0] - came), *errors, one.method, came, *one.total[1:]))
    return [(name, str(hours), *summary(rows)) for hours, rows in found.items()]


def summary(rows: list[tuple]) -> Iterable[str]:
    errors = np.array([row[: 1 + len(METHODS)] for row in rows]).mean(axis=0)
    came, low, high = np.array([row[-3:] for row in rows]).T
    intervals = ~np.isnan(low)
    yield str(len(rows))
    yield from (f"{error / errors[1 + list(METHODS).index('seasonal')]:.2f}" for error in errors)
    yield " / ".join(str(sum(row[-4] == method for row in rows)) for method in METHODS)
    yield f"{intervals.mean():.0%}"
    if not intervals.any():
        yield from ("–", "–")
        return
    yield f"{((low <= came) & (came <= high))[intervals].mean():.0%}"
    yield f"{np.median(((1 + high) / (1 + low))[intervals]):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    folder, random = parser.parse_args().folder, np.random.default_rng(SEED)
    lines, taken = [], []
    for noise in NOISES:
        for mean in MEANS:
            quiet = [simulated(random, mean, noise) for _ in range(SERIES)]
            lines += measured(f"{noise}, {mean} an hour", [(counts, QUIET_AT) for counts in quiet])
            taken += [amid(counts) for counts in quiet]
    for size, half in OUTBREAKS:
        lines += measured(f"outbreak {size} ×, halving in {half} h", outbreaks(random, size, half))
    if folder:
        lines += measured("tweets to airlines", airlines(folder))
        lines += measured("cascades", cascades(folder, random))
    print(table(f"hours | ahead | forecasts | taken | {' | '.join(METHODS)} | taken are | intervals | hold | reach", lines), end="\n\n")
    print(f"Of the hours without an outbreak taken to lie amid one: {np.mean(taken):.2%}")


if __name__ == "__main__":
    main()
