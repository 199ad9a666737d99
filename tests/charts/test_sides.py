from itertools import combinations

import pandas as pd
import pytest

from charts.cloud import DESK, PHONE
from charts.sides import laid_out, sides, together
from tests.charts.test_cloud import overlap

WORDS = [f"{name}{place}" for place, name in enumerate(["续航", "battery", "发热", "退货"] * 8)]
DEVIATES = [20 - place if place % 2 else place - 20.0 for place in range(16)] + [3.0, -3.5] * 8


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_either_side_has_a_place_of_its_own_and_no_word_lies_on_another(size):
    layout = laid_out(WORDS, DEVIATES, size)
    wide, high = together(size)
    assert [pair for pair in combinations(layout, 2) if overlap(*pair)] == []
    assert all(at.width / 2 <= at.x <= wide - at.width / 2 and at.height / 2 <= at.y <= high - at.height / 2 for at in layout)
    along, middle = ("x", wide / 2) if size == DESK else ("y", high / 2)
    assert all((getattr(at, along) < middle) == (DEVIATES[at.place] > 0) for at in layout)
    assert len(layout) > 24


def test_the_further_from_zero_the_larger_on_one_scale():
    sizes = {at.place: at.size for at in laid_out(["here", "there", "between"], [12.0, -3.0, 6.0])}
    assert sizes[0] == 60 > sizes[2] > sizes[1] == 12


def test_a_side_without_words_says_so():
    rows = pd.DataFrame({"word": ["续航"], "z": [4.0], "stories": [9], "stories_there": [0], "share": [0.1], "share_there": [0.0]})
    figure = sides(rows, here="a", there="<b>")
    assert [note.text for note in figure.layout.annotations] == ["<b>a</b>", "<b>&lt;b&gt;</b>: no word is typical"]
    assert figure.data[0].hovertext == ("续航<br>a: 9 stories, 10.0%<br>&lt;b&gt;: 0 stories, 0.0%<br>z = 4",)
