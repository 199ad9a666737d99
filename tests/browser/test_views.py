"""Saved views, in Chromium: saved on one page, opened from another, renamed, deleted and put back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from store.connect import connect
from store.views import save
from tests.served import counted, idle, link

pytestmark = pytest.mark.browser


@pytest.fixture
def server(serve, copied: Path) -> str:
    """The app on a store of its own: views are saved there."""
    return serve(copied)


def panel(page: Page) -> Locator:
    """What stands in the popover of saved views, which is opened where it is closed."""
    found = page.locator(".st-key-views")
    if not found.is_visible():
        page.get_by_role("button", name="视图").click()
    expect(found).to_be_visible(timeout=30_000)
    return found


def names(page: Page) -> Locator:
    """The saved views, each of which opens one."""
    return page.locator("[class*=st-key-open_] button")


def shows(page: Page, *told: str) -> None:
    """Wait until these views are listed."""
    panel(page)
    expect(names(page)).to_have_count(len(told), timeout=30_000)
    expect(names(page)).to_contain_text(list(told))


def keep(page: Page, name: str) -> None:
    panel(page).get_by_role("textbox", name="把当前视图保存为").fill(name)
    panel(page).get_by_role("button", name="保存").click()


def opened(page: Page, name: str) -> None:
    panel(page)
    names(page).filter(has_text=name).click()
    expect(page.locator(".st-key-views")).to_have_count(0, timeout=30_000)


def test_a_view_is_saved_and_opened_from_another_page_and_two_never_mix(visit, server, everything):
    page = visit(f"{server}/mentions?period=last_week&platforms=xiaohongshu&order=likes")
    week = [m for m in everything if "2025-03-17" <= str(m.at.date()) <= "2025-03-23"]
    first = sum(m.platform == "xiaohongshu" for m in week)
    counted(page, first)
    keep(page, "小红书上周")
    shows(page, "小红书上周")
    expect(panel(page)).to_contain_text("信息列表 · 上周 · 平台：小红书")
    page.keyboard.press("Escape")
    page.goto(f"{server}/mentions?kinds=comment&keyword=续航")
    second = sum(m.kind == "comment" and "续航" in m.text for m in everything)
    counted(page, second)
    keep(page, "续航评论")
    shows(page, "续航评论", "小红书上周")
    expect(panel(page)).to_contain_text("信息列表 · 默认时间范围 · 类型：评论 · 关键词：续航")
    # Another visitor, on another page, in English.
    other = visit(f"{server}/?since=2025-03-10&until=2025-03-12&lang=en")
    idle(other)
    other.get_by_role("button", name="Saved views").click()
    names(other).filter(has_text="小红书上周").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Mentions", timeout=30_000)
    counted(other, first)
    assert link(idle(other)) == {
        "period": ["last_week"], "platforms": ["xiaohongshu"], "order": ["likes"], "lang": ["en"],
    }  # fmt: skip
    for name, number, told in (
        ("小红书上周", first, {"period": ["last_week"], "platforms": ["xiaohongshu"], "order": ["likes"]}),
        ("续航评论", second, {"kinds": ["comment"], "keyword": ["续航"]}),
        ("小红书上周", first, {"period": ["last_week"], "platforms": ["xiaohongshu"], "order": ["likes"]}),
    ):
        opened(page, name)
        counted(page, number)
        assert link(idle(page)) == told


def test_a_view_is_replaced_renamed_deleted_and_put_back(visit, server, everything):
    page = visit(f"{server}/mentions?platforms=weibo")
    counted(page)
    keep(page, "周报")
    shows(page, "周报")
    page.keyboard.press("Escape")
    page.goto(f"{server}/mentions?platforms=douyin")
    number = counted(page, sum(m.platform == "douyin" for m in everything))
    keep(page, " 周报 ")
    expect(panel(page)).to_contain_text("已有视图“周报”")
    expect(panel(page)).to_contain_text("平台：微博")
    panel(page).get_by_role("button", name="替换").click()
    expect(panel(page)).to_contain_text("平台：抖音", timeout=30_000)
    shows(page, "周报")
    panel(page).get_by_role("button", name="改名").click()
    panel(page).get_by_role("textbox", name="名称", exact=True).fill("抖音")
    panel(page).get_by_role("button", name="保存").last.click()
    shows(page, "抖音")
    panel(page).get_by_role("button", name="删除").click()
    expect(panel(page)).to_contain_text("已删除：抖音", timeout=30_000)
    shows(page)
    panel(page).get_by_role("button", name="撤销").click()
    shows(page, "抖音")
    page.reload()
    counted(page, number)
    shows(page, "抖音")
    page.goto(f"{server}/?platforms=weibo")
    opened(idle(page), "抖音")
    counted(page, number)
    assert link(idle(page)) == {"platforms": ["douyin"]}


def test_a_view_whose_values_are_gone_says_so_and_on_a_phone_all_stay_within_the_page(visit, serve, copied, everything):
    store = connect(copied)
    save(store, "旧平台", "mentions", "platforms=myspace&kinds=comment")
    save(store, "旧页面", "gone", "kinds=comment")
    save(store, "很长的名称" * 16, "mentions", "platforms=xiaohongshu&platforms=weibo&platforms=douyin&keyword=" + "长" * 60)
    store.close()
    address = serve(copied)
    page = visit(address)
    idle(page)
    opened(page, "旧平台")
    expect(page.get_by_test_id("stAlert")).to_have_text(re.compile("“myspace”"), timeout=30_000)
    page.get_by_role("button", name="去掉它并显示").click()
    counted(page, sum(m.kind == "comment" for m in everything))
    opened(page, "旧页面")
    expect(page.get_by_role("heading", level=1)).to_have_text("舆情总览", timeout=30_000)
    assert link(idle(page)) == {"kinds": ["comment"]}
    _within_a_phone(visit(f"{address}/mentions", viewport={"width": 390, "height": 844}))


def _within_a_phone(page: Page) -> None:
    counted(page)
    box = panel(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    for button in panel(page).get_by_role("button").all():
        edge = button.bounding_box()
        assert edge["x"] + edge["width"] <= 390
