"""Clauses and sentences, by hand and against a walk over the characters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.clauses import CONTRASTS, EAST, ENDS_CLAUSE, ENDS_SENTENCE, Clauses
from nlp.codes import Joined


def clauses(*texts: str, contrasts: tuple[str, ...] = ()) -> list[list[str]]:
    """The clauses of each text; "|" behind the last of a sentence."""
    joined = Joined.of(texts).normal()
    starts = [at for at in range(len(joined.text)) if any(joined.text.startswith(word, at) for word in contrasts)]
    found = Clauses.of(joined, np.array(starts, np.int64))
    told: list[list[str]] = [[] for _text in texts]
    for begin, end, last in zip(found.begins, found.ends, found.last, strict=True):
        assert "\0" not in joined.text[begin:end]
        told[int(joined.rows(begin))].append(joined.text[begin:end] + "|" * bool(last))
    return told


def walked(text: str) -> list[str]:
    text, parts, part = Joined.of([text]).normal().text[:-1], [], ""
    for at, character in enumerate(text):
        part += character
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        word, worded = after.isascii() and after.isalnum(), before.isascii() and before.isalnum()
        ends = (
            (character in ENDS_CLAUSE and not (character == "," and word and worded))
            or (character == "." and not word)
            or (character == " " and (after == " " or (before and after and min(map(ord, before + after)) >= EAST)))
        )
        full = (character in ENDS_SENTENCE) or (character == "." and not word) or (character == " " and after == " ")
        if ends and after:
            parts.append(part + "|" * full)
            part = ""
    return [*parts, part + "|"]


@given(st.lists(st.text("电池好a1,，.。!~… ;、", max_size=16), max_size=5))
def test_clauses_are_those_of_a_walk_over_the_characters(texts):
    assert clauses(*texts) == [walked(text) for text in texts]


TOLD = {
    "电池不错，但屏幕差！物流快": ["电池不错,", "但屏幕差!|", "物流快|"],
    "it costs 1,299.50, fine": ["it costs 1,299.50,", " fine|"],
    "see example.com. ok": ["see example.com.|", " ok|"],
    "屏幕好 电池差 iPhone 13 不错": ["屏幕好 ", "电池差 iphone 13 不错|"],
    "屏幕好\n电池差": ["屏幕好 ", "电池差|"],
    "第一  第二": ["第一 |", " 第二|"],
    "": ["|"],
    "好。": ["好。|"],
}


@pytest.mark.parametrize("text", TOLD, ids=repr)
def test_a_text_is_cut_where_a_reader_would(text):
    assert clauses(text) == [TOLD[text]]


def test_a_contrast_begins_a_clause_without_punctuation():
    assert clauses("屏幕好但是电池差", "good but pricey", contrasts=("但是", "but")) == [["屏幕好", "但是电池差|"], ["good ", "but pricey|"]]
    assert set(CONTRASTS) >= {"但", "但是", "不过", "可是", "然而", "but", "however"}


def test_each_place_has_its_clause():
    found = Clauses.of(Joined.of(["好,差", "", "中"]).normal(), np.empty(0, np.int64))
    assert found.at(np.array([0, 1, 2, 4, 5])).tolist() == [0, 0, 1, 2, 3]


def test_nothing_has_no_clauses():
    found = Clauses.of(Joined.of([]).normal(), np.empty(0, np.int64))
    assert (found.begins.size, found.ends.size, found.last.size) == (0, 0, 0)
