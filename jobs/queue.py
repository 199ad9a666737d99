"""One queue of long work per store, in one background thread. Leaving a page stops nothing, nor does a restart.

A job stands in the table `job` from when it is submitted, its file stays on disk until it has ended, and what it writes
to the store is committed together with its end: whatever was not done when the program stopped is done at its next start.
"""

import json
import logging
import os
import platform
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import duckdb

from jobs.cascades import find_cascades
from jobs.demo import is_whole, make_demo, url_beside
from jobs.enrich import enrich_anew
from jobs.imports import import_file, import_from_inbox, undo_import
from jobs.job import Cancelled, Failed, Job
from jobs.stories import find_stories
from jobs.topics import find_topics, find_view_topics, split_topic
from language import Sentence
from loaders import cascades, enrich, stories, topics
from loaders.fold import NoImport
from loaders.receipt import Receipt
from loaders.rules import rules_of
from nlp.rules import RulesError
from store.connect import LAKE, Store, StoreError, connect
from store.lock import LockLost

log = logging.getLogger("guanlan.jobs")
ROOT = Path(__file__).parent.parent
REMEMBERED = 50
# Of linear algebra: where the cores have other work too, threads wait for one another.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
# What is found in the texts of a store once nothing else waits, one after the other, and whether it must be found anew.
FOLLOWING: dict[str, Callable[[Store], bool]] = {"stories": stories.stale, "cascades": cascades.stale, "topics": topics.stale}


