import numpy as np
import pyarrow as pa
import pytest

from nlp.emotions import EXPORTED, NAMES, emotions, exported
from nlp.lexicon import EMOTIONS


@pytest.mark.parametrize(
    ("counts", "read", "expected"),
    [
        ({}, True, "none"),
        ({}, False, None),
        ({"joy": 1}, False, "joy"),
        ({"joy": 1, "sadness": 2}, True, "sadness"),
        ({"joy": 1, "anger": 1}, True, "anger"),
        ({"surprise": 1, "joy": 1}, True, "joy"),
    ],
    ids=repr,
)
def test_most_words_decide_and_of_several_the_first(counts, read, expected):
    (place,) = emotions(np.array([[counts.get(name, 0) for name in EMOTIONS]]), np.array([read]))
    assert (NAMES[place] if place >= 0 else None) == expected


def test_what_exports_say_has_our_names_and_what_is_unknown_stays():
    said = ["喜悦", " Angry ", "中性", "恐惧", "惊奇", "失望", "哀", "嫉妒", "", "  ", None, "joy"]
    expected = ["joy", "anger", "none", "worry", "surprise", "disappointment", "sadness", "嫉妒", None, None, None, "joy"]
    assert exported(pa.array(said, pa.string())).to_pylist() == expected
    assert exported(pa.array([], pa.string())).to_pylist() == []


def test_no_word_of_exports_means_two_emotions():
    words = [word for words in EXPORTED.values() for word in words]
    assert len(set(words)) == len(words) and all(word == word.lower() for word in words)
    assert set(EXPORTED) == set(NAMES)
