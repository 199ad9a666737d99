"""The settings edited in Chromium as a person edits them: cells, rows, a paste, saved and carried by the mentions."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from store.connect import connect
from tests.counted import Mention
from tests.served import idle

pytestmark = pytest.mark.browser

ROW = 35
NAME, WORDS = 90, 300


def grid(page: Page, name: str) -> Locator:
    found = page.locator(f"[class*=st-key-grid_{name}_]")
    expect(found.locator("canvas").first).to_be_visible(timeout=30_000)
    idle(page)
    return found


def write(page: Page, table: Locator, x: int, row: int, text: str) -> None:
    """Into a cell of an existing row; the row after the last is made by the click."""
    place = {"x": x, "y": ROW * (row + 1) + 17}
    editor = page.locator(".gdg-input")
    table.click(position=place, force=True)
    page.wait_for_timeout(300)
    if not editor.count():
        page.keyboard.press("Enter")
    expect(editor).to_be_visible()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")
    expect(editor).to_have_count(0)
    idle(page)


def counts(page: Page, kind: str, expected: list[list[str]]) -> None:
    """What a screen reader reads of the counts."""
    table = page.locator(f".st-key-matches_{kind}")
    expect(table.locator("canvas table tbody tr")).to_have_count(len(expected), timeout=30_000)
    for row, cells in enumerate(expected):
        for cell in cells:
            expect(table.locator("canvas table tbody tr").nth(row)).to_contain_text(cell, timeout=30_000)


def stored(store: Path, column: str) -> dict[str, int]:
    opened = connect(store)
    with opened.cursor() as cursor:
        sql = f"SELECT name, count(*) FROM (SELECT unnest({column}) AS name FROM mention) GROUP BY ALL"
        found = dict(cursor.execute(sql).fetchall())
    opened.close()
    return found


def said(everything: list[Mention], *words: str) -> int:
    return sum(any(word in f"{mention.title or ''}\n{mention.text}" for word in words) for mention in everything)


def test_brands_are_typed_and_pasted_counted_live_saved_and_carried_by_the_mentions(copied, serving, visit, everything):
    brand, battery, service = said(everything, "星澜"), said(everything, "续航", "掉电"), said(everything, "客服", "售后")
    with serving(copied) as address:
        page = visit(f"{address}/settings")
        expect(page.get_by_text("示例：")).to_be_visible(timeout=30_000)
        table = grid(page, "brand")
        write(page, table, NAME, 0, "星澜")
        expect(page.get_by_text(re.compile("“星澜”没有词")).first).to_be_visible(timeout=30_000)
        expect(page.get_by_role("button", name="保存")).to_be_disabled()
        write(page, table, WORDS, 0, "星澜，xinglan")
        expect(page.get_by_text("1 处未保存的修改")).to_be_visible(timeout=30_000)
        counts(page, "brand", [["星澜", f"0 → {brand}"]])
        # Lines of a spreadsheet, pasted where a row begins, are rows.
        page.get_by_text("常见问题 0").click()
        table = grid(page, "problem")
        write(page, table, NAME, 0, "续航\t续航、掉电\n售后\t客服、售后")
        expect(page.get_by_text("3 处未保存的修改")).to_be_visible(timeout=30_000)
        counts(page, "problem", [["续航", f"0 → {battery}"], ["售后", f"0 → {service}"]])
        # What was typed is there after a look at another page.
        page.get_by_test_id("stSidebar").get_by_text("数据导入").click()
        expect(page.get_by_text("已导入的文件")).to_be_visible(timeout=30_000)
        page.get_by_test_id("stSidebar").get_by_text("系统设置").click()
        expect(page.get_by_text("3 处未保存的修改")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_text("没有未保存的修改")).to_be_visible(timeout=30_000)
        counts(page, "problem", [["续航", f"{battery}"], ["售后", f"{service}"]])
        expect(page.locator(".st-key-matches_problem")).not_to_contain_text("→", timeout=60_000)
    assert stored(copied, "brands") == {"星澜": brand}
    assert stored(copied, "keyword_sets") == {"续航": battery, "售后": service}


def test_an_aspect_is_typed_tried_and_saved_and_a_set_is_left_out(copied, serving, visit, everything):
    count = said(everything, "表带", "腕带")
    with serving(copied) as address:
        page = visit(f"{address}/settings?section=aspects")
        # A row is added behind those that are shown: none.
        page.get_by_placeholder("名称或词语的一部分").fill("没有这个词")
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-matches_aspect")).to_have_count(0)
        table = grid(page, "aspect")
        write(page, table, NAME, 0, "表带\t通用\t表带、腕带")
        expect(page.get_by_text("1 处未保存的修改")).to_be_visible()
        counts(page, "aspect", [["表带", f"0 → {count}"]])
        page.get_by_placeholder("试一句").fill("腕带太差了，气死我了")
        page.keyboard.press("Enter")
        tried = page.get_by_test_id("stDataFrame").first.locator("canvas table tbody")
        expect(tried).to_contain_text("腕带")
        expect(tried).to_contain_text("负面")
        page.get_by_role("button", name="出行").click()
        expect(page.get_by_text("方面分组：删除 “出行”")).to_be_visible()
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_text("没有未保存的修改")).to_be_visible()
        page.get_by_placeholder("名称或词语的一部分").fill("腕带")
        page.keyboard.press("Enter")
        expect(page.locator(".st-key-matches_aspect")).not_to_contain_text("→", timeout=120_000)
        counts(page, "aspect", [["表带", f"{count}"]])
        narrow = visit(f"{address}/settings?section=emotions", viewport={"width": 390, "height": 844})
        grid(narrow, "emotion")
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 390
    assert stored(copied, "aspects")["表带"] == count


HOSTILE = "<img src=x onerror=window.__pwned=1>"


def test_hostile_names_and_a_rule_that_is_deleted_in_a_narrow_window(copied, serving, visit):
    with serving(copied) as address:
        page = visit(f"{address}/settings", viewport={"width": 390, "height": 844})
        table = grid(page, "brand")
        write(page, table, NAME, 0, f"{HOSTILE}\t\t星澜\n[win](javascript:window.__pwned=1)\t是\t手表")
        expect(page.get_by_text("2 处未保存的修改")).to_be_visible(timeout=30_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("window.__pwned") is None
        assert page.locator("[data-testid=stApp] img, [data-testid=stApp] a[href^=javascript]").count() == 0
        table = grid(idle(page), "brand")
        table.click(position={"x": 16, "y": ROW + 17}, force=True)
        # Until the row is chosen the key does nothing.
        expect(page.get_by_role("button", name="Delete row(s)")).to_be_attached()
        page.keyboard.press("Delete")
        expect(page.get_by_text("1 处未保存的修改")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="放弃").click()
        expect(page.get_by_text("已放弃 1 处修改。")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="恢复").click()
        expect(page.get_by_text("1 处未保存的修改")).to_be_visible(timeout=30_000)
