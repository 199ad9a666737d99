"""The numbers at the top of a page: of the view, against the periods before it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import streamlit as st

import written
from analysis.answer import Answer
from analysis.complaints import COMPLAINT, complaints
from analysis.filters import Filters
from analysis.findings import ENOUGH, tested
from analysis.metrics import (
    COMPLAINTS,
    DISAGREEMENT,
    ENGAGEMENT,
    HEAT,
    KNOWN,
    NEGATIVE_SHARE,
    NET_SENTIMENT,
    VOLUME,
    Metric,
)
from analysis.mix import mix
from analysis.sentiment import sentiment
from analysis.series import series
from analysis.totals import totals
from language import _
from ui.ask import ask
from ui.audited import Audited, audited
from ui.compare import Compared
from ui.kpi import Change, kpi, share_of, sure_of
from ui.targets import beside

# Of a share: its columns in analysis.sentiment, what a rise of it is, and the sentiments that it is made of.
SHARES = {
    "negative_share": (NEGATIVE_SHARE, "effective", "known", "negative_low", "negative_high", "bad", (-1,)),
    "net": (NET_SENTIMENT, "effective_polar", "polar", "net_low", "net_high", "good", (1, -1)),
}
OPPOSITE = {"good": "bad", "bad": "good"}


@dataclass(frozen=True)
class View:
    """What a page shows, and the periods it is compared with."""

    filters: Filters
    compared: Compared
    grain: str

    @cached_property
    def totals(self) -> Answer:
        return ask(totals, self.filters)

    @cached_property
    def sentiment(self) -> Answer:
        return ask(sentiment, self.filters)

    @cached_property
    def complaints(self) -> Answer:
        return complaints_of(self.filters)

    @cached_property
    def course(self) -> Answer:
        return ask(sentiment, self.filters, grain=self.grain)

    @cached_property
    def whole(self) -> list[dict]:
        """The whole buckets; one that is cut would look like a fall."""
        return [bucket for bucket in self.course.rows if bucket["complete"]]

    @cached_property
    def audited(self) -> Audited | None:
        return audited(self.filters)

    def before(self, answered: Callable[[Filters], Answer]) -> tuple[dict, dict]:
        """What is answered for the period before and for the same weekdays before; empty where there are none."""
        periods = (self.compared.previous, self.compared.weekdays)
        return tuple(answered(period).row if period else {} for period in periods)


def complaints_of(filters: Filters) -> Answer:
    return complaints(ask(mix, filters, by="intents"))


def kpis(view: View, names: tuple[str, ...]) -> None:
    for place, name in zip(st.columns(len(names)), names, strict=True):
        with place:
            KPIS[name](view)
    previous, weekdays = view.compared.previous, view.compared.weekdays
    told = [_("Changes are against {window}.", window=previous.window())] if previous else [
        _("No change is shown: the data does not reach back over the whole period before.")
    ]  # fmt: skip
    if weekdays:
        told.append(_("The same weekdays are {window}.", window=weekdays.window()))
    st.caption(" ".join(told))


def _sum(view: View, name: str, metric: Metric, details: list[str], course: list[float | None], value: str) -> None:
    """A count or a sum: neither more nor less of it is good."""
    before, weekdays = view.before(partial(ask, totals))
    now = view.totals.row[name]
    same = written.change(now, weekdays.get(name))
    kpi(
        metric, value, view.totals, key=name, opens=view.filters, course=course, change=Change(written.change(now, before.get(name))),
        details=[*details, *([_("same weekdays: {change}", change=same)] if same else [])], target=beside("volume" if name == "mentions" else name, now, view.filters),
    )  # fmt: skip


def _volume(view: View) -> None:
    row = view.totals.row
    details = [_("exactly {count}", count=written.whole(row["mentions"])), _("{count} authors", count=written.whole(row["authors"]))]
    course = [bucket["mentions"] for bucket in view.whole]
    _sum(view, "mentions", VOLUME, details, course, written.short(row["mentions"]))


def _engagement(view: View) -> None:
    row = view.totals.row
    details = [_("known of {count} mentions, as collected", count=written.whole(row["engagement_of"]))]
    value = ("≥ " if row["capped"] else "") + written.short(row["engagement"])
    _sum(view, "engagement", ENGAGEMENT, details, _course(view, "engagement"), value)


def _heat(view: View) -> None:
    row = view.totals.row
    details = [_("all counts known of {count} mentions, as collected", count=written.whole(row["fully_counted"]))]
    _sum(view, "heat", HEAT, details, _course(view, "heat"), written.short(row["heat"]))


def _course(view: View, name: str) -> list[float | None]:
    """Of every whole bucket, those without mentions too."""
    found = {row["bucket"]: row[name] for row in ask(series, view.filters, grain=view.grain).rows}
    return [found.get(bucket["bucket"], 0) for bucket in view.whole]


def _share(view: View, name: str) -> None:
    """A share: the change in points, judged where it is clear."""
    metric, effective, of, low, high, rise, felt = SHARES[name]
    row = view.sentiment.row
    before, weekdays = view.before(partial(ask, sentiment))
    same = _points(row[name], weekdays.get(name))
    kpi(
        metric, share_of(row[name]), view.sentiment, key=name, opens=view.filters.narrowed(sentiments=felt),
        change=Change(_points(row[name], before.get(name)), _judged(row, before, name, effective, rise)),
        details=[
            _("of {count} with known sentiment", count=written.whole(row["known"])) if name == "negative_share"
            else _("of {count} positive or negative", count=written.whole(row["polar"])),
            *([view.audited.beside(name)] if view.audited else []),
            *([_("same weekdays: {change}", change=same)] if same else []),
        ],
        course=[bucket[name] for bucket in view.whole],
        hover=view.audited.interval(name) if view.audited else sure_of(row[name], row[low], row[high], row[of]),
        also=view.audited.link if view.audited else None, target=beside("negative" if name == "negative_share" else name, row[name], view.filters),
    )  # fmt: skip


def _disagreement(view: View) -> None:
    row = view.sentiment.row
    before, _weekdays = view.before(partial(ask, sentiment))
    change = Change(_points(row["disagreement"], before.get("disagreement")))
    details = [_("{positive} positive, {negative} negative", positive=written.whole(row["positive"]), negative=written.whole(row["negative"]))]
    course = [bucket["disagreement"] for bucket in view.whole]
    kpi(DISAGREEMENT, share_of(row["disagreement"]), view.sentiment, key="disagreement", opens=view.filters.narrowed(sentiments=(1, -1)), change=change, details=details, course=course, target=beside("disagreement", row["disagreement"], view.filters))


def _known(view: View) -> None:
    row = view.sentiment.row
    part = row["known"] / row["mentions"] if row["mentions"] >= ENOUGH else None
    details = [_("not known of {count}", count=written.whole(row["unknown"]))]
    kpi(KNOWN, share_of(part), view.sentiment, key="known", opens=view.filters.narrowed(sentiments=(1, 0, -1)), details=details, target=beside("known", part, view.filters))


def _complaints(view: View) -> None:
    row = view.complaints.row
    before, weekdays = view.before(complaints_of)
    same = _points(row["share"], weekdays.get("share"))
    kpi(
        COMPLAINTS, share_of(row["share"]), view.complaints, key="complaints", opens=view.filters.narrowed(intents=(COMPLAINT,)),
        change=Change(_points(row["share"], before.get("share")), _judged(row, before, "share", "effective", "bad")),
        details=[_("of {count} with known intent", count=written.whole(row["known"])), *([_("same weekdays: {change}", change=same)] if same else [])],
        hover=sure_of(row["share"], row["low"], row["high"], row["known"]), target=beside("complaints", row["share"], view.filters),
    )  # fmt: skip


KPIS: dict[str, Callable[[View], None]] = {
    "volume": _volume, "negative": lambda view: _share(view, "negative_share"), "net": lambda view: _share(view, "net"),
    "engagement": _engagement, "heat": _heat, "disagreement": _disagreement, "known": _known,
    "complaints": _complaints,
}  # fmt: skip


def _points(now: float | None, before: float | None) -> str | None:
    return None if now is None or before is None else written.points(now - before)


def _judged(now: dict, before: dict, name: str, effective: str, rise: str) -> str | None:
    """Good or bad where the interval of the difference excludes 0."""
    if now[name] is None or before.get(name) is None:
        return None
    _p, clear = tested(now, before, name, effective)
    return (rise if now[name] > before[name] else OPPOSITE[rise]) if clear else None
