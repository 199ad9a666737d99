"""A view is a link, in Chromium: what the address says is what is filtered, shown and counted."""

import re
from datetime import datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.counted import Mention
from tests.pages.links import felt
from tests.served import counted, idle, kpis, link, marks, pick
from ui.chosen import OTHERS

pytestmark = pytest.mark.browser

# What an address that is written out says beside the filters.
USUAL = {name: default for name, (default, _known) in OTHERS.items() if default}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def choose(page: Page, field: str, option: str) -> None:
    """Choose an option of a field in the popover of filters."""
    page.get_by_role("button", name=re.compile("^筛选")).click()
    page.get_by_test_id("stMultiSelect").filter(has=page.get_by_text(field, exact=True)).locator("input").click()
    pick(page, option)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def search(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="关键词").fill(words)
    page.get_by_role("textbox", name="关键词").press("Enter")


def set_window(page: Page, since: str, until: str) -> None:
    """Type the days into the window's fields."""
    for edge, day in (("start", since), ("end", until)):
        for name, digits in zip(("year", "month", "day"), day.split("-"), strict=True):
            page.get_by_test_id("stDateInput").locator(f"[data-range-field={edge}] [data-type={name}]").click()
            page.keyboard.type(digits)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).click()


def test_a_deep_link_is_right_as_the_first_request_to_a_fresh_server(serve, visit, copied, everything):
    page = visit(f"{serve(copied)}/mentions?platforms=xiaohongshu&since=2025-03-10&until=2025-03-16")
    left = [m for m in everything if m.platform == "xiaohongshu" and at("2025-03-10") <= m.at < at("2025-03-17")]
    counted(page, len(left))
    idle(page)
    assert page.get_by_role("heading", level=1).inner_text() == "信息列表"
    expect(page.get_by_role("button", name=re.compile("^筛选"))).to_contain_text("筛选（1）")
    expect(page.get_by_test_id("stDateInput").locator("[data-range-field]")).to_have_text(["2025-03-10", "2025-03-16"])
    assert link(page) == {"platforms": ["xiaohongshu"], "since": ["2025-03-10"], "until": ["2025-03-16"]}


def test_filters_go_into_the_address_and_the_link_gives_a_second_browser_the_same_numbers(visit, server, everything):
    page = visit(f"{server}/mentions")
    counted(page, len(everything))
    choose(page, "平台", "小红书")
    counted(page, sum(m.platform == "xiaohongshu" for m in everything))
    search(page, "星澜")
    set_window(page, "2025-03-10", "2025-03-20")
    left = [
        m for m in everything
        if m.platform == "xiaohongshu" and "星澜" in f"{m.title}{m.text}" and at("2025-03-10") <= m.at < at("2025-03-21")
    ]  # fmt: skip
    counted(page, len(left))
    idle(page)
    expected = {"platforms": ["xiaohongshu"], "keyword": ["星澜"], "since": ["2025-03-10"], "until": ["2025-03-20"]}
    assert link(page) == expected
    other = visit(page.url)
    counted(other, len(left))
    assert link(idle(other)) == expected
    # The same view on another page, in both browsers.
    for browser in (page, other):
        browser.get_by_test_id("stSidebar").get_by_text("舆情总览").click()
    assert kpis(page) == kpis(other)
    assert link(page) == link(other) == expected
    assert kpis(page)[0] == str(len(left))


def test_the_copied_link_writes_every_filter_out_and_opens_the_same_view(visit, server, everything):
    page = visit(f"{server}/?platforms=weibo&kinds=comment")
    numbers = kpis(page)
    page.get_by_role("button", name="链接").click()
    address = page.get_by_test_id("stCode").locator("code").first.inner_text().replace("\n", "")
    shown = urlencode([(name, value) for name, value in USUAL.items() if name != "lang"], doseq=True)
    assert address == f"{server}/?since=2025-03-03&until=2025-03-24&platforms=weibo&kinds=comment&lang=zh&{shown}"
    assert kpis(visit(address)) == numbers


