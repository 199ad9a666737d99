"""情感分析 in Chromium: what is chosen stands in the address, and marks open their mentions."""

import pytest
from playwright.sync_api import Page, expect

from tests.pages.links import felt
from tests.served import counted, idle, kpis, link, marks, pick

pytestmark = pytest.mark.browser


def opened(visit, address: str) -> Page:
    page = visit(address)
    kpis(page, 5)
    return page


def test_what_is_shown_and_split_stands_in_the_address_and_back_undoes_it(server, visit):
    page = opened(visit, f"{server}/sentiment")
    card = page.locator(".st-key-card_course")
    card.get_by_text("负面占比", exact=True).first.click()
    expect(page).to_have_url(f"{server}/sentiment?show=negative", timeout=30_000)
    idle(page)
    card.get_by_test_id("stSelectbox").click()
    pick(page, "平台")
    expect(page.locator(".st-key-card_course .subplot")).to_have_count(6, timeout=30_000)
    idle(page)
    assert link(page) == {"show": ["negative"], "by": ["platforms"]}
    page.go_back()
    expect(page.locator(".st-key-card_course .subplot")).to_have_count(1, timeout=30_000)
    assert link(page) == {"show": ["negative"]}
    page.reload()
    kpis(page, 5)
    expect(page.locator(".st-key-card_course .scatterlayer .trace").first).to_be_attached(timeout=30_000)


def test_a_part_of_a_group_opens_its_mentions(server, visit, everything):
    page = opened(visit, f"{server}/sentiment")
    marks(page, "groups").first.click(force=True)
    wanted = sum(m.platform == "weibo" and felt(m) == -1 for m in everything)
    counted(page, wanted)
    assert link(page) == {"platforms": ["weibo"], "sentiments": ["-1"]}


def test_what_moved_net_sentiment_opens_its_mentions(server, visit, everything):
    page = opened(visit, f"{server}/sentiment?since=2025-03-10&until=2025-03-16")
    marks(page, "contributions").first.click(force=True)
    page.wait_for_url("**platforms=**", timeout=30_000)
    (platform,) = link(idle(page))["platforms"]
    counted(page, sum(m.platform == platform and "2025-03-10" <= f"{m.at:%Y-%m-%d}" <= "2025-03-16" for m in everything))


def test_the_point_of_a_line_opens_its_bucket(server, visit, everything):
    page = opened(visit, f"{server}/sentiment?show=negative&grain=week")
    points = page.locator(".st-key-card_course .scatterlayer .points path")
    expect(points.first).to_be_attached(timeout=30_000)
    points.nth(1).click(force=True)
    counted(page, sum("2025-03-10" <= f"{m.at:%Y-%m-%d}" <= "2025-03-16" for m in everything))
    assert link(idle(page)) == {"since": ["2025-03-10"], "until": ["2025-03-16"]}
