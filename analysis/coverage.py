"""Channels 渠道 that the data covers: which of the known platforms it holds, in the window or at all, and whose data ended early."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters

# A usual day is the median of so many days up to a platform's last.
USUAL_DAYS = 28


def coverage(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, channels: Sequence[str]) -> Answer:
    """Of each of `channels` (platforms) and of every platform that the data holds, whatever but the window is filtered: platform,
    mentions (of the window), ever (of all as of the view), first and last (days), silent (days from its last to the newest on which two platforms
    speak), usual_day (mentions of a usual day before its last; NULL under 14 days) and expected (so many days of it), coverage: never (no
    mention at all), ended (from 10 expected since its last day on), elsewhere (none in the window), there.
    """
    window = Filters(since=filters.since, until=filters.until, as_of=filters.as_of)
    pieces = {"published": window.seen("{published}")}
    parameters = thresholds.values() | {"channels": list(channels), "usual_days": USUAL_DAYS, "as_of": filters.as_of}
    return ask(cursor, Path(__file__).with_suffix(".sql"), window, pieces=pieces, parameters=parameters, opens={"platform": "platforms"})


def mentions_of(answer: Answer, row: dict) -> Filters | None:
    """The mentions of a platform in the window, where there are none all of them; None where there are none at all."""
    if not row["ever"]:
        return None
    narrowed = answer.mentions(row)
    return narrowed if row["mentions"] else replace(narrowed, since=None, until=None)
