"""Texts that are nearly the same become one story, once nothing else is to be done."""

from functools import partial
from typing import TYPE_CHECKING

import duckdb

import written
from jobs.job import Failed, Job
from language import Sentence
from loaders import stories

if TYPE_CHECKING:
    from jobs.queue import Queue


def find_stories(queue: "Queue", job: Job) -> None:
    with queue.staging() as folder:
        stamp = stories.take_out(queue.store, folder)
        if not list(queue.child(job, "loaders.stories", {"folder": str(folder)})):
            raise Failed(Sentence("Similar texts could not be found; the program's log says why. Only equal texts count as one story."))
        queue.writes(job)
        stories.put_back(queue.store, folder, stamp, also=partial(_done, queue, job))


def _done(queue: "Queue", job: Job, cursor: duckdb.DuckDBPyConnection, mentions: int) -> None:
    queue.done(job, cursor, message=Sentence("{count} mentions stand in another story now.", {"count": written.whole(mentions)}))
