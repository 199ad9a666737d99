"""What audits make of the shares of a filter, to stand beside them: the one place to ask."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

import written
from analysis.answer import Answer
from analysis.audit import Estimate, Result, audits, changed, key, newest, population, result, version
from analysis.filters import Filters
from analysis.labels import label
from language import _
from store.connect import connect
from ui.address import link_to
from ui.ask import ask, shown
from ui.plain import plain
from written import give_or_take

AUDIT = "../pages/audit.py"


@dataclass(frozen=True)
class Audited:
    """The newest audit of a filter that holds and has enough labels."""

    filters: Filters
    result: Result

    def estimate(self, name: str) -> Estimate:
        """Of a share by its column in analysis.sentiment."""
        return self.result.corrected_net if name == "net" else self.result.corrected(-1)

    def interval(self, name: str) -> str:
        """In place of the sampling interval."""
        found, count = self.estimate(name), written.whole(self.result.labelled)
        told = written.interval(found.low, found.high)
        return _("{interval} after an audit of {count} mentions: errors of the model and chance of the sample together", interval=told, count=count)

    def beside(self, name: str) -> str:
        """To stand under the share as it is shown."""
        found, count = self.estimate(name), written.whole(self.result.labelled)
        return _("Corrected {share} · audit of {count}", share=give_or_take(found.value, found.low, found.high), count=count)

    def link(self) -> None:
        to_audit(self.filters)


def to_audit(filters: Filters) -> None:
    st.page_link(AUDIT, label=_("See the audit"), query_params=link_to(filters))


def drawn_so_far(filters: Filters | None = None) -> Answer:
    """The audits of the store that is shown, of one filter or all; labels count at once."""
    store = shown()
    with store.cursor() as cursor:
        there = version(cursor)
    return _drawn_so_far(store.url, there, repr(filters), filters)


@st.cache_data(max_entries=100, show_spinner=False)
def _drawn_so_far(url: str, there: tuple, told: str, _filters: Filters | None) -> Answer:
    with connect(url).cursor() as cursor:
        return audits(cursor, _filters)


def states(filters: Filters) -> Iterator[tuple[dict, str | None]]:
    """The audits of exactly this filter, the newest first, each with why it no longer holds."""
    for audit in drawn_so_far(filters).rows:
        yield audit, why_void(audit, filters)


def why_void(audit: dict, filters: Filters) -> str | None:
    store = shown()
    return _why_void(store.url, store.data_version, audit["audit_id"], audit, ask(population, filters).row, filters)


@st.cache_data(max_entries=1_000, show_spinner=False)
def _why_void(url: str, data_version: int, audit_id: str, _audit: dict, _now: dict, _filters: Filters) -> str | None:
    with connect(url).cursor() as cursor:
        return changed(cursor, _audit, _now, _filters)


def audited(filters: Filters) -> Audited | None:
    """None where the filter has no audit that holds, or too few labels yet."""
    audit = newest(audit for audit, void in states(filters) if void is None)
    return Audited(filters, result(audit)) if audit else None


def sentence(found: Result) -> str:
    """What the negative share is shown as and what it is, in words."""
    estimate, share = found.corrected(-1), found.shown(-1)
    told = {"shown": written.share(share), "corrected": give_or_take(estimate.value, estimate.low, estimate.high)}
    if estimate.low <= share <= estimate.high:
        return _("The negative share is shown as {shown}; after the audit it is {corrected}: no clear difference.", **told)
    away = written.points(abs(share - estimate.value)).removeprefix("+")
    if share > estimate.value:
        return _("The negative share is shown as {shown}; after the audit it is {corrected}: shown about {away} too high.", **told, away=away)
    return _("The negative share is shown as {shown}; after the audit it is {corrected}: shown about {away} too low.", **told, away=away)


def tell_audited(found: Audited | None) -> None:
    """The same as a sentence of a page, with the way to the audit; nothing without one."""
    if found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="finding_audit"):
            st.markdown(plain(sentence(found.result)), width="content")
            found.link()


def audited_groups(answer: Answer, by: str) -> str:
    """The corrected negative shares of those groups of an answer that have an audit of their own."""
    there = {audit["filters"] for audit in drawn_so_far().rows}
    told = []
    for row in answer.rows if there else ():
        filters = answer.mentions(row)
        if key(filters) in there and (found := audited(filters)):
            estimate = found.result.corrected(-1)
            share = give_or_take(estimate.value, estimate.low, estimate.high)
            told.append(_("{name}: negative share corrected {share}", name=label(by, row["value"]), share=share))
    return written.listed(told)
