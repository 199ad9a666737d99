"""When customers turn to the service: an ordinary stream, and what each happening adds day by day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from demo import complaints, rhythm, story

OFFICE = (8, 22)  # hours
DAY = timedelta(days=1)


def calls(random: Random) -> Iterator[tuple[datetime, str]]:
    """Moment and category of every ticket."""
    categories, weights = tuple(complaints.USUAL), tuple(complaints.USUAL.values())
    for at in rhythm.ordinary(random, story.TICKETS_A_DAY):
        working = OFFICE[0] <= at.hour < OFFICE[1]
        yield at if working else _at_work(random, at), random.choices(categories, weights)[0]
    yield from _daily(random, "充电发热", story.FIRST_HEAT, story.HEAT_TICKETS)
    for category, (first, counts) in story.TICKET_WAVES.items():
        yield from _daily(random, category, first, counts)


def _daily(random: Random, category: str, first: datetime, counts: tuple[int, ...]) -> Iterator[tuple[datetime, str]]:
    for day, count in enumerate(counts):
        opens = max(first.hour, OFFICE[0]) if day == 0 else OFFICE[0]
        for _ in range(count):
            yield _at_work(random, first + day * DAY, opens), category


def _at_work(random: Random, day: datetime, opens: int = OFFICE[0]) -> datetime:
    hours = opens + (OFFICE[1] - opens) * random.random()
    return day.replace(hour=0, minute=0, second=0) + timedelta(seconds=int(3600 * hours))
