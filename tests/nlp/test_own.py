import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.codes import Joined
from nlp.own import LONGEST, blanked, own, without_emoticons

SAID = [
    ("续航很好", "续航很好"),
    ("同意//@甲:原文", "同意"),
    ("同意// @甲 : 原文//@乙：更早", "同意"),
    ("理由://@甲:原文", "理由:"),
    ("//@甲:原文", ""),
    ("//@甲", ""),
    ("看http://@x.com/a 真的", "看 真的"),
    ("看http://t.cn/A6x真的", "看 真的"),
    ("真好 #话题# 的", "真好 #话题# 的"),
    ("看http://t.cn/A6x 真的//@甲:不", "看 真的"),
    ("看http://t.cn/A6x//@甲:不对", "看"),
    ("@客服 出来 @甲_乙-丙:说话", "出来 说话"),
    ("RT @abc: nice watch", "nice watch"),
    ("转发微博", ""),
    ("轉發微博", ""),
    ("  转发微博。", "。"),
    ("Repost", ""),
    ("转发微博的人都傻", "转发微博的人都傻"),
    ("转", ""),
    ("好转", "好转"),
    (None, ""),
    ("", ""),
]


SCORED = [
    ("续航很好，真的", "续航很好,真的", False),
    ("真好#话题#  吃 http://t.cn/a", "真好 吃", False),
    ("哈哈哈哈哈哈", "哈哈哈", False),
    ("don’t", "don't", False),
    ("同意//@甲:原文", "同意", False),
    ("[泪]//@甲:原文", "[泪]", False),
    ("//@甲:原文", "原文", True),
    ("转发微博//@甲: 原文//@乙 ：更早 http://t.cn/a", "原文 更早", True),
    ("转//@甲:#话题#原文", "话题 原文", True),
    ("#手表质量差#", "手表质量差", True),
    ("#话题# ", "话题", True),
    ("//@甲", "", False),
    ("//@甲:转发微博", "", False),
    ("@甲 。。", "。。", False),
    ("转发微博", "", False),
    (None, "", False),
]


@pytest.mark.parametrize(("text", "left"), SAID, ids=repr)
def test_what_authors_say_themselves(text, left):
    said = own(Joined.of([text]).normal()).said
    assert " ".join(said.text[:-1].split()) == left
    assert len(said.text) == len(text or "") + 1


@pytest.mark.parametrize(("text", "left", "passed_on"), SCORED, ids=repr)
def test_what_is_scored_are_own_words_or_those_that_are_passed_on(text, left, passed_on):
    found = own(Joined.of([text]).normal())
    assert found.passed_on.tolist() == [passed_on]
    if left.strip("。"):
        assert found.joined.text == f"{left}\0"


@given(st.lists(st.sampled_from([text for text, *_ in SAID + SCORED]) | st.text(max_size=12), max_size=6))
def test_texts_do_not_change_each_other(texts):
    together = own(Joined.of(texts).normal())
    alone = [own(Joined.of([text]).normal()) for text in texts]
    assert together.said.text == "".join(one.said.text for one in alone)
    assert together.said.starts.tolist() == Joined.of(texts).starts.tolist()
    assert together.joined.text == "".join(one.joined.text for one in alone)
    assert together.joined.starts.tolist() == [0, *(place + 1 for place, character in enumerate(together.joined.text) if character == "\0")]
    assert together.passed_on.tolist() == [one.passed_on.item() for one in alone]


@given(st.lists(st.sampled_from([text for text, *_ in SAID + SCORED]) | st.text(max_size=12), max_size=6))
def test_every_scored_character_has_its_place_in_the_texts(texts):
    normal = Joined.of(texts).normal()
    found = own(normal)
    there = normal.codes[found.places]
    spaces = found.joined.codes == ord(" ")
    assert np.where(there == 0x2019, ord("'"), there)[~spaces].tolist() == found.joined.codes[~spaces].tolist()
    assert (np.diff(found.places) > 0).all()
    assert normal.rows(found.places).tolist() == found.joined.rows(np.arange(len(found.places))).tolist()


def test_of_a_long_text_the_beginning_is_scored():
    texts = Joined.of(["好坏" * LONGEST, "好"]).normal()
    found = own(texts)
    assert found.joined.text == "好坏" * (LONGEST // 2) + "\0好\0"
    assert found.said.text == texts.text


def test_spans_are_blanked():
    assert blanked(Joined.of(["abcd", "ef"]), np.array([0, 2, 5]), np.array([1, 4, 6])).text == " b  \0 f\0"


def test_emoticons_are_no_words():
    texts = Joined.of(["太好了[笑cry][泪]", "[ 不是 ]", "a[0]b[一二三四五六七八九]"]).normal()
    assert without_emoticons(texts).text.split("\0")[:-1] == ["太好了" + " " * 9, "[ 不是 ]", "a   b[一二三四五六七八九]"]
