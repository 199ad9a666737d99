"""In a real browser nothing of a mention runs, is rendered, or fetches anything."""

from pathlib import Path

import pytest

from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect
from tests import hostile
from tests.served import idle, served

PAGES = {"overview": "/", "mentions": "/mentions", "imports": "/imports"}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The app on a store of hostile mentions."""
    folder = tmp_path_factory.mktemp("attacked")
    store = connect(folder / "guanlan.duckdb")
    publish(store, prepare(hostile.write(folder), folder / "staging", store_zone=store.time_zone))
    store.close()
    with served(folder / "guanlan.duckdb") as address:
        yield address


def unharmed(page) -> None:
    assert page.evaluate("window.__pwned") is None
    main = page.get_by_test_id("stMain")
    assert main.locator("script, img[src='x'], svg[onload], a[href^='javascript']").count() == 0


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_of_hostile_mentions_is_text(visit, attacked, path):
    page = idle(visit(attacked + path))
    page.locator("h1").first.wait_for()
    unharmed(page)


def test_an_opened_mention_is_text(visit, attacked):
    page = idle(visit(attacked + "/mentions?order=oldest"))
    table = page.get_by_test_id("stDataFrame").locator("canvas").first
    for row in range(6):
        box = table.bounding_box()
        page.mouse.click(box["x"] + 18, box["y"] + 50 + 33 * row)
        idle(page)
        page.wait_for_timeout(300)
        unharmed(page)
    assert page.locator(".st-key-detail_mentions").count() == 1


def test_a_hostile_file_can_be_looked_at_before_its_import(visit, attacked, tmp_path: Path):
    page = idle(visit(attacked + "/imports"))
    page.locator("input[type=file]").set_input_files(hostile.write(tmp_path))
    page.get_by_role("button", name="导入 1 个文件").wait_for(timeout=30_000)
    idle(page)
    unharmed(page)
