"""Targets: what a number is to be at least or at most, for a brand or all together, from one day to another."""

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from unicodedata import normalize

import tomlkit

from analysis.figures import RISES, SUMMED
from analysis.filters import Filters
from language import Sentence

SETTING = "targets"
# What it is called in a document.
TABLE = "target"
DAY = timedelta(days=1)
# Numbers at the top of pages: what a rise of each is; of counts a target is of all its days together, shares are in percent.
KPIS = {
    "volume": "good", "negative": "bad", "net": "good", "engagement": "good", "heat": "good", "disagreement": "bad", "complaints": "bad", "known": "good",
}  # fmt: skip
COUNTS = ("volume", "engagement", "heat")
BOUNDS = {"negative": (0, 100), "complaints": (0, 100), "disagreement": (0, 100), "known": (0, 100), "net": (-100, 100)}
# A figure of the business by its code.
FIGURE = "figure:"
# A day as people write it, with a time or not.
WRITTEN = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})(?:\u65e5|(?=[\sT])|$)")
SIDES = ("least", "most")


class TargetError(ValueError):
    """A target that cannot be used; `sentence` says which and why."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


@dataclass(frozen=True)
class Target:
    """`value` of the whole period where it is a count (of COUNTS, or a figure of SUMMED), else of any part of it; `until` inclusive."""

    metric: str
    since: date
    until: date
    value: float
    side: str
    brand: str | None = None

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def adds_up(self) -> bool:
        return self.metric in (*COUNTS, *(FIGURE + name for name in SUMMED))


@dataclass(frozen=True)
class Judged:
    """What a value is against its target: `wanted` (of `days` of its days), `gap` (value − wanted), and whether it is met. A target that
    does not cover the whole window is not compared: wanted is None.
    """

    target: Target
    wanted: float | None = None
    gap: float | None = None
    met: bool | None = None
    days: int | None = None


def side_of(metric: str) -> str:
    """Whether a metric is usually wanted high or low."""
    rise = RISES.get(metric.removeprefix(FIGURE)) if metric.startswith(FIGURE) else KPIS.get(metric)
    return "most" if rise == "bad" else "least"


def targets(text: str | None) -> tuple[Target, ...]:
    """Of the setting's TOML. Raises TargetError."""
    try:
        rows = tomllib.loads(text or "").get(TABLE, [])
    except tomllib.TOMLDecodeError as error:
        raise TargetError(Sentence("The targets are no TOML: {why}", {"why": error})) from error
    return listed(rows)


def listed(rows: object) -> tuple[Target, ...]:
    """Of what a document holds in its TABLE. Raises TargetError."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise TargetError(Sentence("“{name}” must be written as [[{name}]].", {"name": TABLE}))
    return read(rows)


def read(rows: Iterable[dict]) -> tuple[Target, ...]:
    """Of rows as the table of the page has them; blank ones are none. Raises TargetError."""
    names = {field.name for field in fields(Target)}
    found = [_target({name: row.get(name) for name in names}) for row in rows if any(value not in (None, "") for value in row.values())]
    for place, one in enumerate(found):
        if any((one.metric, one.brand, one.since, one.until) == (other.metric, other.brand, other.since, other.until) for other in found[:place]):
            raise TargetError(Sentence("Two targets are of the same number, brand and days: keep one of them.", {}))
    return tuple(found)


def document(kept: Iterable[Target]) -> str:
    """As the setting's TOML."""
    return tomlkit.dumps({TABLE: [{name: value for name, value in vars(one).items() if value is not None} for one in kept]})


def of(kept: Iterable[Target], metric: str, filters: Filters) -> Target | None:
    """The target that counts for the window: of those that cover all of it the shortest, else the one that covers most of its days. None
    where the filters show a part that no target is of: something else than one brand or all.
    """
    if replace(filters, since=None, until=None, as_of=None, brands=()) != Filters() or len(filters.brands) > 1 or None in filters.brands or filters.since is None:
        return None
    brand = filters.brands[0] if filters.brands else None
    first, last = filters.since.date(), (filters.until or datetime.max).date() - DAY
    fitting = [one for one in kept if one.metric == metric and one.brand == brand and one.since <= last and one.until >= first]
    covering = [one for one in fitting if one.since <= first and one.until >= last]
    if covering:
        return min(covering, key=lambda one: one.days)
    return max(fitting, key=lambda one: min(one.until, last) - max(one.since, first), default=None)


def covers(target: Target, since: datetime, end: datetime) -> bool:
    """Whether it is of all that lies between the two, `end` exclusive."""
    return _midnight(target.since) <= since < end <= _midnight(target.until) + DAY


def judged(target: Target, value: float | None, filters: Filters, end: datetime) -> Judged:
    """`value` as the target is told, shares in percent; `end` is that of what is looked at, exclusive. A count of a part of the period
    is wanted as its days are of all of them.
    """
    if value is None or not covers(target, filters.since, end):
        return Judged(target)
    part = (end - filters.since) / (target.days * DAY) if target.adds_up else 1.0
    wanted = target.value * part
    return Judged(target, wanted, value - wanted, value >= wanted if target.side == "least" else value <= wanted, math.ceil((end - filters.since) / DAY))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _target(row: dict) -> Target:
    metric = row["metric"]
    if not isinstance(metric, str) or (metric not in KPIS and not (metric.startswith(FIGURE) and len(metric) > len(FIGURE))):
        raise TargetError(Sentence("A target needs the number that it is of.", {}))
    side, brand = row["side"] or side_of(metric), row["brand"] or ""
    if not isinstance(brand, str):
        raise TargetError(Sentence("The brand of a target must be a text.", {}))
    since, until = _date(row["since"]), _date(row["until"])
    if since is None or until is None:
        raise TargetError(Sentence("A target needs its first and its last day.", {}))
    if since > until:
        raise TargetError(Sentence("A target ends before it begins: {since} – {until}.", {"since": since.isoformat(), "until": until.isoformat()}))
    value = row["value"]
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TargetError(Sentence("A target needs a number.", {}))
    low, high = BOUNDS.get(metric, (0, math.inf) if metric in KPIS else (-math.inf, math.inf))
    if not low <= value <= high:
        limits = {"value": f"{value:g}", "low": f"{low:g}", "high": f"{high:g}"}
        raise TargetError(Sentence("{value} lies outside {low} – {high}.", limits) if high < math.inf else Sentence("{value} is less than 0.", limits))
    if side not in SIDES:
        raise TargetError(Sentence("A target is met at least or at most.", {}))
    return Target(metric, since, until, float(value), side, brand.strip() or None)


def _date(told: object) -> date | None:
    """None where nothing is told. Raises TargetError."""
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date) or told is None:
        return told
    if not (text := str(told).strip()):
        return None
    found = WRITTEN.match(normalize("NFKC", text))
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text)
    except ValueError as error:
        raise TargetError(Sentence("“{day}” is no day; write it as 2025-04-01.", {"day": text})) from error