def test_reset_cleans_the_address_and_what_it_took_away_does_not_come_back(visit, server, everything):
    page = visit(f"{server}/mentions?platforms=xiaohongshu&keyword=手表&since=2025-03-10&until=2025-03-16")
    counted(page)
    page.get_by_role("button", name="重置").click()
    counted(page, len(everything))
    assert link(idle(page)) == {}
    choose(page, "类型", "评论")
    counted(page, sum(m.kind == "comment" for m in everything))
    page.get_by_role("button", name="重置").click()
    counted(page, len(everything))
    search(page, "续航")
    counted(page, sum("续航" in f"{m.title}{m.text}" for m in everything))
    assert link(idle(page)) == {"keyword": ["续航"]}


def test_back_undoes_a_filter_and_forward_does_it_again(visit, server, everything):
    page = visit(f"{server}/mentions")
    counted(page, len(everything))
    search(page, "续航")
    words = sum("续航" in f"{m.title}{m.text}" for m in everything)
    counted(page, words)
    choose(page, "类型", "评论")
    both = sum("续航" in m.text and m.kind == "comment" for m in everything)
    counted(page, both)
    idle(page)
    for go, number in (
        (page.go_back, words),
        (page.go_back, len(everything)),
        (page.go_forward, words),
        (page.go_forward, both),
    ):
        go()
        counted(page, number)
    assert link(idle(page)) == {"keyword": ["续航"], "kinds": ["comment"]}


def period(page: Page, name: str) -> None:
    """Choose a window by its name."""
    idle(page).get_by_role("combobox", name="时间范围").click()
    pick(page, name)


def is_named(page: Page, name: str) -> None:
    expect(idle(page).get_by_role("combobox", name="时间范围")).to_have_value(name)


def days(page: Page, first: str, last: str) -> None:
    """Wait until the days of the window are these."""
    expect(page.get_by_test_id("stDateInput").locator("[data-range-field]")).to_have_text([first, last], timeout=30_000)


def within(everything: list[Mention], first: str, last: str) -> int:
    return sum(at(first).date() <= m.at.date() <= at(last).date() for m in everything)


# The newest of the invented mentions is of Monday 24 March 2025, the first of 3 March.
PERIODS = {
    "最近 7 天": ("last7", "2025-03-18", "2025-03-24"),
    "最近 30 天": ("last30", "2025-02-23", "2025-03-24"),
    "本周": ("week", "2025-03-24", "2025-03-30"),
    "上周": ("last_week", "2025-03-17", "2025-03-23"),
    "本月": ("month", "2025-03-01", "2025-03-31"),
    "上月": ("last_month", "2025-02-01", "2025-02-28"),
    "全部": ("all", "2025-03-03", "2025-03-24"),
}


def test_a_named_window_changes_the_numbers_and_the_address_and_back_undoes_it(visit, server, everything):
    page = visit(f"{server}/mentions?kinds=comment")
    comments = [m for m in everything if m.kind == "comment"]
    counted(page, len(comments))
    period(page, "上周")
    counted(page, within(comments, "2025-03-17", "2025-03-23"))
    days(page, "2025-03-17", "2025-03-23")
    assert link(idle(page)) == {"period": ["last_week"], "kinds": ["comment"]}
    period(page, "最近 7 天")
    counted(page, within(comments, "2025-03-18", "2025-03-24"))
    idle(page)
    page.go_back()
    counted(page, within(comments, "2025-03-17", "2025-03-23"))
    is_named(page, "上周")
    page.go_back()
    counted(page, len(comments))
    is_named(page, "默认")
    assert link(idle(page)) == {"kinds": ["comment"]}


