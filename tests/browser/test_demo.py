"""The first start: the demo is made, shown as such, survives a kill, and gives way to one's own mentions."""

import json
import re
import subprocess
import time

import pytest
from playwright.sync_api import Page, expect

import demo
from store.connect import connect
from store.digest import faults
from tests.browser.test_imports import drop, submit
from tests.served import ROOT, command, counted, environment, free_port, idle, kpis, link

pytestmark = pytest.mark.browser

MARKED = "品牌、人物和帖子均为虚构：八周，一次新品发布、一场危机及其余波。"


def shown(page: Page) -> Page:
    """Wait until the demo is whole and shown."""
    expect(page.get_by_text(MARKED)).to_be_visible(timeout=180_000)
    return idle(page)


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What the generator says that it planted."""
    folder = tmp_path_factory.mktemp("truth")
    demo.write(folder)
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def test_a_demo_that_was_killed_while_it_was_made_is_whole_after_the_next_start_and_shown_until_something_is_imported(
    serving, visit, tmp_path, exports, truth
):
    url, made = tmp_path / "guanlan.duckdb", tmp_path / "demo" / "guanlan.duckdb"
    with (tmp_path / "killed.log").open("w") as log:
        server = subprocess.Popen(command(free_port()), cwd=ROOT, env=environment(url, GUANLAN_DEMO=""), stdout=log, stderr=log)
        end = time.monotonic() + 180
        # Some files are published, some are not.
        while len(list(made.parent.glob("staging/*/*/prepared.json"))) < 8:
            assert server.poll() is None and time.monotonic() < end, log.name
            time.sleep(0.05)
        server.kill()
        server.wait()
    with serving(url, GUANLAN_DEMO="") as address:
        page = visit(f"{address}?since=2025-03-24&until=2025-03-30")
        expect(page.get_by_text("正在准备示例数据，约需十几秒。")).to_be_visible(timeout=30_000)
        shown(page)
        assert len(kpis(page)) == 5
        assert link(page) == {"since": ["2025-03-24"], "until": ["2025-03-30"]}
        page.goto(f"{address}/mentions")
        assert counted(page) == sum(truth["mentions"]["platforms"].values())
        expect(page.get_by_text(MARKED)).to_be_visible()
        page.get_by_role("link", name="导入自己的数据").click()
        expect(page.get_by_text("导入你自己的数据，这里就是你的看板。")).to_be_visible(timeout=30_000)
        drop(page, exports[1])
        submit(page)
        expect(page.get_by_text(re.compile("^200 条记录"))).to_be_visible(timeout=60_000)
        page.goto(f"{address}/mentions")
        assert counted(page) == 200
        expect(page.get_by_text(MARKED)).to_have_count(0)
    store = connect(made)
    with store.cursor() as cursor:
        platforms = dict(cursor.execute("SELECT platform, count(*) FROM mention GROUP BY ALL").fetchall())
        beside = cursor.execute("SELECT (SELECT count(*) FROM business), (SELECT count(*) FROM annotation)").fetchone()
    assert (platforms, faults(store)) == (truth["mentions"]["platforms"], [])
    assert min(beside) > 10
    store.close()
