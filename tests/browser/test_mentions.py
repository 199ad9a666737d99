"""The list of mentions in Chromium: values clicked, rows chosen, sentiments corrected, threads opened."""

import csv
import re
from collections import Counter

import pytest
from playwright.sync_api import Locator, Page, expect

from store.connect import connect
from store.digest import faults
from tests.pages.links import felt
from tests.served import counted, idle, link, pick

pytestmark = pytest.mark.browser

ROW = 35
WORDS = {1: "正面", 0: "中性", -1: "负面", None: "–"}


def choose(page: Page, row: int) -> None:
    """Click the box of a row: chosen, or let go."""
    table = page.locator(".st-key-list_mentions canvas").first
    table.evaluate("table => table.scrollIntoView({block: 'center'})")
    table.click(position={"x": 16, "y": ROW * (row + 1) + 17}, force=True)
    idle(page)


def told(page: Page, row: int) -> Locator:
    """What a screen reader reads of a row."""
    return page.locator(".st-key-list_mentions canvas table tbody tr").nth(row)


def facet(page: Page, field: str, text: str) -> None:
    page.locator(f".st-key-facet_{field}").get_by_role("button", name=re.compile(text)).click()


def test_a_value_clicked_narrows_the_list_and_back_undoes_it(visit, server, everything):
    page = visit(f"{server}/mentions")
    counted(page, len(everything))
    comments = [m for m in everything if m.kind == "comment"]
    facet(page, "kinds", f"^评论 {len(comments)}$")
    counted(page, len(comments))
    assert link(idle(page)) == {"kinds": ["comment"]}
    expect(page.get_by_role("button", name=re.compile("^筛选"))).to_contain_text("筛选（1）")
    feeling, count = Counter(map(felt, comments)).most_common(1)[0]
    facet(page, "sentiments", f"^{WORDS[feeling]} {count}$")
    counted(page, count)
    assert link(idle(page)) == {"kinds": ["comment"], "sentiments": [str(feeling)]}
    page.go_back()
    counted(page, len(comments))
    page.go_back()
    counted(page, len(everything))
    assert link(idle(page)) == {}
    page.go_forward()
    counted(page, len(comments))
    # Chosen values are taken away again by the same click.
    facet(page, "kinds", f"评论 {len(comments)}$")
    counted(page, len(everything))


