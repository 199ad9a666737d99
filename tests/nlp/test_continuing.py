import numpy as np
import pytest

from nlp.continuing import Earlier, Found, continued
from nlp.topics import fit
from tests.nlp.test_topics import BRAND, PLANTED, TEXTS

WORDS = tuple("abcdefgh")
# Topics of the first, the second and the third pair of words.
PAIRS = np.zeros((8, 3))
PAIRS[[0, 1], 0], PAIRS[[2, 3], 1], PAIRS[[4, 5], 2] = 9, 9, 9


def earlier(topic_id, words, **how):
    return Earlier(topic_id, tuple(words), np.full(len(words), 9.0), **how)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], [Found(0, None), Found(1, None), Found(2, None)]),
        ([earlier("t7", "cd"), earlier("t2", "gh")], [Found(0, None), Found(1, "t7"), Found(2, None)]),
        # What somebody made is not found again, and stays though nothing is like it.
        ([earlier("t7", "cd", fixed=True), earlier("t2", "gh", fixed=True)], [Found(0, None), Found(2, None), Found(None, "t7"), Found(None, "t2")]),
        # What was merged or split neither is found again nor stays.
        ([earlier("t1", "ab", replaced=True), earlier("t3", "ef")], [Found(1, None), Found(2, "t3")]),
        ([earlier("t1", "ab", fixed=True, replaced=True)], [Found(1, None), Found(2, None)]),
        # A part of a topic keeps its id, the other one says where it came of.
        ([earlier("t1", "abcd")], [Found(0, "t1"), Found(1, None, ("t1",)), Found(2, None)]),
        # Of two that are one now the older one stays.
        ([earlier("t1", "ab"), earlier("t2", "ab")], [Found(0, "t1", ("t2",)), Found(1, None), Found(2, None)]),
    ],
)
def test_what_becomes_of_topics_by_hand(before, after):
    assert continued(before, WORDS, PAIRS) == after


def test_topics_of_the_run_before_are_known_again_in_other_texts_and_pinned_ones_stay():
    first = fit(TEXTS, without=[BRAND])
    known = first.features.words
    kinds = [next(kind for kind, words in PLANTED.items() if any(word in topic.names[0] for word in words)) for topic in first.topics]
    before = [Earlier(kind, known, first.counts[: len(known), place], fixed=kind == "客服") for place, kind in enumerate(kinds)]
    without_service = [text for text in TEXTS if not any(word in text for word in PLANTED["客服"])]
    later = fit(without_service, without=[BRAND], earlier=before)
    assert {topic.again for topic in later.topics} == {"物流", "电池", "客服"}
    pinned = [topic.again for topic in later.topics].index("客服")
    assert later.topics[pinned].n == 0
    service = next(text for text in TEXTS if text not in without_service)
    assert fit([*without_service, *[service] * 3], without=[BRAND], earlier=before).assign([service]).tolist() == [2]
