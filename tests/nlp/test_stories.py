from hypothesis import given
from hypothesis import strategies as st

from nlp.codes import Joined
from nlp.own import own
from nlp.stories import SHORTEST, stories

SAME = [
    "手表充电时发烫，烫到手腕起泡，客服还不理人",
    "手表充电时发烫烫到手腕起泡客服还不理人！！！",
    "【手表】充电时发烫\n烫到手腕起泡 客服还不理人 http://t.cn/A6x",
    "手錶充電時發燙，燙到手腕起泡，客服還不理人😀",
    "手表充电时发烫，烫到手腕起泡，客服还不理人//@甲:原文",
    "@客服 手表充电时发烫，烫到手腕起泡，客服还不理人",
]


def told(texts: list[str | None]) -> list[str | None]:
    return stories(own(Joined.of(texts).normal()).said)


def test_what_differs_in_marks_spaces_script_and_quotes_is_one_story():
    assert len(set(told(SAME))) == 1
    assert all(len(id_) == 32 for id_ in told(SAME))


def test_another_letter_is_another_story():
    assert len(set(told([SAME[0], SAME[0].replace("客服", "客户"), SAME[0] + "吗"]))) == 3


def test_what_is_too_short_to_be_copied_is_no_story():
    assert told(["一" * (SHORTEST - 1), "一" * SHORTEST, "好看", "", None, "转发微博", "//@甲:" + SAME[0]])[2:] == [None] * 5
    assert [id_ is None for id_ in told(["一" * (SHORTEST - 1), "一" * SHORTEST])] == [True, False]


@given(st.lists(st.text(max_size=30), max_size=6))
def test_two_texts_are_one_story_where_their_letters_are_the_same(texts):
    def letters(text):
        return "".join(c for c in own(Joined.of([text]).normal()).said.text[:-1] if c.isalnum())

    ids = told(texts)
    for a, one in zip(texts, ids, strict=True):
        assert (one is None) == (len(letters(a)) < SHORTEST)
        for b, other in zip(texts, ids, strict=True):
            if one and other:
                assert (one == other) == (letters(a) == letters(b))