def test_values_are_taken_by_keyboard(visit, server, everything):
    page = visit(f"{server}/mentions")
    counted(page, len(everything))
    idle(page)
    values = page.locator(".st-key-facet_platforms button")
    values.nth(0).focus()
    page.keyboard.press("Tab")
    expect(values.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    counted(page, sum(m.platform == "xiaohongshu" for m in everything))
    assert link(idle(page)) == {"platforms": ["xiaohongshu"]}


def test_one_row_opens_several_show_what_can_be_done_with_them(visit, server, everything):
    page = visit(f"{server}/mentions?order=oldest")
    counted(page, len(everything))
    idle(page)
    choose(page, 0)
    oldest = min(everything, key=lambda mention: mention.at)
    expect(page.locator(".st-key-detail_mentions")).to_contain_text(f"{oldest.at:%Y-%m-%d %H:%M}")
    choose(page, 2)
    several = page.locator(".st-key-several")
    expect(several).to_contain_text("已选 2 条")
    expect(page.locator(".st-key-detail_mentions")).to_have_count(0)
    with page.expect_download() as waiting:
        several.get_by_role("button", name="下载所选").click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    in_order = sorted(everything, key=lambda mention: mention.at)
    assert [row["published_at"] for row in rows] == [f"{in_order[place].at}" for place in (0, 2)]
    several.get_by_role("button", name="取消选择").click()
    expect(several).to_have_count(0)
    # Nothing is chosen where other mentions stand.
    choose(page, 1)
    expect(page.locator(".st-key-detail_mentions")).to_be_visible()
    page.get_by_role("button", name="下一页").click()
    expect(page.get_by_text(re.compile("第 51–"))).to_be_visible()
    expect(page.locator(".st-key-detail_mentions")).to_have_count(0)


def test_a_sentiment_is_corrected_seen_everywhere_and_undone(serving, visit, copied, everything):
    count = Counter(map(felt, everything))[-1]
    with serving(copied) as address:
        page = visit(f"{address}/mentions?sentiments=-1")
        counted(page, count)
        idle(page)
        choose(page, 0)
        choose(page, 1)
        page.locator(".st-key-several").get_by_role("button", name="正面").click()
        counted(page, count - 2)
        expect(page.locator(".st-key-said_mentions")).to_contain_text("已将 2 条改为正面")
        expect(page.locator(".st-key-facet_sentiments")).to_contain_text(f"负面 {count - 2}")
        expect(page.locator(".st-key-several")).to_have_count(0)
        page.get_by_role("button", name="撤销").click()
        counted(page, count)
        expect(page.locator(".st-key-said_mentions")).to_contain_text("已撤销，2 条恢复为之前的情感")
        idle(page)
        choose(page, 0)
        page.locator(".st-key-detail_mentions").get_by_role("button", name="中性", exact=True).click()
        counted(page, count - 1)
        idle(page)
    store = connect(copied)
    with store.cursor() as cursor:
        assert cursor.execute("SELECT count(*), count(value) FROM correction").fetchone() == (5, 3)
        assert cursor.execute("SELECT count(*) FROM mention WHERE sentiment_by = 'person'").fetchone() == (1,)
    assert faults(store) == []
    store.close()


def test_a_chosen_mention_stays_open_while_it_is_corrected(serving, visit, copied, everything):
    with serving(copied) as address:
        page = visit(f"{address}/mentions")
        counted(page, len(everything))
        idle(page)
        choose(page, 0)
        detail = page.locator(".st-key-detail_mentions")
        newest = max(everything, key=lambda mention: mention.at)
        was, wanted = WORDS[felt(newest)], "正面" if felt(newest) != 1 else "负面"
        expect(told(page, 0)).to_contain_text(was)
        detail.get_by_role("button", name=wanted, exact=True).click()
        expect(detail).to_contain_text("人工修正")
        expect(detail).to_contain_text("修正记录（1）")
        expect(told(page, 0)).to_contain_text(wanted)
        detail.get_by_role("button", name="撤销修正").click()
        expect(detail).to_contain_text("修正记录（2）")
        expect(detail).not_to_contain_text("人工修正")
        expect(told(page, 0)).to_contain_text(was)


def test_several_orders_are_in_the_address_and_survive_a_reload(visit, server, everything):
    page = visit(f"{server}/mentions")
    counted(page, len(everything))
    idle(page)
    orders = page.get_by_test_id("stMultiSelect").filter(has=page.get_by_text("排序", exact=True))
    for name, address in (("按平台", "order=newest&order=platform"), ("点赞最多", "order=newest&order=platform&order=likes")):
        orders.locator("input").click()
        pick(page, name)
        expect(page).to_have_url(re.compile(f"{address}$"))
    page.keyboard.press("Escape")
    idle(page)
    orders.get_by_role("button", name=re.compile("最新在前")).first.click()
    expect(page).to_have_url(re.compile(r"\?order=platform&order=likes$"))
    first = min(everything, key=lambda m: (m.platform, -(m.likes or -1)))
    page.reload()
    counted(page, len(everything))
    assert link(idle(page)) == {"order": ["platform", "likes"]}
    expect(orders).to_contain_text("按平台")
    expect(told(page, 0)).to_contain_text(f"{first.at:%Y-%m-%d %H:%M}")


def test_the_root_the_thread_and_the_story_of_a_mention_are_one_click_away(visit, server, everything):
    page = visit(f"{server}/mentions?kinds=comment&order=likes")
    comments = [m for m in everything if m.kind == "comment"]
    counted(page, len(comments))
    idle(page)
    most = max(comments, key=lambda mention: mention.likes or 0)
    choose(page, 0)
    detail = page.locator(".st-key-detail_mentions")
    expect(detail).to_contain_text(most.text)
    detail.locator(".st-key-root_mentions button").click()
    expect(page.locator(".st-key-back_mentions")).to_be_visible()
    expect(detail).not_to_contain_text(most.text)
    page.locator(".st-key-back_mentions button").click()
    expect(detail).to_contain_text(most.text)
    size = 1 + sum(m.thread == most.thread for m in everything)
    detail.get_by_role("button", name=f"整个讨论串 {size} 条").click()
    counted(page, size)
    assert list(link(idle(page))) == ["roots"]
    page.go_back()
    counted(page, len(comments))
    text, same = next((text, count) for text, count in Counter(m.text for m in everything).most_common() if count > 1 and len(text) > 30)
    page.goto(f"{server}/mentions?keyword=%22{text}%22")
    counted(page)
    idle(page)
    choose(page, 0)
    button = detail.get_by_role("button", name=re.compile(r"^相似文章 \d+ 条"))
    told = int(re.search(r"\d+", button.inner_text())[0])
    assert told >= same
    button.click()
    expect(page).to_have_url(re.compile("stories="))
    counted(page, told)
