"""The queue of long work, on a real store with real child processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

import jobs
from jobs import Job, Queue
from loaders.parameters import Parameters
from store.connect import Store, connect
from store.digest import digest, faults
from tests import generated, invented

pytestmark = pytest.mark.usefixtures("english")

LARGE = 12_000
ROOT = Path(__file__).resolve().parents[1]
PARAMETERS = {"export": None, "brand": None, "time_zone": None, "query": None, "columns": {}, "day_first": None}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """weibo.csv and table.csv, invented; large.csv, which is read in several batches."""
    folder = tmp_path_factory.mktemp("files")
    weibo, table = invented.write(folder)
    weibo.rename(folder / "weibo.csv")
    table.rename(folder / "table.csv")
    generated.write(folder / "large.csv", rows=LARGE, length=1000)
    return folder


@pytest.fixture
def queue(native: Store) -> Iterator[Queue]:
    queue = Queue(native)
    queue.start()
    yield queue
    queue.stop()


def until(condition: Callable[[], object], seconds: float = 60) -> object:
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)
    return value


def found(queue: Queue, job_id: UUID) -> Job:
    return next(job for job in queue.jobs() if job.job_id == job_id)


def ended(queue: Queue, job_id: UUID) -> Job:
    """The job once it has ended and its row says so."""
    return until(lambda: recorded(queue.store, job_id)["ended_at"] and found(queue, job_id))


def recorded(store: Store, job_id: UUID) -> dict:
    with store.cursor() as cursor:
        rows = cursor.execute("SELECT * FROM job WHERE job_id = CAST($id AS UUID)", {"id": str(job_id)})
        return dict(zip([column[0] for column in rows.description], rows.fetchone(), strict=True))


def upload(store: Store, file: Path) -> Path:
    """The file as the page of imports leaves it: in a folder of its own."""
    folder = store.folder / "uploads" / str(uuid4())
    folder.mkdir(parents=True)
    return Path(shutil.copyfile(file, folder / "upload"))


def submit(queue: Queue, file: Path) -> UUID:
    return queue.submit("import", path=str(upload(queue.store, file)), name=file.name, parameters=PARAMETERS)


def left_behind(store: Store) -> list[Path]:
    return [path for name in ("staging", "uploads") for path in (store.folder / name).glob("*")]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_the_page_hands_over_are_the_parameters_of_prepare():
    assert Parameters(**PARAMETERS) == Parameters()


def test_an_import_runs_and_leaves_its_receipt(queue, files):
    job = ended(queue, submit(queue, files / "weibo.csv"))
    assert (job.state, job.share, job.message, job.ended) == ("done", 1.0, None, True)
    receipt = job.receipt
    assert (receipt.file, receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        "weibo.csv", "weibo-search", 300, 507, 348, 159, 0,
    )  # fmt: skip
    with queue.store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM mention").fetchone() == (348,)
    row = recorded(queue.store, job.job_id)
    assert (row["state"], row["message"], json.loads(row["result"])["added"]) == ("done", None, 348)
    assert (left_behind(queue.store), faults(queue.store)) == ([], [])


def test_an_undo_runs_and_leaves_the_store_as_it_was(queue, files):
    ended(queue, submit(queue, files / "table.csv"))
    before = digest(queue.store)
    added = ended(queue, submit(queue, files / "weibo.csv"))
    assert digest(queue.store) != before
    undone = ended(queue, queue.submit("undo", import_id=added.receipt.import_id, name="weibo.csv"))
    assert (undone.state, undone.receipt) == ("done", None)
    assert (digest(queue.store), faults(queue.store)) == (before, [])


def test_a_second_undo_fails_with_a_sentence(queue, files):
    added = ended(queue, submit(queue, files / "table.csv"))
    jobs = [queue.submit("undo", import_id=added.receipt.import_id, name="table.csv") for _turn in range(2)]
    assert [ended(queue, job).state for job in jobs] == ["done", "failed"]
    assert str(found(queue, jobs[1]).message).startswith("The work could not be done: ")


def test_progress_is_told_while_the_file_is_read(queue, files):
    job_id = submit(queue, files / "large.csv")
    seen = []
    until(lambda: seen.append(found(queue, job_id)) or seen[-1].ended)
    rows = sorted({job.rows for job in seen})
    assert rows[0] == 0 and rows[-1] == LARGE and len(rows) > 2
    assert [job.rows for job in seen] == sorted(job.rows for job in seen)
    shares = [job.share for job in seen if job.rows]
    assert shares == sorted(shares) and 0 < shares[0] <= shares[-1] == 1
    states = [job.state for job in seen]
    order = ["waiting", "running", "writing", "done"]
    assert sorted(states, key=order.index) == states and {"running", "done"} <= set(states)


def test_cancelling_kills_the_child_and_leaves_nothing_behind(queue, files):
    before = digest(queue.store)
    job_id = submit(queue, files / "large.csv")
    until(lambda: found(queue, job_id).rows)
    pid = queue._child.pid
    assert is_alive(pid)
    queue.cancel(job_id)
    assert (ended(queue, job_id).state, recorded(queue.store, job_id)["state"]) == ("cancelled", "cancelled")
    assert not is_alive(pid)
    assert (left_behind(queue.store), digest(queue.store)) == ([], before)
    assert ended(queue, submit(queue, files / "table.csv")).state == "done"


def test_a_job_that_waits_is_cancelled_before_it_begins(queue, files):
    first, second = submit(queue, files / "large.csv"), submit(queue, files / "table.csv")
    queue.cancel(second)
    assert [ended(queue, first).state, ended(queue, second).state] == ["done", "cancelled"]
    assert found(queue, second).rows == 0 and left_behind(queue.store) == []
    with queue.store.cursor() as cursor:
        assert cursor.execute("SELECT file_name FROM import").fetchall() == [("large.csv",)]


def test_a_job_that_writes_to_the_store_can_no_longer_be_cancelled(queue, files):
    job_id = submit(queue, files / "table.csv")
    with queue.store.writing():
        until(lambda: found(queue, job_id).state == "writing")
        queue.cancel(job_id)
        assert found(queue, job_id).state == "writing"
    job = ended(queue, job_id)
    assert (job.state, job.receipt.added) == ("done", 200)


def test_an_ended_job_stays_as_it_ended(queue, files):
    job_id = submit(queue, files / "table.csv")
    job = ended(queue, job_id)
    queue.cancel(job_id)
    assert (found(queue, job_id), recorded(queue.store, job_id)["state"]) == (job, "done")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("日期,平台,声量\n2025-03-03,微博,120\n", "These are totals, not mentions: no column holds a text, a title or an address."),
        ("标题,正文\n一,好\n", "No column holds the time of publication, without which a mention has no place in time."),
        ("正文,发布时间\n好,some day\n", "No record of the file has a usable time of publication; the column 发布时间 holds for example: some day."),
        ("正文,发布时间\n好,yesterday\n", "The times in 发布时间 count from when the file was collected, for example yesterday."),
        ("", "The file is empty."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_imported_gives_its_sentence(queue, tmp_path, content, sentence):
    before = digest(queue.store)
    (tmp_path / "bad.csv").write_text(content, encoding="utf-8")
    job = ended(queue, submit(queue, tmp_path / "bad.csv"))
    assert (job.state, job.receipt) == ("failed", None)
    assert str(job.message).startswith(sentence)
    told = json.loads(recorded(queue.store, job.job_id)["message"])
    assert str(jobs.Sentence.of(told)) == str(job.message)
    assert (left_behind(queue.store), digest(queue.store)) == ([], before)


def test_a_file_that_is_gone_fails_and_the_queue_goes_on(queue, files):
    lost = upload(queue.store, files / "table.csv")
    lost.unlink()
    job = ended(queue, queue.submit("import", path=str(lost), name="lost.csv", parameters=PARAMETERS))
    assert job.state == "failed"
    assert (
        str(job.message) == "The file could not be read to its end; the program's log says why. Nothing was imported."
    )
    assert ended(queue, submit(queue, files / "table.csv")).state == "done"


def test_jobs_run_one_at_a_time_in_the_order_they_came(queue, files):
    order = [submit(queue, files / name) for name in ("weibo.csv", "table.csv", "weibo.csv")]
    working = set()
    until(
        lambda: (
            working.add(sum(job.state in ("running", "writing") for job in queue.jobs()))
            or all(job.ended for job in queue.jobs())
        )
    )
    assert max(working) == 1
    rows = [(ended(queue, job_id), recorded(queue.store, job_id)["ended_at"])[1] for job_id in order]
    assert rows == sorted(rows)
    assert [job.job_id for job in queue.jobs()] == order[::-1]
    assert [found(queue, job_id).receipt.added for job_id in order] == [348, 200, 0]


def test_what_an_earlier_run_left_undone_has_failed_with_a_sentence(native, files):
    before = Queue(native)  # it is never started: the program ended first
    job_id = submit(before, files / "table.csv")
    (native.folder / "staging" / str(job_id)).mkdir(parents=True)
    after = Queue(native)
    after.start()
    row = recorded(native, job_id)
    assert row["state"] == "failed"
    assert (
        str(jobs.Sentence.of(json.loads(row["message"])))
        == "The program was stopped before the work was done. Nothing was imported."
    )
    assert (left_behind(native), after.jobs()) == ([], [])
    after.stop()


def test_stopping_ends_the_child_and_the_thread_and_tells_what_was_cancelled(queue, files):
    before = digest(queue.store)
    first, second = submit(queue, files / "large.csv"), submit(queue, files / "table.csv")
    until(lambda: found(queue, first).rows)
    pid = queue._child.pid
    started = time.monotonic()
    queue.stop()
    assert time.monotonic() - started < 5
    assert (is_alive(pid), queue._thread.is_alive()) == (False, False)
    assert [recorded(queue.store, job_id)["state"] for job_id in (first, second)] == ["cancelled", "cancelled"]
    assert (left_behind(queue.store), digest(queue.store)) == ([], before)


def test_an_idle_queue_stops_at_once(native):
    queue = Queue(native)
    queue.start()
    queue.stop()
    assert not queue._thread.is_alive()


def test_a_store_has_one_queue_until_all_are_stopped(native):
    queue = jobs.jobs_of(native)
    assert jobs.jobs_of(native) is queue
    jobs.stop_all()
    assert not queue._thread.is_alive()
    assert jobs.jobs_of(native) is not queue
    jobs.stop_all()


PROGRAM = """
import shutil, sys, time
from pathlib import Path
from jobs import Queue
from store.connect import connect

