"""Who talks about several of the compared brands, and who moved from one to another, as two cards."""

import streamlit as st

import written
from analysis.answer import Answer
from analysis.author_overlap import author_overlap, closest
from analysis.crowd import fits
from analysis.filters import Filters
from analysis.metrics import AUTHOR_OVERLAP, MOVED
from analysis.moved import drifts, moved
from analysis.periods import end
from charts.author_overlap import author_overlap as shared
from charts.moved import moved as flows
from language import _
from ui.ask import ask
from ui.card import card, marked
from ui.compare import compared
from ui.plain import plain
from ui.rivals import Rivals
from ui.span import span


def author_overlap_card(filters: Filters, among: Rivals) -> None:
    answer = ask(author_overlap, filters)
    columns = {
        "one": _("Brand"), "other": _("Also names"), "authors": _("Authors of both"), "authors_one": _("Authors of the first"), "authors_other": _("Authors of the second"),
        "share": _("Share of the smaller"), "mentions": _("Mentions that open"),
    }  # fmt: skip
    frame = answer.frame.assign(one=[among.named(row["one"]) for row in answer.rows])
    card(
        _("Who talks about both"), shared(frame), answer, AUTHOR_OVERLAP, key="author_overlap", total=answer.rows[0]["several"], columns=columns,
        note=f"{_told(answer)} · {plain(overlap_sentence(answer, among))}", opens=_opened,
    )  # fmt: skip


def overlap_sentence(answer: Answer, among: Rivals) -> str:
    """The closest pair, and whether it is clearly closer than the others."""
    found = closest(answer)
    if found is None:
        return _("No two brands are named by 30 known authors each: no share can be told.")
    row, clear = found
    told = _("{one} and {other} share most: {count} authors name both, {share} of the smaller.", one=among.named(row["one"]), other=row["other"], count=written.whole(row["authors"]), share=written.share(row["share"]))
    if len(answer.rows) == 1:
        return _("{count} authors name both {one} and {other}, {share} of the smaller.", one=among.named(row["one"]), other=row["other"], count=written.whole(row["authors"]), share=written.share(row["share"]))
    return f"{told} {_('That is clearly more than of any other pair.') if clear else _('No pair stands out clearly.')}"


def moved_card(filters: Filters, among: Rivals) -> None:
    title, before = _("Who moved from one brand to another"), as_long(filters)
    if before is None:
        with st.container(border=True, key="card_moved", height="stretch"):
            st.markdown(f"**{title}**")
            st.caption(_("It takes a window of equal length before this one, and the data does not reach back so far. Choose a shorter window."))
        return
    answer = ask(moved, filters, before=before)
    columns = {
        "source": _("Mostly before"), "target": _("Mostly now"), "authors": _("Authors"), "authors_before": _("Authors of before"), "share": _("Share of these"),
        "mentions": _("Mentions that open"),
    }  # fmt: skip
    notes = [_("against {window}", window=before.window()), _told(answer), plain(moved_sentence(answer, among))]
    card(title, flows(answer.frame), answer, MOVED, key="moved", total=sum(row["authors"] for row in answer.rows), columns=columns, note=" · ".join(notes), opens=_opened)


def moved_sentence(answer: Answer, among: Rivals) -> str:
    """Between which brands clearly more moved one way than back."""
    went = sum(row["authors"] for row in answer.rows if row["source"] != row["target"])
    found = drifts(answer)
    if not found:
        return _("{count} authors moved; between no two brands did clearly more move one way than back.", count=written.whole(went))
    told = [
        _("{there} from {source} to {target} and {back} back", there=written.whole(one.there), back=written.whole(one.back), source=among.named(one.source), target=among.named(one.target))
        for one in found[:2]
    ]
    return _("{count} authors moved, clearly more one way: {told}.", count=written.whole(went), told=written.listed(told))


def as_long(filters: Filters) -> Filters | None:
    """The window before this one, where it is as long as what has passed of this; after an unequal month the same weekdays before."""
    periods = compared(filters)
    passed = end(filters, span().last) - filters.since
    return next((before for before in (periods.previous, periods.weekdays) if before and before.until - before.since == passed), None)


def _told(answer: Answer) -> str:
    """What a cell opens."""
    if all(fits(row["crowd"]) for row in answer.rows):
        return _("a cell opens what its authors say of either brand")
    return _("the filters are too many for a link to the authors of a cell: take some away to open it")


def _opened(answer: Answer, mark: list) -> Filters | None:
    return marked(answer, mark) if fits(answer.rows[mark[0]]["crowd"]) else None
