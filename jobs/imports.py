"""Import, and its way back: a file is prepared in a process of its own, then published in one short transaction."""

import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.job import Failed, Job
from language import Sentence
from loaders.fold import publish, undo
from loaders.inbox import options
from loaders.prepare import Prepared
from loaders.profiles import saved
from loaders.receipt import Receipt
from loaders.refused import Refused
from loaders.rules import documents

if TYPE_CHECKING:
    from jobs.queue import Queue


def import_file(queue: "Queue", job: Job) -> Receipt:
    started = time.monotonic()
    upload = Path(job.parameters["path"])
    if not upload.exists():
        raise Failed(Sentence("The file is no longer there. Nothing was imported."))
    with queue.staging() as folder:
        file = {"path": str(upload), "folder": str(folder)} | {name: job.parameters[name] for name in ("name", "parameters")}
        (staged,) = prepared(queue, job, [file])
        queue.writes(job)
        return publish(queue.store, staged, seconds=time.monotonic() - started, also=partial(queue.done, job))


def import_from_inbox(queue: "Queue", job: Job) -> Receipt:
    """Import a file where it lies, as what lies beside it says."""
    try:
        told = options(Path(job.parameters["path"]))
    except Refused as refused:
        raise Failed(refused.sentence) from refused
    told.pop("name", None)
    return import_file(queue, replace(job, parameters=job.parameters | {"parameters": told}))


def undo_import(queue: "Queue", job: Job) -> None:
    queue.writes(job)
    undo(queue.store, job.parameters["import_id"], also=partial(queue.done, job))


def prepared(queue: "Queue", job: Job, files: list[dict]) -> Iterator[Prepared]:
    """Prepare files, each {path, folder, name, parameters}, in one process of their own: each as soon as it is."""
    order = {
        "files": files,
        "store_zone": queue.store.time_zone,
        "rules": documents(queue.store),
        "profiles": {known_by: asdict(profile) for known_by, profile in saved(queue.store).items()}
        | job.parameters.get("profiles", {}),
    }
    left = [file["folder"] for file in files]
    for told in queue.child(job, "loaders.prepare", order):
        if "refused" in told:
            raise Failed(Sentence.of(told["refused"]))
        left.remove(told["prepared"])
        yield Prepared.load(Path(told["prepared"]))
    if left:
        raise Failed(Sentence("The file could not be read to its end; the program's log says why. Nothing was imported."))
