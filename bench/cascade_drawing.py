"""How long does it take to draw a cascade of 100,000 nodes?

.venv/bin/python -m bench.cascade_drawing              the layout with its folding, and the figure
.venv/bin/python -m bench.cascade_drawing --browser    and until Chromium has drawn it (GUANLAN_CHROMIUM or on PATH)
"""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from playwright.sync_api import sync_playwright

from analysis.cascades_course import ages as since
from analysis.trees import MICROSECONDS, trees
from bench.cascades import NODES, SHAPES, seconds
from charts import ages
from charts.cascade import cascade
from charts.cascade_layout import laid_out
from nlp.evaluate import table

SPAN, LIMIT = 2 * 365 * 24 * 3600, 2.5


def nodes(random: np.random.Generator, parent: np.ndarray) -> pd.DataFrame:
    """As analysis.cascade gives them: most in the first day, the last after two years."""
    n = len(parent)
    age = np.sort(np.append(np.minimum(random.lognormal(9.2, 1.7, n - 1), SPAN), 0))
    found = trees(parent, age)
    return pd.DataFrame({
        "node": np.arange(n), "above": parent, "mention_id": "m", "author_name": [f"账号{node}" for node in range(n)], "platform": "weibo",
        "published_at": pd.Timestamp("2025-03-01") + pd.to_timedelta(age, unit="s"), "age": since(found) / MICROSECONDS,
        "sentiment": random.choice([-1.0, 0.0, 1.0], n), "text": "收到第三天就连不上网了", "edge": np.where(parent < 0, None, "explicit"),
        "depth": found.depth, "descendants": found.descendants,
    })  # fmt: skip


def drawn(figure: go.Figure, folder: Path) -> float:
    """Seconds from opening the page, with Plotly in it, until its last mark is there: the median of three after one that does not count."""
    page = folder / "cascade.html"
    figure.write_html(page, auto_play=False)
    marks = sum(len(trace.x) for trace in figure.data if trace.customdata)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("GUANLAN_CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"])
        runs = []
        for _run in range(4):
            tab = browser.new_page()
            began = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="commit")
            tab.wait_for_function("marks => document.querySelectorAll('.scatterlayer path.point').length >= marks", arg=marks)
            runs.append(time.perf_counter() - began)
            tab.close()
        browser.close()
    return median(runs[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browser", action="store_true")
    given, random, lines = parser.parse_args(), np.random.default_rng(0), []
    for name, shape in SHAPES.items():
        frame = nodes(random, shape(random, NODES))
        place = ages.scaled(frame["age"].to_numpy()) / ages.scaled(frame["age"].max())
        layout, _work = seconds(laid_out, frame["above"].to_numpy(), place)
        clock, work = seconds(cascade, frame)
        figure = cascade(frame)
        with tempfile.TemporaryDirectory() as folder:
            shown = f"{drawn(figure, Path(folder)):.2f}" if given.browser else "–"
        marks = sum(len(trace.x) for trace in figure.data if trace.customdata)
        lines.append((name, f"{NODES:,}", f"{marks:,}", f"{layout:.2f}", f"{clock:.2f}", f"{work:.2f}", shown, str(LIMIT)))
    print(table("cascade | nodes | marks | layout, s | figure with it, s | s at work | browser, s | limit, s", lines))


if __name__ == "__main__":
    main()
