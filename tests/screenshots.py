"""`python -m tests.screenshots [names…]`: the pictures in docs/images, of the demo and of invented exports, in a real browser.

Needs Chromium (GUANLAN_CHROMIUM or on PATH).
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from loaders.fold import publish
from loaders.prepare import prepare
from store.connect import connect
from tests import invented, unwell
from tests.loaders.staging import cascaded, grouped

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 8655
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
# Colour scheme, width and height of every page's three pictures.
LOOKS = {"light": ("light", 1440, 900), "dark": ("dark", 1440, 900), "390": ("light", 390, 844)}


def pictures(name: str, address: str, looks: dict[str, tuple] = LOOKS) -> dict[str, tuple]:
    """name -> (address, colour scheme, width, height)"""
    return {f"{name}-{look}": (address, *told) for look, told in looks.items()}


# An empty store, which shows the demo: its week of the crisis, and where the demo itself is the subject all of it.
WEEK = "since=2025-03-24&until=2025-03-30"
DEMO = {
    **pictures("overview", f"?{WEEK}"),
    **pictures("sentiment", f"sentiment?{WEEK}"),
    **pictures("sentiment-split", "sentiment?since=2025-03-28&until=2025-04-08&by=platforms&show=negative", {"light": LOOKS["light"]}),
    **pictures("topics", f"topics?{WEEK}&crisis=%E5%8F%91%E7%83%AD"),
    **pictures("words", f"words?{WEEK}"),
    **pictures("mentions", f"mentions?{WEEK}"),
    **pictures("stories", f"mentions?{WEEK}&rows=stories"),
    **pictures("handling", "handling?since=2025-03-28&until=2025-04-08"),
    **pictures("propagation", "propagation?since=2025-03-28&until=2025-04-08"),
    **pictures("propagation-authors", "propagation?since=2025-03-28&until=2025-04-08&picture=authors&painted=community", {"light": LOOKS["light"]}),
    **pictures("competitors", "competitors?since=2025-03-28&until=2025-04-08"),
    **pictures("audiences", "audiences?since=2025-03-28&until=2025-04-08"),
    **pictures("risks", "risks?since=2025-03-28&until=2025-04-08"),
    **pictures("business", "sentiment?since=2025-03-10&until=2025-04-20&figure=orders%7C%E6%BE%9C%E6%B1%90", {"light": LOOKS["light"]}),
    **pictures("audit", f"audit?{WEEK}"),
    **pictures("settings", "settings"),
    **pictures("lexicons", "settings?section=aspects", {"light": LOOKS["light"]}),
    **pictures("sentiment-en", f"sentiment?{WEEK}&lang=en", {"light": LOOKS["light"]}),
    **pictures("start", "imports"),
    **pictures("overview-hant", f"?{WEEK}&lang=zh-Hant", {"light": LOOKS["light"]}),
    **pictures("overview-en", f"?{WEEK}&lang=en", {"light": LOOKS["light"]}),
}
# A store that holds the invented exports, one of exports in which something is wrong, and an empty one into which a file is
# dropped whose columns no format knows.
OWN = pictures("imports", "imports")
UNWELL = pictures("health", "imports")
MAPPING = pictures("mapping", "imports")
TALLEST = 4000
UNKNOWN = ["何时说的", "说了什么", "谁说的", "出处", "几个赞", "好评差评", "第几周", "经办人"]
SAID = (
    "新出的浮岛音箱低音很稳，放在客厅里看电影，人声也听得清楚，比上一代强不少",
    "收到第三天就连不上网了，客服让我重置了两次还是不行，打算明天退货",
    "外观好看，但是充电口的位置不太顺手，每次都要把它翻过来才能插上线",
)


def settled(page: Page) -> None:
    """Wait until the page is drawn and stands still; the demo is made first, where it is shown."""
    page.wait_for_selector("[data-testid=stMain] h1", timeout=180_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget], [data-stale=true], [data-testid=stSidebar] [data-testid=stProgress]')")
    page.wait_for_timeout(1500)


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    for write, wanted in ((invented.write, OWN), (unwell.write, UNWELL)):
        with tempfile.TemporaryDirectory() as folder:
            url = str(Path(folder) / "guanlan.duckdb")
            store = connect(url)
            for file in write(Path(folder)):
                publish(store, prepare(file, Path(folder) / "staging", store_zone=store.time_zone))
            grouped(store)
            cascaded(store)
            store.close()
            serve(url, wanted)
    with tempfile.TemporaryDirectory() as folder:
        serve(str(Path(folder) / "guanlan.duckdb"), MAPPING, unknown(Path(folder) / "竞品周报.csv"))
    with tempfile.TemporaryDirectory() as folder:
        serve(str(Path(folder) / "guanlan.duckdb"), DEMO, demo="")


def unknown(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(UNKNOWN)
        for n in range(60):
            day = "待定" if n == 7 else f"2025-03-{n % 28 + 1:02} {8 + n % 12:02}:30"
            mark = ("正面", "负面", "中性")[n % 3]
            writer.writerow([day, SAID[n % 3] + "。" * (n % 5), f"听众{n}", ("微博", "小红书")[n % 2], n * 3, mark, "第十周", "小林"])
    return path


def serve(url: str, wanted: dict[str, tuple], dropped: Path | None = None, demo: str = "no") -> None:
    wanted = {name: told for name, told in wanted.items() if not sys.argv[1:] or name in sys.argv[1:]}
    if not wanted:
        return
    environment = os.environ | {"GUANLAN_STORE": url, "GUANLAN_DEMO": demo}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT), "--server.headless", "true"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait()
            shoot(wanted, dropped)
        finally:
            server.terminate()


def wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://localhost:{PORT}/_stcore/health")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server does not answer.")


def shoot(wanted: dict[str, tuple], dropped: Path | None) -> None:
    chromium = os.environ.get("GUANLAN_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        # A view cannot be taken from the address before there is anything to look at.
        first = browser.new_page()
        first.goto(f"http://localhost:{PORT}")
        settled(first)
        first.close()
        for name, (address, scheme, width, height) in wanted.items():
            phone = {"user_agent": PHONE} if width < 500 else {}
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height}, locale="zh-CN", **phone)
            page = context.new_page()
            page.goto(f"http://localhost:{PORT}/{address}")
            settled(page)
            if dropped:
                page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files(dropped)
                page.wait_for_selector("[data-testid=stDataFrame]")
                settled(page)
            tall = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
            page.set_viewport_size({"width": width, "height": min(max(height, tall), TALLEST)})
            settled(page)
            page.screenshot(path=IMAGES / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
