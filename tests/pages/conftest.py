"""Stores for the pages: one of the invented exports for each module, and an empty one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import jobs
import language
from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import Store, connect
from tests import counted, invented
from tests.loaders.staging import cascaded, grouped
from tests.topics import stand


@contextmanager
def opened(folder: Path, files: list[Path], *, settled: bool = True) -> Iterator[Store]:
    """A native store that holds these files; while it is open, it is the program's. In a settled one no job has anything to find, and
    there are no topics.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANLAN_STORE", str(folder / "guanlan.duckdb"))
        store = connect(folder / "guanlan.duckdb")
        for place, file in enumerate(files):
            publish(store, prepare(file, folder / f"prepared-{place}", store_zone=store.time_zone))
        grouped(store)
        cascaded(store)
        if settled and files:
            stand(store, [], {})
        yield store
        jobs.stop_all()
        store.close()


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    """A visit makes the language that of its visitor."""
    before = language._reader
    yield
    language.follow(before)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The invented exports: 星澜手表.csv and 多平台监测.csv."""
    return invented.write(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:
    """A store that holds the invented exports; no test changes it."""
    with opened(tmp_path_factory.mktemp("store"), exports) as store:
        yield store


@pytest.fixture(scope="module")
def everything(exports: list[Path]) -> list[counted.Mention]:
    """What the invented exports hold."""
    weibo, several = exports
    return counted.together(counted.weibo(weibo), counted.table(several))


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, []) as store:
        yield store
