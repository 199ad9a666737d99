import numpy as np
import pandas as pd
import pytest

from charts import theme
from charts.groups import SHAPES, grouped


def told(frame: pd.DataFrame, colour: str) -> list[tuple[str, str, str]]:
    """Name, colour and shape of each row."""
    found = grouped(frame, colour)
    assert found.counts == np.bincount(found.code, minlength=len(found.names)).tolist()
    return [(found.names[code], found.colours[code], found.shapes[code]) for code in found.code]


def test_platforms_keep_their_colours_and_go_by_the_names_they_are_given():
    frame = pd.DataFrame({"platform": ["x", "weibo", "weibo", None], "platform_name": ["X", "微博", "微博", None]})
    assert told(frame, "platform") == [
        ("X", theme.PLATFORM["x"], "square"), ("微博", theme.PLATFORM["weibo"], "circle"), ("微博", theme.PLATFORM["weibo"], "circle"), ("Unknown", theme.CONTEXT, "circle"),
    ]  # fmt: skip


def test_communities_have_the_colours_of_the_author_graph_and_those_beyond_the_eighth_are_others():
    found = told(pd.DataFrame({"community": [9, 0, 1, 2, 3, 4, 5, 6, 7, 9]}), "community")
    assert found[1] == ("Community 1", theme.CATEGORICAL[0], "circle") and found[8] == ("Community 8", theme.CATEGORICAL[7], SHAPES[7])
    assert found[0] == found[9] == ("Others", theme.GREY, "circle")


@pytest.mark.parametrize("colour, values", {"sentiment": [-1.0, 0.0, 1.0, None], "role": ["origin", "amplifier", "bridge", "ordinary"], "edge": ["explicit", "parsed", "inferred", "unattached", None]}.items())
def test_each_value_has_a_name_and_a_look_of_its_own(colour, values):
    found = told(pd.DataFrame({colour: values}), colour)
    assert len(set(found)) == len({name for name, _colour, _shape in found}) == len(values)
    assert told(pd.DataFrame({colour: [None]}), colour)[0] in found
