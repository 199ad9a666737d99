"""A served store of the invented exports, and visitors whose browsers are watched."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect

from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect
from tests import counted, invented
from tests.loaders.staging import cascaded, found, grouped
from tests.served import served

# Several browsers and servers share the machine: what comes late is not wrong.
expect.set_options(timeout=30_000)

# Streamlit looks for itself below the page of a deep link first; the answer 404 is how it finds its root.
SOUGHT = ("/_stcore/health", "/_stcore/host-config")
USUAL = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return invented.write(tmp_path_factory.mktemp("browser-exports"))


@pytest.fixture(scope="session")
def everything(exports: list[Path]) -> list[counted.Mention]:
    weibo, several = exports
    return counted.together(counted.weibo(weibo), counted.table(several))


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Path:
    """The file of a store that holds the invented exports; to be copied."""
    folder = tmp_path_factory.mktemp("browser-store")
    store = connect(folder / "guanlan.duckdb")
    for place, file in enumerate(exports):
        publish(store, prepare(file, folder / f"prepared-{place}", store_zone=store.time_zone))
    grouped(store)
    cascaded(store)
    found(store)
    store.close()
    return folder / "guanlan.duckdb"


@pytest.fixture
def copied(stored: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(stored, tmp_path / "guanlan.duckdb"))


@pytest.fixture(scope="session")
def server(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the invented exports; no test changes them."""
    with served(shutil.copyfile(stored, tmp_path_factory.mktemp("served") / "guanlan.duckdb")) as address:
        yield address


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(store)`: the address of the app on another store, until all visitors have gone."""
    with ExitStack() as servers:
        yield lambda *told, **more: servers.enter_context(served(*told, **more))


@pytest.fixture(scope="session")
def kept(browser) -> Page:
    """A page that outlives the test that visits it first and remembers nothing of it but the app's own files: to load and compile
    them is most of what a new page costs.
    """
    return browser.new_context(**USUAL).new_page()


@pytest.fixture
def visit(browser, kept, serve) -> Iterator[Visit]:
    """`visit(address)`: a page in a browser of its own. Whatever it logs as an error or fetches elsewhere fails the test."""
    faults, visited = [], []

    def fetched(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "localhost":
            faults.append(f"fetched {request.url}")

    def logged(message: ConsoleMessage) -> None:
        if message.type == "error" and not urlsplit(message.location["url"]).path.endswith(SOUGHT):
            faults.append(f"{message.text} {message.location['url']}")

    def failed(error: Error) -> None:
        faults.append(str(error))

    heard = {"request": fetched, "console": logged, "pageerror": failed}

    def visit(address: str, **options: object) -> Page:
        page = browser.new_context(**USUAL | options).new_page() if options or visited else kept
        visited.append(page)
        for event, hear in heard.items():
            page.on(event, hear)
        page.goto(address)
        return page

    yield visit
    leave(browser, kept)
    if kept in visited:
        for event, hear in heard.items():
            kept.remove_listener(event, hear)
    assert faults == []


@pytest.fixture
def serving(browser, kept, visit) -> Callable[..., AbstractContextManager[str]]:
    """`with serving(store) as address`: the app on a store that is looked into afterwards."""

    @contextmanager
    def serving(*told, **more) -> Iterator[str]:
        with served(*told, **more) as address:
            yield address
            # A page that stays would ask a server that has gone.
            leave(browser, kept)

    return serving


def leave(browser: Browser, kept: Page) -> None:
    """No page stays but the one that is kept, which forgets where it was."""
    for context in browser.contexts:
        if context is not kept.context:
            context.close()
    if kept.url != "about:blank":
        kept.evaluate("localStorage.clear(), sessionStorage.clear()")
        kept.goto("about:blank")
    kept.context.clear_cookies()
