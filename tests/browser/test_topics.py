"""话题分析 in Chromium: topics are found after the start, a circle of the map is clicked, and a phone has room for it."""

import re

import pytest
from playwright.sync_api import expect

from tests.served import idle, link

pytestmark = pytest.mark.browser


def test_a_circle_of_the_map_opens_its_mentions_and_a_phone_has_room(server, visit):
    page = visit(f"{server}/topics")
    # The page follows the work that finds them.
    circles = page.locator(".st-key-card_topics .scatterlayer .points path")
    expect(circles.first).to_be_visible(timeout=60_000)
    phone = visit(f"{server}/topics", viewport={"width": 390, "height": 844})
    expect(phone.locator(".st-key-card_crossing .points path").first).to_be_visible(timeout=60_000)
    assert idle(phone).evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    idle(page)
    circles.last.click(force=True)
    page.wait_for_url("**/mentions?topics=**", timeout=30_000)
    (topic,) = link(idle(page))["topics"]
    assert re.fullmatch(r"t\d+", topic)
    expect(page.locator("h4")).to_have_text(re.compile("^共? ?\\d+ 条信息"))
