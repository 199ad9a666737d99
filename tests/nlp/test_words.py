"""All places of many words at once, against str.find for one text and one word at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.codes import Joined
from nlp.words import Words, is_latin
from tests.hostile import PAYLOADS

# Of these characters the normal form is the lower case.
LETTERS = "不满意aB1 -😡"


def found(words: list[str], texts: list[str]) -> list[list[tuple[int, str, bool]]]:
    """(start, word, whether inside a longer one) in each text."""
    search, joined = Words(words), Joined.of(texts).normal()
    hits, inside = search.places(joined)
    places: list[list] = [[] for _text in texts]
    for word, row, start, within in zip(hits.word, hits.row, hits.start, inside, strict=True):
        places[row].append((int(start - joined.starts[row]), search.dictionary[word], bool(within)))
    return places


def told(words: list[str], text: str) -> list[tuple[int, str, bool]]:
    text = text.lower()
    places = []
    for word in {word.lower().strip() for word in words} - {""}:
        for start in range(len(text)):
            if text.startswith(word, start):
                around = f" {text} "[start : start + len(word) + 2]
                ends = (around[:2], around[-2:])
                places.append((start, word, any(pair.isascii() and pair.isalnum() for pair in ends)))
    return sorted(places, key=lambda place: (place[0], len(place[1])))


@given(st.lists(st.text(LETTERS, max_size=4), max_size=8), st.lists(st.text(LETTERS, max_size=14), max_size=6))
def test_all_places_are_those_of_a_naive_search(words, texts):
    assert found(words, texts) == [told(words, text) for text in texts]


@given(st.lists(st.text(min_size=1, max_size=3), max_size=6), st.lists(st.text(max_size=20), max_size=5))
def test_a_text_is_searched_alone_as_among_others(words, texts):
    assert found(words, texts) == [found(words, [text])[0] for text in texts]


@pytest.mark.parametrize("name", PAYLOADS)
def test_any_text_is_found_in_itself(name):
    text = PAYLOADS[name][:300]
    plain = Joined.of([text]).normal().text[:-1].strip()
    assert (not plain) or plain in [word for _start, word, _inside in found([text], [f"好{text}好"])[0]]


def test_what_cannot_be_written_as_utf8_and_texts_without_end_are_searched():
    assert [place[0] for place in found(["电池"], ["\ud800电池\udfff"])[0]] == [1]
    assert len(found(["长长", "长电"], ["长" * 100_000 + "电"])[0]) == 100_000


def test_words_that_share_a_beginning_or_are_one_character_are_all_found():
    assert found(["不", "不满", "不满意", "满意", "不满意的人"], ["不满意"]) == [
        [(0, "不", False), (0, "不满", False), (0, "不满意", False), (1, "满意", False)]
    ]


def test_numbers_are_those_of_the_dictionary_however_a_word_is_written():
    words = Words(["電池", "Mi", " "])
    assert words.dictionary == ["mi", "电池"]
    assert words.numbers(["电池", "ＭＩ", "  "]) == [1, 0]
    assert words.lengths.tolist() == [2, 2]


def test_an_exclusion_that_holds_a_word_hides_it_and_any_other_bars():
    words = Words(["质量", "空气质量", "质量质量", "疫情"])
    without = ["空气质量", "质量质量", "疫情"]
    assert [words.dictionary[number] for number in words.barring(["质量"], without)] == ["疫情"]
    hiding = words.hiding(["质量"], without)
    assert sorted((words.dictionary[one], words.dictionary[word], at) for one, word, at in hiding) == [
        ("空气质量", "质量", 2), ("质量质量", "质量", 0), ("质量质量", "质量", 2),
    ]  # fmt: skip


def test_latin_letters_and_digits_are_told_from_others():
    assert is_latin(np.array([ord(one) for one in "az09-é电 "])).tolist() == [True] * 4 + [False] * 4
