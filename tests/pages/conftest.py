"""Stores for the pages: one of the invented exports for each module, and an empty one."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

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
        folder.mkdir(exist_ok=True)
        (folder / "guanlan.duckdb").write_bytes(_holding(settled, *((file.name, file.read_bytes()) for file in files)))
        store = connect(folder / "guanlan.duckdb")
        yield store
        jobs.stop_all()
        store.close()


@lru_cache(maxsize=4)
def _holding(settled: bool, *files: tuple[str, bytes]) -> bytes:
    """The file of a closed store that holds these files: made once, since most modules ask for the same ones."""
    with TemporaryDirectory() as folder:
        store = connect(Path(folder, "guanlan.duckdb"))
        for place, (name, content) in enumerate(files):
            staged = Path(folder, f"prepared-{place}")
            staged.mkdir()
            (staged / name).write_bytes(content)
            publish(store, prepare(staged / name, staged, store_zone=store.time_zone))
        grouped(store)
        cascaded(store)
        if settled and files:
            stand(store, [], {})
        store.close()
        return Path(folder, "guanlan.duckdb").read_bytes()


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
