"""When things are said: levels over time, the liveliness of hours and weekdays, and moments drawn from them."""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from demo import story

HOUR = timedelta(hours=1)
HOURS_MEAN = sum(story.HOURS) / 24
# Of the noise of successive hours: how much of it stays, and its spread in logarithms.
STAYS, SPREAD = 0.93, 0.07


def liveliness(at: datetime) -> float:
    """How much is said in this hour of the week against an ordinary one."""
    return story.HOURS[at.hour] / HOURS_MEAN * story.WEEKDAYS[at.weekday()]


def level(points: tuple[tuple[datetime, float], ...], at: datetime) -> float:
    """The level at a time, exponential between the points, 0 outside of them."""
    if not points[0][0] <= at < points[-1][0]:
        return 0.0
    place = next(place for place, (time, _) in enumerate(points) if time > at)
    (since, low), (until, high) = points[place - 1], points[place]
    return low * (high / low) ** ((at - since) / (until - since))


def ordinary(random: Random, a_day: float) -> Iterator[datetime]:
    """Moments of the eight weeks, `a_day` on an average day, with noise that lasts for hours."""
    noise = 0.0
    for hour in range(story.DAYS * 24):
        at = story.START + hour * HOUR
        noise = STAYS * noise + random.gauss(0, SPREAD)
        yield from _within(random, at, a_day / 24 * liveliness(at) * math.exp(noise))


def wave(random: Random, happening: str) -> Iterator[datetime]:
    """Moments of what a happening adds."""
    points = story.LEVELS[happening]
    begin = points[0][0].replace(minute=0, second=0)
    for hour in range((points[-1][0] - begin) // HOUR + 1):
        at = begin + hour * HOUR
        inside = max(at, points[0][0])
        rate = level(points, inside + (at + HOUR - inside) / 2) * liveliness(at)
        moments = _within(random, at, rate)
        yield from (moment for moment in moments if points[0][0] <= moment < story.END)


def _within(random: Random, hour: datetime, mean: float) -> Iterator[datetime]:
    """Moments of one hour, `mean` of them on average (Poisson)."""
    if mean <= 0:
        return
    share = random.expovariate(mean)
    while share < 1:
        yield (hour + share * HOUR).replace(microsecond=0)
        share += random.expovariate(mean)