def test_the_name_of_a_window_is_a_link_that_stays_what_it_is(visit, server, everything):
    page = visit(f"{server}/mentions")
    counted(page, len(everything))
    for name, (code, first, last) in list(PERIODS.items())[::2]:
        page.goto(f"{server}/mentions?period={code}")
        days(page, first, last)
        is_named(page, name)
        if found := within(everything, first, last):
            counted(page, found)
        else:
            expect(page.get_by_text("没有符合筛选条件的信息。")).to_be_visible()
        assert link(idle(page)) == {"period": [code]}
    page.reload()
    days(page, *PERIODS["全部"][1:])
    assert link(idle(page)) == {"period": ["all"]}


def test_days_that_are_chosen_are_no_named_window_any_more(visit, server, everything):
    page = visit(f"{server}/mentions?period=last7")
    counted(page, within(everything, "2025-03-18", "2025-03-24"))
    set_window(page, "2025-03-10", "2025-03-12")
    counted(page, within(everything, "2025-03-10", "2025-03-12"))
    is_named(page, "自定义")
    assert link(idle(page)) == {"since": ["2025-03-10"], "until": ["2025-03-12"]}
    period(page, "默认")
    counted(page, len(everything))
    assert link(idle(page)) == {}


def test_a_named_window_stays_relative_on_other_pages_and_the_copied_link_is_absolute(visit, server, everything):
    page = visit(f"{server}/?period=last7")
    numbers = kpis(page)
    page.get_by_role("button", name="链接").click()
    address = page.get_by_test_id("stCode").locator("code").first.inner_text().replace("\n", "")
    assert parse_qs(urlsplit(address).query) == {"since": ["2025-03-18"], "until": ["2025-03-24"], **{name: [value] if isinstance(value, str) else value for name, value in USUAL.items()}}
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebar").get_by_text("信息列表").click()
    counted(page, within(everything, "2025-03-18", "2025-03-24"))
    assert link(idle(page)) == {"period": ["last7"]}
    other = visit(address)
    assert kpis(other) == numbers
    assert link(other) == {"since": ["2025-03-18"], "until": ["2025-03-24"]}


def test_a_named_window_ends_with_what_may_be_seen(visit, server, everything):
    page = visit(f"{server}/mentions?period=last_week&as_of=2025-03-20T12:00:00")
    days(page, "2025-03-10", "2025-03-16")
    counted(page, within(everything, "2025-03-10", "2025-03-16"))
    assert link(idle(page)) == {"period": ["last_week"], "as_of": ["2025-03-20T12:00:00"]}


@pytest.mark.parametrize(
    ("asked", "refused", "left"),
    [
        ("period=tomorrow&platforms=xiaohongshu&platforms=nope", ["tomorrow", "nope"], {"platforms": ["xiaohongshu"]}),
        ("period=week&since=2025-03-10&until=2025-03-16", ["week"], {"since": ["2025-03-10"], "until": ["2025-03-16"]}),
    ],
)
def test_a_link_that_asks_for_what_is_not_there_says_so_and_goes_on_without_it(visit, server, asked, refused, left):
    page = visit(f"{server}/mentions?{asked}")
    for one in refused:
        expect(page.get_by_test_id("stAlert")).to_have_text(re.compile(f"“{one}”"))
    assert page.get_by_test_id("stDataFrame").count() == 0
    page.get_by_role("button", name="去掉它并显示").click()
    counted(page)
    assert link(idle(page)) == left


def test_on_a_phone_the_bar_stays_within_the_page(visit, server, everything):
    for lang in ("zh", "en"):
        page = visit(f"{server}/mentions?lang={lang}&period=last_month", viewport={"width": 390, "height": 844})
        expect(page.get_by_test_id("stDateInput")).to_be_visible(timeout=30_000)
        idle(page)
        boxes = [box.bounding_box() for box in page.locator(".st-key-filter_bar > *").all()]
        assert len(boxes) >= 7
        assert max(box["x"] + box["width"] for box in boxes) <= 390
        assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_a_click_on_a_bar_opens_exactly_its_mentions(visit, server, everything):
    page = visit(server)
    for key, height, expected in (
        ("volume", sum(felt(m) == -1 and m.at.date() == at("2025-03-04").date() for m in everything), {"since": ["2025-03-04"], "until": ["2025-03-04"], "sentiments": ["-1"]}),
        ("kinds", sum(m.kind == "comment" for m in everything), {"kinds": ["comment"]}),
        ("authors_top", sum(m.author == "weibo:1000015838" for m in everything), {"authors": ["weibo:1000015838"]}),
    ):
        kpis(page)
        marks(page, key).nth(1).click(force=True)
        page.wait_for_url("**/mentions?*")
        counted(page, height)
        assert link(idle(page)) == expected
        page.goto(server)


