"""The ledger on its page: its numbers, beside those of the exports, its table, and what of it is taken away."""

from dataclasses import replace
from datetime import datetime, timedelta

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.handling import handling
from analysis.labels import label
from analysis.mentions import mentions
from analysis.metrics import (
    ANSWERED_SHARE,
    CLOSED,
    HANDLED_SHARE,
    LEDGER_TIME,
    OPEN,
    REPLIED,
    REPLY_RATE,
    REPLY_TIME,
    WAITING,
    Metric,
)
from analysis.replies import replies
from language import _
from store.handling import ANSWERED, STATUSES
from store.handling import OPEN as OPEN_STATUSES
from ui.ask import ask
from ui.download import csv_bytes, spoken
from ui.kpi import kpi
from ui.workbook import Column, workbook

MOST = 20_000
MOMENT = timedelta(microseconds=1)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Title, kind and width of the columns of the sheet; `cells` has their values.
SHEET = (
    ("Status", "text", 10), ("Owner", "text", 12), ("Platform", "text", 10), ("Kind", "text", 8), ("Time", "time", 17), ("Author", "text", 16),
    ("Title", "text", 24), ("Text", "text", 60), ("Sentiment", "text", 10), ("Reply", "text", 40), ("Replied at", "time", 17),
    ("Hours waited", "number", 12), ("Note", "text", 30), ("Link", "text", 36), ("Reply used", "text", 28),
)  # fmt: skip


def in_ledger(filters: Filters) -> Filters | None:
    """What of the view stands in the ledger; None where its filters ask for what does not."""
    return filters.narrowed(statuses=STATUSES)


def not_in_ledger(filters: Filters) -> Filters | None:
    """The negative mentions of the view that nobody has taken in; None where its filters leave none out of it."""
    return filters.narrowed(sentiments=(-1,), statuses=(None,))


def draw_numbers(filters: Filters) -> None:
    """What is open, replied to and closed, and how long the oldest negative mention waits."""
    answer = ask(handling, filters)
    negative, all_ = answer.rows
    opened = (
        (OPEN, all_["open"], OPEN_STATUSES, [_("{pending} to be handled, {working} in progress", pending=written.whole(all_["pending"]), working=written.whole(all_["working"]))]),
        (REPLIED, all_["replied"], ("replied",), []),
        (CLOSED, all_["closed"], ("closed",), [_("with nothing to do besides: {count}", count=written.whole(all_["none"]))]),
    )
    *places, last = st.columns(4)
    for place, (metric, count, statuses, details) in zip(places, opened, strict=True):
        with place:
            kpi(metric, written.whole(count), answer, key=metric.name, opens=filters.narrowed(statuses=statuses), details=details)
    with last:
        _oldest(filters, answer, negative)


def draw_replies(filters: Filters) -> None:
    """What official accounts answered as the exports show it, and apart what people noted: two pairs of numbers that are not the same."""
    left, right = st.columns([2, 3], gap="medium")
    with left, st.container(border=True, key="replies_data"):
        st.markdown(f"**{_('From the data: what official accounts answered')}**")
        st.caption(_("Only answers that stand in the exports, by accounts of kind official or brand."))
        _from_data(filters, ask(replies, filters))
    with right, st.container(border=True, key="replies_ledger"):
        st.markdown(f"**{_('From the ledger: what was noted here')}**")
        st.caption(_("Only what people said here of the mentions, answers in private messages included."))
        _from_ledger(filters, ask(handling, filters))


def columns(rows: list[dict], present: datetime) -> tuple[dict[str, list], dict[str, list]]:
    """The columns of the ledger before and behind those that every list of mentions has."""
    first = {
        _("Status"): [label("statuses", row["status"]) for row in rows],
        _("Owner"): [row["owner"] for row in rows],
        _("Waited"): [written.duration(_minutes(row, present)) for row in rows],
    }
    last = {
        _("Reply"): [row["reply"] for row in rows],
        _("Replied at"): [row["replied_at"] for row in rows],
        _("Note"): [row["note"] for row in rows],
    }
    return first, last


def draw_downloads(filters: Filters, order: tuple[str, ...], count: int, present: datetime) -> None:
    """The whole ledger of the view, in this order, as a workbook and as csv."""

    def cells() -> list[list[object]]:
        return [_cells(row, present) for row in ask(mentions, filters, order=order, limit=MOST).rows]

    def as_workbook() -> bytes:
        return workbook(_("Handling ledger"), [Column(_(title), kind, width) for title, kind, width in SHEET], cells(), _("About"), _told(filters, count, present))

    def as_csv() -> bytes:
        return csv_bytes([_(title) for title, *_rest in SHEET], cells())

    told = _("The first {count} in this order.", count=written.whole(min(count, MOST)))
    for name, data, mime, icon in (("xlsx", as_workbook, XLSX, "table_view"), ("csv", as_csv, "text/csv", "download")):
        st.download_button(
            _("Download {format}", format=name), data=spoken(data), file_name=f"guanlan-ledger.{name}", mime=mime, on_click="ignore",
            icon=f":material/{icon}:", key=f"ledger_{name}", help=told,
        )  # fmt: skip


