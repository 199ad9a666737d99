"""Topics are found anew once nothing else is to be done."""

from functools import partial
from typing import TYPE_CHECKING

import duckdb

import written
from analysis.filters import Filters
from jobs.job import Failed, Job
from language import Sentence
from loaders import topics, view_topics

if TYPE_CHECKING:
    from jobs.queue import Queue

FAILED = Sentence("Topics could not be found; the program's log says why. Those that were found before stay.")


def find_topics(queue: "Queue", job: Job) -> None:
    """As many as the job asks for, else as the run before was asked for; once more where somebody changed the topics meanwhile."""
    asked = job.parameters["asked"] if "asked" in job.parameters else topics.asked(queue.store)
    done = False
    while not done:
        queue.works(job)
        with queue.staging() as folder:
            order = topics.take_out(queue.store, folder, asked)
            if order["stories"] >= topics.LEAST and not list(queue.child(job, "loaders.topics", order)):
                raise Failed(FAILED)
            queue.writes(job)
            done = topics.put_back(queue.store, order, also=partial(_done, queue, job))


def split_topic(queue: "Queue", job: Job) -> None:
    """As many parts as the job asks for, else as part best."""
    topic_id, done = job.parameters["topic_id"], False
    while not done:
        queue.works(job)
        with queue.staging() as folder:
            order = topics.take_out(queue.store, folder, job.parameters["asked"], within=(topics.OF_TOPIC, {"of": topic_id}), every=True)
            if order["stories"] < topics.LEAST:
                raise Failed(Sentence("This topic has fewer than {count} different texts: too few to split it.", {"count": topics.LEAST}))
            found = list(queue.child(job, "loaders.topics", order))
            if not found:
                raise Failed(FAILED)
            if found[0]["topics"] < 2:
                raise Failed(Sentence("The texts of this topic are too much alike: no parts were found in it."))
            queue.writes(job)
            done = topics.split(queue.store, order, topic_id, job.parameters["by"], also=partial(_done, queue, job))


def find_view_topics(queue: "Queue", job: Job) -> None:
    """In the mentions of a view alone, whatever the topics of the store are."""
    filters, _refused = Filters.of_link(job.parameters["link"])
    with queue.staging() as folder:
        order = topics.take_out(queue.store, folder, job.parameters["asked"], within=filters.selection())
        if order["stories"] < topics.LEAST:
            raise Failed(Sentence("The view has fewer than {count} different texts: too few for topics of their own.", {"count": topics.LEAST}))
        if not list(queue.child(job, "loaders.topics", order)):
            raise Failed(FAILED)
        queue.writes(job)
        view_topics.put(queue.store, order, filters.view(), filters.selection(), also=partial(_done, queue, job))


def _done(queue: "Queue", job: Job, cursor: duckdb.DuckDBPyConnection, count: int) -> None:
    queue.done(job, cursor, message=Sentence("{count} topics were found.", {"count": written.whole(count)}))
