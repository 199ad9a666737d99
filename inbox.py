"""What is dropped into the inbox is imported, for as long as the program runs, and moved on with its receipt."""

import logging
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

import language
from jobs import Job, Queue
from language import _
from loaders import inbox
from loaders.refused import Refused
from store.lock import LockLost

log = logging.getLogger("guanlan.inbox")
LOOKS = 0.5
STILL = 2.0


@dataclass
class Inbox:
    """Looks into `<store's folder>/inbox`; a file that has not changed for STILL seconds becomes a job of the queue.

    It stays where it is until its job has ended, so that nothing is lost whenever the program stops.
    """

    queue: Queue
    _seen: dict[Path, tuple[list[int], float]] = field(default_factory=dict)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def folder(self) -> Path:
        return self.queue.store.folder / "inbox"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._watch, name="guanlan-inbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(10)
        (self.folder / inbox.ALIVE).unlink(missing_ok=True)

    def _watch(self) -> None:
        with language.speaking(language.of_environment()):
            while not self._stopping.is_set():
                try:
                    (self.folder / inbox.ALIVE).touch()
                    self._look()
                except (OSError, duckdb.Error, LockLost):
                    log.exception("the inbox could not be looked through; it is tried again")
                self._stopping.wait(LOOKS)

    def _look(self) -> None:
        files = inbox.exports(self.folder)
        known = {(job.parameters["path"], tuple(job.parameters["stamp"])): job for job in self._jobs()[::-1]}
        for path in files:
            job = known.get((str(path), tuple(_stamp(path))))
            if job is not None and job.ended and job.ended_at:  # committed, not only on its way
                inbox.settle(self.folder, path, told(job))
            elif job is not None and job.state != "waiting":
                inbox.write(inbox.working(path), {"rows": job.rows, "share": job.share})
            elif job is None and self._still(path):
                self._submit(path)
        for job in self._jobs():
            if job.state == "waiting" and Path(job.parameters["path"]) not in files:
                self.queue.cancel(job.job_id)
        self._seen = {path: seen for path, seen in self._seen.items() if path in files}

    def _jobs(self) -> list[Job]:
        return [job for job in self.queue.jobs() if job.kind == "inbox"]

    def _still(self, path: Path) -> bool:
        stamp, now = _stamp(path), time.monotonic()
        before, since = self._seen.setdefault(path, (stamp, now))
        if before != stamp:
            self._seen[path] = (stamp, now)
            return False
        return now - since >= STILL

    def _submit(self, path: Path) -> None:
        try:
            name = inbox.options(path).get("name")
        except Refused:  # the job says so
            name = None
        name = name or path.relative_to(self.folder).as_posix()
        self.queue.submit("inbox", path=str(path), stamp=_stamp(path), name=name)


def told(job: Job) -> dict:
    """What the receipt beside a file says of its job: a sentence in any case, then its sums or why there are none."""
    name = job.parameters["name"]
    shown: dict = {"state": job.state, "name": name, "folder": name.rpartition("/")[0] or None}
    if job.receipt:
        return shown | {"sentence": str(job.receipt), "receipt": asdict(job.receipt)}
    if job.message:
        return shown | {"sentence": str(job.message), "why": job.message.plain()}
    return shown | {"sentence": _("Stopped")}


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]
