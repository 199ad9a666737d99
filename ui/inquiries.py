"""Unanswered inquiries as a table: what is asked, how much of it waits, and who answered first. A row opens what waits."""

from dataclasses import replace
from datetime import datetime

import streamlit as st

import written
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.inquiries import inquiries
from analysis.labels import label
from analysis.metrics import INQUIRIES
from language import _
from ui.ask import ask
from ui.card import open_mentions, quiet_row
from ui.grid import height
from ui.keyed import keyed
from ui.mention import short
from ui.plain import plain

INQUIRY, UNANSWERED = "inquiry", "unanswered"
SETTINGS = "../pages/settings.py"
TALLEST = 12
# Letters of what a story says.
SHOWN = 24


def asked(filters: Filters, before: Filters | None) -> Answer:
    return ask(inquiries, filters, before=before)


def waiting(answer: Answer, present: datetime) -> tuple[str, Filters]:
    """How many inquiries wait, and since when, in a sentence; `present` is the newest moment that is looked at."""
    filters = answer.filters.narrowed(intents=(INQUIRY,)) or answer.filters
    if not answer.rows:
        return _("Nobody asks anything here."), filters
    row = answer.rows[0]
    if not row["all_known"]:
        return _("{count} inquiries; whether they were answered is not known.", count=written.whole(row["all_count"])), filters
    if not row["all_open"]:
        return _("All {known} inquiries of known thread were answered.", known=written.whole(row["all_known"])), filters
    values = {"open": written.whole(row["all_open"]), "known": written.whole(row["all_known"]), "age": written.duration((present - row["all_oldest"]).total_seconds() / 60)}
    return _("{open} of {known} inquiries of known thread wait for an official answer, the oldest for {age}.", **values), opens_open(filters)


def opens_open(filters: Filters) -> Filters:
    """Those of these inquiries that wait."""
    return filters.narrowed(answers=(UNANSWERED,)) or filters


def inquiries_card(answer: Answer, before: Filters | None) -> None:
    rows = answer.rows
    with st.container(border=True, key="card_inquiries", gap="small"):
        st.markdown(f"**{_('Inquiries that wait for an answer')}**")
        st.caption(plain(" · ".join(filter(None, [_(INQUIRIES.label), answer.filters.window(), *_told(answer, before)]))))
        if rows and not rows[0]["officials"]:
            st.page_link(SETTINGS, label=_("No author is known as official: name your accounts in the settings, under Accounts."), icon=":material/tune:")
        if rows:
            _table(answer)
        quiet_row(answer, INQUIRIES, key="inquiries", columns=_columns())


def _told(answer: Answer, before: Filters | None) -> list[str]:
    if not answer.rows:
        return [_("None of these mentions is an inquiry.")]
    row = answer.rows[0]
    return [
        _("{count} inquiries in {clusters} clusters", count=written.whole(row["all_count"]), clusters=written.whole(row["clusters"])),
        _("the first {most} of them", most=written.whole(len(answer.rows))) if row["clusters"] > len(answer.rows) else "",
        _("threads known of {known}", known=written.whole(row["all_known"])),
        _("against {window}", window=before.window()) if before else "",
        _("choose a row to see what waits, or all of it where nothing does"),
    ]


def _table(answer: Answer) -> None:
    rows = answer.rows
    count, when = st.column_config.NumberColumn(format="localized", width=68), st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", width=128)
    event = st.dataframe(
        {
            _("What is asked"): [_what(row) for row in rows],
            _("Not answered"): [row["open"] for row in rows],
            _("Inquiries"): [row["count"] for row in rows],
            _("Thread not known"): [row["unknown"] for row in rows],
            _("Open share"): [row["open_share"] for row in rows],
            _("Change"): [_change(row) for row in rows],
            _("Waiting since"): [row["oldest"] for row in rows],
            _("First official answer"): [_reply(row) for row in rows],
            _("First asked"): [f"{row['author_name'] or _('Unknown')}{_(': ')}{short({'title': None, 'text': row['text']})}" for row in rows],
        },
        key=keyed("list_inquiries", [row["value"] for row in rows]), hide_index=True, on_select="rerun", selection_mode="single-row", placeholder="–",
        height="content" if len(rows) <= TALLEST else height(TALLEST), alt=_("Inquiries that wait for an answer"),
        column_config={
            _("What is asked"): st.column_config.TextColumn(width=220), _("Inquiries"): count,
            _("Not answered"): st.column_config.NumberColumn(format="localized", width=100),
            _("Thread not known"): st.column_config.NumberColumn(format="localized", width=110, help=_("Their thread is not in the data, so whether they were answered is not known.")),
            _("Open share"): st.column_config.NumberColumn(format="percent", width=76), _("Waiting since"): when, _("Change"): st.column_config.TextColumn(width=120),
            _("First official answer"): st.column_config.TextColumn(width=264), _("First asked"): st.column_config.TextColumn(width=320),
        },
    )  # fmt: skip
    for place in event.selection.rows:
        if place < len(rows):
            open_mentions(behind(answer, rows[place]))


def behind(answer: Answer, row: dict) -> Filters:
    """What waits of a cluster, or all of it."""
    whole = answer.mentions(row)
    return replace(whole, answers=(UNANSWERED,)) if row["open"] else whole


def _what(row: dict) -> str:
    """A topic and aspect, or the words that all of a story say."""
    return label("questions", row["value"]) if row["by_topic"] else f"{_('the same words')} · {short({'title': None, 'text': row['text']})[:SHOWN]}"


def _change(row: dict) -> str:
    told = written.change(row["count"], row["before"]) or ""
    return f"{told} · {_('clear')}" if row["clear"] else told


def _reply(row: dict) -> str:
    if row["replied_at"] is None:
        return _("None") if row["open"] + row["answered"] else "–"
    told = [row["reply_author"] or _("Unknown"), written.minute(row["replied_at"])]
    return " · ".join([*told, *([_("after {time}", time=written.duration(row["minutes"]))] if row["minutes"] is not None else [])])


def _columns() -> dict[str, str]:
    return {
        "value": _("What is asked"), "open": _("Not answered"), "count": _("Inquiries"), "before": _("Period before"), "ratio": _("Growth"), "ratio_low": _("From (growth)"), "ratio_high": _("To (growth)"), "clear": _("Clear change"),
        "answered": _("Answered"), "unknown": _("Thread not known"), "open_share": _("Open share"), "since": _("First inquiry"), "oldest": _("Waiting since"), "replied_at": _("First official answer"), "reply_author": _("Answered by"),
        "minutes": _("Minutes to the answer"), "author_name": _("First asked by"), "text": _("First asked"),
    }  # fmt: skip
