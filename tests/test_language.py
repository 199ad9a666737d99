import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import language
from language import Sentence, _, catalogue, current, of_environment


@pytest.fixture(autouse=True)
def default() -> Iterator[None]:
    language.follow(lambda: language.DEFAULT)
    yield
    language.follow(lambda: language.DEFAULT)


def test_texts_are_chinese_unless_a_reader_says_otherwise():
    assert (current(), _("Unknown")) == ("zh", "未知")


def test_the_reader_is_asked_for_every_text():
    spoken = iter(["zh", "en", "zh"])
    language.follow(lambda: next(spoken))
    assert [_("Unknown"), _("Unknown"), _("Unknown")] == ["未知", "Unknown", "未知"]


@pytest.mark.parametrize("unknown", ["fr", "", "ZH", "../zh"])
def test_a_language_that_there_is_not_is_the_default(unknown):
    language.follow(lambda: unknown)
    assert current() == "zh"


def test_a_text_without_a_translation_is_shown_in_english():
    assert _("No such text, {name}.", name="甲") == "No such text, 甲."


def test_names_are_filled_with_values_whatever_those_look_like():
    language.follow(lambda: "en")
    assert _("{a} and {b}", a="{b}", b="{0} %s {a!r}") == "{b} and {0} %s {a!r}"
    assert _("{text}: {count}", text="x", count=3) == "x: 3"


def test_braces_of_a_text_without_values_stay():
    assert _("{no such name}") == "{no such name}"


def test_english_has_no_catalogue_and_chinese_has_no_empty_text():
    assert catalogue("en") == {}
    assert [text for text, translated in catalogue("zh").items() if not text or not translated] == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "GUANLAN_LANGUAGE": "en"}, "en"),
        ({"LANG": "C", "GUANLAN_LANGUAGE": "ZH"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": "", "GUANLAN_LANGUAGE": ""}, "zh"),
    ],
)
def test_a_terminal_reads_the_language_of_its_environment(monkeypatch, environment, expected):
    for name in ("GUANLAN_LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert of_environment() == expected


def test_a_sentence_is_translated_when_it_is_shown():
    sentence = Sentence("The keyword is longer than {limit} characters.", {"limit": 500})
    shown = [str(sentence)]
    language.follow(lambda: "en")
    shown.append(str(sentence))
    assert shown == ["关键词超过 500 个字符。", "The keyword is longer than 500 characters."]


def test_a_sentence_inside_a_sentence_is_translated_too():
    language.follow(lambda: "en")
    inner = Sentence("{count} of {all}", {"count": 1, "all": 2})
    sentence = Sentence("{file}: {why}", {"file": "a{x}.csv", "why": inner})
    assert str(sentence) == "a{x}.csv: 1 of 2"
    assert sentence.plain() == {
        "text": "{file}: {why}",
        "values": {"file": "a{x}.csv", "why": {"text": "{count} of {all}", "values": {"count": "1", "all": "2"}}},
    }


values = st.text() | st.integers() | st.floats(allow_nan=False) | st.none()
sentences = st.recursive(
    st.builds(lambda value: Sentence("{a}!", {"a": value}), values),
    lambda inner: st.builds(lambda a, b: Sentence("{a}, {b}.", {"a": a, "b": b}), inner | values, inner | values),
    max_leaves=5,
)


@given(sentences)
def test_a_sentence_kept_as_json_reads_back_as_the_same_sentence(sentence):
    back = Sentence.of(json.loads(json.dumps(sentence.plain())))
    assert str(back) == str(sentence)
    assert back.plain() == sentence.plain()
