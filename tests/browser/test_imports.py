"""A file's way into the store, through Chromium's own file chooser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import counted as files
from tests import generated
from tests.served import counted, idle, kpis

pytestmark = pytest.mark.browser

LARGE = 45_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated.write(tmp_path_factory.mktemp("large") / "large.csv", rows=LARGE)


def drop(page: Page, *paths: Path) -> None:
    """Choose files as a person does; wait until each was looked at."""
    page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(paths)
    expect(page.get_by_role("button", name=f"导入 {len(paths)} 个文件")).to_be_visible(timeout=60_000)
    idle(page)


def submit(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^导入 ")).click()


def receipt(rows: int, read: int, added: int, merged: int) -> str:
    return f"{rows:,} 条记录 → 读到 {read:,} 条信息 = 新增 {added:,} + 合并重复 {merged:,} + 拒收 0"


def choose_row(page: Page, row: int) -> None:
    """Choose a row of the history: its check box is painted, not an element."""
    table = page.locator("[class*='st-key-history_'] canvas").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 34 * (row + 1) + 17}, force=True)


def test_a_file_is_dropped_looked_at_imported_counted_and_taken_back(serve, visit, tmp_path, exports):
    weibo = files.weibo(exports[0])
    address = serve(tmp_path / "guanlan.duckdb")
    page = visit(address)
    expect(page.get_by_text("导入你自己的数据，这里就是你的看板。")).to_be_visible(timeout=30_000)
    drop(page, exports[0])
    assert page.get_by_text("格式：weibo-search，表头含有 id, bid, user_id").is_visible()
    submit(page)
    added = len(weibo.mentions)
    told = receipt(weibo.rows, weibo.read, added, weibo.read - added)
    expect(page.get_by_text(told)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("导入你自己的数据，这里就是你的看板。")).to_have_count(0)
    page.get_by_test_id("stSidebar").get_by_text("舆情总览").click()
    assert kpis(page)[0] == str(added)
    expect(page.get_by_test_id("stSidebar").get_by_test_id("stProgress")).to_have_count(0, timeout=60_000)
    idle(page)
    page.get_by_test_id("stSidebar").get_by_text("数据导入").click()
    expect(page.get_by_text("已导入的文件")).to_be_visible(timeout=30_000)
    idle(page)
    choose_row(page, 0)
    expect(page.locator(".st-key-receipt")).to_contain_text(told, timeout=30_000)
    page.locator(".st-key-receipt").get_by_role("button", name="撤销").click()
    page.get_by_role("button", name="撤销此导入").click()
    expect(page.get_by_text(f"{exports[0].name} · 已撤销")).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebar").get_by_text("舆情总览").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("数据导入", timeout=30_000)


def test_leaving_the_page_while_a_file_is_read_stops_nothing(serve, visit, copied, large):
    address = serve(copied)
    page = visit(f"{address}/imports")
    drop(page, large)
    submit(page)
    expect(page.get_by_test_id("stMain").get_by_test_id("stProgress")).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebar").get_by_text("信息列表").click()
    counted(page, 548)
    # Without a click: the page that is open follows when the work has ended, and nothing is left of it in the sidebar.
    expect(page.get_by_test_id("stSidebar").get_by_test_id("stProgress")).to_be_visible(timeout=30_000)
    expect(page.locator("h4").filter(has_text=f"{548 + LARGE:,}")).to_have_count(1, timeout=90_000)
    expect(page.get_by_test_id("stProgress")).to_have_count(0)
    page.get_by_test_id("stSidebar").get_by_text("数据导入").click()
    expect(page.get_by_text(receipt(LARGE, LARGE, LARGE, 0))).to_be_visible(timeout=90_000)
    expect(page.get_by_test_id("stProgress")).to_have_count(0)
    page.get_by_test_id("stSidebar").get_by_text("信息列表").click()
    counted(page, 548 + LARGE)


def test_a_file_that_is_being_read_is_stopped_by_its_button(serve, visit, copied, large):
    address = serve(copied)
    page = visit(f"{address}/imports")
    drop(page, large)
    submit(page)
    page.get_by_test_id("stSidebar").get_by_role("button", name="停止").click()
    expect(page.get_by_text("large.csv · 已停止")).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebar").get_by_text("信息列表").click()
    counted(page, 548)
    assert [path for name in ("staging", "uploads") for path in (copied.parent / name).glob("*")] == []


def test_a_file_that_is_no_export_gives_its_sentence(server, visit, tmp_path):
    (tmp_path / "totals.csv").write_text("日期,平台,声量\n2025-03-03,微博,120\n", encoding="utf-8")
    page = visit(f"{server}/imports")
    page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(tmp_path / "totals.csv")
    expect(page.get_by_test_id("stAlert")).to_have_text(re.compile("这是汇总表，不是一条条的信息"), timeout=30_000)
    assert page.get_by_role("button", name=re.compile("^导入 ")).count() == 0
