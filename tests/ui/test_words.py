import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.words import in_a_cell, words

WORDS = st.lists(st.text(min_size=1).map(str.strip).filter(bool), unique=True)


@given(WORDS, st.sampled_from(["、", ", ", "\n"]))
def test_words_are_read_back_from_a_cell_whatever_they_hold(said, separator):
    assert words(in_a_cell(said, separator)) == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, []),
        ("", []),
        (" 、,; ", []),
        ("星澜、xinglan", ["星澜", "xinglan"]),
        ("星澜，Apple Watch；甲\n乙\r\n丙,丁;戊", ["星澜", "Apple Watch", "甲", "乙", "丙", "丁", "戊"]),
        ("甲、甲 、 甲", ["甲"]),
        ('"1,299"、"说""好"""', ["1,299", '说"好"']),
        ('5"屏、6"屏', ['5"屏', '6"屏']),
        ('"没有结束、乙', ['"没有结束', "乙"]),
    ],
)
def test_words_are_separated_as_people_write_them(text, expected):
    assert words(text) == expected
