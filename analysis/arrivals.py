"""Which way it went from platform to platform: where first, where next, how much later."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.buckets import TIMED
from analysis.filters import Filters

# Days since the first up to which volume is told by the hour, and by the day.
HOURLY, DAILY = 7, 2 * 366
# So many characters of a text are told.
BEGINNING = 80
SECOND = timedelta(seconds=1)


def arrivals(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """Of each platform, in the order in which they came: mentions, untimed (of these without a time of day); of its first mention
    mention_id, published_at, precision, author_name, title, text (its beginning), url, and whether its time is exact; age (seconds from
    the first of all platforms to that moment, or to the latest moment that it can have been), lag (the same where both are exact, else
    NULL) and days (from date to date); first_day (mentions of its first 24 hours; NULL where the first is not exact); peak_at (an hour,
    the earliest of the largest) and peak (its mentions); volume (at, hours, mentions: of what has a time of day by the hour in the
    first week, then by the day, after two years by the week); origin, the moment that age counts from.

    What is known only to the day counts from the day's end: it is never said to be earlier than an exact time of the same day; and of a
    week from the week's. `first_of` opens the first mention.
    """
    pieces = {"timed": str(TIMED), "hourly": str(HOURLY), "daily": str(DAILY), "beginning": str(BEGINNING)}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, opens={"platform": "platforms"})


def first_of(answer: Answer, row: dict) -> Filters:
    """The first mention of a platform; what it shares the second with stands beside it."""
    at = row["published_at"]
    return replace(answer.mentions(row), since=at, until=at + SECOND, precisions=(row["precision"],))
