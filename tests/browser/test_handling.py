"""The ledger in Chromium: two mentions chosen, handled, seen in the ledger, taken away as a workbook and read back."""

from collections import Counter
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from store.connect import connect
from store.digest import faults
from tests.browser.test_mentions import ROW
from tests.pages.links import felt
from tests.served import counted, idle

pytestmark = pytest.mark.browser

HEADER = {
    "zh": ["状态", "负责人", "平台", "类型", "时间", "作者", "标题", "内容", "情感", "回应内容", "回应时间", "等待小时数", "备注", "链接", "所用话术"],
    "en": ["Status", "Owner", "Platform", "Kind", "Time", "Author", "Title", "Text", "Sentiment", "Reply", "Replied at", "Hours waited", "Note", "Link", "Reply used"],
}


def choose(page: Page, key: str, row: int) -> None:
    """Click the box of a row."""
    table = page.locator(f".st-key-list_{key} canvas").first
    table.evaluate("table => table.scrollIntoView({block: 'center'})")
    table.click(position={"x": 16, "y": ROW * (row + 1) + 17}, force=True)
    idle(page)


def workbook(page: Page, label: str) -> dict[str, list[list]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    book = CalamineWorkbook.from_path(str(waiting.value.path()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def say(page: Page, place: Locator, **values: str) -> None:
    """Fill the form of a place and save it."""
    place.get_by_role("button", name="处置", exact=True).click()
    form = page.get_by_test_id("stForm")
    for label, value in values.items():
        field = form.get_by_label(label, exact=True)
        field.fill(value)
        if label == "负责人":
            page.get_by_role("option").filter(has_text=value).first.click()
    form.get_by_role("button", name="保存").click()
    idle(page)


def test_two_are_handled_seen_in_the_ledger_and_taken_away(serving, visit, copied, everything):
    formula = "=HYPERLINK(\"https://evil.example\")"
    with serving(copied) as address:
        page = visit(f"{address}/mentions?sentiments=-1&order=oldest")
        negative = sorted((m for m in everything if felt(m) == -1), key=lambda m: m.at)
        counted(page, len(negative))
        idle(page)
        choose(page, "mentions", 0)
        choose(page, "mentions", 1)
        several = page.locator(".st-key-several")
        expect(several).to_contain_text("已选 2 条")
        say(page, several, 负责人="小林", 备注=formula)
        expect(page.locator(".st-key-handled_mentions")).to_contain_text("已将 2 条记入台账：待处理")
        page.locator("[data-testid=stSidebar]").get_by_role("link", name="处置台账").click()
        expect(page.get_by_text("台账 2 条")).to_be_visible()
        idle(page)
        choose(page, "ledger", 0)
        detail = page.locator(".st-key-detail_ledger")
        say(page, detail.locator(".st-key-handling_ledger"), 回应内容="@SUM(1+1)")
        expect(detail).to_contain_text("处置记录（2）")
        sheets = workbook(page, "下载 xlsx")
        page.goto(f"{address}/handling?order=oldest&lang=en")
        expect(page.get_by_text("2 mentions in the ledger")).to_be_visible()
        idle(page)
        english = workbook(page, "Download xlsx")
    assert list(sheets) == ["处置台账", "说明"] and list(english) == ["Handling ledger", "About"]
    header, *rows = sheets["处置台账"]
    assert header == HEADER["zh"] and english["Handling ledger"][0] == HEADER["en"]
    first = negative[0]
    told = next(row for row in rows if row[4] == first.at.replace(microsecond=0))
    assert told[:2] == ["待处理", "小林"] and told[8] == "负面" and told[12] == formula and told[7] == first.text
    assert Counter(row[9] for row in rows) == {"": 1, "@SUM(1+1)": 1}
    assert all(isinstance(row[4], datetime) and isinstance(row[11], float) for row in rows)
    about = dict(sheets["说明"])
    assert (about["行数"], about["台账条数"]) == (2.0, 2.0)
    assert about["最新信息"] == max(m.at for m in everything)
    assert "情感" in about["筛选"] and "处置状态" in about["筛选"]
    store = connect(copied)
    assert faults(store) == []
    store.close()


def test_the_negative_ones_are_taken_in_by_one_click_and_given_back(serving, visit, copied, everything):
    with serving(copied) as address:
        page = visit(f"{address}/handling")
        expect(page.get_by_text("这里还没有处置记录。")).to_be_visible()
        idle(page)
        page.locator(".st-key-waiting_head").get_by_role("button", name="纳入台账").click()
        expect(page.get_by_text("台账 20 条")).to_be_visible()
        idle(page)
        page.locator(".st-key-handled_waiting").get_by_role("button", name="撤销").click()
        expect(page.get_by_text("这里还没有处置记录。")).to_be_visible()
