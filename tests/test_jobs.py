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
from jobs.queue import FOLLOWING
from language import Sentence
from loaders import cascades, enrich, stories, topics
from loaders.parameters import Parameters
from loaders.rules import rules_of
from store import settings
from store.connect import Store, connect
from store.digest import digest, faults
from tests import generated, invented
from tests.loaders.staging import imported
from tests.loaders.test_topics import TEXTS as PLANTED_TEXTS
from tests.loaders.test_topics import export as planted_export

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
    generated.write(folder / "large.csv", rows=LARGE, length=600)
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
    """The job once it has ended, its row says so and its file is gone."""
    until(lambda: recorded(queue.store, job_id)["ended_at"] and found(queue, job_id).ended)
    job = found(queue, job_id)
    until(lambda: not Path(job.parameters.get("path", "/no/where")).parent.exists())
    return job


def settled(queue: Queue) -> Store:
    """The store once nothing is left to be done, nor what follows an import; but cascades and topics are not waited for."""

    def over() -> bool:
        for job in queue.jobs():
            if job.kind in ("cascades", "topics"):
                queue.cancel(job.job_id)
        if not all(job.ended for job in queue.jobs()) or [*(queue.store.folder / "staging").glob("*")]:
            return False
        return all(kind in queue._given_up or not stale(queue.store) for kind, stale in FOLLOWING.items())

    until(over)
    return queue.store


def asked_for(queue: Queue) -> list[Job]:
    """The jobs without those that follow by themselves."""
    return [job for job in queue.jobs() if job.kind not in FOLLOWING]


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
    assert (left_behind(settled(queue)), faults(queue.store)) == ([], [])


def test_an_undo_runs_and_leaves_the_store_as_it_was(queue, files):
    ended(queue, submit(queue, files / "table.csv"))
    before = digest(settled(queue))
    added = ended(queue, submit(queue, files / "weibo.csv"))
    assert digest(settled(queue)) != before
    undone = ended(queue, queue.submit("undo", import_id=added.receipt.import_id, name="weibo.csv"))
    assert (undone.state, undone.receipt) == ("done", None)
    assert (digest(settled(queue)), faults(queue.store)) == (before, [])


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
    pid = queue._running.pid
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
    assert found(queue, second).rows == 0 and left_behind(settled(queue)) == []
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
    assert str(Sentence.of(told)) == str(job.message)
    assert (left_behind(queue.store), digest(queue.store)) == ([], before)


def test_a_file_that_is_gone_fails_and_the_queue_goes_on(queue, files):
    lost = upload(queue.store, files / "table.csv")
    lost.unlink()
    job = ended(queue, queue.submit("import", path=str(lost), name="lost.csv", parameters=PARAMETERS))
    assert job.state == "failed"
    assert str(job.message) == "The file is no longer there. Nothing was imported."
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
    assert [job.job_id for job in asked_for(queue)] == order[::-1]
    assert [found(queue, job_id).receipt.added for job_id in order] == [348, 200, 0]


def test_what_an_earlier_run_did_not_end_is_done_in_its_order(native, files):
    before = Queue(native)  # it is never started: the program ended first
    jobs = [submit(before, files / name) for name in ("weibo.csv", "table.csv")]
    (native.folder / "staging" / "of the earlier run").mkdir(parents=True)
    upload(native, files / "weibo.csv")  # looked at on a page that is gone
    after = Queue(native)
    after.start()
    assert [ended(after, job_id).receipt.added for job_id in jobs] == [348, 200]
    rows = [recorded(native, job_id) for job_id in jobs]
    assert [row["state"] for row in rows] == ["done", "done"] and rows[0]["ended_at"] < rows[1]["ended_at"]
    until(lambda: left_behind(native) == [])
    after.stop()


def test_how_jobs_ended_is_known_after_a_restart(native, files, tmp_path):
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    before = Queue(native)
    before.start()
    jobs = [submit(before, files / "table.csv"), submit(before, tmp_path / "empty.csv"), submit(before, files / "large.csv")]
    before.cancel(jobs[2])
    known = [ended(before, job_id) for job_id in jobs]
    before.stop()
    after = Queue(native)
    after.start()
    assert [(job.job_id, job.state, job.receipt, job.message, job.ended_at) for job in asked_for(after)] == [
        (job.job_id, job.state, job.receipt, job.message, job.ended_at) for job in known[::-1]
    ]
    assert [job.state for job in known] == ["done", "failed", "cancelled"]
    after.stop()


