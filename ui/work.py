"""What goes on, in the sidebar of every page: whoever began it, whichever page is open."""

from uuid import UUID

import streamlit as st

from jobs import Job, jobs_of
from language import _
from ui import numbers
from ui.ask import store

STATES = {
    "waiting": "Waiting",
    "running": "Reading",
    "writing": "Writing",
    "done": "Imported",
    "failed": "Not imported",
    "cancelled": "Stopped",
}
OF_UNDO = {"writing": "Undoing", "done": "undone", "failed": "Not undone"}


def ended() -> set[UUID]:
    """The jobs that have ended, to be asked before the page is drawn: it shows their data."""
    return {job.job_id for job in jobs_of(store()).jobs() if job.ended}


def work(shown: set[UUID]) -> None:
    """Nothing where nothing goes on and the page shows all that has ended: then nothing polls either."""
    if ended() - shown or any(not job.ended for job in jobs_of(store()).jobs()):
        _going_on(shown)


@st.fragment(run_every=0.7)
def _going_on(shown: set[UUID]) -> None:
    """Polls until a job ends; then the page that is open is drawn anew, with the data as they are now."""
    jobs = jobs_of(store()).jobs()
    st.caption(_("Work going on"))
    for job in [job for job in jobs if not job.ended]:
        progress(job, key="aside")
    if ended() - shown:
        st.rerun()


def progress(job: Job, *, key: str) -> None:
    """A job that goes on: its name, how far it is, and the button that stops it."""
    st.text(named(job))
    told = {"waiting": _("Waiting for its turn"), "running": _("Opening the file")}.get(job.state, "")
    if job.rows:
        told = _("{rows} records read", rows=numbers.whole(job.rows))
    st.progress(job.share or 0.0, text=told)
    st.button(
        _("Stop"),
        key=f"stop_{key}_{job.job_id}",
        on_click=jobs_of(store()).cancel,
        args=[job.job_id],
        type="tertiary",
        disabled=job.state == "writing",
    )


def named(job: Job) -> str:
    return f"{job.parameters['name']} · {state(job)}"


def state(job: Job) -> str:
    states = STATES | OF_UNDO if job.kind == "undo" else STATES
    return _(states[job.state])
