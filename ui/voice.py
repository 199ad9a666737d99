"""Share of voice of the compared brands: over time, with its change, and by platform, by one base for all three."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import pyarrow as pa
import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.findings import voices
from analysis.impressions import coefficients
from analysis.labels import label
from analysis.metrics import IMPRESSIONS, SHARE_OF_VOICE
from analysis.sentiment import sentiment
from analysis.share import share
from analysis.totals import totals
from analysis.voice import differing, edges, largest, moved, voice
from charts.voice import MOST_PLATFORMS, voice_across, voice_over_time
from charts.voice import voice as voice_bars
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import BASES, fresh
from ui.compare import compared
from ui.figures import time_card
from ui.grain import choose_grain, grain_of, left_out
from ui.plain import plain
from ui.rivals import Rivals

NAMED = 2
LEAST_PLATFORMS = 2


@dataclass(frozen=True)
class Voice:
    """`filters` choose the compared brands, `base` is what shares are of."""

    filters: Filters
    rivals: Rivals
    base: str

    @cached_property
    def total(self) -> int:
        """Mentions that name one of the brands at least."""
        return ask(totals, self.filters).row["mentions"]

    @cached_property
    def before(self) -> Filters | None:
        return compared(self.filters).previous

    @cached_property
    def whole(self) -> Answer:
        return ask(voice, self.filters, base=self.base)

    @cached_property
    def moved(self) -> list[tuple[float | None, bool]]:
        """Of each brand the change against the period before, and whether it is clear."""
        if self.before is None:
            return [(None, False)] * len(self.whole.rows)
        worth = (_voices(self.filters), _voices(self.before)) if self.base == "mentions" else None
        return moved(self.whole.rows, ask(voice, self.before, base=self.base).rows, worth)

    @property
    def what(self) -> str:
        return {"mentions": _("Mentions counted"), "engagement": _("Engagement"), "impressions": _("Estimated impressions")}[self.base]

    @property
    def by(self) -> str:
        return {"mentions": _("by mentions"), "engagement": _("by engagement"), "impressions": _("by estimated impressions")}[self.base]

    def named(self, answer: Answer) -> pd.DataFrame:
        """The answer's rows as charts want them."""
        return answer.frame.assign(label=[self.rivals.named(row["value"]) for row in answer.rows])

    def columns(self, **first: str) -> dict[str, str]:
        amount = {} if self.base == "mentions" else {"amount": self.what, "known": _("Known of mentions")}
        return first | {"value": _("Brand"), "mentions": _("Mentions counted")} | amount | {"share": _("Share of voice")}


def _voices(filters: Filters) -> float:
    """As how many independent voices the mentions count."""
    return voices(ask(sentiment, filters).row)


def over_time_card(of: Voice, marks: pd.DataFrame) -> None:
    grain = grain_of(of.filters)
    answer = ask(voice, of.filters, base=of.base, grain=grain)
    figure = voice_over_time(of.named(answer), grain=grain, ours=of.rivals.marked, what=of.what)
    told = course_sentence(of, answer, grain)
    notes = [of.by, left_out(sum(row["mentions"] for row in of.whole.rows), answer.rows), *_without(answer), told]
    time_card(
        _("Share of voice over time"), figure, answer, SHARE_OF_VOICE, grain=grain, marks=marks, key="voice_over_time", total=of.total, note=plain(" · ".join(filter(None, notes))),
        columns={"bucket": _("From")} | of.columns() | {"complete": _("Whole bucket")}, control=_choose,
    )  # fmt: skip


def _without(answer: Answer) -> list[str]:
    """How many buckets have no shares, and why."""
    buckets = {row["bucket"] for row in answer.rows}
    partial = {row["bucket"] for row in answer.rows if row["partial"]}
    empty = len(buckets - partial - {row["bucket"] for row in answer.rows if row["share"] is not None})
    return [
        _("{count} of {total} have too few mentions for shares", count=empty, total=len(buckets)) if empty else "",
        _("{count} of {total} have no shares: it is unknown for a brand there", count=len(partial), total=len(buckets)) if partial else "",
    ]


def unknown_of(rows: list[dict]) -> list[str]:
    """The brands that have mentions and of which nothing is known by the base."""
    return list(dict.fromkeys(row["value"] for row in rows if row["mentions"] and row["amount"] is None))


