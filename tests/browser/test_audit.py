"""情感抽检 in Chromium: labelled by the keyboard alone, gone on with later, and what follows beside the shares."""

import pytest
from playwright.sync_api import Page, expect

from store.connect import connect
from tests.served import idle

pytestmark = pytest.mark.browser

KEYS = "1123011"


def done(page: Page, count: int, of: int = 100) -> Page:
    expect(page.locator(".st-key-labelling").get_by_test_id("stProgress")).to_have_text(f"{count} / {of}", timeout=30_000)
    return idle(page)


def press(page: Page, key: str, count: int) -> None:
    page.keyboard.press(key)
    done(page, count)


def of_hundred(page: Page) -> None:
    hundred = idle(page).get_by_role("radio", name="100")
    hundred.click()
    expect(hundred).to_be_checked()
    idle(page)


def test_a_sample_is_labelled_by_keys_and_its_result_stands_beside_the_share(serve, visit, copied):
    address = serve(copied)
    page = visit(f"{address}/audit")
    of_hundred(page)
    page.get_by_role("button", name="抽取样本").click()
    done(page, 0)
    for place in range(36):
        press(page, KEYS[place % len(KEYS)], place + 1)
    page.keyboard.press("Backspace")
    done(page, 35)
    press(page, "3", 36)
    expect(page.locator(".st-key-card_confusion .js-plotly-plot")).to_be_visible(timeout=30_000)
    page.reload()
    done(page, 36)
    idle(page)
    cell = page.locator(".st-key-card_confusion .js-plotly-plot .point path").first
    cell.click(force=True)
    expect(page.get_by_text("系统显示负面，人工标注负面")).to_be_visible(timeout=30_000)
    page.goto(f"{address}/sentiment")
    expect(page.get_by_text("抽检 31 条").first).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="查看抽检").first.click()
    done(page, 36)


def test_what_was_pressed_is_what_is_stored(serving, visit, copied):
    with serving(copied) as address:
        page = visit(f"{address}/audit?platforms=weibo")
        of_hundred(page)
        page.get_by_role("button", name="抽取样本").click()
        done(page, 0)
        for place, key in enumerate("1230"):
            press(page, key, place + 1)
        # In a field a key is a letter.
        page.get_by_placeholder("词语").press_sequentially("123")
        done(page, 4)
        page.goto("about:blank")
    store = connect(copied)
    with store.cursor() as cursor:
        stored = cursor.execute("SELECT place, label FROM audit_label ORDER BY place").fetchall()
    store.close()
    assert stored == [(1, -1), (2, 0), (3, 1), (4, 2)]
