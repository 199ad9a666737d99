"""Launches and campaigns of the compared brands, laid over one another at their day 0, as a card."""

import re
from dataclasses import replace
from datetime import date

import streamlit as st

import written
from analysis.aligned import AFTER, FIRST, Rise, aligned, differing, rises
from analysis.annotations import annotations
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.launches import launches
from analysis.metrics import ALIGNED
from charts.aligned import aligned as lines
from charts.brands import colours
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import ALIGNED_AS, fresh
from ui.plain import plain
from ui.rivals import Rivals
from ui.span import span

MOST = 6
# Products that were there within so many days of the first mention were not launched then, as far as is known.
KNOWN_BEFORE = 7
CODE = re.compile(r"^(?P<brand>.+?)[@\s]+(?P<day>\d{4}-\d{2}-\d{2})$")


def aligned_card(filters: Filters, among: Rivals) -> None:
    offered, usual = _offered(filters, among)
    chosen = st.session_state["launches"]
    read = {code: launch_of(code) for code in chosen or usual}
    taken = [launch for launch in dict.fromkeys(read.values()) if launch and launch[0] in among.brands][:MOST]
    refused = [code for code, launch in read.items() if not launch or launch[0] not in among.brands]
    title = _("Launches, each from its day 0")
    if refused or not taken:
        with st.container(border=True, key="card_aligned"):
            st.markdown(f"**{title}**")
            _choose(offered, chosen, usual)
            if refused:
                told = written.listed(written.quoted(code[:60]) for code in refused)
                st.caption(plain(_("{values} is no launch: type one of the brands above and a day, as {example}.", values=told, example=f"{among.first} 2025-04-10")))
            else:
                st.caption(_("Choose a recorded event or a product's first mention, or type a brand and a day: its volume is then drawn from that day on."))
        return
    answer = ask(aligned, filters, launches=tuple(taken))
    shown = st.session_state["aligned_as"]
    names = [_name(launch, offered, among) for launch in taken]
    columns = {
        "brand": _("Brand"), "launch": _("Day 0"), "step": _("Days since"), "bucket": _("Day"), "mentions": _("Mentions counted"), "usual": _("Mean of the 28 days before"),
        "ratio": _("Times that mean"), "share": _("Share of voice"), "net": _("Net sentiment"),
    }  # fmt: skip
    painted = colours(among.brands, among.marked)
    frame = answer.frame.assign(label=[names[row["place"]] for row in answer.rows], colour=[painted[row["brand"]] for row in answer.rows])
    card(
        title, lines(frame, shown=shown), answer, ALIGNED, key="aligned",
        total=sum(row["mentions"] or 0 for row in answer.rows), columns=columns, note=" · ".join([_("day 0 to {last}", last=AFTER), plain(aligned_sentence(answer, names))]),
        control=lambda: _choose(offered, chosen, usual),
    )  # fmt: skip


def aligned_sentence(answer: Answer, names: list[str]) -> str:
    """How much the first 7 days were above what was usual, and which rose clearly more."""
    found = rises(answer)
    if not found:
        return _("Of none are the 28 days before and the first {days} known with 30 mentions: how much it rose cannot be told.", days=FIRST)
    told = written.listed(_("{name} {times} times", name=names[one.place], times=_times(one)) for one in found)
    parts = [_("In the first {days} days against the 28 before: {told}.", days=FIRST, told=told)]
    pairs = differing(found)
    if pairs:
        larger, smaller = pairs[0]
        parts.append(_("{one} rose clearly more than {other}.", one=names[larger.place], other=names[smaller.place]))
    elif len(found) > 1:
        parts.append(_("No difference between them is clear."))
    if others := [name for place, name in enumerate(names) if place not in {one.place for one in found}]:
        parts.append(_("Not told of {names}: not all of these days are known, or they hold too few mentions.", names=written.listed(others)))
    return " ".join(parts)


def _times(one: Rise) -> str:
    return _("{ratio} ({low} – {high})", ratio=written.short(one.ratio), low=written.short(one.low), high=written.short(one.high))


def launch_of(code: str) -> tuple[str, date] | None:
    """The brand and the day 0 that a code, or what was typed, stands for."""
    found = CODE.match(code.strip())
    if not found:
        return None
    try:
        return found["brand"].strip(), date.fromisoformat(found["day"])
    except ValueError:
        return None


def code_of(brand: str, day: date) -> str:
    return f"{brand}@{written.iso_day(day)}"


def _offered(filters: Filters, among: Rivals) -> tuple[dict[str, str], list[str]]:
    """By its code what can be chosen, and what is shown without a choice: of each brand the product that was launched last."""
    whole = Filters(as_of=filters.as_of, brands=among.brands)
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    begun = span().first.date()
    for row in ask(launches, whole).rows:
        if (row["first"].date() - begun).days >= KNOWN_BEFORE:
            last[row["brand"]] = code_of(row["brand"], row["first"].date())
            found[last[row["brand"]]] = _("{title}: first mention", title=row["product"])
    recorded = ask(annotations, replace(whole, brands=())).rows
    for row in recorded:
        of = among.marked[:1] if row["kind"] == "ours" else among.others if row["kind"] == "other" else ()
        for brand in of:
            found.setdefault(code_of(brand, row["at"].date()), row["title"])
    return found, [last[brand] for brand in among.brands if brand in last]


def _name(launch: tuple[str, date], offered: dict[str, str], among: Rivals) -> str:
    brand, day = launch
    title = offered.get(code_of(*launch))
    told = f"{among.named(brand)} · {written.day_of_month(day)}"
    return f"{told} · {title}" if title else told


def _choose(offered: dict[str, str], chosen: list[str], usual: list[str]) -> None:
    def named(code: str) -> str:
        launch = launch_of(code)
        if launch is None:
            return code
        title = offered.get(code_of(*launch))
        return f"{launch[0]} · {written.iso_day(launch[1])}" + (f" · {title}" if title else "")

    names = {"volume": _("Volume"), "ratio": _("Times the usual"), "share": _("Share of voice"), "net": _("Net sentiment")}
    st.multiselect(
        _("Launches"), list(dict.fromkeys([*offered, *(chosen or usual)])), chosen or usual, format_func=named, accept_new_options=True, max_selections=MOST,
        placeholder=_("an event, a first mention, or a brand and a day"), label_visibility="collapsed", width=520, **fresh("launches"),
    )  # fmt: skip
    st.segmented_control(
        _("Launches shown as"), ALIGNED_AS, default=st.session_state["aligned_as"], format_func=names.get, required=True, label_visibility="collapsed", **fresh("aligned_as"),
    )  # fmt: skip