@dataclass
class Queue:
    """The jobs of one store, in the order they came."""

    store: Store
    is_demo: bool = False
    _jobs: dict[UUID, Job] = field(default_factory=dict)
    _order: queue.Queue = field(default_factory=queue.Queue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _given_up: set[str] = field(default_factory=set)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _running: subprocess.Popen | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work, first on what an earlier run of the program did not end."""
        self._jobs = {job.job_id: job for job in self._recorded()}
        waiting = [job for job in self._jobs.values() if not job.ended]
        self._clear(kept={Path(job.parameters["path"]).parent for job in waiting if "path" in job.parameters})
        for job in waiting:
            self._order.put(job.job_id)
        if self._is_stale() and not any(job.kind == "enrich" for job in waiting):
            self.submit("enrich", name="")
        elif not waiting:
            self.follow_up()
        self._thread = threading.Thread(target=self._work, name="guanlan-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the running transaction, end the running child and the thread; the next start goes on."""
        self._stopping.set()
        with self._lock:
            if self._running is not None:
                self._running.kill()
        self._order.put(None)
        if self._thread is not None:
            self._thread.join(10)

    def submit(self, kind: str, **parameters: object) -> UUID:
        """Queue a job of a kind in KINDS; its id."""
        job = Job(uuid4(), kind, parameters | {"place": self._place}, "waiting", self.store.now())
        with self.store.writing() as cursor:
            cursor.execute(
                "INSERT INTO job (job_id, kind, parameters, state, submitted_at) VALUES ($id, $kind, $parameters, $state, $at)",
                {
                    "id": str(job.job_id),
                    "kind": kind,
                    "parameters": json.dumps(job.parameters, ensure_ascii=False),
                    "state": job.state,
                    "at": job.submitted_at,
                },
            )
        with self._lock:
            self._jobs[job.job_id] = job
            for old in [j for j in self._jobs.values() if j.ended][:-REMEMBERED]:
                del self._jobs[old.job_id]
        self._order.put(job.job_id)
        return job.job_id

    def enrich(self) -> UUID:
        """Queue the enrichment of all that other rules than the store's enriched; earlier ones that wait or run are over."""
        for job in self.jobs():
            if job.kind == "enrich":
                self.cancel(job.job_id)
        return self.submit("enrich", name="")

    def cancel(self, job_id: UUID) -> None:
        """Stop a job that has not ended. One that is already writing to the store finishes."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None or job.ended or job.state == "writing":
                return
            self._jobs[job_id] = cancelled = replace(job, state="cancelled")
            if job.state == "running" and self._running is not None:
                self._running.kill()
        if job.state == "waiting":
            self._end(cancelled)

    def jobs(self) -> list[Job]:
        """What waits and runs, and what ended last, in earlier runs of the program too; latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    @property
    def _place(self) -> str:
        """Where the files of these jobs lie: the table of a lake holds the jobs of several machines."""
        return f"{platform.node()}:{self.store.folder}"

    def _recorded(self) -> list[Job]:
        with self.store.cursor() as cursor:
            found = cursor.execute(
                "SELECT job_id, kind, CAST(parameters AS VARCHAR) AS parameters, state, submitted_at, message, "
                "CAST(result AS VARCHAR) AS result, ended_at FROM job "
                "QUALIFY state = 'waiting' OR row_number() OVER (ORDER BY ended_at DESC NULLS LAST) <= $remembered "
                "ORDER BY submitted_at",
                {"remembered": REMEMBERED},
            ).fetchall()
        jobs = [
            Job(
                job_id,
                kind,
                json.loads(parameters),
                state,
                submitted_at,
                message=Sentence.of(json.loads(message)) if message else None,
                receipt=Receipt(**json.loads(result)) if result else None,
                ended_at=ended_at,
            )
            for job_id, kind, parameters, state, submitted_at, message, result, ended_at in found
        ]
        shared = self.store.url.startswith(LAKE)
        return [job for job in jobs if job.ended or not shared or job.parameters.get("place") == self._place]

    def _clear(self, kept: set[Path]) -> None:
        shutil.rmtree(self.store.folder / "staging", ignore_errors=True)
        for upload in (self.store.folder / "uploads").glob("*"):
            if upload not in kept:
                shutil.rmtree(upload)

    def _is_stale(self) -> bool:
        """Whether a newer program, or rules that were set while an import went on, would enrich some mentions otherwise."""
        try:
            return enrich.stale(self.store, rules_of(self.store)) > 0
        except (RulesError, duckdb.Error):
            log.exception("the store or its rules cannot be used: nothing is enriched anew")
            return False

    def follow_up(self) -> None:
        """Once nothing waits any more, find anew what is found in the texts, where these are others; but for what failed or was stopped
        since something else was done.
        """
        try:
            for kind, stale in FOLLOWING.items():
                going_on = any(job.kind == kind and not job.ended for job in self.jobs())
                if self._order.empty() and not going_on and kind not in self._given_up and not self._stopping.is_set() and stale(self.store):
                    self.submit(kind, name="")
        except (duckdb.Error, LockLost, RulesError):
            log.exception("the store or its rules cannot be used: nothing is found in its texts")

    def _work(self) -> None:
        while (job_id := self._order.get()) is not None and not self._stopping.is_set():
            job = self._jobs.get(job_id)
            if job is not None and job.state == "waiting":
                self._run(self._changed(job_id, state="running"))
                if self._jobs[job_id].ended:
                    self._end(self._jobs[job_id])
            if job is None or job.kind not in FOLLOWING:
                self._given_up.clear()
            elif self._jobs[job_id].state != "done":
                self._given_up.add(job.kind)
            self.follow_up()

    def _run(self, job: Job) -> None:
        try:
            receipt = KINDS[job.kind](self, job)
        except (Failed, RulesError) as failed:
            self._changed(job.job_id, state="failed", message=failed.sentence)
        except Cancelled:
            log.info("job %s was stopped", job.job_id)
        except (NoImport, OSError, duckdb.Error, LockLost) as error:
            if self._stopped(job):
                return
            log.exception("job %s failed", job.job_id)
            self._changed(
                job.job_id, state="failed", message=Sentence("The work could not be done: {why}", {"why": error})
            )
        else:
            self._changed(job.job_id, state="done", share=1.0, receipt=receipt)

    def _end(self, job: Job) -> None:
        """Record the end of a job, unless it was committed with its work, then let go of its file."""
        if job.state != "done":
            try:
                with self.store.writing() as cursor:
                    ended_at = self._record(cursor, job)
            except (duckdb.Error, LockLost):
                log.exception("the end of job %s is not recorded: the next start does it again", job.job_id)
                return
            with self._lock:
                self._jobs[job.job_id] = replace(self._jobs[job.job_id], ended_at=ended_at)
        file = Path(job.parameters.get("path", ""))
        if file.is_relative_to(self.store.folder / "uploads"):
            shutil.rmtree(file.parent, ignore_errors=True)

    def _record(self, cursor: duckdb.DuckDBPyConnection, job: Job) -> datetime:
        ended_at = self.store.now()
        cursor.execute(
            "UPDATE job SET state = $state, message = $message, result = $result, ended_at = $ended_at WHERE job_id = $id",
            {
                "state": job.state,
                "message": job.message and json.dumps(job.message.plain(), ensure_ascii=False),
                "result": job.receipt and json.dumps(asdict(job.receipt), ensure_ascii=False),
                "ended_at": ended_at,
                "id": str(job.job_id),
            },
        )
        return ended_at

    def _changed(self, job_id: UUID, **changes: object) -> Job:
        """The job with `changes`; one that was cancelled stays so."""
        with self._lock:
            job = self._jobs[job_id]
            if job.state != "cancelled":
                self._jobs[job_id] = job = replace(job, **changes)
            return job

    def child(self, job: Job, module: str, order: dict) -> Iterator[dict]:
        """What `python -m module` tells of its work; its progress becomes the job's. Raises Cancelled where the job was."""
        command = [sys.executable, "-m", module]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=os.environ | ONE_THREAD
        ) as child:
            with self._lock:
                self._running = child
            if self._stopped(job):
                child.kill()
            try:
                child.stdin.write(json.dumps(order))
                child.stdin.close()
                for line in child.stdout:
                    told = json.loads(line)
                    if "progress" in told:
                        self._changed(job.job_id, **told["progress"])
                    else:
                        yield told
            except GeneratorExit:
                child.kill()
                raise
            finally:
                with self._lock:
                    self._running = None
            trace = child.stderr.read()
        if self._stopped(job):
            raise Cancelled
        if child.returncode:
            log.error("%s failed:\n%s", module, trace)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder for the work of one job."""
        # Not the job's own name: the child of a killed program may still write where it was told to.
        folder = self.store.folder / "staging" / str(uuid4())
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _stopped(self, job: Job) -> bool:
        return self._stopping.is_set() or self._jobs[job.job_id].state == "cancelled"

    def works(self, job: Job) -> None:
        """It does not write yet, or no longer: it can be cancelled."""
        self._changed(job.job_id, state="running")

    def writes(self, job: Job) -> None:
        """From here on the job ends as its transaction does. Raises Cancelled where somebody was faster."""
        if self._changed(job.job_id, state="writing").state == "cancelled":
            raise Cancelled

    def done(
        self,
        job: Job,
        cursor: duckdb.DuckDBPyConnection,
        receipt: Receipt | None = None,
        *,
        message: Sentence | None = None,
    ) -> None:
        """The end of a job, in the transaction of its work: there is never one without the other."""
        ended_at = self._record(cursor, replace(job, state="done", receipt=receipt, message=message))
        self._changed(job.job_id, message=message, ended_at=ended_at)


KINDS: dict[str, Callable[[Queue, Job], Receipt | None]] = {
    "import": import_file,
    "inbox": import_from_inbox,
    "undo": undo_import,
    "enrich": enrich_anew,
    "stories": find_stories,
    "cascades": find_cascades,
    "topics": find_topics,
    "split": split_topic,
    "view_topics": find_view_topics,
    "demo": make_demo,
}

_queues: dict[str, Queue] = {}
_starting = threading.Lock()


def begin_demo(store: Store) -> None:
    """Make the demo beside a store, unless it is whole or on its way; one that was stopped is begun again. One that cannot be
    made keeps nobody from importing their own.
    """
    try:
        queue = jobs_of(connect(url_beside(store)))
        queue.is_demo = True
        if not is_whole(queue.store) and all(job.ended for job in queue.jobs() if job.kind == "demo"):
            queue.submit("demo", name="")
    except (StoreError, LockLost, OSError, duckdb.Error):
        log.exception("the demo cannot be made")


def demo_of(store: Store) -> Store | None:
    """The demo's store beside a store, once it is whole."""
    queue = demo_jobs(store)
    return queue.store if queue and is_whole(queue.store) else None


def demo_jobs(store: Store) -> Queue | None:
    """The queue of the demo beside a store, where it was begun."""
    return _queues.get(url_beside(store))


def jobs_of(store: Store) -> Queue:
    """The queue of a store, working from the first call on."""
    with _starting:
        if store.url not in _queues:
            queue = Queue(store)
            queue.start()
            _queues[store.url] = queue
        return _queues[store.url]


def stop_all() -> None:
    """Stop every queue; the demo's store is its queue's own and is closed with it."""
    with _starting:
        for url in list(_queues):
            queue = _queues.pop(url)
            queue.stop()
            if queue.is_demo:
                queue.store.close()
