"""传播分析 in Chromium: the picture and the table choose each other, a hub opens, the network is taken away."""

import re

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.served import idle, link

pytestmark = pytest.mark.browser

PICTURE = ".st-key-card_cascade_picture .js-plotly-plot"


def drawn(page: Page) -> Page:
    expect(page.locator(f"{PICTURE} .point").first).to_be_attached(timeout=60_000)
    return idle(page)


def test_a_node_is_chosen_in_the_picture_and_in_the_table_and_the_network_taken_away(server, visit):
    page = drawn(visit(f"{server}/propagation"))
    nodes = int(page.get_by_test_id("stMetricValue").first.inner_text())
    points = page.locator(f"{PICTURE} path.point")
    assert points.count() >= nodes
    page.locator(PICTURE).scroll_into_view_if_needed()
    points.nth(nodes // 2).click(force=True)
    expect(page.locator(".st-key-card_cascade_node")).to_be_visible()
    expect(page.get_by_text("从源头到此：")).to_be_visible()
    assert "node" in link(idle(page))
    page.locator(".st-key-close_node button").click()
    expect(page.locator(".st-key-card_cascade_node")).to_have_count(0)
    assert "node" not in link(idle(page))
    table = page.locator("[class*=st-key-spreaders_table] canvas").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 35 + 17}, force=True)
    expect(page.get_by_text("从源头到此：")).to_be_visible()
    idle(page)
    page.get_by_role("button", name="导出网络").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="GEXF").click()
    graph = nx.read_gexf(waiting.value.path())
    assert (len(graph), graph.number_of_edges()) == (nodes, nodes - 1)


def test_the_author_graph_and_a_narrow_window(server, visit):
    page = visit(f"{server}/propagation?picture=authors", viewport={"width": 390, "height": 844})
    expect(page.locator(".st-key-card_author_graph .js-plotly-plot .point").first).to_be_attached(timeout=60_000)
    assert idle(page).evaluate("document.documentElement.scrollWidth") <= 390
    assert re.search("社群", page.locator(".st-key-card_author_graph").inner_text())
