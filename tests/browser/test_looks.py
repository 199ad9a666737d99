"""What a person sees in the dark, on a phone, and in a spreadsheet."""

import csv

import pytest
from playwright.sync_api import Page, expect

from tests.served import counted, idle, kpis, pick
from tests.visits import NAMES

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_dark_has_its_own_ground_and_the_light_is_white(server, visit):
    dark, light = visit(server, color_scheme="dark"), visit(server, color_scheme="light")
    kpis(dark)
    kpis(light)
    assert (background(dark), background(light)) == ("rgb(18, 22, 28)", "rgb(255, 255, 255)")
    # The colours of meaning turn with the ground: of the negative, at the foot of the bars.
    bars = [
        page.locator(".st-key-card_volume .point path").first.evaluate("e => getComputedStyle(e).fill")
        for page in (dark, light)
    ]
    assert bars == ["rgb(255, 122, 89)", "rgb(200, 69, 47)"]


def test_on_a_phone_nothing_lies_beside_the_page(server, visit):
    page = visit("about:blank", **PHONE)
    for name, title in (("", "舆情总览"), ("sentiment", "情感分析"), ("mentions", "信息列表"), ("imports", "数据导入")):
        page.goto(f"{server}/{name}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible(timeout=30_000)
        idle(page)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")
        assert (name, widths) == (name, [390, 390])
        main = page.get_by_test_id("stMain").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert (name, main[0]) == (name, main[1])


def test_on_a_phone_the_filters_work(server, visit, everything):
    page = visit(f"{server}/mentions", **PHONE)
    counted(page, len(everything))
    page.get_by_role("button", name="筛选").click()
    field = page.get_by_test_id("stMultiSelect").filter(has=page.get_by_text("类型", exact=True))
    box = field.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    field.locator("input").click()
    pick(page, "评论")
    counted(page, sum(m.kind == "comment" for m in everything))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="关键词").fill("续航")
    page.get_by_role("textbox", name="关键词").press("Enter")
    counted(page, sum(m.kind == "comment" and "续航" in m.text for m in everything))


def test_the_list_that_is_downloaded_is_the_list(server, visit, everything):
    page = visit(f"{server}/mentions?platforms=douyin&platforms=zhihu&order=oldest")
    left = sorted((m for m in everything if m.platform in ("douyin", "zhihu")), key=lambda mention: mention.at)
    counted(page, len(left))
    idle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载").click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert waiting.value.suggested_filename == "guanlan-mentions.csv"
    assert [row["published_at"] for row in rows] == [f"{mention.at}" for mention in left]
    told = ("url", "platform", "author_name", "text", "likes", "views")
    assert sorted(tuple(row[name] for name in told) for row in rows) == sorted(
        (m.url, m.platform, m.author_name, m.text, str(m.likes), str(m.views)) for m in left
    )


def test_the_table_of_a_chart_is_downloaded(server, visit, everything):
    page = visit(server)
    kpis(page)
    with page.expect_download() as waiting:
        page.locator(".st-key-download_platforms button").click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["平台", "信息数", "占比"]
    platforms = [NAMES["zh"][mention.platform] for mention in everything]
    assert {row[0]: int(row[1]) for row in rows} == {name: platforms.count(name) for name in set(platforms)}
