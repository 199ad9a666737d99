import pytest

import language
from nlp.lexicon import Entry, Lexicon
from nlp.watchlist import Rule, Watchlist
from tests.pages.conftest import reader  # noqa: F401 (fixture)
from ui.sentence import found

ENTRIES = (
    Entry("aspect", "battery", ("续航", "掉电"), without=("续航里程",), set="electronics"),
    Entry("aspect", "表带", ("表带",), with_=("手表",)),
    Entry("aspect", "taste", ("口味",), set="food"),
    Entry("intent", "praise", ("推荐", "满意")),
    Entry("intent", "inquiry", ("请问",)),
    Entry("intent", "complaint", ("退货", "不满意")),
    Entry("emotion", "worry", ("担心",)),
    Entry("emotion", "anger", ("气死", "[怒]")),
)
LEXICON = Lexicon(ENTRIES, ("electronics",), ("不", "没"))
FOUND = {
    "手表的续航太差了，经常掉电，要退货，气死[怒]": [
        ("方面", "电池续航", "负面", "续航、掉电"), ("意图", "投诉", "", "退货"), ("情绪", "愤怒", "", "气死、[怒]"),
    ],
    "请问口味怎么样": [("方面", "–", "", ""), ("意图", "咨询", "", "请问"), ("情绪", "无情绪", "", "")],
    "很不推荐，没担心": [
        ("方面", "–", "", ""), ("意图", "投诉", "", "推荐（被“不”否定）"), ("情绪", "无情绪", "", ""), ("未计入", "担忧", "", "担心：被“没”否定"),
    ],
    "我不满意": [("方面", "–", "", ""), ("意图", "投诉", "", "不满意"), ("情绪", "无情绪", "", "")],
    "续航里程和表带": [
        ("方面", "–", "", ""), ("意图", "其他", "", ""), ("情绪", "无情绪", "", ""),
        ("未计入", "电池续航", "", "续航：属于排除词“续航里程”"), ("未计入", "表带", "", "表带：未同时出现“手表”"),
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def chinese(reader: None) -> None:  # noqa: F811
    language.follow(lambda: "zh")


@pytest.mark.parametrize("text", FOUND)
def test_what_is_found_in_a_sentence_comes_with_its_words(text):
    assert found(text, LEXICON, Watchlist()) == FOUND[text]


def test_a_text_about_something_of_the_watchlist_is_what_it_feels():
    text = "星澜太差了，垃圾"
    lexicon = Lexicon(ENTRIES[:1])
    assert found(text, lexicon, Watchlist())[1] == ("意图", "其他", "", "")
    assert found(text, lexicon, Watchlist((Rule("topic", "星澜", ("星澜",)),)))[1] == ("意图", "其他", "", "")
    assert found(text, lexicon, Watchlist((Rule("brand", "星澜", ("星澜",)),)))[1] == ("意图", "投诉", "", "按情感判断")


@pytest.mark.parametrize(
    "text", [" ", "。", "//@甲:续航", "\x00续航", "𠮷", "x" * 5_000, "<img src=x onerror=alert(1)>"]
)
def test_any_text_is_told_of(text):
    rows = found(text, LEXICON, Watchlist())
    assert [row[0] for row in rows][-2:] == ["意图", "情绪"]


def test_an_empty_lexicon_finds_nothing():
    assert found("手表的续航", Lexicon(), Watchlist())[0] == ("方面", "–", "", "")
