"""Long work: one queue in one background thread per store. Leaving a page stops nothing, nor does a restart.

A job stands in the table `job` from when it is submitted, its file stays on disk until it has ended, and what it writes
to the store is committed together with its end: whatever was not done when the program stopped is done at its next start.
"""

import json
import logging
import platform
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import duckdb

from language import Sentence
from loaders.fold import NoImport, publish, undo
from loaders.inbox import options
from loaders.prepare import Prepared
from loaders.profiles import saved
from loaders.receipt import Receipt
from loaders.refused import Refused
from store.connect import LAKE, Store
from store.lock import LockLost

log = logging.getLogger("guanlan.jobs")
ROOT = Path(__file__).parent
REMEMBERED = 50


class Cancelled(Exception):
    """Somebody stopped the job, or the program."""


class Failed(Exception):
    """The job cannot be done; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence.text)


@dataclass(frozen=True)
class Job:
    """`state` is waiting, running, writing (to the store: it can no longer be cancelled), done, failed or cancelled;
    `share` of the work done is None where it is not known.
    """

    job_id: UUID
    kind: str
    parameters: dict
    state: str
    submitted_at: datetime
    rows: int = 0
    share: float | None = None
    message: Sentence | None = None
    receipt: Receipt | None = None
    ended_at: datetime | None = None

    @property
    def ended(self) -> bool:
        return self.state in ("done", "failed", "cancelled")


@dataclass
class Queue:
    """The jobs of one store, in the order they came."""

    store: Store
    _jobs: dict[UUID, Job] = field(default_factory=dict)
    _order: queue.Queue = field(default_factory=queue.Queue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _child: subprocess.Popen | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work, first on what an earlier run of the program did not end."""
        self._jobs = {job.job_id: job for job in self._recorded()}
        waiting = [job for job in self._jobs.values() if not job.ended]
        self._clear(kept={Path(job.parameters["path"]).parent for job in waiting if "path" in job.parameters})
        for job in waiting:
            self._order.put(job.job_id)
        self._thread = threading.Thread(target=self._work, name="guanlan-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the running transaction, end the running child and the thread; the next start goes on."""
        self._stopping.set()
        with self._lock:
            if self._child is not None:
                self._child.kill()
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

    def cancel(self, job_id: UUID) -> None:
        """Stop a job that has not ended. One that is already writing to the store finishes."""
        with self._lock:
            job = self._jobs[job_id]
            if job.ended or job.state == "writing":
                return
            self._jobs[job_id] = cancelled = replace(job, state="cancelled")
            if job.state == "running" and self._child is not None:
                self._child.kill()
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

    def _work(self) -> None:
        while (job_id := self._order.get()) is not None and not self._stopping.is_set():
            if self._jobs[job_id].state == "waiting":
                self._run(self._changed(job_id, state="running"))
                if self._jobs[job_id].ended:
                    self._end(self._jobs[job_id])

    def _run(self, job: Job) -> None:
        try:
            receipt = KINDS[job.kind](self, job)
        except Failed as failed:
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

    def _import(self, job: Job) -> Receipt:
        """Prepare the file in a process of its own, then publish it."""
        started = time.monotonic()
        upload = Path(job.parameters["path"])
        # Not the job's own name: the child of a killed program may still write where it was told to.
        staging = self.store.folder / "staging" / str(uuid4())
        if not upload.exists():
            raise Failed(Sentence("The file is no longer there. Nothing was imported."))
        try:
            prepared = self._prepared(job, upload, staging)
            self._writes(job)
            return publish(self.store, prepared, seconds=time.monotonic() - started, also=partial(self._done, job))
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _inbox(self, job: Job) -> Receipt:
        """Import a file where it lies, as what lies beside it says."""
        try:
            told = options(Path(job.parameters["path"]))
        except Refused as refused:
            raise Failed(refused.sentence) from refused
        told.pop("name", None)
        return self._import(replace(job, parameters=job.parameters | {"parameters": told}))

    def _prepared(self, job: Job, upload: Path, staging: Path) -> Prepared:
        order = {
            "path": str(upload),
            "folder": str(staging),
            "name": job.parameters["name"],
            "store_zone": self.store.time_zone,
            "parameters": job.parameters["parameters"],
            "profiles": {known_by: asdict(profile) for known_by, profile in saved(self.store).items()}
            | job.parameters.get("profiles", {}),
        }
        staging.mkdir(parents=True)
        command = [sys.executable, "-m", "loaders.prepare"]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        ) as child:
            with self._lock:
                self._child = child
            if self._stopped(job):
                child.kill()
            told: dict = {}
            try:
                child.stdin.write(json.dumps(order))
                child.stdin.close()
                for line in child.stdout:
                    told = json.loads(line)
                    if "progress" in told:
                        self._changed(job.job_id, **told["progress"])
            finally:
                with self._lock:
                    self._child = None
            trace = child.stderr.read()
        if self._stopped(job):
            raise Cancelled
        if "refused" in told:
            raise Failed(Sentence.of(told["refused"]))
        if "prepared" not in told:
            log.error("preparing %s failed:\n%s", upload.name, trace)
            raise Failed(
                Sentence("The file could not be read to its end; the program's log says why. Nothing was imported.")
            )
        return Prepared.load(staging)

    def _stopped(self, job: Job) -> bool:
        return self._stopping.is_set() or self._jobs[job.job_id].state == "cancelled"

    def _writes(self, job: Job) -> None:
        """From here on the job ends as its transaction does. Raises Cancelled where somebody was faster."""
        if self._changed(job.job_id, state="writing").state == "cancelled":
            raise Cancelled

    def _undo(self, job: Job) -> None:
        self._writes(job)
        undo(self.store, job.parameters["import_id"], also=partial(self._done, job))

    def _done(self, job: Job, cursor: duckdb.DuckDBPyConnection, receipt: Receipt | None = None) -> None:
        """The end of a job, in the transaction of its work: there is never one without the other."""
        ended_at = self._record(cursor, replace(job, state="done", receipt=receipt))
        self._changed(job.job_id, ended_at=ended_at)


KINDS: dict[str, Callable[[Queue, Job], Receipt | None]] = {
    "import": Queue._import,
    "inbox": Queue._inbox,
    "undo": Queue._undo,
}

_queues: dict[str, Queue] = {}
_starting = threading.Lock()


def jobs_of(store: Store) -> Queue:
    """The queue of a store, working from the first call on."""
    with _starting:
        if store.url not in _queues:
            _queues[store.url] = Queue(store)
            _queues[store.url].start()
        return _queues[store.url]


def stop_all() -> None:
    with _starting:
        for url in list(_queues):
            _queues.pop(url).stop()
