"""词云热词 in Chromium: the words of the cloud and the circles of the network are clicked."""

import pytest
from playwright.sync_api import expect

from tests.served import idle, link

pytestmark = pytest.mark.browser


def test_a_word_of_the_cloud_opens_its_mentions_wherever_it_is_clicked(server, visit):
    page = visit(f"{server}/words")
    words = page.locator(".st-key-card_cloud text.bartext")
    expect(words.first).to_be_visible(timeout=60_000)
    idle(page)
    word = words.first.text_content()
    box = words.first.bounding_box()
    # Beside its middle: the whole word can be clicked.
    page.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/mentions?words=**", timeout=30_000)
    assert link(idle(page)) == {"words": [word]}


def test_a_circle_of_the_network_opens_the_mentions_of_both_words(server, visit):
    page = visit(f"{server}/words?beside=充电")
    circles = page.locator(".st-key-card_beside .scatterlayer .trace").filter(has=page.locator(".textpoint")).first
    expect(circles.locator(".points path").first).to_be_visible(timeout=60_000)
    name = circles.locator(".textpoint text").first.text_content()
    idle(page)
    circles.locator(".points path").first.click(force=True)
    page.wait_for_url("**/mentions?words=**", timeout=30_000)
    assert link(idle(page)) == {"words": ["充电", name]}
