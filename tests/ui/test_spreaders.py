import pandas as pd

from analysis.author_graph import author_graph
from ui.spreaders import LONGEST, codes, spreaders


def test_every_node_is_called_otherwise():
    long = "很" * 200
    frame = pd.DataFrame({"mention_id": ["m1", None, None, None, "m2", None, None], "author_name": ["小明", "小明", "小明", None, None, long, long + "x"]})
    assert codes(frame) == ["m1", "@小明", "@小明#2", "@", "m2", "@" + "很" * LONGEST, "@" + "很" * LONGEST + "#2"]


def test_a_share_of_reach_takes_thirty_authors_whose_followers_are_known():
    def reach(known: int) -> list[float]:
        count = 40
        frame = pd.DataFrame(
            {
                "node": range(count), "above": [-1, *range(count - 1)], "mention_id": [f"m{n}" for n in range(count)], "author": [f"weibo:{n}" for n in range(count)],
                "author_name": [f"号{n}" for n in range(count)], "platform": "weibo", "author_kind": None, "followers": [100.0 if n < known else None for n in range(count)],
                "sentiment": 0, "role": "ordinary", "age": 0.0, "descendants": range(count, 0, -1),
            }
        )  # fmt: skip
        return spreaders(frame, author_graph(frame), "spreaders")["reach"].tolist()

    assert reach(30)[0] == 1 / 30
    assert all(pd.isna(one) for one in reach(29))
