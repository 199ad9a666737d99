"""Rules that changed are applied to what stands in the store; until that is done the old values are shown."""

from functools import partial
from typing import TYPE_CHECKING

import duckdb

import written
from jobs.job import Failed, Job
from language import Sentence
from loaders import enrich
from loaders.rules import documents, rules_of

if TYPE_CHECKING:
    from jobs.queue import Queue


def enrich_anew(queue: "Queue", job: Job) -> None:
    with queue.staging() as folder:
        enrich.take_out(queue.store, rules_of(queue.store), folder)
        if not list(queue.child(job, "loaders.enrich", {"folder": str(folder), "rules": documents(queue.store)})):
            raise Failed(
                Sentence("The mentions could not be enriched anew; the program's log says why. They keep what they had.")
            )
        queue.writes(job)
        enrich.put_back(queue.store, folder, also=partial(_done, queue, job))


def _done(queue: "Queue", job: Job, cursor: duckdb.DuckDBPyConnection, mentions: int) -> None:
    queue.done(job, cursor, message=Sentence("{count} mentions were enriched anew.", {"count": written.whole(mentions)}))
