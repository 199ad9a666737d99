"""What became of files: work going on, receipts, rejected records, and the way back."""

import json
from dataclasses import asdict
from datetime import timedelta

import streamlit as st

import written
from analysis.filters import Filters
from analysis.imports import imports, rejected
from jobs import Job, jobs_of
from language import _
from loaders import reasons
from loaders.receipt import sentences
from ui.ask import ask, store
from ui.card import open_mentions
from ui.chronicle import chosen
from ui.download import csv_bytes, spoken
from ui.plain import plain
from ui.work import name, named, progress, state

LATEST = 5
RECENT = timedelta(days=1)


def work() -> None:
    """The jobs that go on with their progress, those that ended of late, and those before in a table."""
    jobs = jobs_of(store()).jobs()
    if any(not job.ended for job in jobs):
        _running()
    since = store().now() - RECENT
    ended = [job for job in jobs if job.ended]
    late = [job for job in ended if (job.ended_at or job.submitted_at) > since][:LATEST]
    for job in late:
        _ended(job)
    if earlier := [job for job in ended if job not in late]:
        with st.expander(_("Earlier work")):
            _table(earlier)


def history() -> None:
    answer = ask(imports, Filters(), of=store())
    if not answer.rows:
        return
    st.subheader(_("Imported files"), anchor=False)
    rows = answer.rows
    table = {
        _("Imported at"): [row["imported_at"] for row in rows],
        _("File"): [row["file_name"] for row in rows],
        _("Format"): [row["export"] for row in rows],
        _("Records"): [row["rows"] for row in rows],
        _("Found"): [row["read"] for row in rows],
        _("Added"): [row["added"] for row in rows],
        _("Merged"): [row["merged"] for row in rows],
        _("Rejected"): [row["rejected"] for row in rows],
        _("From"): [row["since"] for row in rows],
        _("To"): [row["until"] for row in rows],
        _("State"): [_("undone") if row["undone_at"] else "" for row in rows],
    }
    minutes = {_(name): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm") for name in ("Imported at", "From", "To")}
    places = chosen(table, key="history", alt=_("Imported files and what became of them"), columns=minutes)
    st.caption(_("Choose a file to see its receipt, its rejected records, its mentions, or to undo it."))
    for place in places:
        _import(rows[place])


@st.fragment(run_every=0.7)
def _running() -> None:
    """Polls while work goes on; when something has ended, ui.work draws the page anew."""
    queue = jobs_of(store())
    for job in queue.jobs():
        if not job.ended:
            with st.container(border=True):
                progress(queue, job, key="page")


def _ended(job: Job) -> None:
    with st.container(border=True):
        st.text(named(job))
        if job.state == "failed":
            st.error(plain(job.message), icon=":material/block:")
        elif job.message:
            st.caption(plain(job.message))
        elif job.receipt:
            st.caption(_line(asdict(job.receipt)))
            for sentence in job.receipt.sentences():
                st.caption(f":material/info: {plain(sentence)}")


def _table(jobs: list[Job]) -> None:
    st.dataframe(
        {
            _("Time"): [job.ended_at or job.submitted_at for job in jobs],
            _("File"): [name(job) for job in jobs],
            _("State"): [state(job) for job in jobs],
            _("Reason"): [str(job.message) if job.message else "" for job in jobs],
        },
        hide_index=True,
        column_config={_("Time"): st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm")},
        alt=_("Earlier work and how it ended"),
        key="earlier",
    )


def _import(row: dict) -> None:
    with st.container(border=True, key="receipt"):
        st.text(row["file_name"])
        st.caption(_line(row))
        for sentence in sentences(json.loads(row["warnings"]), json.loads(row["left_out"] or "{}")):
            st.caption(f":material/info: {plain(sentence)}")
        if row["undone_at"]:
            st.info(_("This import was undone at {time}.", time=written.minute(row["undone_at"])))
            return
        if row["rejected"]:
            _rejected(row)
        with st.container(horizontal=True):
            if st.button(_("Its mentions"), key="import_mentions", icon=":material/list_alt:"):
                open_mentions(Filters(imports=(row["import_id"],)))
            with st.popover(_("Undo"), icon=":material/undo:"):
                st.write(
                    _(
                        "The mentions that only this file brought will be gone; those that other files hold too stay as these say."
                    )
                )
                if st.button(_("Undo this import"), type="primary", key="undo"):
                    jobs_of(store()).submit("undo", import_id=row["import_id"], name=row["file_name"])
                    st.rerun()


def _rejected(row: dict) -> None:
    answer = ask(rejected, Filters(), of=store(), import_id=row["import_id"])
    columns = {
        _("Record"): [written.place(found["member"], found["line"]) for found in answer.rows],
        _("Rejected because"): [reasons.rejection(found["reason"]) for found in answer.rows],
        _("As exported"): [found["raw"] for found in answer.rows],
    }
    st.dataframe(columns, hide_index=True, alt=_("Rejected records"), key="rejected")
    st.download_button(
        _("Download"), data=spoken(lambda: csv_bytes(list(columns), zip(*columns.values(), strict=True))), file_name="guanlan-rejected.csv", mime="text/csv", on_click="ignore",
        key="download_rejected", icon=":material/download:",
    )  # fmt: skip


def _line(row: dict) -> str:
    return plain(
        _(
            "{rows} records → {read} mentions found = {added} added + {merged} merged as repeats + {rejected} rejected",
            **{name: written.whole(row[name]) for name in ("rows", "read", "added", "merged", "rejected")},
        )
    )
