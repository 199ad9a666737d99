import numpy as np
import pytest

from nlp.intents import NAMES, intents

# praise, inquiry, complaint words; names an aspect or brand; how it feels; whether it is read -> intent
DECIDED = {
    "a complaint": ((0, 0, 1), False, 0, True, "complaint"),
    "a complaint beside as much praise": ((2, 0, 2), False, 1, True, "complaint"),
    "praise that outweighs a complaint": ((2, 0, 1), False, -1, True, "praise"),
    "praise": ((1, 0, 0), False, 0, True, "praise"),
    "a question": ((0, 1, 0), True, -1, True, "inquiry"),
    "a question about something praised": ((1, 1, 0), False, 1, True, "inquiry"),
    "much praise beside a question": ((2, 1, 0), False, 1, True, "praise"),
    "a question in a complaint": ((0, 3, 1), False, 0, True, "complaint"),
    "no words, an aspect, negative": ((0, 0, 0), True, -1, True, "complaint"),
    "no words, an aspect, positive": ((0, 0, 0), True, 1, True, "praise"),
    "no words, an aspect, neutral": ((0, 0, 0), True, 0, True, "other"),
    "no words, nothing named": ((0, 0, 0), False, -1, True, "other"),
    "words in a language that is not read": ((0, 0, 1), False, 0, False, "complaint"),
    "no words in a language that is not read": ((0, 0, 0), True, 0, False, None),
}


@pytest.mark.parametrize("name", DECIDED)
def test_the_intent_is_what_words_and_then_the_model_say(name):
    counts, named, felt, read, expected = DECIDED[name]
    (place,) = intents(np.array([counts]), np.array([named]), np.array([felt]), np.array([read]))
    assert (NAMES[place] if place >= 0 else None) == expected


def test_there_may_be_no_texts():
    nothing = np.empty(0, bool)
    assert intents(np.empty((0, 3), np.int64), nothing, nothing.astype(int), nothing).size == 0
