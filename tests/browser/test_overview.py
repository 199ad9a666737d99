"""The overview in Chromium: what its findings, numbers and marks open."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.links import felt
from tests.served import counted, kpis, link, marks

pytestmark = pytest.mark.browser


def test_a_finding_and_the_number_of_negative_mentions_open_them_and_the_light_says_its_rule(server, visit, everything):
    page = visit(server)
    kpis(page)
    finding = page.locator("[class*=st-key-finding_overview]").filter(has_text=re.compile("最多"))
    day, number = re.search(r"(\d+月\d+日).*?(\d+) 条", finding.inner_text()).groups()
    finding.get_by_role("link").click()
    counted(page, int(number))
    first, last = link(page)["since"][0], link(page)["until"][0]
    assert first == last and f"{int(first[5:7])}月{int(first[8:])}日" == day
    page.go_back()
    assert kpis(page)[0] == str(len(everything))
    page.locator(".st-key-light").get_by_role("button", name="口径").click()
    expect(page.get_by_test_id("stPopoverBody").get_by_text(re.compile("暂行"))).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".st-key-kpi_negative_share").get_by_role("link").click()
    counted(page, sum(felt(mention) == -1 for mention in everything))


def test_the_language_is_chosen_in_the_sidebar_and_stands_in_the_address(server, visit):
    lang, title = "繁體", "輿情總覽"
    page = visit(server)
    numbers = kpis(page)
    page.get_by_test_id("stSidebar").get_by_text(lang, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
    assert [one for one in kpis(page) if "%" in one] == [one for one in numbers if "%" in one]
    page.get_by_test_id("stSidebar").get_by_text("简体", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("舆情总览", timeout=30_000)
    assert link(page) == {}


def test_a_part_of_a_bar_opens_the_mentions_of_its_sentiment(server, visit, everything):
    page = visit(f"{server}?since=2025-03-12&until=2025-03-12&grain=day")
    kpis(page)
    marks(page, "volume").first.click(force=True)
    wanted = sum(felt(m) == -1 and f"{m.at:%Y-%m-%d}" == "2025-03-12" for m in everything)
    counted(page, wanted)
    assert link(page)["sentiments"] == ["-1"]
