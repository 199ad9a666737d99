import pandas as pd

from ui.spreaders import LONGEST, codes


def test_every_node_is_called_otherwise():
    long = "很" * 200
    frame = pd.DataFrame({"mention_id": ["m1", None, None, None, "m2", None, None], "author_name": ["小明", "小明", "小明", None, None, long, long + "x"]})
    assert codes(frame) == ["m1", "@小明", "@小明#2", "@", "m2", "@" + "很" * LONGEST, "@" + "很" * LONGEST + "#2"]