def test_back_from_the_mentions_of_a_bar_leads_to_the_overview_where_it_opens_again(visit, server, everything):
    page = visit(server)
    kpis(page)
    marks(page, "platforms").nth(1).click(force=True)
    counted(page, sum(m.platform == "xiaohongshu" for m in everything))
    idle(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("舆情总览")
    kpis(page)
    page.go_back()
    expect(page.locator("h4")).to_have_text(re.compile(f"^共 {len(everything)} 条信息"))
    assert link(idle(page)) == {}
    marks(page, "platforms").nth(1).click(force=True)
    counted(page, sum(m.platform == "xiaohongshu" for m in everything))


def test_a_click_on_an_hour_opens_it_as_an_exact_time_that_can_be_taken_away(visit, server, everything):
    page = visit(f"{server}/?since=2025-03-12&until=2025-03-12")
    kpis(page)
    day = [m for m in everything if m.at.date() == at("2025-03-12").date()]
    per_hour = [sum(felt(m) == -1 and m.at.hour == hour for m in day) for hour in range(24)]
    hour = per_hour.index(max(per_hour))
    # The negative ones come first.
    marks(page, "volume").nth(hour).click(force=True)
    counted(page, per_hour[hour])
    # By the hour only what is known to the minute is counted.
    assert link(idle(page)) == {
        "since": [f"2025-03-12T{hour:02d}:00:00"], "until": [f"2025-03-12T{hour + 1:02d}:00:00"], "precisions": ["second", "minute"],
        "sentiments": ["-1"],
    }  # fmt: skip
    chip = page.get_by_test_id("stMultiSelect").filter(has_text="精确时段")
    assert f"2025-03-12 {hour:02d}:00 – 2025-03-12 {hour + 1:02d}:00" in chip.inner_text()
    page.get_by_role("button", name="重置").click()
    counted(page, len(everything))
    assert link(idle(page)) == {}


def test_the_language_stays_over_pages_and_clicks(visit, server, everything):
    page = visit(server)
    kpis(page)
    page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview", timeout=30_000)
    kpis(page)
    assert link(page) == {"lang": ["en"]}
    marks(page, "platforms").nth(2).click(force=True)
    counted(page, sum(m.platform == "douyin" for m in everything))
    assert page.get_by_role("heading", level=1).inner_text() == "Mentions"
    assert link(idle(page)) == {"platforms": ["douyin"], "lang": ["en"]}
    page.get_by_test_id("stSidebar").get_by_text("Overview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    assert link(idle(page)) == {"platforms": ["douyin"], "lang": ["en"]}


def test_what_was_chosen_outlives_a_change_of_language(visit, server, everything):
    page = visit(f"{server}/mentions")
    choose(page, "平台", "小红书")
    page.get_by_test_id("stMultiSelect").filter(has=page.get_by_text("排序", exact=True)).locator("input").click()
    pick(page, "点赞最多")
    expect(page).to_have_url(re.compile("order=newest&order=likes"))
    page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mentions", timeout=30_000)
    page.get_by_role("textbox", name="Keyword").fill("手表")
    page.get_by_role("textbox", name="Keyword").press("Enter")
    counted(page, sum(m.platform == "xiaohongshu" and "手表" in f"{m.title}{m.text}" for m in everything))
    assert link(idle(page)) == {"platforms": ["xiaohongshu"], "keyword": ["手表"], "order": ["newest", "likes"], "lang": ["en"]}
