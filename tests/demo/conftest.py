"""The demo written once, and imported once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import demo
from loaders.receipt import Receipt
from store.connect import Store, connect
from tests.loaders.staging import imported


@dataclass(frozen=True)
class Written:
    folder: Path
    exports: list[Path]

    def read(self, name: str) -> object:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Imported:
    store: Store
    receipts: dict[str, Receipt]

    def rows(self, sql: str, **values: object) -> list[tuple]:
        with self.store.cursor() as cursor:
            return cursor.execute(sql, values).fetchall()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("demo")
    return Written(folder, demo.write(folder))


@pytest.fixture(scope="session")
def truth(written: Written) -> dict:
    return written.read("truth.json")


@pytest.fixture(scope="session")
def found(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    store = connect(tmp_path_factory.mktemp("store") / "guanlan.duckdb")
    yield Imported(store, {path.name: imported(store, path) for path in written.exports})
    store.close()
