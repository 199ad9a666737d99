import pytest

import language
from nlp.lexicon import Entry
from tests.pages.conftest import reader  # noqa: F401 (fixture)
from ui.doubts import doubts


@pytest.fixture(autouse=True)
def chinese(reader: None) -> None:  # noqa: F811
    language.follow(lambda: "zh")


def entry(name: str, *words: str, without: tuple[str, ...] = (), with_: tuple[str, ...] = ()) -> Entry:
    return Entry("aspect", name, words, with_, without)


DOUBTS = {
    "nothing": ([entry("screen", "屏幕"), entry("表带", "表带", without=("表带扣",))], []),
    "a word of two": ([entry("screen", "屏幕"), entry("表带", "表带", "屏幕")], ["“屏幕”同时出现在“屏幕”、“表带”中。"]),
    "a word as it is compared": ([entry("甲", "WiFi"), entry("乙", " ｗｉｆｉ ")], ["“wifi”同时出现在“甲”、“乙”中。"]),
    "a word twice in one": ([entry("甲", "屏幕", "屏幕 ")], []),
    "a word and itself as an exclusion": (
        [entry("甲", "屏", "幕", without=("幕",))],
        ["“甲”的词“幕”不会计入：被排除词挡住了。"],
    ),
    "a word that holds an exclusion": (
        [entry("甲", "屏幕亮", without=("亮",))],
        ["“甲”的词“屏幕亮”不会计入：被排除词挡住了。"],
    ),
    "an exclusion that only looks so": ([entry("甲", "family", without=("mi",))], []),
    "a companion that is not there yet": ([entry("甲", "屏", with_=("亮",), without=("暗",))], []),
}


@pytest.mark.parametrize("name", DOUBTS)
def test_what_is_seldom_meant_is_said(name):
    entries, expected = DOUBTS[name]
    assert doubts(entries) == expected
