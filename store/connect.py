"""Opening the store: a native DuckDB file, or a DuckLake in PostgreSQL for a team."""

import importlib.util
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb

from language import _
from store import migrate
from store.lock import LakeLock, NativeLock
from store.url import DATA

CATALOGUE = "guanlan"
TIME_ZONE = "Asia/Shanghai"
# DuckDB's own limit; the process takes about as much again.
MEMORY = "800MB"
LAKE = "ducklake:postgres:"


class StoreError(Exception):
    """The store cannot be opened or written; the sentence says why and what would help."""


class StoreHeld(StoreError):
    """Another program has the store open."""


@dataclass(frozen=True)
class Store:
    """An open store. One per process and URL: `connect` hands out the same one."""

    url: str
    connection: duckdb.DuckDBPyConnection
    lock: NativeLock | LakeLock

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own transaction state, its catalogue set."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"USE {CATALOGUE}")
            yield cursor

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside the one write transaction: committed at the end, rolled back when anything is raised."""
        with self.lock, self.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                yield cursor
                self.lock.confirm()
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def meta(self, key: str) -> str:
        with self.cursor() as cursor:
            return cursor.execute("SELECT value FROM meta WHERE key = $key", {"key": key}).fetchone()[0]

    @property
    def folder(self) -> Path:
        """Where this machine keeps what belongs to the store: uploads and staging."""
        return DATA if self.url.startswith(LAKE) else Path(self.url).parent

    @property
    def data_version(self) -> int:
        """Grows by one with every change of what a question could answer; part of every cache key."""
        return int(self.meta("data_version"))

    @property
    def time_zone(self) -> str:
        return self.meta("time_zone")

    def now(self) -> datetime:
        """The present in the store's time zone, naive as every TIMESTAMP of the store."""
        return datetime.now(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    def close(self) -> None:
        with _opening:
            _open.pop(self.url, None)
            self.connection.close()
            self.lock.close()


_open: dict[str, Store] = {}
_opening = threading.Lock()


def connect(url: str | Path, *, time_zone: str = TIME_ZONE) -> Store:
    """The store at `url`, made and migrated where needed.

    `url` is a file path, or `ducklake:postgres:<libpq string>?data_path=<folder or object store>`. `time_zone` is set
    when the store is made and kept. Raises StoreError where the store cannot be opened.
    """
    url = str(url) if str(url).startswith(LAKE) else str(Path(url).resolve())
    with _opening:
        if url not in _open:
            _open[url] = _lake(url, time_zone) if url.startswith(LAKE) else _native(Path(url), time_zone)
        return _open[url]


def data_version_grows(cursor: duckdb.DuckDBPyConnection) -> None:
    """To be called inside every write that changes what a question could answer."""
    cursor.execute("UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS VARCHAR) WHERE key = 'data_version'")


def _connection(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB within its share of memory; what does not fit goes to a folder beside the store."""
    limit = os.environ.get("GUANLAN_MEMORY", MEMORY)
    try:
        connection = duckdb.connect(config={"memory_limit": limit, "temp_directory": str(folder / "spill")})
    except duckdb.Error as error:
        raise StoreError(_("GUANLAN_MEMORY is {limit}; write an amount such as 2GB.", limit=limit)) from error
    # Its bar would stand between the lines that the command line prints.
    connection.execute("SET enable_progress_bar = false")
    return connection


def _native(path: Path, time_zone: str) -> Store:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(_("The store {path} cannot be opened: {why}", path=path, why=error.strerror)) from error
    connection = _connection(path.parent)
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS {CATALOGUE}")
    except duckdb.IOException as error:
        connection.close()
        if "lock" in str(error).lower() or "being used" in str(error).lower():
            raise StoreHeld(
                _(
                    "The store {path} is open in another program. Close that program, or import on its import page.",
                    path=path,
                )
            ) from error
        raise StoreError(_("The store {path} cannot be opened: {why}", path=path, why=error)) from error
    return _ready(Store(str(path), connection, NativeLock()), time_zone)


def _lake(url: str, time_zone: str) -> Store:
    libpq, _mark, query = url.removeprefix(LAKE).partition("?")
    paths = parse_qs(query).get("data_path")
    if not paths:
        raise StoreError(_("A lake needs its data path: ducklake:postgres:host=… dbname=…?data_path=/shared/folder"))
    connection = _connection(DATA)
    for name in ("postgres_scanner", "ducklake"):
        connection.execute(f"LOAD '{quoted(_extension(name))}'")
    attach = f"ATTACH 'ducklake:postgres:{quoted(libpq)}' AS {CATALOGUE} (DATA_PATH '{quoted(paths[0])}')"
    try:
        try:
            connection.execute(attach)
        except duckdb.Error as error:
            # Another process made the lake at the same moment: now it is there.
            if "already exists" not in str(error):
                raise
            connection.execute(attach)
    except duckdb.Error as error:
        connection.close()
        raise StoreError(_("The lake's PostgreSQL does not answer: {why}", why=error)) from error
    return _ready(Store(url, connection, LakeLock(libpq)), time_zone)


def _ready(store: Store, time_zone: str) -> Store:
    try:
        ZoneInfo(time_zone)
        migrate.migrate(store, time_zone)
    except ZoneInfoNotFoundError as error:
        store.connection.close()
        raise StoreError(
            _("There is no time zone {zone}; use a name such as Asia/Shanghai or UTC.", zone=time_zone)
        ) from error
    except migrate.NewerStore as error:
        store.connection.close()
        raise StoreError(str(error)) from error
    except BaseException:
        store.connection.close()
        raise
    return store


def _extension(name: str) -> Path:
    """The file of a DuckDB extension that came as a Python wheel: loaded from disk, never downloaded."""
    found = importlib.util.find_spec(f"duckdb_extension_{name}")
    if found is None or found.origin is None:
        raise StoreError(_("A team store needs more packages: pip install -r requirements-team.txt"))
    folder = Path(found.origin).parent / "extensions"
    return next(folder.rglob(f"{name}.duckdb_extension"))


def quoted(text: object) -> str:
    """As it stands between quotes in SQL, where there can be no parameter."""
    return str(text).replace("'", "''")
