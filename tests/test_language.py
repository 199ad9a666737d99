import json
import re
from collections.abc import Iterator
from functools import reduce
from string import Formatter

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import language
from language import Sentence, _, catalogue, current, of_environment, speaking, traditional


@pytest.fixture(autouse=True)
def default() -> Iterator[None]:
    language.follow(lambda: language.DEFAULT)
    yield
    language.follow(lambda: language.DEFAULT)


def test_texts_are_chinese_unless_a_reader_says_otherwise():
    assert (current(), _("Unknown")) == ("zh", "未知")


def test_the_reader_is_asked_for_every_text():
    spoken = iter(["zh", "en", "zh"])
    language.follow(lambda: next(spoken))
    assert [_("Unknown"), _("Unknown"), _("Unknown")] == ["未知", "Unknown", "未知"]


@pytest.mark.parametrize("unknown", ["fr", "", "ZH", "../zh"])
def test_a_language_that_there_is_not_is_the_default(unknown):
    language.follow(lambda: unknown)
    assert current() == "zh"


def test_a_text_without_a_translation_is_shown_in_english():
    assert _("No such text, {name}.", name="甲") == "No such text, 甲."


def test_names_are_filled_with_values_whatever_those_look_like():
    language.follow(lambda: "en")
    assert _("{a} and {b}", a="{b}", b="{0} %s {a!r}") == "{b} and {0} %s {a!r}"
    assert _("{text}: {count}", text="x", count=3) == "x: 3"


def test_braces_of_a_text_without_values_stay():
    assert _("{no such name}") == "{no such name}"


def test_english_has_no_catalogue_and_chinese_has_no_empty_text():
    assert catalogue("en") == {}
    assert [text for text, translated in catalogue("zh").items() if not text or not translated] == []


# Simplified, as it stands in zh.po -> as a reader in Taiwan has it.
TRADITIONAL = {
    "舆情总览": "輿情總覽", "声量": "聲量", "信息": "資訊", "信息占比": "資訊佔比", "净情感度": "淨情感度", "导入": "匯入",
    "筛选": "篩選", "链接": "連結", "恢复默认": "恢復預設", "数据": "資料", "导出文件": "匯出檔案", "查看原文": "檢視原文",
    "发布时间": "發布時間", "作者类型": "作者類型", "关键词组": "關鍵字組", "项目": "項目", "平台": "平台", "账号": "帳號",
    "点赞": "按讚", "未覆盖渠道": "未覆蓋管道", "周二": "週二", "8 周": "8 週", "周边": "周邊", "工单只计一次": "工單只計一次", "任一出现": "任一出現",
    "检索词采集到": "檢索詞採集到", "各列": "各欄", "信息列表": "資訊列表", "列出": "列出", "下列": "下列", "供了解": "供了解",
    "“{name}”的例子": "「{name}」的例子", "{points} 个百分点": "{points} 個百分點",
}  # fmt: skip


@pytest.mark.parametrize("said", TRADITIONAL)
def test_traditional_chinese_has_the_characters_and_the_words_of_taiwan(said):
    assert traditional(said) == TRADITIONAL[said]


def test_traditional_chinese_has_every_text_of_the_simplified():
    assert catalogue("zh-Hant") == {text: traditional(said) for text, said in catalogue("zh").items()}
    with speaking("zh-Hant"):
        assert [_("Mentions"), _("Import"), _("Tue")] == ["資訊列表", "資料匯入", "週二"]


def test_traditional_chinese_names_the_values_of_its_text():
    def names(text: str) -> list[str]:
        return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)

    both = [(catalogue("zh")[text], said) for text, said in catalogue("zh-Hant").items()]
    assert [(simplified, said) for simplified, said in both if names(simplified) != names(said)] == []


def test_no_simplified_character_is_left_in_traditional_chinese():
    """OpenCC's other table, for characters alone, finds nothing more to do, but for what is written otherwise on purpose."""
    def converted(said: str) -> str:
        return reduce(lambda text, change: re.sub(*change, text), language.TAIWAN.items(), characters.convert(said))

    characters = opencc.OpenCC("s2tw")
    assert [(said, converted(said)) for said in catalogue("zh-Hant").values() if converted(said) != said] == []


# Characters that OpenCC puts where it divides words wrongly (任一出现 became 任一齣現), and that no text of ours means.
RARE = set("齣隻髮鬚麵穀醜薑籲彆闆鹹囌麴")


def test_no_word_of_traditional_chinese_was_divided_wrongly():
    assert [said for said in catalogue("zh-Hant").values() if RARE & set(said)] == []


def test_what_is_not_ours_stays_as_it_is_written():
    with speaking("zh-Hant"):
        assert _("“{name}” was forgotten.", name="信息导出") == "已不再使用「信息导出」。"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh-Hant"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_HK.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_Hant"}, "zh-Hant"),
        ({"LANG": "zh_Hans_HK.UTF-8"}, "zh"),
        ({"LANG": "en_TW.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "GUANLAN_LANGUAGE": "en"}, "en"),
        ({"LANG": "C", "GUANLAN_LANGUAGE": "ZH"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "GUANLAN_LANGUAGE": "zh-Hant"}, "zh-Hant"),
        ({"LANG": "zh_CN", "LC_ALL": "", "GUANLAN_LANGUAGE": ""}, "zh"),
    ],
)
def test_a_terminal_reads_the_language_of_its_environment(monkeypatch, environment, expected):
    for name in ("GUANLAN_LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert of_environment() == expected


def test_a_sentence_is_translated_when_it_is_shown():
    sentence = Sentence("The keyword is longer than {limit} characters.", {"limit": 500})
    shown = [str(sentence)]
    language.follow(lambda: "en")
    shown.append(str(sentence))
    assert shown == ["关键词超过 500 个字符。", "The keyword is longer than 500 characters."]


def test_a_sentence_inside_a_sentence_is_translated_too():
    language.follow(lambda: "en")
    inner = Sentence("{count} of {all}", {"count": 1, "all": 2})
    sentence = Sentence("{file}: {why}", {"file": "a{x}.csv", "why": inner})
    assert str(sentence) == "a{x}.csv: 1 of 2"
    assert sentence.plain() == {
        "text": "{file}: {why}",
        "values": {"file": "a{x}.csv", "why": {"text": "{count} of {all}", "values": {"count": "1", "all": "2"}}},
    }


values = st.text() | st.integers() | st.floats(allow_nan=False) | st.none()
sentences = st.recursive(
    st.builds(lambda value: Sentence("{a}!", {"a": value}), values),
    lambda inner: st.builds(lambda a, b: Sentence("{a}, {b}.", {"a": a, "b": b}), inner | values, inner | values),
    max_leaves=5,
)


@given(sentences)
def test_a_sentence_kept_as_json_reads_back_as_the_same_sentence(sentence):
    back = Sentence.of(json.loads(json.dumps(sentence.plain())))
    assert str(back) == str(sentence)
    assert back.plain() == sentence.plain()
