"""What stands out in a view: facts and clear differences, each with its numbers and the mentions that show it.

A difference from the period before is one only where its interval excludes 0; of the many that are looked at together,
Benjamini and Hochberg's procedure at q = .10 leaves those that count.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import isnan, nan
from statistics import median

from analysis import thresholds
from analysis.answer import Answer
from analysis.contributions import contributions
from analysis.filters import Filters
from analysis.interval import benjamini_hochberg, newcombe, p_of_difference, p_of_ratio
from analysis.sentiment import sentiment
from analysis.share import share
from analysis.totals import totals
from analysis.trend import trend
from analysis.volume import volume

# The dimensions whose values are compared with the period before, and the share of all from which a value is looked at.
PARTS = ("brands", "products", "platforms", "author_kinds")
LEAST_PART = 0.02
CONCENTRATED, LEADING, UNKNOWN = 0.1, 0.5, 0.2
OUTSTANDING = 1.5
DAY = timedelta(days=1)
ALPHA, CERTAIN = 0.05, 1e-6
# What says nothing where the filters choose sentiments themselves, and what can be said of a few mentions.
OF_SENTIMENT, OF_FEW = ("negative", "net", "contribution", "parts", "unknown"), ("volume", "negative")
ENOUGH = thresholds.values()["least_mentions"]


@dataclass(frozen=True)
class Finding:
    """`claims` are the numbers of its sentence. A difference has its p, and is `clear` where its interval excludes 0; a plain
    fact has none. Of the findings about one subject only the clearest is told; `size` compares those of one kind.
    """

    kind: str
    subject: str
    claims: dict[str, object]
    evidence: Filters
    p: float | None = None
    clear: bool = True
    size: float = 0


@dataclass(frozen=True)
class Situation:
    """A view, and the period it is compared with, None where the data does not reach back; `at` is the end of what is looked
    at. `ask` answers questions: (question, filters, **parameters) -> Answer.
    """

    ask: Callable[..., Answer]
    filters: Filters
    before: Filters | None
    at: datetime

    @cached_property
    def now(self) -> dict:
        return self.ask(sentiment, self.filters).row

    @cached_property
    def then(self) -> dict | None:
        """Of the period before; None where there is none or it is empty."""
        row = self.ask(sentiment, self.before).row if self.before else None
        return row if row and row["mentions"] else None


def findings(situation: Situation, kinds: tuple[str, ...], *, most: int = 4) -> list[Finding]:
    """The clearest differences first, then the facts; at most `most`, one of each subject. Facts, and differences beyond doubt,
    stand in the order of `kinds`, of each what rose before what fell, the larger first.
    """
    if not situation.now["mentions"]:
        return []
    told_of = [kind for kind in kinds if not (situation.filters.sentiments and kind in OF_SENTIMENT)]
    if situation.now["mentions"] < ENOUGH:
        told_of = [kind for kind in told_of if kind in OF_FEW]
    found = [f for kind in told_of for f in sorted(FINDERS[kind](situation), key=lambda f: (f.kind.endswith("_fell"), -f.size))]
    differences = [finding for finding in found if finding.p is not None]
    kept = benjamini_hochberg([finding.p for finding in differences])
    clear = [finding for finding, holds in zip(differences, kept, strict=True) if holds and finding.clear]
    facts = [finding for finding in found if finding.p is None]
    told: dict[str, Finding] = {}
    for finding in [*sorted(clear, key=lambda f: (max(f.p, CERTAIN), found.index(f))), *facts]:
        told.setdefault(finding.subject, finding)
    return list(told.values())[:most]


def _volume(of: Situation) -> Iterator[Finding]:
    """Against the period before, by the ratio of two counts of mentions that come in clusters."""
    now, claims = of.now["mentions"], {"mentions": of.now["mentions"]}
    if not of.then:
        authors = of.ask(totals, of.filters).row["authors"]
        yield Finding("volume", "volume", claims | {"authors": authors}, of.filters)
        return
    before, claims = of.then["mentions"], claims | {"before": of.then["mentions"]}
    # Hours are not compared with other hours of the day.
    whole_days = of.filters.until is None or of.filters.since is None or of.filters.until - of.filters.since >= DAY
    p = float(p_of_ratio(now / before, voices(of.now), voices(of.then))) if whole_days else nan
    yield Finding("volume_rose" if now > before else "volume_fell", "volume", claims, of.filters, p, p < ALPHA)
    yield Finding("volume_change" if isnan(p) else "volume_steady", "volume", claims, of.filters)


def _negative(of: Situation) -> Iterator[Finding]:
    if of.now["negative_share"] is None:
        yield Finding("few", "negative", {"known": of.now["known"], "mentions": of.now["mentions"]}, of.filters)
    yield from _moved(of, "negative", "negative_share", "effective", _negatives(of.now, of.filters))


def _net(of: Situation) -> Iterator[Finding]:
    yield from _moved(of, "net", "net", "effective_polar", of.filters.narrowed(sentiments=(1, -1)))


def _moved(of: Situation, kind: str, name: str, effective: str, evidence: Filters) -> Iterator[Finding]:
    """A share of the whole view, against the period before."""
    now, before = of.now[name], of.then and of.then[name]
    if now is None:
        return
    p, clear = (None, False) if before is None else tested(of.now, of.then, name, effective)
    if p is None or isnan(p):
        yield Finding(kind, kind, {"now": now}, evidence)
        return
    claims = {"now": now, "before": before}
    yield Finding(f"{kind}_rose" if now > before else f"{kind}_fell", kind, claims, evidence, p, clear)
    yield Finding(f"{kind}_steady", kind, claims, evidence)


def _contribution(of: Situation) -> Iterator[Finding]:
    """The platform that moved net sentiment most, where that clearly moved, and the same way."""
    if of.then is None or None in (of.now["net"], of.then["net"]):
        return
    _p, clear = tested(of.now, of.then, "net", "effective_polar")
    if not clear:
        return
    answer = of.ask(contributions, of.filters, before=of.before, by="platforms")
    change = of.now["net"] - of.then["net"]
    most = answer.rows[0] if len(answer.rows) > 1 else None
    if most and most["polar_now"] and most["contribution"] * change > 0:
        claims = {"value": most["value"], "part": most["contribution"], "whole": change}
        yield Finding("contribution", "contribution", claims, answer.mentions(most).narrowed(sentiments=(1, -1)))


def _issues(of: Situation) -> Iterator[Finding]:
    """The problems and topics of the watchlist whose share of all mentions moved."""
    if not of.then:
        return
    answer, earlier = _both(of, "keyword_sets")
    whole, whole_before = voices(of.now), voices(of.then)
    for row in answer.rows:
        before = earlier.get(row["value"], {"mentions": 0})["mentions"]
        now, then = row["mentions"] / of.now["mentions"], before / of.then["mentions"]
        if row["value"] is None or max(now, then) < LEAST_PART:
            continue
        claims = {"value": row["value"], "mentions": row["mentions"], "before": before, "now": now, "then": then}
        kind = "issue_rose" if now > then else "issue_fell"
        yield Finding(kind, kind, claims, answer.mentions(row), *_compared(now, whole, then, whole_before), size=abs(now - then))


def _parts(of: Situation) -> Iterator[Finding]:
    """The values of a dimension whose own negative share moved."""
    for by in PARTS if of.then else ():
        answer, earlier = _both(of, by)
        if len(answer.rows) < 2:
            continue
        for row in answer.rows:
            before = earlier.get(row["value"])
            if before is None or row["value"] is None or None in (row["negative_share"], before["negative_share"]):
                continue
            rose = row["negative_share"] > before["negative_share"]
            claims = {"by": by, "value": row["value"], "now": row["negative_share"], "before": before["negative_share"]}
            evidence = _negatives(row, answer.mentions(row))
            kind = "part_rose" if rose else "part_fell"
            differs = tested(row, before, "negative_share", "effective")
            yield Finding(kind, kind, claims, evidence, *differs, size=abs(claims["now"] - claims["before"]))


def _trend(of: Situation) -> Iterator[Finding]:
    answer = of.ask(trend, of.filters, at=of.at)
    row = answer.row
    if row["word"] in ("rising", "falling"):
        claims = {"now": row["now"], "before": row["before"], "until": row["until"]}
        yield Finding(row["word"], "trend", claims, answer.mentions(row))


def _peak(of: Situation) -> Iterator[Finding]:
    """The one whole day with most mentions, where it stands out; none where a day that still runs has as many."""
    answer = of.ask(volume, of.filters, grain="day")
    days = sorted((row for row in answer.rows if row["complete"]), key=lambda row: -row["mentions"])
    others = [row["mentions"] for row in answer.rows if not days or row["bucket"] != days[0]["bucket"]]
    if len(days) < 3 or days[0]["mentions"] <= max(others):
        return
    if days[0]["mentions"] >= OUTSTANDING * median(day["mentions"] for day in days):
        claims = {"day": days[0]["bucket"], "mentions": days[0]["mentions"], "share": days[0]["mentions"] / of.now["mentions"]}
        yield Finding("peak", "peak", claims, answer.mentions(days[0]))


def _story(of: Situation) -> Iterator[Finding]:
    """One text that makes up much of the whole."""
    answer = of.ask(share, of.filters, by="stories", most=2)
    rows = [row for row in answer.rows if row["value"] is not None]
    if rows and rows[0]["share"] >= CONCENTRATED and rows[0]["mentions"] >= 10:
        claims = {"mentions": rows[0]["mentions"], "share": rows[0]["share"]}
        yield Finding("story", "story", claims, answer.mentions(rows[0]))


def _place(of: Situation) -> Iterator[Finding]:
    answer = of.ask(share, of.filters, by="platforms")
    rows = [row for row in answer.rows if row["value"] is not None]
    if len(rows) > 1 and rows[0]["share"] > LEADING:
        claims = {"value": rows[0]["value"], "share": rows[0]["share"]}
        yield Finding("place", "place", claims, answer.mentions(rows[0]))


def _unknown(of: Situation) -> Iterator[Finding]:
    part = of.now["unknown"] / of.now["mentions"]
    if part >= UNKNOWN:
        yield Finding("unknown", "unknown", {"share": part}, of.filters.narrowed(sentiments=(None,)))


FINDERS: dict[str, Callable[[Situation], Iterator[Finding]]] = {
    "volume": _volume, "negative": _negative, "net": _net, "contribution": _contribution, "issues": _issues, "parts": _parts,
    "trend": _trend, "peak": _peak, "story": _story, "place": _place, "unknown": _unknown,
}  # fmt: skip


def _negatives(row: dict, filters: Filters) -> Filters:
    """What shows a negative share: the negative mentions, or all whose sentiment is known where none is negative."""
    return filters.narrowed(sentiments=(-1,) if row["negative"] else (1, 0, -1)) or filters


def _both(of: Situation, by: str) -> tuple[Answer, dict[object, dict]]:
    """Sentiment by the values of `by` now, and by value in the period before."""
    return of.ask(sentiment, of.filters, by=by), {row["value"]: row for row in of.ask(sentiment, of.before, by=by).rows}


def voices(row: dict) -> float:
    """How many independent voices all mentions of a row are worth: as many of each as of those whose sentiment is known, if
    these are enough to tell.
    """
    return row["mentions"] * row["effective"] / row["known"] if row["known"] >= ENOUGH else 0


def tested(now: dict, before: dict, name: str, effective: str) -> tuple[float | None, bool]:
    """Of the difference of a share that both rows of analysis.sentiment have: its p, and whether its interval excludes 0. Net
    sentiment is 2p − 1 of a share p.
    """
    shares = [(row[name] + 1) / 2 if name == "net" else row[name] for row in (now, before)]
    return _compared(shares[0], now[effective], shares[1], before[effective])


def _compared(share_now: float, n_now: float, share_before: float, n_before: float) -> tuple[float, bool]:
    """The p of a difference, and whether its interval excludes 0."""
    low, high = newcombe(share_now, n_now, share_before, n_before)
    return float(p_of_difference(share_now, n_now, share_before, n_before)), bool(low > 0 or high < 0)