def course_sentence(of: Voice, answer: Answer, grain: str) -> str:
    """Whose share clearly moved from the first whole bucket that has shares to the last, most of all; but by mentions, what the first brand's was in both."""
    found = edges(answer.rows)
    if found is None:
        return ""
    first, last = found
    when = {"first": written.bucket(first[0]["bucket"], grain), "last": written.bucket(last[0]["bucket"], grain)}
    if of.base != "mentions":
        return _("{brand}: {before} in {first}, {now} in {last}", brand=of.rivals.first, before=written.share(first[0]["share"]), now=written.share(last[0]["share"]), **when)
    worth = {row["bucket"]: voices(row) for row in ask(sentiment, of.filters, grain=grain).rows}
    change = largest(last, first, (worth[last[0]["bucket"]], worth[first[0]["bucket"]]))
    if change is None:
        return _("from {first} to {last} no brand's share clearly changed", **when)
    difference, row, before = change
    return _(
        "from {first} to {last} the largest clear change is that of {brand}: {before} to {now} ({points})",
        brand=of.rivals.named(row["value"]), before=written.share(before["share"]), now=written.share(row["share"]), points=written.points(difference), **when,
    )  # fmt: skip


def _choose() -> None:
    names = {"mentions": _("By mentions"), "engagement": _("By engagement"), "impressions": _("By estimated impressions")}
    st.segmented_control(
        _("Share of"), BASES, default=st.session_state["base"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("base")
    )
    choose_grain()


def voice_card(of: Voice) -> None:
    """The share of each brand, and how it moved."""
    told = [written.points(difference) for difference, _clear in of.moved]
    frame = of.named(of.whole).assign(change=told, clear=[clear for _difference, clear in of.moved])
    table = of.whole.table.append_column("change", pa.array([difference for difference, _clear in of.moved], pa.float64()))
    notes = [of.by, *base_notes(of), _together(of)]
    notes += _change_notes(of)
    card(
        _("Whose voice is heard how much"), voice_bars(frame, ours=of.rivals.marked, what=of.what), replace(of.whole, table=table),
        IMPRESSIONS if of.base == "impressions" else SHARE_OF_VOICE, key="voice", total=of.total, note=plain(" · ".join(filter(None, notes))),
        columns=of.columns() | {"together": _("Also of another brand"), "change": _("Change")},
    )  # fmt: skip


def _change_notes(of: Voice) -> list[str]:
    if of.before is None:
        return [_("no change is shown: the data does not reach back over the whole period before")]
    told = [_("change against {window}", window=of.before.window())]
    if of.base != "mentions":
        return told
    return [*told, _("clear changes in bold") if any(clear for _difference, clear in of.moved) else _("no change is clear")]


def base_notes(of: Voice) -> list[str]:
    """For how many mentions the base is known, and why not for the others."""
    if of.base == "engagement":
        row = ask(totals, of.filters).row
        told = _("known of {count} mentions, as collected", count=written.whole(row["engagement_of"]))
        return [told, _("≥: some counts are capped")] if row["capped"] else [told]
    return impressions_notes(of.filters) if of.base == "impressions" else []


def impressions_notes(filters: Filters) -> list[str]:
    """Which mentions have no estimated impressions, and why."""
    rows = ask(share, filters, by="platforms").rows
    without = [row for row in rows if row["value"] not in coefficients()]
    notes = []
    if without:
        first = written.listed(label("platforms", row["value"]) for row in without[:4])
        count = written.whole(sum(row["mentions"] for row in without))
        told = {"platforms": first, "count": count}
        notes.append(
            _("no coefficient for {platforms} and {more} more: {count} mentions left out", more=len(without) - 4, **told)
            if len(without) > 4
            else _("no coefficient for {platforms}: {count} mentions left out", **told)
        )
    known = filters.narrowed(platforms=tuple(coefficients()))
    unknown = known and known.narrowed(followers=(None,))
    if unknown and (count := ask(totals, unknown).row["mentions"]):
        notes.append(_("followers unknown of {count}", count=written.whole(count)))
    return notes


def _together(of: Voice) -> str:
    several = of.whole.rows[0]["several"]
    return _("{count} of {total} mentions name two or more of the brands and count for each", count=written.whole(several), total=written.whole(of.total)) if several else ""


def voice_sentence(of: Voice) -> str:
    """Where the first brand stands in all that is said of them."""
    row, (difference, clear) = of.whole.rows[0], of.moved[0]
    names = {"brand": of.rivals.first, "count": len(of.rivals.brands), "by": of.by}
    if row["share"] is None:
        unknown = unknown_of(of.whole.rows)
        if unknown:
            return _("There is no share of voice {by}: it is unknown for {brands}. Compare by mentions.", by=of.by, brands=written.listed(map(of.rivals.named, unknown)))
        return _("{brand} has too few mentions in these filters for a share of voice ({by}).", **names)
    now = names | {"share": written.share(row["share"])}
    if difference is None:
        return _("{brand} has {share} of the voice of {count} brands ({by}).", **now)
    now |= {"points": written.points(difference)}
    if of.base != "mentions":
        return _("{brand} has {share} of the voice of {count} brands ({by}), {points} on the period before.", **now)
    if not clear:
        return _("{brand} has {share} of the voice of {count} brands ({by}), not clearly more or less than in the period before ({points}).", **now)
    if difference > 0:
        return _("{brand} has {share} of the voice of {count} brands ({by}), clearly more than in the period before ({points}).", **now)
    return _("{brand} has {share} of the voice of {count} brands ({by}), clearly less than in the period before ({points}).", **now)


def by_platform_card(of: Voice) -> None:
    answer = ask(voice, of.filters, base=of.base, across=True)
    known = {row["platform"] for row in answer.rows if row["known"]}
    answer = replace(answer, table=answer.table.filter(pa.array([row["platform"] in known for row in answer.rows], pa.bool_())))
    frame = of.named(answer).assign(platform_name=[label("platforms", row["platform"]) for row in answer.rows])
    count = frame["platform"].nunique(dropna=False)
    notes = [of.by, _("the {count} largest of {all} platforms", count=MOST_PLATFORMS, all=count) if count > MOST_PLATFORMS else "", _standing_out(of, answer), _unknown_there(answer)]
    card(
        _("Share of voice by platform"), voice_across(frame, ours=of.rivals.marked, what=of.what), answer, SHARE_OF_VOICE, key="voice_by_platform", total=of.total,
        note=plain(" · ".join(filter(None, notes))), columns={"platform": _("Platform")} | of.columns(),
    )  # fmt: skip


def _unknown_there(answer: Answer) -> str:
    """On how many platforms there are no shares since a brand's is unknown."""
    count = len({row["platform"] for row in answer.rows if row["partial"]})
    return _("no shares on {count} platforms: it is unknown for a brand there", count=count) if count else ""


def _standing_out(of: Voice, answer: Answer) -> str:
    """On which platforms the first brand is clearly more or less heard than on all others together."""
    if of.base != "mentions":
        return ""
    worth = {row["value"]: voices(row) for row in ask(sentiment, of.filters, by="platforms").rows}
    sums = {place: sum(row["amount"] for row in answer.rows if row["platform"] == place) for place in worth}
    rows = [row for row in answer.rows if row["value"] == of.rivals.first and row["share"] is not None]
    whole, own, every = sum(sums.values()), sum(row["amount"] for row in answer.rows if row["value"] == of.rivals.first), sum(worth.values())
    rows = [row for row in rows if whole > sums[row["platform"]]]
    if len(rows) < LEAST_PLATFORMS:
        return ""
    elsewhere = [(own - row["amount"]) / (whole - sums[row["platform"]]) for row in rows]
    n = [worth[row["platform"]] for row in rows]
    clear = differing([row["share"] for row in rows], elsewhere, n, [every - one for one in n])
    found = sorted((row["share"] - other, row["platform"], row["share"]) for row, other, holds in zip(rows, elsewhere, clear, strict=True) if holds)
    return told_apart(of.rivals.first, [(label("platforms", name), written.share(part)) for difference, name, part in found[::-1] if difference > 0], [
        (label("platforms", name), written.share(part)) for difference, name, part in found if difference < 0
    ])  # fmt: skip


def told_apart(brand: str, more: list[tuple[str, str]], less: list[tuple[str, str]]) -> str:
    """Where a brand is clearly more, and less, than elsewhere; the first two of each."""
    parts = [_("{name} ({share})", name=name, share=part) for name, part in more[:NAMED]], [_("{name} ({share})", name=name, share=part) for name, part in less[:NAMED]]
    told = [
        _("{brand} is heard clearly more on {names} than elsewhere", brand=brand, names=written.listed(parts[0])) if more else "",
        _("{brand} is heard clearly less on {names} than elsewhere", brand=brand, names=written.listed(parts[1])) if less else "",
    ]
    return _("; ").join(filter(None, told)) or _("{brand} is heard on no platform clearly more or less than elsewhere", brand=brand)
