"""Hostile mentions, files and links in Chromium: nothing runs, nothing is fetched, nothing is a formula."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect
from tests import hostile
from tests.hostile import PAYLOADS
from tests.loaders.staging import cascaded, found, grouped
from tests.served import counted, idle, kpis, marks, served

pytestmark = pytest.mark.browser

FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
MENTIONS = 121


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return hostile.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile-store")
    store = connect(folder / "guanlan.duckdb")
    for place, file in enumerate(files):
        publish(store, prepare(file, folder / f"prepared-{place}", store_zone=store.time_zone))
    grouped(store)
    cascaded(store)
    found(store)
    store.close()
    with served(folder / "guanlan.duckdb") as address:
        yield address


def assert_harmless(page: Page) -> None:
    """What is fetched or logged as an error fails in `visit`."""
    idle(page)
    assert page.evaluate("window.__pwned") is None
    body = page.locator("body")
    for strange in (
        "[data-testid=stApp] script",
        "[data-testid=stApp] img",
        "[data-testid=stApp] iframe",
        "[src*='evil.example']",
        "[onerror]",
        "[onload]",
    ):
        assert (strange, body.locator(strange).count()) == (strange, 0)
    links = page.locator("[data-testid=stApp] a").evaluate_all("all => all.map(e => e.getAttribute('href') || '')")
    assert [link for link in links if re.match(r"\s*(javascript|data):", link, re.IGNORECASE)] == []
    elsewhere = [link for link in links if "evil.example" in link.split("?")[0]]
    assert elsewhere in ([], ["https://evil.example/auto"])


def choose_row(page: Page, key: str, row: int) -> None:
    table = page.locator(f"[class*='st-key-{key}'] canvas").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 34 * (row + 1) + 17}, force=True)


def test_the_overview_runs_and_fetches_nothing(server, visit):
    page = visit(server)
    kpis(page)
    assert_harmless(page)
    for row in range(marks(page, "authors_top").count()):
        marks(page, "authors_top").nth(row).hover(force=True)
        expect(page.locator(".st-key-card_authors_top .hoverlayer .hovertext")).to_be_visible()
        assert page.locator(".st-key-card_authors_top .main-svg a").count() == 0
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_test_id("stMultiSelect").first).to_be_visible()
    page.get_by_test_id("stMultiSelect").filter(has_text="地域").locator("input").click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert_harmless(page)


def test_the_mentions_run_and_fetch_nothing(server, visit):
    page = visit(f"{server}/mentions?platforms=∅&order=oldest")
    detail = page.locator(".st-key-detail_mentions")
    for row in (0, 4, 8, 12):
        counted(page)
        idle(page)
        choose_row(page, "list_mentions", row)
        expect(detail).to_be_visible(timeout=30_000)
        idle(page)
        for summary in detail.locator("summary").all():
            summary.click()
        assert_harmless(page)
        # A second row would be chosen beside it.
        page.reload()


def test_a_dropped_file_runs_and_fetches_nothing(server, visit, files):
    page = visit(f"{server}/imports")
    page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_role("button", name="导入 2 个文件")).to_be_visible(timeout=30_000)
    for summary in page.get_by_test_id("stExpander").locator("summary").all():
        summary.click()
    assert_harmless(page)
    choose_row(page, "history", 1)
    expect(page.locator(".st-key-receipt")).to_be_visible(timeout=30_000)
    assert_harmless(page)


def test_a_link_runs_and_fetches_nothing(server, visit):
    told = " ".join(PAYLOADS[name] for name in ("a Markdown picture", "a picture that fails", "a script", "a quote of SQL"))
    page = visit("about:blank")
    for field in ("platforms", "keyword", "since"):
        page.goto(f"{server}/mentions?{urlencode({field: told})}")
        expect(page.get_by_role("button", name=re.compile("筛选|去掉它并显示")).first).to_be_visible(timeout=30_000)
        assert_harmless(page)


def test_no_cell_of_a_download_is_a_formula(server, visit):
    page = visit(f"{server}/mentions")
    counted(page, MENTIONS)
    idle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载").click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == MENTIONS + 1
    assert [cell for row in rows for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []
    assert sum(cell.startswith("'=HYPERLINK") for row in rows for cell in row) > 2


def test_no_cell_of_the_rejected_records_is_a_formula(server, visit):
    page = visit(f"{server}/imports")
    expect(page.get_by_text("已导入的文件")).to_be_visible(timeout=30_000)
    idle(page)
    choose_row(page, "history", 1)
    expect(page.locator(".st-key-download_rejected")).to_be_visible(timeout=30_000)
    with page.expect_download() as waiting:
        page.locator(".st-key-download_rejected button").click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["第几条", "拒收原因", "导出原值"] and len(rows) == 2
    assert [cell for row in rows for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)] == []
    assert PAYLOADS["a script"] in rows[0][2]
