"""A file that no format knows, mapped by a person in Chromium."""

import csv
import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.served import idle, kpis

pytestmark = pytest.mark.browser

HOSTILE = "<script>window.__pwned=1</script>"
PICTURE = "![x](https://evil.example/pixel.png)"
TEXTS = [f"第{n}条：试了新款手表的续航，跑步两个小时以后还剩不少电，屏幕在太阳底下也看得清楚" for n in range(12)]


def unknown(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["甲", "乙", HOSTILE, PICTURE])
        writer.writerows([f"2025-03-{n + 1:02} 08:30", text, n * 10, f"读者{n % 5}"] for n, text in enumerate(TEXTS))
    return path


def choose(page: Page, column: str, name: str) -> None:
    """By the keyboard alone: part of the field's name, then Enter."""
    box, offered = page.get_by_role("combobox", name=column), page.get_by_role("option", name=name).first
    for _ in range(5):
        box.focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(name)
        # A field that is drawn anew while somebody types in it forgets what was typed.
        with suppress(TimeoutError):
            offered.wait_for(timeout=5_000)
            break
    expect(offered).to_be_visible()
    # The choice is on its way once it stands in the field.
    page.keyboard.press("Enter")
    expect(box).to_have_value(re.compile(name))
    page.wait_for_timeout(500)
    idle(page)


def test_an_unknown_file_is_mapped_by_keyboard_imported_and_counted(serve, visit, tmp_path):
    page = visit(serve(tmp_path / "guanlan.duckdb"))
    page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(unknown(tmp_path / "周报.csv"))
    expect(page.get_by_text("没有任何格式具有这些列")).to_be_visible(timeout=30_000)
    idle(page)
    choose(page, "script", "点赞")
    choose(page, "pixel", "作者名称")
    assert page.evaluate("window.__pwned") is None
    assert page.locator("[data-testid=stApp] img, [data-testid=stApp] script").count() == 0
    page.get_by_role("button", name="导入 1 个文件").click()
    expect(page.get_by_text("12 条记录 → 读到 12 条信息 = 新增 12 + 合并重复 0 + 拒收 0")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("已保存的列对应（1）")).to_be_visible(timeout=30_000)
    page.get_by_test_id("stSidebar").get_by_text("舆情总览").click()
    assert kpis(page)[:4] == ["12", "样本不足", "样本不足", "660"]
