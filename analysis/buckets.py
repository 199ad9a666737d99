"""Buckets of time: every one of the window, those without mentions too, which are whole, and what can stand in them."""

from dataclasses import replace
from pathlib import Path

from analysis.filters import Filters

GRAINS = ("hour", "day", "week", "month")
TIMED = ("second", "minute")


def timed(filters: Filters) -> tuple[Filters, str]:
    """The filters that leave only mentions whose time of day is known, and as SQL whether they leave any at all."""
    precisions = tuple(p for p in filters.precisions or TIMED if p in TIMED)
    return replace(filters, precisions=precisions), "true" if precisions else "false"


def placeable(grain: str | None, filters: Filters) -> tuple[Filters, str]:
    """By the hour, mentions known only to the day are left out: the filters that say so, and as SQL whether any is left."""
    return timed(filters) if grain == "hour" else (filters, "true")


def pieces(grain: str) -> dict[str, str]:
    """SQL for a question's {buckets}: the steps `edges` and `grid` (bucket, value) of what its step `counted` holds."""
    if grain not in GRAINS:
        raise ValueError(f"There is no grain {grain!r}; known are {', '.join(GRAINS)}.")
    sql = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").rstrip()
    return {"buckets": sql.replace("{grain}", grain), "grain": grain}


def parameters(filters: Filters) -> dict[str, object]:
    return {"since": filters.since, "until": filters.until, "as_of": filters.as_of}