def _told(filters: Filters, count: int, present: datetime) -> dict[str, object]:
    """What was looked at, as the second sheet says it."""
    return {
        _("Filters"): filters.sentence(),
        _("Window"): filters.window(),
        _("Rows"): min(count, MOST),
        _("In the ledger"): count,
        _("Newest mention"): present,
        _("Status"): written.listed(label("statuses", status) for status in STATUSES),
        _("Hours waited"): _("From the publication to the reply; of open mentions without one up to the newest mention. Empty where only the day is known."),
    }


def _cells(row: dict, present: datetime) -> list[object]:
    minutes = _minutes(row, present)
    return [
        label("statuses", row["status"]), row["owner"], label("platforms", row["platform"]), label("kinds", row["kind"]), row["published_at"],
        row["author_name"], row["title"], row["text"], label("sentiments", row["sentiment"]), row["reply"], row["replied_at"],
        None if minutes is None else round(minutes / 60, 1), row["note"], row["url"], label("replies", row["reply_id"]) if row["reply_id"] else None,
    ]  # fmt: skip


def _minutes(row: dict, present: datetime) -> float | None:
    """From its publication to the reply, of an open mention to the present; unknown where only the day is known."""
    until = row["replied_at"] or (present if row["status"] in OPEN_STATUSES else None)
    if until is None or row["precision"] not in ("second", "minute") or until < row["published_at"]:
        return None
    return (until - row["published_at"]).total_seconds() / 60


def _oldest(filters: Filters, answer: Answer, negative: dict) -> None:
    oldest, opens = negative["oldest"], _negative(filters, statuses=OPEN_STATUSES)
    if oldest is None:
        kpi(WAITING, written.UNKNOWN, answer, key="waiting", opens=opens, details=[_("no negative mention is open")])
        return
    details = [_("since {moment}", moment=written.minute(oldest)), _("{count} negative mentions are open", count=written.whole(negative["open"]))]
    kpi(WAITING, written.duration((negative["present"] - oldest).total_seconds() / 60), answer, key="waiting", opens=replace(opens, until=oldest + MOMENT), details=details)


def _from_data(filters: Filters, answer: Answer) -> None:
    negative, all_ = answer.rows
    rate, time = st.columns(2)
    with rate:
        details = [
            _("{count} of {known} negative mentions with a known thread", count=written.whole(negative["answered"]), known=written.whole(negative["known"])),
            _("threads known of {share} of the {count} that can be answered", share=_share(negative["coverage"]), count=written.whole(negative["answerable"])),
            _("all mentions: {told}", told=f"{_share(all_['share'])} ({written.whole(all_['known'])})"),
        ]
        hover = written.interval(negative["low"], negative["high"]) if negative["low"] is not None else None
        if not negative["officials"]:
            details.insert(0, _("No author is known as official: name your accounts in the settings, under Accounts."))
        kpi(REPLY_RATE, _share(negative["share"]), answer, key="reply_rate", opens=_negative(filters, answers=("answered", "unanswered")), details=details, hover=hover)
    with time:
        of = _("of {answered} answered negative mentions, {timed} with a time", **_counts(negative, "answered", "timed"))
        _time(REPLY_TIME, answer, "reply_time", _negative(filters, answers=("answered",)), of)


def _from_ledger(filters: Filters, answer: Answer) -> None:
    negative, all_ = answer.rows
    shares = (
        (HANDLED_SHARE, "handled_share", "handled", "mentions", STATUSES),
        (ANSWERED_SHARE, "answered_share", "answered", "needing", STATUSES[:-1]),
    )
    *places, last = st.columns(3)
    for place, (metric, name, part, whole, statuses) in zip(places, shares, strict=True):
        with place:
            details = [
                _("{count} of {all} negative mentions", count=written.whole(negative[part]), all=written.whole(negative[whole])),
                _("all mentions: {told}", told=f"{_share(all_[name])} ({written.whole(all_[whole])})"),
            ]
            kpi(metric, _share(negative[name]), answer, key=name, opens=_negative(filters, statuses=statuses), details=details)
    with last:
        of = _("of {answered} negative mentions replied to or closed, {timed} with a time", **_counts(negative, "answered", "timed"))
        _time(LEDGER_TIME, answer, "ledger_time", _negative(filters, statuses=ANSWERED), of)


def _time(metric: Metric, answer: Answer, key: str, opens: Filters | None, of: str) -> None:
    negative, all_ = answer.rows
    details = [of]
    if negative["median"] is not None:
        details.append(_("80 % of them: {early} – {late}", early=written.duration(negative["early"]), late=written.duration(negative["late"])))
    details.append(_("all mentions: {told}", told=f"{_median(all_)} ({written.whole(all_['timed'])})"))
    kpi(metric, _median(negative), answer, key=key, opens=opens, details=details)


def _negative(filters: Filters, **more: tuple) -> Filters | None:
    return filters.narrowed(sentiments=(-1,), **more)


def _counts(row: dict, *names: str) -> dict[str, str]:
    return {name: written.whole(row[name]) for name in names}


def _share(value: float | None) -> str:
    return _("Too few") if value is None else written.share(value)


def _median(row: dict) -> str:
    return _("Too few") if row["median"] is None else written.duration(row["median"])
