"""What the tests of questions share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import quote

import duckdb
import pytest

import language
from store.connect import connect
from tests.mentions import SAMPLE, Stored, put

Holding = Callable[[Stored], AbstractContextManager[duckdb.DuckDBPyConnection]]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.follow(lambda: "en")
    yield
    language.follow(lambda: language.DEFAULT)


@pytest.fixture(scope="session")
def holding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Holding]:
    """`with holding(stored) as cursor:` a native store that holds these rows, and forgets them afterwards."""
    store = connect(tmp_path_factory.mktemp("analysis") / "guanlan.duckdb")

    @contextmanager
    def hold(stored: Stored) -> Iterator[duckdb.DuckDBPyConnection]:
        with store.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                put(cursor, stored)
                yield cursor
            finally:
                cursor.execute("ROLLBACK")

    yield hold
    store.close()


@pytest.fixture(scope="session", params=["native", pytest.param("lake", marks=pytest.mark.postgres)])
def sampled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of a store of each kind that holds SAMPLE."""
    folder = tmp_path_factory.mktemp("sampled")
    url = str(folder / "guanlan.duckdb")
    if request.param == "lake":
        url = f"ducklake:postgres:{request.getfixturevalue('postgres').database()}?data_path={quote(str(folder))}"
    store = connect(url)
    with store.writing() as cursor:
        put(cursor, SAMPLE)
    with store.cursor() as cursor:
        yield cursor
    store.close()
