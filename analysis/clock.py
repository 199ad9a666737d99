"""Files whose night does not fall at night: their time zone may be wrong."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters

# Hours ahead of UTC that have a name people know; the names Etc/GMT count the other way round.
NAMED = {0: "UTC", 8: "Asia/Shanghai", 9: "Asia/Tokyo"}


def clock(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """export, file_name (None: the smaller files of a format together), time_zone (as a person gave it), imports,
    mentions (with a time of day), hours (the 24 counts), quiet (the hour at which the five quietest begin), share (of the
    mentions in them), shift (hours that would move them to the night), last (time of the newest mention), precisions.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        parameters=thresholds.values(),
        opens={"imports": "imports", "precisions": "precisions"},
    )


def ahead(zone: str, moment: datetime, hours: int) -> int:
    """How many hours ahead of UTC the zone lies that is `hours` ahead of `zone`, from −11 to 12.

    Whole hours only: what shows a shift, a night, is no sharper than that.
    """
    offset = round(ZoneInfo(zone).utcoffset(moment).total_seconds() / 3600)
    return (offset + hours + 11) % 24 - 11


def zone_name(ahead: int) -> str:
    """As --timezone takes it."""
    return NAMED.get(ahead, f"Etc/GMT{-ahead:+d}")
