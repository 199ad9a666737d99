"""竞品对比 in Chromium: what is chosen lies in the address, a bar opens its mentions, and loaded figures are laid over a course."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from loaders.fold import publish
from loaders.parameters import Parameters
from loaders.prepare import prepare
from store.connect import connect
from store.settings import say
from tests.loaders.staging import cascaded, found, grouped
from tests.pages.test_competitors import FILES, OTHER, OURS, WATCHED
from tests.served import counted, idle, link, marks, pick, served

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[str]:
    """The app on a store in which the mentions of each file are of a brand."""
    folder = tmp_path_factory.mktemp("compared")
    store = connect(folder / "guanlan.duckdb")
    for file in exports:
        (brand,) = [brand for brand, name in FILES.items() if file.stem == name]
        publish(store, prepare(file, folder / brand, store_zone=store.time_zone, parameters=Parameters(brand=brand)))
    grouped(store)
    cascaded(store)
    found(store)
    say(store, {"watchlist": WATCHED})
    store.close()
    with served(folder / "guanlan.duckdb") as address:
        yield address


def test_a_base_is_in_the_address_a_bar_opens_its_mentions_and_figures_lie_over_the_course(compared, visit, everything):
    page = visit(f"{compared}/competitors")
    expect(marks(page, "voice")).to_have_count(2, timeout=30_000)
    idle(page).get_by_test_id("stButtonGroup").get_by_text("按互动量").click()
    expect(page.locator(".st-key-card_voice")).to_contain_text("按互动量", timeout=30_000)
    assert link(idle(page)) == {"base": ["engagement"]}
    page.reload()
    expect(page.locator(".st-key-card_voice")).to_contain_text("按互动量", timeout=30_000)
    idle(page)
    marks(page, "voice").first.click(force=True)
    assert counted(page, sum(FILES[OURS] in mention.files for mention in everything))
    assert link(idle(page))["brands"] == [OURS]

    page.goto(f"{compared}/imports")
    rows = "\n".join(f"2025-03-{day:02},{OTHER},订单,{100 + day},单" for day in range(3, 24))
    page.get_by_test_id("stFileUploader").nth(1).locator("input").set_input_files(
        {"name": "经营.csv", "mimeType": "text/csv", "buffer": f"日期,品牌,指标,数值,单位\n{rows}\n".encode()}
    )
    page.get_by_role("button", name="载入 21 行").click()
    expect(page.get_by_text("经营.csv：已载入 21 行")).to_be_visible(timeout=30_000)
    page.goto(f"{compared}/sentiment?grain=day")
    expect(page.get_by_test_id("stMain").get_by_role("heading", level=1)).to_have_text("情感分析", timeout=30_000)
    idle(page).get_by_role("combobox", name="对照业务指标").click()
    pick(page, f"订单 · {OTHER}")
    expect(page.locator(".st-key-card_course .y9title")).to_contain_text("单", timeout=30_000)
    assert link(idle(page)) == {"grain": ["day"], "figure": [f"orders|{OTHER}"]}


def test_on_a_phone_nothing_lies_beside_where_we_stand(compared, visit):
    page = visit("about:blank", **PHONE)
    for name, title in (("competitors", "竞品对比"), ("audiences", "受众与渠道"), ("risks", "风险与诉求")):
        page.goto(f"{compared}/{name}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
        idle(page)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")
        main = page.get_by_test_id("stMain").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert (name, widths, main[0]) == (name, [390, 390], main[1])
