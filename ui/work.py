"""What goes on, in the sidebar of every page: whoever began it, whichever page is open."""

from uuid import UUID

import streamlit as st

import written
from jobs import FOLLOWING, Job, Queue, demo_jobs, jobs_of
from language import _
from ui.ask import store

STATES = {
    "waiting": "Waiting",
    "running": "Reading",
    "writing": "Writing",
    "done": "Imported",
    "failed": "Not imported",
    "cancelled": "Stopped",
}
# kind -> what is said otherwise of its jobs.
OF_KIND = {
    "undo": {"writing": "Undoing", "done": "undone", "failed": "Not undone"},
    "enrich": {"running": "Applying", "done": "Applied", "failed": "Not applied"},
    "stories": {"running": "Grouping", "done": "Grouped", "failed": "Not grouped"},
    "cascades": {"running": "Tracing", "done": "Cascades found", "failed": "No cascades found"},
    "topics": {"running": "Finding", "done": "Topics found", "failed": "No topics found"},
    "view_topics": {"running": "Finding", "done": "Topics found", "failed": "No topics found"},
    "split": {"running": "Splitting", "done": "Split up", "failed": "Not split up"},
    "demo": {"running": "Preparing", "done": "Ready", "failed": "Not prepared"},
}
NAMES = {"enrich": "Rules for all mentions", "stories": "Grouping similar texts", "cascades": "Finding cascades", "topics": "Finding topics", "split": "Splitting a topic", "view_topics": "Finding the topics of a view", "demo": "Demo data"}


def ended() -> set[UUID]:
    """The jobs that have ended, to be asked before the page is drawn: it shows their data."""
    return {job.job_id for _queue, job in _jobs() if job.ended}


def work(shown: set[UUID]) -> None:
    """Nothing where nothing goes on and the page shows all that has ended: then nothing polls either."""
    if ended() - shown or any(not job.ended for _queue, job in _jobs()):
        _going_on(shown)


@st.fragment(run_every=0.7)
def _going_on(shown: set[UUID]) -> None:
    """Polls until a job ends; then the page that is open is drawn anew, with the data as they are now. What follows an import by itself
    disturbs only once, when all of it has ended.
    """
    jobs = _jobs()
    going_on = [(queue, job) for queue, job in jobs if not job.ended]
    st.caption(_("Work going on"))
    for queue, job in going_on:
        progress(queue, job, key="aside")
    over = [job for _queue, job in jobs if job.ended and job.job_id not in shown]
    if over and (not going_on or any(job.kind not in FOLLOWING for job in over)):
        st.rerun()


def progress(queue: Queue, job: Job, *, key: str) -> None:
    """A job that goes on: its name, how far it is, and the button that stops it."""
    st.text(named(job))
    told = {"waiting": _("Waiting for its turn"), "running": _("Opening the file")}.get(job.state, "")
    if job.kind in NAMES:
        told = ""
    if job.rows:
        told = _("{rows} records read", rows=written.whole(job.rows))
    st.progress(job.share or 0.0, text=told)
    st.button(
        _("Stop"),
        key=f"stop_{key}_{job.job_id}",
        on_click=queue.cancel,
        args=[job.job_id],
        type="tertiary",
        disabled=job.state == "writing",
    )


def named(job: Job) -> str:
    return f"{name(job)} · {state(job)}"


def name(job: Job) -> str:
    """The file that a job is about, or what is done to all."""
    return _(NAMES[job.kind]) if job.kind in NAMES else job.parameters["name"]


def state(job: Job) -> str:
    states = STATES | OF_KIND.get(job.kind, {})
    return _(states[job.state])


def _jobs() -> list[tuple[Queue, Job]]:
    """Those of the user's store and of the demo's, with their queue."""
    queues = [jobs_of(store()), demo_jobs(store())]
    return [(queue, job) for queue in queues if queue for job in queue.jobs()]
