import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import language
from nlp.sentiment import Gram, why
from tests.hostile import LONG, PAYLOADS
from ui.plain import JOINER
from ui.why import SHOWN, Part, coloured, counts, decided, strongest

LETTERS = st.text(st.sampled_from("好坏屏电 ab，。!\n:[]`$"), min_size=1, max_size=40)


@pytest.fixture(autouse=True)
def english():
    before = language._reader
    language.follow(lambda: "en")
    yield
    language.follow(before)


def grams(text: str) -> st.SearchStrategy[list[Gram]]:
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 4), st.floats(-2, 2)).map(
        lambda told: Gram(told[0], min(told[0] + told[1], len(text)), told[2])
    )
    return st.lists(ends, max_size=12)


def shares(text: str, given: list[Gram]) -> list[float]:
    """Of every character, one by one."""
    return [sum(g.weight / (g.end - g.start) for g in given if g.start <= place < g.end) for place in range(len(text))]


@given(LETTERS.flatmap(lambda text: st.tuples(st.just(text), grams(text))))
def test_a_part_is_a_run_of_characters_that_speak_for_one_side_and_weighs_what_they_do(told):
    text, given = told
    of = shares(text, given)
    most = max(map(abs, of))
    parts = decided(text, given)
    assert parts == sorted(parts) and all(one.end <= other.start for one, other in pairwise(parts))
    for part in parts:
        inside = of[part.start : part.end]
        assert part.weight == pytest.approx(sum(inside), abs=1e-9)
        assert len({np.sign(weight) for weight in inside}) == 1 and min(map(abs, inside)) >= 0.1 * most - 1e-9
        assert not set(text[part.start : part.end]) & set("，。!\n")
        assert text[part.start] in "好坏屏电ab" and text[part.end - 1] in "好坏屏电ab"
    strong = [place for place, weight in enumerate(of) if abs(weight) >= 0.35 * most + 1e-9 and text[place] in "好坏屏电ab" and most > 1e-6]
    assert all(any(part.start <= place < part.end for part in parts) for place in strong)


def test_praise_and_blame_are_found_where_they_stand():
    text = "屏幕很亮，就是客服态度太差了"
    parts = decided(text, why(text).grams)
    said = {text[part.start : part.end]: part.weight for part in parts}
    assert [weight > 0 for words, weight in said.items() if "亮" in words] == [True]
    assert [weight < 0 for words, weight in said.items() if "差" in words] == [True]


def test_the_parts_stand_on_the_themes_colours_and_the_strong_are_bold():
    text = "好 坏"
    assert coloured(text, [Part(0, 1, 0.2), Part(2, 3, -1.0)]) == ":green-background[好] :red-background[**坏**]"


def test_lines_stay_lines():
    assert coloured("一\n二\n\n三", [Part(0, 1, 1.0)]) == ":green-background[**一**]  \n二  \n  \n三"


@pytest.mark.parametrize("name", PAYLOADS)
@pytest.mark.parametrize("cut", [(0, 1), (0, 0.3, 1), (0.3, 0.6), (0.6, 0.7, 0.9)])
def test_no_mark_of_a_text_is_markdown_however_it_is_cut(name, cut):
    text = f"{PAYLOADS[name]} {PAYLOADS[name]}"
    places = [int(len(text) * share) for share in cut]
    parts = [Part(start, end, weight) for start, end, weight in zip(places, places[1:], (1.0, -0.1), strict=False) if start < end]
    made = coloured(text, parts)
    rest = re.sub(r":(?:red|green)-background\[(\*\*)?((?:\\.|[^\\\]*])*)(?:\*\*)?\]", r"\2", made, flags=re.DOTALL)
    assert not re.search(r"(?<!\\)[`*_\[\]()<>#!|$:{}~]", rest.replace("\\\\", ""))
    shown = re.sub(r"\\([^A-Za-z0-9\s])", r"\1", rest).replace(JOINER, "")
    assert re.sub(r"\s+", " ", shown) == re.sub(r"\s+", " ", text)


def test_of_a_long_text_a_piece_is_shown_from_a_little_before_its_first_part():
    text = "啊" * 90_000 + "坏" + LONG
    made = coloured(text, [Part(90_000, 90_001, -1.0), Part(150_000, 150_001, -1.0)])
    assert made == f"…{'啊' * 60}:red-background[**坏**]{'长' * (SHOWN - 61)}…"
    short = "啊" * (SHOWN - 1) + "坏"
    assert coloured(short, [Part(SHOWN - 1, SHOWN, -1.0)]).startswith("啊")


def test_the_strongest_are_told_with_their_sign_and_equal_ones_once():
    text = "坏好坏"
    assert strongest(text, [Part(0, 1, -0.5), Part(1, 2, 1.2), Part(2, 3, -0.5)]) == [("好", 1.2), ("坏", -1.0)]
    assert strongest("好坏", [Part(0, 1, 0.5), Part(1, 2, -0.8)]) == [("坏", -0.8), ("好", 0.5)]
    assert len(strongest("abcdefgh", [Part(n, n + 1, 1.0) for n in range(8)])) == 5


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((None, None, None), "Its sentiment is unknown."),
        ((-1, "model", -1), "Negative, by the model."),
        ((1, "person", -1), "Positive, as a person says. The model would say Negative."),
        ((0, "export", 0), "Neutral, as the export says. The model would say Neutral."),
        ((0, "export", None), "Neutral, as the export says."),
    ],
)
def test_whose_word_counts_is_said_and_what_the_model_would_say(row, said):
    assert counts(dict(zip(("sentiment", "sentiment_by", "model_sentiment"), row, strict=True))) == said
