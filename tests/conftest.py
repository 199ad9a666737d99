"""What tests may ask for: a store, a PostgreSQL server, Chromium, real samples."""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote
from uuid import uuid4

import pytest
from hypothesis import settings

import demo
import language
from jobs.demo import BESIDE, note_down
from loaders.fold import publish
from loaders.receipt import Receipt
from store.connect import LAKE, Store, connect
from store.settings import say
from tests.loaders.staging import cascaded, grouped, staged
from tests.topics import stand

# A first query plans for longer than hypothesis allows an example; slow is not wrong.
settings.register_profile("guanlan", deadline=None)
settings.load_profile("guanlan")

# The demo's own settings.
RULES = ("watchlist", "accounts", "aspects")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in the browser come last: after the first one Playwright's loop makes `asyncio.run` fail."""
    items.sort(key=lambda item: "browser" in item.fixturenames)


def unavailable(reason: str) -> NoReturn:
    """Skip, except in CI: there everything must run."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True)
class Postgres:
    """A throw-away PostgreSQL server."""

    host: str
    port: int
    user: str
    start: Callable[[], None]
    stop: Callable[[], None]

    def database(self) -> str:
        """The libpq string of a fresh database."""
        name = f"guanlan_{uuid4().hex}"
        self.run(f"CREATE DATABASE {name}")
        return f"host={self.host} port={self.port} user={self.user} dbname={name}"

    def run(self, *statements: str, of: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(f"host={self.host} port={self.port} user={self.user} dbname={of}", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    for module in ("psycopg", "duckdb_extension_ducklake", "duckdb_extension_postgres_scanner"):
        if importlib.util.find_spec(module) is None:
            unavailable(f"{module} is not installed: pip install -r requirements-team.txt")
    initdb, pg_ctl = _postgres_program("initdb"), _postgres_program("pg_ctl")
    user, host, port = "guanlan", "127.0.0.1", _free_port()
    with tempfile.TemporaryDirectory(prefix="guanlan-postgres-") as folder:
        data, log = f"{folder}/data", Path(folder, "log")
        unprivileged = _unprivileged(folder)

        def run(*command: str) -> None:
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, **unprivileged)

        run(initdb, "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-h {host} -p {port} -k . -c fsync=off"
        start = partial(run, pg_ctl, "start", "-w", "-D", data, "-l", str(log), "-o", options)
        stop = partial(run, pg_ctl, "stop", "-w", "-D", data, "-m", "fast")
        start()
        try:
            yield Postgres(host, port, user, start, stop)
        finally:
            stop()


def _postgres_program(name: str) -> str:
    found = shutil.which(name) or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), None)
    return found or unavailable(f"PostgreSQL's {name} is neither on PATH nor in /usr/lib/postgresql/*/bin")


def _unprivileged(folder: str) -> dict:
    """What makes a subprocess not root, and `folder` its own: PostgreSQL refuses root."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    account = next((a for a in pwd.getpwall() if a.pw_name == "postgres"), None) or pwd.getpwnam("nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def lake_url(postgres: Postgres, tmp_path: Path) -> str:
    """A new lake: `ducklake:postgres:<libpq string>?data_path=<folder>`."""
    return f"ducklake:postgres:{postgres.database()}?data_path={quote(str(tmp_path / 'lake'))}"


@pytest.fixture(params=["native", pytest.param("lake", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new store of each kind."""
    if request.param == "native":
        return str(tmp_path / "guanlan.duckdb")
    return request.getfixturevalue("lake_url")


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences as they stand in the code."""
    before = language._reader
    language.follow(lambda: "en")
    yield
    language.follow(before)


@pytest.fixture(scope="session")
def bare_lake(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The database and the files of a lake that was made and holds nothing; to be copied."""
    libpq, files = postgres.database(), tmp_path_factory.mktemp("bare") / "lake"
    connect(f"ducklake:postgres:{libpq}?data_path={quote(str(files))}").close()
    return libpq.rpartition("dbname=")[2], files


@pytest.fixture
def store(request: pytest.FixtureRequest, store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A new store of each kind, open, copied from one that was made: a lake takes seconds to make."""
    if store_url.startswith(LAKE):
        postgres, (bare, files) = request.getfixturevalue("postgres"), request.getfixturevalue("bare_lake")
        name = store_url.partition("?")[0].rpartition("dbname=")[2]
        postgres.run(f"DROP DATABASE {name}", f"CREATE DATABASE {name} TEMPLATE {bare}")
        postgres.run(f"UPDATE ducklake_metadata SET value = '{tmp_path / 'lake'}/' WHERE key = 'data_path'", of=name)
        shutil.copytree(files, tmp_path / "lake")
    else:
        shutil.copyfile(request.getfixturevalue("bare_native"), store_url)
    store = connect(store_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def bare_native(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a native store that was made and holds nothing; to be copied."""
    path = tmp_path_factory.mktemp("bare") / "guanlan.duckdb"
    connect(path).close()
    return path


@pytest.fixture
def native(tmp_path: Path, bare_native: Path) -> Iterator[Store]:
    """A new native store, open, for what does not differ between the kinds."""
    store = connect(shutil.copyfile(bare_native, tmp_path / "native.duckdb"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real exports, which are not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"the real exports are not on this machine: {SHARED} is missing")
    if not (SHARED / "samples").is_dir():
        unavailable(f"{SHARED} has no samples")
    return SHARED / "samples"


@pytest.fixture(scope="session")
def chromium() -> str:
    named = os.environ.get("GUANLAN_CHROMIUM")
    programs = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, programs)), None)
    return found or unavailable(f"there is no {' or '.join(programs)}: set GUANLAN_CHROMIUM to its path")


@pytest.fixture(scope="session")
def browser(chromium: str):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Written:
    """The demo's files."""

    folder: Path
    exports: list[Path]

    def read(self, name: str) -> object:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Imported:
    """The store that they make with the demo's own rules, annotations and ledger."""

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
    rules = {name: (written.folder / f"{name}.toml").read_text(encoding="utf-8") for name in RULES}
    say(store, rules)
    # Staging lies beside a file; what was written stays as it is.
    exports = Path(shutil.copytree(written.folder / "exports", tmp_path_factory.mktemp("exports"), dirs_exist_ok=True))
    receipts = {path.name: publish(store, staged(exports / path.name, rules=rules)) for path in written.exports}
    with store.writing() as cursor:
        cursor.execute(BESIDE["annotation"], {"file": str(written.folder / "annotations.json")})
    note_down(store, written.folder / "ledger.json")
    grouped(store)
    cascaded(store)
    stand(store, [], {})
    yield Imported(store, receipts)
    store.close()
