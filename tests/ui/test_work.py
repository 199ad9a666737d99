"""What goes on is seen on every page, by every visitor, and stopped from there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import jobs
from jobs import Queue
from store.connect import Store
from tests import visits
from tests.pages.conftest import empty_store, exports, opened, reader  # noqa: F401 (fixtures)
from tests.visits import visit


@pytest.fixture
def waiting(tmp_path: Path, exports: list[Path]) -> Iterator[Queue]:  # noqa: F811
    """A store of one file with a queue that is never started: what is submitted waits."""
    with opened(tmp_path, exports[:1]) as store:
        jobs.queue._queues[store.url] = queue = Queue(store)
        yield queue


def submit(queue: Queue, file: Path) -> str:
    folder = queue.store.folder / "uploads" / "one"
    folder.mkdir(parents=True)
    path = shutil.copyfile(file, folder / "upload")
    return queue.submit("import", path=str(path), name="<b>*名*</b>.csv", parameters={})


@pytest.mark.parametrize("page", visits.PAGES[::3])
def test_what_waits_stands_in_the_sidebar_of_every_page_until_it_is_stopped(waiting, exports, page):  # noqa: F811
    nothing = visit(page).sidebar
    job_id = submit(waiting, exports[1])
    app = visit(page)
    assert [text.value for text in app.sidebar.get("text")] == ["<b>*名*</b>.csv · 排队中"]
    app.button(key=f"stop_aside_{job_id}").click()
    app = visits.run(app)
    assert [job.state for job in waiting.jobs()] == ["cancelled"]
    assert [text.value for text in app.sidebar.get("text")] == []
    assert len(app.sidebar.caption) == len(nothing.caption)


def test_an_undo_says_that_it_undoes(waiting: Queue):
    job_id = waiting.submit("undo", import_id="none", name="x.csv")
    waiting._changed(job_id, state="writing")
    app = visit()
    assert [text.value for text in app.sidebar.get("text")] == ["x.csv · 撤销中"]
    assert app.button(key=f"stop_aside_{job_id}").disabled


def test_how_work_ended_is_told_on_the_page_of_imports_after_a_restart(empty_store: Store):  # noqa: F811
    before = Queue(empty_store)
    before.submit("undo", import_id="0b8f6f2c-0000-0000-0000-000000000000", name="old.csv")
    for _turn in range(6):
        before.submit("undo", import_id="0b8f6f2c-0000-0000-0000-000000000001", name="new.csv")
    app = visit("imports")
    queue = jobs.jobs_of(empty_store)
    while any(not job.ended for job in queue.jobs()):
        pass
    jobs.stop_all()
    app = visit("imports")
    assert len(app.error) == 5
    (table,) = [element.value for element in app.dataframe if "原因" in element.value.columns]
    told = visits.rows(table)
    assert [row[1:3] for row in told] == [["new.csv", "未撤销"], ["old.csv", "未撤销"]]
    assert all("0b8f6f2c" in row[3] for row in told)