def test_a_job_cancelled_while_it_waits_stays_so_though_the_program_is_killed_before_its_turn(native, files):
    before = Queue(native)
    job_id = submit(before, files / "table.csv")
    before.cancel(job_id)
    after = Queue(native)
    after.start()
    assert (found(after, job_id).state, left_behind(native)) == ("cancelled", [])
    after.stop()


def test_an_undo_that_waited_is_done_after_a_restart(native, files):
    before = Queue(native)
    before.start()
    empty = digest(native)
    added = ended(before, submit(before, files / "table.csv"))
    before.stop()
    waiting = before.submit("undo", import_id=added.receipt.import_id, name="table.csv")
    after = Queue(native)
    after.start()
    assert (ended(after, waiting).state, digest(settled(after))) == ("done", empty)
    again = ended(after, submit(after, files / "table.csv"))
    assert (again.receipt.added, digest(native) == empty) == (200, False)
    after.stop()


def test_a_restart_fails_with_a_sentence_what_has_lost_its_file(native, files):
    before = Queue(native)
    job_id = before.submit("import", path=str(native.folder / "uploads" / "gone" / "upload"), name="gone.csv", parameters=PARAMETERS)
    after = Queue(native)
    after.start()
    assert str(ended(after, job_id).message) == "The file is no longer there. Nothing was imported."
    after.stop()


@pytest.mark.postgres
def test_the_jobs_of_another_machine_are_left_to_it(lake_url, files, monkeypatch, tmp_path):
    monkeypatch.setattr("store.connect.DATA", tmp_path / "here")
    store = connect(lake_url)
    there = Queue(store)
    monkeypatch.setattr("platform.node", lambda: "another")
    theirs = submit(there, files / "table.csv")
    monkeypatch.undo()
    monkeypatch.setattr("store.connect.DATA", tmp_path / "here")
    here = Queue(store)
    ours = submit(here, files / "weibo.csv")
    restarted = Queue(store)
    restarted.start()
    assert ended(restarted, ours).state == "done"
    assert ([job.job_id for job in restarted.jobs()], recorded(store, theirs)["state"]) == ([ours], "waiting")
    restarted.stop()
    store.close()


def test_stopping_ends_the_child_and_the_thread_and_the_next_start_goes_on(queue, files):
    before = digest(queue.store)
    first, second = submit(queue, files / "large.csv"), submit(queue, files / "table.csv")
    until(lambda: found(queue, first).rows)
    pid = queue._running.pid
    started = time.monotonic()
    queue.stop()
    assert time.monotonic() - started < 5
    assert (is_alive(pid), queue._thread.is_alive()) == (False, False)
    assert [recorded(queue.store, job_id)["state"] for job_id in (first, second)] == ["waiting", "waiting"]
    assert (len(left_behind(queue.store)), digest(queue.store)) == (2, before)
    after = Queue(queue.store)
    after.start()
    assert [ended(after, job_id).receipt.added for job_id in (first, second)] == [LARGE, 200]
    after.stop()


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

url, state, *files = sys.argv[1:]
queue = Queue(connect(url))
queue.start()
for number, file in enumerate(files):
    folder = queue.store.folder / "uploads" / str(number)
    folder.mkdir(parents=True)
    path = shutil.copyfile(file, folder / "upload")
    queue.submit("import", path=str(path), name=Path(file).name, parameters={})
def reached():
    first = queue.jobs()[-1]
    return state == "waiting" or first.ended or first.state == state and (first.rows or state == "writing")
while not reached():
    time.sleep(0.001)
