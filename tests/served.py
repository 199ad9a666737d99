"""The real app in a process of its own, and what a person does with it in Chromium."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).resolve().parents[1]
STARTED = 60


def command(port: int, *options: str) -> list[str]:
    return [
        sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true", *options,
    ]  # fmt: skip


def environment(url: Path | str, **more: str) -> dict[str, str]:
    """Of the app; without a demo, unless `more` says otherwise."""
    kept = {name: value for name, value in os.environ.items() if name not in ("GUANLAN_OPEN", "GUANLAN_LANGUAGE")}
    return kept | {"GUANLAN_STORE": str(url), "PYTHONUNBUFFERED": "1", "GUANLAN_DEMO": "no"} | more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(url: Path | str, *options: str, **more: str) -> Iterator[str]:
    """The address of the app on this store, until the block ends."""
    port = free_port()
    log = Path(url).with_suffix(".log")
    with log.open("w") as output:
        server = subprocess.Popen(
            command(port, *options), cwd=ROOT, env=environment(url, **more), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(server, port, log)
            yield f"http://localhost:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                raise


def _wait_for(server: subprocess.Popen, port: int, log: Path) -> None:
    end = time.monotonic() + STARTED
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


def idle(page: Page) -> Page:
    """Wait until the page is drawn and nothing is being computed."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=30_000)
    return page


def counted(page: Page, number: int | None = None) -> int:
    """How many mentions the page of mentions says there are; waits for `number` where it is given."""
    pattern = r"[\d,]+ (?:条信息|mentions)" if number is None else rf"^{number:,} (?:条信息|mentions)$"
    heading = page.locator("h4").filter(has_text=re.compile(pattern))
    # While a view gives way to the next, both their headings stand there.
    expect(heading).to_have_count(1, timeout=30_000)
    return int(re.search(r"[\d,]+", heading.inner_text())[0].replace(",", ""))


def kpis(page: Page, number: int = 5) -> list[str]:
    """The values at the top of the overview, or of another page with so many."""
    values = page.locator("[class*=st-key-kpi_]").get_by_test_id("stMetricValue")
    expect(values).to_have_count(number, timeout=30_000)
    idle(page)
    return values.all_inner_texts()


def link(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def pick(page: Page, option: str) -> None:
    """Choose from an open list: one that is pressed the moment it opens is not taken, nobody's hand is so quick."""
    found = page.get_by_role("option", name=option, exact=True)
    found.hover()
    found.click()


def marks(page: Page, key: str) -> Locator:
    """The bars of a chart, those without height too."""
    found = page.locator(f".st-key-card_{key} .js-plotly-plot .point path")
    expect(found.first).to_be_attached(timeout=30_000)
    return found
