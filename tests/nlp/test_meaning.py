"""What the lexicons make of texts, by hand with the shipped ones, and against text after text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import emotions, intents
from nlp.codes import Joined
from nlp.language import languages
from nlp.meaning import Heard, meaning
from nlp.own import own
from nlp.rules import Rules
from tests.hostile import LONG, PAYLOADS

LEXICON = Rules.of({}).lexicon


def read(*texts: str | None, watched: bool = False) -> list[tuple[dict[str, int], str | None, str | None]]:
    """(aspect -> sentiment, intent, emotion) of each text."""
    said = own(Joined.of(texts).normal())
    heard = Heard.of(said, languages(said.said, [None] * len(texts)), np.full(len(texts), watched))
    found = meaning(LEXICON, heard)
    aspects: list[dict[str, int]] = [{} for _text in texts]
    for row, name, label in zip(found.aspects.row, found.aspects.name, found.aspects.label, strict=True):
        aspects[row][found.aspects.names[name]] = int(label)
    return [
        (of, (*intents.NAMES, None)[intent], (*emotions.NAMES, None)[emotion])
        for of, intent, emotion in zip(aspects, found.intent, found.emotion, strict=True)
    ]


BY_HAND = {
    "屏幕很清晰，但是电池太差了，半天就没电": ({"screen": 1, "battery": -1}, "complaint", "disappointment"),
    "螢幕很漂亮，非常滿意": ({"screen": 1, "appearance": 1}, "praise", "joy"),
    "一点都不开心": ({}, "other", "sadness"),
    "不得不说物流很快，推荐": ({"logistics": 1}, "praise", "joy"),
    "并不太推荐": ({}, "complaint", "disappointment"),
    "没有那么生气": ({}, "other", "none"),
    "请问这个多少钱？在哪买": ({"price": 0}, "inquiry", "none"),
    "难道就没有人管管吗": ({}, "complaint", "none"),
    "气死我了[怒][怒]": ({}, "complaint", "anger"),
    "😭😭😭": ({}, "other", "sadness"),
    "今天下雨": ({}, "other", "none"),
    "the battery life is terrible": ({"battery": -1}, "complaint", "anger"),
    "not happy with the screen": ({"screen": -1}, "complaint", "disappointment"),
    "I love the camera": ({"camera": 1}, "praise", "joy"),
    "转发微博": ({}, None, None),
    "//@甲:电池太差": ({}, None, None),
    "@电池 早": ({}, "other", "none"),
    "": ({}, None, None),
    None: ({}, None, None),
    "質量很差，退貨": ({"quality": -1, "after_sales": -1}, "complaint", "disappointment"),
    "空气质量很好": ({}, "praise", "none"),
    "La batterie de la montre chauffe beaucoup trop": ({}, None, None),
}


@pytest.mark.parametrize("text", BY_HAND, ids=repr)
def test_a_text_means_what_a_reader_would_say(text):
    (aspects, intent, emotion) = read(text)[0]
    expected = BY_HAND[text]
    assert (intent, emotion) == expected[1:]
    assert set(aspects) == set(expected[0])
    assert {name: sign for name, sign in aspects.items() if expected[0][name]} == {name: sign for name, sign in expected[0].items() if sign}


def test_without_words_the_model_decides_only_where_something_is_named():
    text = "两天就碎成渣渣，心都凉了半截"
    assert read(text)[0][1] == "other"
    assert read(text, watched=True)[0][1] == "complaint"
    assert read(f"屏幕{text}")[0][1] == "complaint"


def test_a_clause_that_says_nothing_but_the_name_is_read_with_the_next_of_its_sentence():
    assert read("电池，太垃圾了。屏幕很棒很喜欢。")[0][0]["battery"] == -1
    assert read("屏幕，很棒很喜欢。电池，太垃圾了。")[0][0] == {"screen": 1, "battery": -1}
    assert read("太垃圾了，太差了，失望。电池。")[0][0]["battery"] == -1


PARTS = ["电池", "屏幕", "很好", "太差了", "不", "满意", "开心", "，", "。", " ", "但是", "//@甲:", "[怒]", "😀", "吗？", "good", "not ", "\0", "#物流#"]


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=8).map("".join) | st.text(max_size=10), min_size=1, max_size=6))
def test_a_text_means_the_same_alone_and_among_others(texts):
    assert read(*texts) == [read(text)[0] for text in texts]


def test_any_text_is_read():
    texts = [*PAYLOADS.values(), LONG, "电池" * 50_000, "。" * 100_000]
    found = read(*texts)
    assert len(found) == len(texts)
    assert found[-2][0].keys() == {"battery"}
