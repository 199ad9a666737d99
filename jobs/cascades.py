"""Whose words a mention passes on is found once nothing else is to be done."""

from functools import partial
from typing import TYPE_CHECKING

import duckdb

import written
from jobs.job import Failed, Job
from language import Sentence
from loaders import cascades

if TYPE_CHECKING:
    from jobs.queue import Queue


def find_cascades(queue: "Queue", job: Job) -> None:
    with queue.staging() as folder:
        stamp = cascades.take_out(queue.store, folder)
        if not list(queue.child(job, "loaders.cascades", {"folder": str(folder)})):
            raise Failed(Sentence("Cascades could not be found; the program's log says why. Those that were found before stay."))
        queue.writes(job)
        cascades.put_back(queue.store, folder, stamp, also=partial(_done, queue, job))


def _done(queue: "Queue", job: Job, cursor: duckdb.DuckDBPyConnection, count: int) -> None:
    queue.done(job, cursor, message=Sentence("{count} cascades were found.", {"count": written.whole(count)}))
