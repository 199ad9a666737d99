import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.codes import Joined
from nlp.own import own, without_emoticons

SAID = [
    ("续航很好", "续航很好"),
    ("同意//@甲:原文", "同意"),
    ("同意// @甲 : 原文//@乙：更早", "同意"),
    ("//@甲:原文", ""),
    ("//@甲", ""),
    ("看http://@x.com/a 真的", "看 真的"),
    ("看http://t.cn/A6x 真的//@甲:不", "看 真的"),
    ("看http://t.cn/A6x//@甲:不对", "看"),
    ("@客服 出来 @甲_乙-丙:说话", "出来 说话"),
    ("RT @abc: nice watch", "nice watch"),
    ("转发微博", ""),
    ("轉發微博", ""),
    ("  转发微博。", ""),
    ("Repost", ""),
    ("转发微博的人都傻", "转发微博的人都傻"),
    ("转", ""),
    ("好转", "好转"),
    (None, ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "left"), SAID, ids=repr)
def test_what_authors_say_themselves(text, left):
    said = own(Joined.of([text]).normal())
    assert " ".join(said.text[:-1].split()) == left
    assert len(said.text) == len(text or "") + 1


@given(st.lists(st.sampled_from([text for text, _ in SAID]) | st.text(max_size=12), max_size=6))
def test_texts_do_not_change_each_other(texts):
    together = own(Joined.of(texts).normal())
    assert together.text == "".join(own(Joined.of([text]).normal()).text for text in texts)
    assert together.starts.tolist() == Joined.of(texts).starts.tolist()


def test_emoticons_are_no_words():
    texts = Joined.of(["太好了[笑cry][泪]", "[ 不是 ]", "a[0]b[一二三四五六七八九]"]).normal()
    assert without_emoticons(texts).text.split("\0")[:-1] == ["太好了" + " " * 9, "[ 不是 ]", "a   b[一二三四五六七八九]"]
