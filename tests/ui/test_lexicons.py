"""The lexicons as they are edited: counted as the mentions would carry them, tried, restored, exchanged."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import jobs
import language
from analysis.labels import NAMES, label
from nlp.lexicon import EMOTIONS, INTENTS, SETS
from nlp.rules import LEXICONS, default, document
from store.connect import Store
from tests import hostile, visits
from tests.pages.conftest import empty_store, everything, exports, opened, reader, store  # noqa: F401 (fixtures)
from tests.pages.test_hostile import assert_harmless
from tests.pages.test_settings import (
    HARMFUL,
    MARKED,
    UNSAVED,
    number,
    press,
    shown,
    typed,
    upload,
    value,
)
from tests.visits import choose, rows, said, visit

SHIPPED = {setting: tomllib.loads(default(setting)) for setting in LEXICONS}
OWN = {"name": "表带", "set": "通用", "words": "表带、腕带"}


@pytest.fixture
def filled(tmp_path: Path, exports: list[Path]) -> Iterator[Store]:  # noqa: F811
    with opened(tmp_path, exports) as own:
        yield own


def lexicon(app: AppTest, setting: str) -> AppTest:
    app.session_state["_lexicon"] = setting
    return visits.run(app)


def counts(app: AppTest, key: str) -> dict[str, str]:
    """Name -> what it matches now and would match."""
    return {row[0]: row[1] for row in shown(app, f"matches_{key}")}


def tried(app: AppTest) -> list[list[object]]:
    """What is found in the sentence; the table has no key in AppTest."""
    (frame,) = [element.value for element in app.dataframe if "依据的词" in element.value.columns]
    return rows(frame)


def place(name: str) -> int:
    """Of a shipped aspect in its table."""
    return [row["name"] for row in SHIPPED["aspects"]["aspect"]].index(name)


def sets(app: AppTest, *names: str) -> AppTest:
    (pills,) = [group for group in app.button_group if group.key == "sets_zh"]
    pills.set_value(list(names))
    return visits.run(app)


# Names


@pytest.mark.parametrize("lang", list(language.LANGUAGES))
@pytest.mark.parametrize("field", ["aspects", "aspect_sets", "intents", "emotions"])
def test_a_name_that_is_typed_says_one_code(field, lang):
    language.follow(lambda: lang)
    names = [label(field, code).lower() for code in NAMES[field]]
    assert [
        name
        for name, times in Counter(names).items()
        if times > 1
        or name in set(NAMES[field]) - {code for code in NAMES[field] if label(field, code).lower() == name}
    ] == []


# Aspects


def test_the_shipped_aspects_have_the_readers_names_and_nothing_is_changed_by_looking(store):  # noqa: F811
    app = visit("settings", section="aspects")
    grid = app.session_state["_grids"]["aspect"]["rows"]
    assert [row["name"] for row in grid] == [label("aspects", row["name"]) for row in SHIPPED["aspects"]["aspect"]]
    assert {row["set"] for row in grid} == {"通用", "电子", "电商", "食品", "应用", "出行"}
    assert app.button(key="save").disabled
    app.session_state["lang"] = "en"
    app = visits.run(app)
    assert app.session_state["_grids"]["aspect"]["rows"][place("battery")]["name"] == "Battery life"
    assert app.button(key="save").disabled


def test_an_aspect_of_ones_own_is_counted_and_saved_beside_the_others(filled, everything):  # noqa: F811
    count = number(everything, "表带", "腕带")
    app = typed(visit("settings", section="aspects"), "aspect", OWN)
    assert counts(app, "aspect")["表带"] == f"0 → {count}"
    assert {UNSAVED.format(1), "方面：新增 “表带”"} <= set(said(app))
    press(app, "save")
    told = value(filled, "aspects")["aspect"]
    assert told == [*SHIPPED["aspects"]["aspect"], {"name": "表带", "set": "general", "words": ["表带", "腕带"]}]


def test_the_name_of_a_shipped_aspect_is_that_aspect(filled):
    app = visit("settings", section="aspects")
    gone = place("screen")
    press(typed(app, "aspect", {"name": " 屏幕 ", "set": "电子", "words": "表盘"}, deleted=(gone,)), "save")
    assert value(filled, "aspects")["aspect"][-1] == {"name": "screen", "set": "electronics", "words": ["表盘"]}


def test_a_set_that_does_not_count_is_found_nowhere(filled):
    app = sets(visit("settings", section="aspects"), "food", "ecommerce")
    assert "方面分组：删除 “应用”、“电子”、“出行”" in said(app)
    assert counts(app, "aspect")["屏幕"].split(" → ")[-1] == "0"
    app = choose(app, "matches_aspect", place("screen"))
    assert "“屏幕”所属的分组未启用，可在表格上方选择。" in said(app)
    press(app, "save")
    assert value(filled, "aspects")["aspect_sets"] == ["ecommerce", "food"]


def test_no_set_at_all_leaves_the_general_one(filled):
    press(sets(visit("settings", section="aspects")), "save")
    assert value(filled, "aspects")["aspect_sets"] == []
    app = visit("settings", section="aspects")
    assert app.button(key="save").disabled


def test_a_row_that_is_sought_is_found_by_name_or_word(store):  # noqa: F811
    app = visit("settings", section="aspects")
    app = typed(app, "aspect", OWN)
    app.text_input(key="seek_aspects").set_value("腕带")
    app = visits.run(app)
    assert list(counts(app, "aspect")) == ["表带"]
    app.text_input(key="seek_aspects").set_value("屏幕")
    app = visits.run(app)
    # What is not saved yet is not lost from sight.
    assert next(iter(counts(app, "aspect"))) == "屏幕" and "表带" in counts(app, "aspect")
    app.text_input(key="seek_aspects").set_value("")
    app = visits.run(app)
    assert len(counts(app, "aspect")) == len(SHIPPED["aspects"]["aspect"]) + 1


def test_a_word_of_two_aspects_may_be_and_is_told(store, everything):  # noqa: F811
    app = typed(visit("settings", section="aspects"), "aspect", {"name": "腕部", "set": "通用", "words": "腕带"}, OWN)
    assert ":material/info: “腕带”同时出现在“腕部”、“表带”中。" in said(app)
    assert not app.button(key="save").disabled


CANNOT = {
    "no words": ({"name": "表带"}, "“表带”没有词，请至少填写一个。"),
    "no name": ({"words": "表带"}, "有一条规则没有名称，请补上。"),
    "a name twice": ({"name": "屏幕", "words": "表盘"}, "“屏幕”重复出现，请合并为一条。"),
}


@pytest.mark.parametrize("name", CANNOT)
def test_an_aspect_that_cannot_be_used_says_why_and_the_others_count_on(store, name):  # noqa: F811
    row, sentence = CANNOT[name]
    app = typed(visit("settings", section="aspects"), "aspect", {"set": "通用"} | row)
    assert [warning.value.replace("\\", "") for warning in app.warning] == [sentence]
    assert app.button(key="save").disabled
    assert counts(app, "aspect")["价格"].isdigit() or "→" in counts(app, "aspect")["价格"]


def test_all_aspects_can_be_taken_away(filled):
    app = visit("settings", section="aspects")
    app = typed(app, "aspect", deleted=tuple(range(len(SHIPPED["aspects"]["aspect"]))))
    assert "这里没有内容，信息不会被标注。可填写一行，或在“修改记录”中恢复默认。" in said(app)
    press(app, "save")
    assert value(filled, "aspects")["aspect"] == []


# Intents, emotions, negations


def test_an_emotion_without_words_is_not_found_and_its_row_stays(filled):
    app = typed(visit("settings", section="emotions"), "emotion", changed={EMOTIONS.index("worry"): {"words": ""}})
    assert "情绪：删除 “担忧”" in said(app)
    app = press(app, "save")
    assert [row["name"] for row in value(filled, "emotions")["emotion"]] == [
        name for name in EMOTIONS if name != "worry"
    ]
    assert [row["name"] for row in app.session_state["_grids"]["emotion"]["gave"]] == [
        label("emotions", name) for name in EMOTIONS
    ]


def test_negations_are_counted_by_what_they_turn(filled):
    app = typed(
        visit("settings", section="intents"),
        "intent",
        changed={INTENTS.index("praise"): {"words": "准"}, INTENTS.index("complaint"): {"words": "起皮"}},
    )
    turned = {name: counts(app, "intent")[name].split(" → ")[-1] for name in ("表扬", "投诉")}
    app = lexicon(app, "negations")
    assert {name: counts(app, "negations")[name].split(" → ")[-1] for name in turned} == turned
    app.text_area(key="words_negations").set_value("")
    app = visits.run(app)
    then = {name: counts(app, "negations")[name].split(" → ")[-1] for name in turned}
    assert int(then["投诉"]) < int(turned["投诉"])
    press(app, "save")
    assert value(filled, "negations") == {"negations": []}


def test_examples_say_by_which_word_and_why_not(store, everything):  # noqa: F811
    app = typed(
        visit("settings", section="intents"),
        "intent",
        changed={INTENTS.index("praise"): {"words": "准"}, INTENTS.index("complaint"): {"words": "起皮"}},
    )
    app = choose(app, "matches_intent", INTENTS.index("praise"))
    assert {row[1] for row in shown(app, "passing_intent_0") if "不太【准】" in row[2]} <= {
        "被“不太”否定",
        "被“不”否定",
    }
    assert any("不太【准】" in row[2] for row in shown(app, "passing_intent_0"))
    app = choose(app, "matches_intent", INTENTS.index("complaint"))
    assert {row[0] for row in shown(app, "counting_intent_2")} <= {"起皮", "准（被否定）", "按情感判断"}


# A sentence


def test_a_sentence_is_read_by_what_is_typed_and_not_saved(store):  # noqa: F811
    app = typed(visit("settings", section="aspects"), "aspect", OWN)
    app.text_input(key="tried").set_value("表带松了，气死我了")
    app = visits.run(app)
    assert ["方面", "表带", "负面", "表带"] in tried(app)
    app = lexicon(app, "emotions")
    app = typed(app, "emotion", changed={EMOTIONS.index("anger"): {"words": "气死我了"}})
    assert ["情绪", "愤怒", "", "气死我了"] in tried(app)


# The trail, out and in


def test_a_change_of_a_lexicon_is_recorded_restored_and_taken_back(filled):
    app = press(
        typed(visit("settings", section="aspects"), "aspect", OWN, changed={place("screen"): {"words": "表盘"}}), "save"
    )
    press(sets(app, "electronics"), "save")
    app = visit("settings", section="trail")
    assert [row[1:3] for row in shown(app, "trail")] == [
        ["方面", "方面分组：删除 “应用”、“电商”、“食品”、“出行”"],
        ["方面", "方面：新增 “表带”、修改 “屏幕”"],
    ]
    app = choose(app, "trail", 1)
    press(app, "restore_version")
    assert value(filled, "aspects")["aspect_sets"] == list(SETS)
    app = press(visit("settings", section="trail"), "default_aspects")
    assert value(filled, "aspects") is None
    assert all(app.button(key=f"default_{name}").disabled for name in LEXICONS)


def test_a_document_replaces_a_lexicon_and_what_it_leaves_out_is_meant(filled):
    shipped = [
        {name: value for name, value in row.items() if (name, value) != ("set", "general")}
        for row in SHIPPED["aspects"]["aspect"]
    ]
    content = document({"aspect": shipped})
    app = upload(visit("settings", section="exchange"), content.encode())
    assert "文件内容与现有设置相同。" in said(app)
    app = upload(
        app, "aspect_sets = ['food']\nnegations = ['不']\n[[aspect]]\nname = '表带'\nwords = ['表带']\n".encode()
    )
    told = " ".join(said(app))
    assert "方面分组：删除" in told and "“表带”" in told and "否定词：删除" in told
    press(app, "apply_document")
    assert value(filled, "aspects") == {"aspect_sets": ["food"], "aspect": [{"name": "表带", "words": ["表带"]}]}
    app = visit("settings", section="aspects")
    assert list(counts(app, "aspect")) == ["表带"] and app.button(key="save").disabled


REFUSED = {
    "a set that there is not": ("aspect_sets = ['toys']", "“toys”不是方面的分组"),
    "an intent that there is not": ("[[intent]]\nname = 'love'\nwords = ['爱']", "“love”不是意图"),
    "an emotion that there is not": ("[[emotion]]\nname = '愤怒'\nwords = ['气']", "“愤怒”不是情绪"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_lexicon_that_cannot_be_used_is_refused_with_its_sentence(store, name):  # noqa: F811
    content, sentence = REFUSED[name]
    app = upload(visit("settings", section="exchange"), content.encode())
    (warning,) = app.warning
    assert sentence in warning.value.replace("\\", "")


# Languages, an empty store, hostile words


@pytest.mark.parametrize("setting", LEXICONS)
def test_each_lexicon_is_reached_by_its_link_and_needs_no_mentions(empty_store, setting):  # noqa: F811
    app = visit("settings", section=setting)
    (control,) = [group for group in app.button_group if "_lexicon" in (group.key or "")]
    assert control.value == setting
    assert jobs.jobs_of(empty_store).jobs() == []


def test_hostile_aspects_and_sentences_are_shown_as_text(store):  # noqa: F811
    app = visit("settings", section="aspects")
    app = typed(
        app, "aspect", *({"name": text, "set": "通用", "words": f"手表、{text}", "without": text} for text in HARMFUL)
    )
    assert_harmless(app, MARKED)
    for text in hostile.PAYLOADS.values():
        app.text_input(key="tried").set_value(f"手表{text}")
        app = visits.run(app)
        assert_harmless(app, MARKED)
