"""How long do the measures of cascades take?

.venv/bin/python -m bench.cascades    one of 100,000 nodes, and 1,000 as large as Weibo's, against a second

Against networkx they stand in bench.author_graph.
"""

import time
from collections.abc import Callable
from statistics import median

import numpy as np

from analysis.cascades import betweenness, measures, roles
from analysis.cascades_course import course, soon
from analysis.trees import levels, trees
from nlp.evaluate import table
from nlp.forest import ROOT

NODES, CASCADES, SECONDS, RUNS = 100_000, 1_000, 1, 5
# Of CED's cascades the median size, the logarithm's deviation by which a tenth is above 740, and the part that reposts the root.
MEDIAN, DEVIATION, DIRECT = 327, 0.64, 0.6


def star(_random: np.random.Generator, n: int) -> np.ndarray:
    return np.concatenate([[ROOT], np.zeros(n - 1, int)])


def chain(_random: np.random.Generator, n: int) -> np.ndarray:
    return np.arange(n) - 1


def recursive(random: np.random.Generator, n: int) -> np.ndarray:
    """Every node reposts any of those before it, all as likely."""
    return np.concatenate([[ROOT], (random.random(n - 1) * np.arange(1, n)).astype(int)])


SHAPES: dict[str, Callable] = {"star": star, "chain": chain, "random recursive": recursive}


def shuffled(random: np.random.Generator, parent: np.ndarray) -> np.ndarray:
    """The same tree in any order of rows, as a store gives it."""
    order = random.permutation(len(parent))
    row = np.argsort(order)
    return np.where(parent < 0, parent, row[parent])[order]


def like_weibo(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Parents and cascades of 1,000 trees."""
    sizes = np.rint(np.exp(random.normal(np.log(MEDIAN), DEVIATION, CASCADES))).astype(int)
    cascade = np.repeat(np.arange(CASCADES), sizes)
    begin = np.repeat(np.cumsum(sizes) - sizes, sizes)
    before = np.arange(len(cascade)) - begin
    above = begin + np.where(random.random(len(cascade)) < DIRECT, 0, random.random(len(cascade)) * before).astype(int)
    return np.where(before == 0, ROOT, above), cascade


def whole(parent: np.ndarray, at: np.ndarray, cascade: np.ndarray | None) -> None:
    """All that is measured of cascades."""
    found = trees(parent, at, cascade)
    for part in (measures, levels, betweenness, roles, course, soon):
        part(found)


def seconds(work: Callable, *given: object) -> list[float]:
    """Of five runs after one that does not count, the median by the clock and that the process had a core."""
    work(*given)
    runs = []
    for _run in range(RUNS):
        began = time.perf_counter(), time.process_time()
        work(*given)
        runs.append((time.perf_counter() - began[0], time.process_time() - began[1]))
    return [median(column) for column in zip(*runs, strict=True)]


def speed() -> None:
    random = np.random.default_rng(0)
    cases = [(f"one: {name}", shuffled(random, shape(random, NODES)), None) for name, shape in SHAPES.items()]
    parent, cascade = like_weibo(random)
    depth = np.median(measures(trees(parent, cascade=cascade)).depth)
    cases.append((f"{CASCADES:,} like Weibo's, median depth {depth:.0f}", parent, cascade))
    lines = []
    for name, parent, cascade in cases:
        at = random.random(len(parent)) * 3 * 24 * 3600
        lines.append(
            (name, f"{len(parent):,}", *(f"{one:.2f}" for one in seconds(whole, parent, at, cascade)), str(SECONDS))
        )
    print(table("cascades | nodes | s | s at work | limit, s", lines))


if __name__ == "__main__":
    speed()