url, file, state = sys.argv[1:]
queue = Queue(connect(url))
queue.start()
folder = queue.store.folder / "uploads" / "one"
folder.mkdir(parents=True)
path = shutil.copyfile(file, folder / "upload")
job_id = queue.submit("import", path=str(path), name="large.csv", parameters={})
while not any(job.rows and job.state == state or job.ended for job in queue.jobs()):
    time.sleep(0.005)
print(job_id, queue._child.pid if queue._child else 0, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("state", ["running", "writing"])
def test_a_program_that_is_killed_leaves_a_store_that_goes_on(tmp_path, files, state):
    url = tmp_path / "killed" / "guanlan.duckdb"
    empty = connect(url)
    before = digest(empty)
    empty.close()
    command = [sys.executable, "-c", PROGRAM, str(url), str(files / "large.csv"), state]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        job_id, child = program.stdout.readline().split()
        program.send_signal(signal.SIGKILL)
    store = connect(url)
    after_kill = digest(store)
    queue = Queue(store)
    queue.start()
    with store.cursor() as cursor:
        done = cursor.execute("SELECT count(*) FROM import").fetchone()[0]
    # All of it or nothing.
    assert (after_kill == before) == (done == 0)
    assert done == 0 if state == "running" else done in (0, 1)
    assert (left_behind(store), faults(store)) == ([], [])
    row = recorded(store, UUID(job_id))
    assert row["state"] in ("failed", "done") and (row["state"] == "failed" or done)
    until(lambda: not int(child) or not is_alive(int(child)), seconds=20)
    again = ended(queue, submit(queue, files / "large.csv"))
    assert (again.state, again.receipt.added) == ("done", LARGE * (1 - done))
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM mention").fetchone() == (LARGE,)
    assert (left_behind(store), faults(store)) == ([], [])
    queue.stop()
    store.close()
