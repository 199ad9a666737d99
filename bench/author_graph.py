"""How long do the author graph of a cascade, its picture and its files take?

.venv/bin/python -m bench.author_graph            of 100,000 nodes, against two seconds
.venv/bin/python -m bench.author_graph --ratio    and against networkx's betweenness and layout of trees of 1,000 and 10,000 nodes
"""

import argparse
import time
from collections.abc import Callable

import networkx as nx
import numpy as np
import pandas as pd

from analysis.author_graph import AuthorGraph, author_graph
from analysis.author_layout import AuthorLayout, author_layout
from analysis.cascades import betweenness
from analysis.graph_files import gexf, graphml, of_authors, of_cascade
from analysis.trees import trees
from bench.cascades import NODES, recursive, seconds, star
from nlp.evaluate import table
from nlp.forest import ROOT

SECONDS, COMPARED = 2, (1_000, 10_000)
# Of a cascade like Weibo's the part that reposts the root, and how many nodes there are to an author.
DIRECT, EACH = 0.6, 1.3


def like_weibo(random: np.random.Generator, n: int) -> np.ndarray:
    """A large one: most repost the root, the others any of those before."""
    return np.where(random.random(n) < DIRECT, np.minimum(np.arange(n) - 1, 0), recursive(random, n))


def nodes(random: np.random.Generator, parent: np.ndarray, authors: int) -> pd.DataFrame:
    """As the question gives them."""
    n = len(parent)
    who = np.concatenate([np.arange(authors), random.integers(authors, size=n - authors)])
    return pd.DataFrame(
        {
            "node": range(n), "above": parent, "mention_id": [f"{node:032x}" for node in range(n)], "author": [f"weibo:{one}" for one in who],
            "author_name": [f"用户{one}" for one in who], "followers": random.integers(10**6, size=n), "platform": "weibo", "kind": "repost",
            "published_at": pd.Timestamp("2025-03-01") + pd.to_timedelta(np.arange(n), "s"), "age": np.arange(n, dtype=float), "sentiment": random.integers(-1, 2, n),
            "text": "转发微博，这件事大家怎么看", "edge": "explicit", "depth": 1, "descendants": 0, "soon": 0, "betweenness": 0, "role": "ordinary",
        }
    )  # fmt: skip


def picture(frame: pd.DataFrame) -> tuple[AuthorGraph, AuthorLayout]:
    graph = author_graph(frame)
    return graph, author_layout(graph)


def speed() -> None:
    random, lines = np.random.default_rng(0), []
    for name, shape in {"star": star, "random recursive": recursive, "like Weibo's": like_weibo}.items():
        for authors in (NODES, round(NODES / EACH)):
            frame = nodes(random, shape(random, NODES), authors)
            clock, work = seconds(picture, frame)
            graph, _layout = picture(frame)
            found = (f"{len(graph.communities):,}", f"{graph.modularity:.2f}", f"{clock:.2f}", f"{work:.2f}", str(SECONDS))
            lines.append((name, f"{authors:,}", *found))
    print(table(f"cascades of {NODES:,} nodes | authors | communities | modularity | s | s at work | limit, s", lines))
    files: dict[str, Callable] = {"GEXF": gexf, "GraphML": graphml}
    networks = {"cascade": of_cascade(frame, "", graph), "authors": of_authors(graph, "")}
    lines = [
        (kind, name, f"{len(write(network)) / 2**20:.0f}", f"{seconds(write, network)[0]:.2f}")
        for kind, write in files.items() for name, network in networks.items()
    ]  # fmt: skip
    print("\n" + table("file | of | MB | s", lines))


def ratio() -> None:
    """Betweenness and the places of all, of one tree and the same machine: each once, ours the median of five."""
    random, lines = np.random.default_rng(0), []
    for n in COMPARED:
        parent = recursive(random, n)
        frame = nodes(random, parent, n)
        through = seconds(lambda parent: betweenness(trees(parent)), parent)[1]
        drawn = seconds(picture, frame)[1]
        graph = nx.DiGraph((above, node) for node, above in enumerate(parent.tolist()) if above != ROOT)
        theirs = [at_work(nx.betweenness_centrality, graph, normalized=False), at_work(nx.spring_layout, graph, seed=0)]
        told = (f"{1000 * through:.1f}", f"{theirs[0]:.1f}", f"{1000 * drawn:.0f}", f"{theirs[1]:.1f}")
        lines.append((f"{n:,}", *told, f"{sum(theirs) / (through + drawn):,.0f}"))
    print("\n" + table("nodes | betweenness, ms at work | networkx, s | communities and layout, ms | spring_layout, s | both, ratio", lines))


def at_work(work: Callable, *given: object, **told: object) -> float:
    began = time.process_time()
    work(*given, **told)
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ratio", action="store_true")
    given = parser.parse_args()
    speed()
    if given.ratio:
        ratio()


if __name__ == "__main__":
    main()