print("reached", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def whole(files, tmp_path_factory) -> dict[str, str]:
    """The digest of a store into which both files came without a kill."""
    store = connect(tmp_path_factory.mktemp("whole") / "guanlan.duckdb")
    queue = Queue(store)
    queue.start()
    assert [ended(queue, submit(queue, files / name)).state for name in ("large.csv", "table.csv")] == ["done", "done"]
    told = digest(settled(queue))
    queue.stop()
    store.close()
    return told


@pytest.mark.parametrize(
    ("state", "later"),
    [("running", 0.2), ("writing", 0.05)],
)  # fmt: skip
def test_a_program_that_is_killed_goes_on_where_it_was(tmp_path, files, whole, state, later):
    url = tmp_path / "killed" / "guanlan.duckdb"
    command = [sys.executable, "-c", PROGRAM, str(url), state, str(files / "large.csv"), str(files / "table.csv")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == "reached\n"
        time.sleep(later)
        program.send_signal(signal.SIGKILL)
    store = connect(url)
    with store.cursor() as cursor:
        done = [name for (name,) in cursor.execute("SELECT parameters ->> 'name' FROM job WHERE state = 'done' AND kind = 'import' ORDER BY ended_at").fetchall()]
        assert cursor.execute("SELECT file_name FROM import ORDER BY imported_at").fetchall() == [(name,) for name in done]
    assert faults(store) == []
    queue = Queue(store)
    queue.start()
    settled(queue)
    assert [(job.parameters["name"], job.state, job.receipt.added) for job in asked_for(queue)] == [
        ("table.csv", "done", 200), ("large.csv", "done", LARGE),
    ]  # fmt: skip
    assert (digest(store), faults(store)) == (whole, [])
    until(lambda: left_behind(store) == [])
    queue.stop()
    store.close()


FINDING = """
import sys, time
from jobs import Queue
from store.connect import connect

url, state = sys.argv[1:]
queue = Queue(connect(url))
queue.start()
while not any(job.kind == "topics" and job.state == state for job in queue.jobs()):
    time.sleep(0.001)
print("reached", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(("state", "later"), [("running", 1), ("writing", 0.02)])
def test_topics_are_whole_or_not_there_whenever_the_program_is_killed(tmp_path, state, later):
    url = tmp_path / "killed" / "guanlan.duckdb"
    store = connect(url)
    imported(store, planted_export(tmp_path, PLANTED_TEXTS))
    store.close()
    with subprocess.Popen([sys.executable, "-c", FINDING, str(url), state], cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == "reached\n"
        time.sleep(later)
        program.send_signal(signal.SIGKILL)
    store = connect(url)
    assert faults(store) == []
    queue = Queue(store)
    queue.start()
    until(lambda: all(job.ended for job in queue.jobs()) and not topics.stale(store) and left_behind(store) == [])
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(DISTINCT topic_id), count(*) FILTER (topic_id IS NULL) FROM mention").fetchone() == (3, 0)
    assert faults(store) == []
    queue.stop()
    store.close()


def test_topics_are_asked_for_split_and_found_in_a_view(queue, tmp_path):
    ended(queue, submit(queue, planted_export(tmp_path, PLANTED_TEXTS)))
    until(lambda: all(job.ended for job in queue.jobs()) and not topics.stale(queue.store))
    last = queue.jobs()[0]
    assert (last.kind, str(last.message)) == ("topics", "3 topics were found.")
    assert ended(queue, queue.submit("topics", name="", asked=2)).state == "done"
    # What was asked for stays, for the runs that follow by themselves too.
    ended(queue, submit(queue, planted_export(tmp_path, [f"{text}，快递" for text in PLANTED_TEXTS[:60]], "more")))
    until(lambda: all(job.ended for job in queue.jobs()) and not topics.stale(queue.store))
    assert (topics.asked(queue.store), str(queue.jobs()[0].message)) == (2, "2 topics were found.")
    with queue.store.cursor() as cursor:
        (largest,) = cursor.execute("SELECT topic_id FROM mention GROUP BY topic_id ORDER BY count(*) DESC LIMIT 1").fetchone()
    told = [ended(queue, queue.submit("split", name="", topic_id=topic_id, asked=2, by=None)) for topic_id in (largest, "t99")]
    assert [(job.state, str(job.message)) for job in told] == [
        ("done", "2 topics were found."), ("failed", "This topic has fewer than 50 different texts: too few to split it."),
    ]  # fmt: skip
    told = [ended(queue, queue.submit("view_topics", name="", link=link, asked=None)) for link in ({"topics": [largest]}, {})]
    assert [(job.state, str(job.message)) for job in told] == [
        ("failed", "The view has fewer than 50 different texts: too few for topics of their own."), ("done", "3 topics were found."),
    ]  # fmt: skip
    assert (faults(queue.store), left_behind(queue.store)) == ([], [])


# Enriching anew

WATCHED = '[[brand]]\nname = "星澜"\nwords = ["星澜"]\n'


def brands(store: Store) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute("SELECT brands, count(*) FROM mention GROUP BY ALL ORDER BY ALL").fetchall()


def watch(store: Store, watchlist: str) -> None:
    settings.say(store, {"watchlist": watchlist})


def test_rules_that_were_set_are_applied_to_what_stands_in_the_store(queue, files):
    added = ended(queue, submit(queue, files / "weibo.csv")).receipt.added
    assert brands(queue.store) == [(None, added)]
    version = settled(queue).data_version
    watch(queue.store, WATCHED)
    job = ended(queue, queue.enrich())
    assert (job.state, str(job.message)) == ("done", f"{added:,} mentions were enriched anew.")
    assert {tuple(names or ()): count for names, count in brands(queue.store)}[("星澜",)] > 30
    assert settled(queue).data_version > version
    assert (faults(queue.store), left_behind(queue.store)) == ([], [])
    assert recorded(queue.store, job.job_id)["state"] == "done"


def test_later_rules_end_the_work_of_earlier_ones(queue, files):
    ended(queue, submit(queue, files / "weibo.csv"))
    watch(queue.store, WATCHED)
    first = queue.enrich()
    watch(queue.store, WATCHED.replace("星澜", "手表"))
    second = queue.enrich()
    assert ended(queue, second).state == "done"
    assert found(queue, first).state in ("cancelled", "done")
    assert {name for names, _ in brands(queue.store) for name in names or ()} == {"手表"}


def test_rules_of_a_newer_program_are_applied_at_its_start(native, files):
    before = Queue(native)
    before.start()
    ended(before, submit(before, files / "weibo.csv"))
    before.stop()
    watch(native, WATCHED)
    after = Queue(native)
    after.start()
    (job,) = [job for job in after.jobs() if job.kind == "enrich"]
    assert ended(after, job.job_id).state == "done"
    assert ["星澜"] in [names for names, _ in brands(native)]
    after.stop()
    again = Queue(native)
    again.start()
    assert len([job for job in again.jobs() if job.kind == "enrich"]) == 1
    again.stop()


def test_rules_that_cannot_be_read_fail_with_their_sentence_and_change_nothing(queue, files):
    ended(queue, submit(queue, files / "table.csv"))
    before = digest(settled(queue))["mention"]
    watch(queue.store, '[[brand]]\nname = "甲"\n')
    job = ended(queue, queue.enrich())
    assert (job.state, str(job.message)) == ("failed", "“甲” has no words; name at least one.")
    assert digest(queue.store)["mention"] == before


def test_similar_texts_are_grouped_once_nothing_else_is_to_be_done(native, files):
    queue = Queue(native)
    queue.start()
    imports = [submit(queue, files / name) for name in ("weibo.csv", "table.csv")]
    for job_id in imports:
        ended(queue, job_id)
    settled(queue)
    (told,) = [job for job in queue.jobs() if job.kind == "stories"]
    assert (told.state, str(told.message)[-37:]) == ("done", " mentions stand in another story now.")
    queue.stop()
    with native.writing() as cursor:
        cursor.execute("DELETE FROM meta WHERE key = $key", {"key": stories.FOUND_OF})
    after = Queue(native)
    after.start()
    until(lambda: not stories.stale(native) and not cascades.stale(native))
    told = until(lambda: next((job for job in after.jobs() if job.kind == "cascades" and job.state == "done"), None))
    assert str(told.message)[-21:] == " cascades were found."
    after.stop()


def test_grouping_that_failed_is_tried_again_after_other_work_and_not_for_ever(native, files):
    imported(native, Path(shutil.copy(files / "table.csv", native.folder)))
    # Nothing can be staged where a file stands in the way.
    (native.folder / "staging").write_text("", encoding="utf-8")
    queue = Queue(native)
    queue.start()
    until(lambda: [job.state for job in queue.jobs()] == ["failed"] * 3)
    for turn in (1, 2):
        queue.submit("undo", import_id=str(uuid4()), name="")
        until(lambda turn=turn: [job.state for job in queue.jobs()] == ["failed"] * (3 + 4 * turn))
        assert [job.kind for job in queue.jobs()] == ["topics", "cascades", "stories", *["undo", "topics", "cascades", "stories"] * turn][: 3 + 4 * turn]
    assert stories.stale(native)
    queue.stop()


def test_similar_texts_are_grouped_though_the_last_that_waited_was_cancelled(queue, files):
    first, second = submit(queue, files / "weibo.csv"), submit(queue, files / "table.csv")
    queue.cancel(second)
    assert [ended(queue, job).state for job in (first, second)] == ["done", "cancelled"]
    settled(queue)
    assert "stories" in [job.kind for job in queue.jobs()]


def test_rules_that_waited_to_be_applied_are_after_a_restart(native, files):
    before = Queue(native)
    before.start()
    ended(before, submit(before, files / "large.csv"))
    before.stop()
    watch(native, WATCHED)
    waiting = before.submit("enrich", name="")
    after = Queue(native)
    after.start()
    assert (ended(after, waiting).state, [job.kind for job in after.jobs()].count("enrich")) == ("done", 1)
    assert enrich.stale(native, rules_of(native)) == 0
    after.stop()
