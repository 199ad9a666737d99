"""Frames of the nodes of invented cascades, as the question gives them."""

import numpy as np
import pandas as pd

from tests.hostile import PAYLOADS

# Beside the payloads: what XML cannot hold, what ends its parts, and what closes a page's script; half a pair no table of Arrow holds.
HALF = "\ud83d"
HARMFUL = [*PAYLOADS.values(), "]]>", "<![CDATA[x]]>", "a\ufffeb\uffff", "a\r\nb\tc", "</script><script>window.__pwned=1</script>", "&#0;&amp;"]


def nodes(above: list[int], **columns: object) -> pd.DataFrame:
    """Of one cascade; author n wrote node n where it is not told otherwise."""
    n = len(above)
    frame = pd.DataFrame(
        {
            "node": range(n),
            "above": above,
            "mention_id": [f"m{node}" for node in range(n)],
            "author": [f"weibo:{node:05}" for node in range(n)],
            "author_name": [f"name {node}" for node in range(n)],
            "followers": np.arange(n) * 10.0,
            "platform": "weibo",
            "kind": ["post", *["repost"] * (n - 1)][:n],
            "published_at": pd.Timestamp("2025-03-01") + pd.to_timedelta(np.arange(n), "min"),
            "age": np.arange(n) * 60.0,
            "sentiment": (np.arange(n) % 3 - 1).astype(float),
            "text": [f"text {node}" for node in range(n)],
            "edge": [None, *["explicit"] * (n - 1)][:n],
            "depth": 0,
            "descendants": 0,
            "soon": 0.0,
            "betweenness": 0,
            "role": ["origin", *["ordinary"] * (n - 1)][:n],
        }
    )
    return frame.assign(**{name: pd.Series(values, dtype=object) if isinstance(values, list) and name in ("author", "author_name", "text") else values for name, values in columns.items()})


def recursive(n: int, seed: int, authors: int | None = None) -> pd.DataFrame:
    """Every node reposts any of those before it; written by so many authors, or by one each."""
    random = np.random.default_rng(seed)
    above = [-1, *(int(random.integers(node)) for node in range(1, n))]
    who = random.integers(authors, size=n) if authors else np.arange(n)
    return nodes(above, author=[f"weibo:{one:05}" for one in who], author_name=[f"name {one}" for one in who])


def hostile() -> pd.DataFrame:
    """A star whose every text tries to be something else."""
    n = len(HARMFUL)
    return nodes([-1, *[0] * (n - 1)], author=HARMFUL, author_name=HARMFUL, text=[HALF + text for text in HARMFUL])
