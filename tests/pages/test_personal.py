"""The personal layer on the page of settings: told what it is made of, tried, switched on, followed, taken back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import jobs
from loaders.corrections import correct
from loaders.labels import prefer
from loaders.rules import documents, rules_of
from nlp.personal import LEAST
from nlp.rules import LAYER
from store import audit, settings
from store.connect import Store
from tests import visits
from tests.pages.conftest import opened
from tests.pages.test_imports import wait
from tests.visits import choose, rows, said, table, visit

DISTINCT = "SELECT CAST(mention_id AS VARCHAR), sentiment_by FROM (SELECT *, row_number() OVER (PARTITION BY lower(text) ORDER BY mention_id) AS copy FROM mention WHERE p_negative IS NOT NULL) WHERE copy = 1 ORDER BY md5(CAST(mention_id AS VARCHAR))"  # fmt: skip


@pytest.fixture
def filled(tmp_path: Path, exports: list[Path]) -> Iterator[Store]:
    """A store of the invented exports that a test may change."""
    with opened(tmp_path, exports) as store:
        yield store


def ids(store: Store) -> list[str]:
    """Mentions of different texts that the model can read."""
    with store.cursor() as cursor:
        return [id_ for id_, _by in cursor.execute(DISTINCT).fetchall()]


def feelings(store: Store) -> dict[str, tuple]:
    with store.cursor() as cursor:
        return {str(id_): row for id_, *row in cursor.execute("SELECT mention_id, sentiment, sentiment_by, p_negative FROM mention").fetchall()}


def corrected(store: Store, *counts: int) -> list[str]:
    """So many mentions called negative, neutral, positive."""
    left = ids(store)
    for sentiment, count in zip((-1, 0, 1), counts, strict=True):
        correct(store, left[:count], sentiment)
        left = left[count:]
    return left


def audited(store: Store, count: int) -> None:
    audit_id = audit.draw(store, "", "SELECT * FROM mention", {}, size=count)
    for place in range(1, count + 1):
        audit.label(store, audit_id, place, (-1, 0, 1)[place % 3])


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return visits.run(app)


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def labels(app: AppTest) -> list[list[object]]:
    (frame,) = [element.value for element in app.dataframe if "抽检标注" in element.value.columns]
    return rows(frame)


def test_without_labels_it_says_how_to_begin(store):
    app = visit("settings", section="layer")
    assert {"**个人层未启用**", "**还没有标注。**", f"还差 {LEAST} 条：至少要有 {LEAST} 条不同正文的标注才能训练。"} <= set(said(app))
    assert app.button(key="try_layer").disabled
    assert not {"layer_on", "layer_off"} & keys(app)
    assert [link.label for link in app.get("page_link") if link.label.startswith("去")] == ["去修正信息", "去抽检"]


def test_an_empty_store_says_the_same(empty_store):
    assert "**还没有标注。**" in said(visit("settings", section="layer"))


def test_labels_are_counted_by_class_and_by_where_they_come_from(filled):
    corrected(filled, 10, 5, 3)
    audited(filled, 30)
    with filled.cursor() as cursor:
        drawn = {str(id_) for (id_,) in cursor.execute("SELECT mention_id FROM audit_row").fetchall()}
        said_so = {str(id_): int(value) for id_, value in cursor.execute("SELECT mention_id, value FROM correction").fetchall()}
        places = dict(cursor.execute("SELECT CAST(mention_id AS VARCHAR), (place % 3) - 1 FROM audit_row").fetchall())
        readable = {str(id_) for (id_,) in cursor.execute("SELECT mention_id FROM mention WHERE language IN ('zh', 'en') OR language IS NULL").fetchall()}
    called = {id_: said_so.get(id_, places.get(id_)) for id_ in (drawn | set(said_so)) & readable}
    expected = [
        [name, sum(called[id_] == one for id_ in said_so if id_ in called), sum(called[id_] == one for id_ in drawn if id_ in called), sum(label == one for label in called.values())]
        for one, name in ((-1, "负面"), (0, "中性"), (1, "正面"))
    ]  # fmt: skip
    expected.append(["合计", *(sum(row[place] for row in expected) for place in (1, 2, 3))])
    assert labels(visit("settings", section="layer")) == expected


def test_copies_count_once_and_too_few_say_so(filled):
    with filled.cursor() as cursor:
        same = [str(id_) for (id_,) in cursor.execute("SELECT mention_id FROM mention WHERE text LIKE '%星澜%'").fetchall()]
    correct(filled, same[:LEAST], 1)
    app = press(visit("settings", section="layer"), "try_layer")
    assert any("才能训练" in warning.value or "同一类" in warning.value for warning in app.warning)
    assert "layer_on" not in keys(app)


def test_it_is_tried_switched_on_followed_and_taken_back(filled):
    rest = corrected(filled, 40, 10, 20)
    before = feelings(filled)
    app = visit("settings", section="layer")
    assert documents(filled) == {}
    app = press(app, "try_layer")
    texts = said(app)
    assert "#### 对全部信息的影响尚不清楚。" in texts and "**人工修正的信息** · n = 70" in texts
    assert documents(filled) == {} and feelings(filled) == before
    app = press(app, "layer_on")
    wait(filled)
    layer = json.loads(documents(filled)[LAYER])
    assert layer["labels"] == [40, 10, 20]
    assert [(job.kind, job.state) for job in jobs.jobs_of(filled).jobs() if job.kind not in jobs.FOLLOWING] == [("enrich", "done")]
    after = feelings(filled)
    assert {id_ for id_ in after if after[id_][1] == "person"} == {id_ for id_ in before if before[id_][1] == "person"}
    assert {id_: after[id_][:2] for id_ in after if after[id_][1] != "model"} == {id_: before[id_][:2] for id_ in before if before[id_][1] != "model"}
    assert any(after[id_][2] != before[id_][2] for id_ in rest)
    app = visits.run(app)
    assert "**个人层已启用**" in said(app)
    assert any("学自 70 条标注：负面 40、中性 10、正面 20" in text for text in said(app))
    assert "训练之后又有新的标注或改动：重新试训练即可纳入。" not in said(app)
    correct(filled, rest[:1], 0)
    app = visits.run(app)
    assert "训练之后又有新的标注或改动：重新试训练即可纳入。" in said(app)
    app = press(app, "layer_off")
    wait(filled)
    assert documents(filled) == {}
    assert {id_: row for id_, row in feelings(filled).items() if id_ != rest[0]} == {id_: row for id_, row in before.items() if id_ != rest[0]}
    app = choose(visits.run(app), "layer_trail", 1)
    app = press(app, "restore_layer")
    wait(filled)
    assert {id_: row for id_, row in feelings(filled).items() if id_ != rest[0]} == {id_: row for id_, row in after.items() if id_ != rest[0]}
    assert [entry.value is None for entry in settings.trail(filled, (LAYER,))] == [False, True, False]
    app = choose(visits.run(app), "layer_trail", 0)
    assert "与现在的设置相同。" in said(app) and "restore_layer" not in keys(app)


def test_a_trial_is_told_until_the_data_changes_and_made_anew_where_one_asks(filled):
    rest = corrected(filled, 30, 0, 30)
    app = press(visit("settings", section="layer"), "try_layer")
    assert "layer_on" in keys(app)
    assert "layer_on" in keys(visits.run(app))
    again = "试训练之后信息或标注有变化：请重新试训练。"
    for change in (lambda: prefer(filled, "table", "model"), lambda: correct(filled, rest[:1], 0)):
        change()
        app = visits.run(app)
        assert "layer_on" not in keys(app) and again in said(app)
        app = press(app, "try_layer")
        assert "layer_on" in keys(app) and again not in said(app)


def test_a_version_that_was_chosen_is_not_another_after_the_next_change(filled):
    for value in (None, "<script>", None):
        settings.say(filled, {LAYER: value})
    app = choose(visit("settings", section="layer"), "layer_trail", 1)
    assert any(text.startswith("此版本已不能使用：") for text in said(app))
    settings.say(filled, {LAYER: "<b>"})
    app = visits.run(app)
    assert [row[1] for row in table(app, "layer_trail")][1::2] == ["停用", "停用"]
    assert "选中一次改动，可恢复到当时的个人层。" in said(app)


def test_labels_of_audits_tell_what_it_does_to_all(filled):
    audited(filled, 90)
    app = press(visit("settings", section="layer"), "try_layer")
    texts = said(app)
    assert any(text.startswith("#### ") and ("准" in text or "差" in text or "区分" in text) for text in texts)
    assert any(text.startswith("抽检信息判断正确的比例：") for text in texts)


def test_one_that_cannot_be_used_is_said_and_switched_off(filled):
    settings.say(filled, {LAYER: "<script>"})
    app = visit("settings", section="layer")
    warnings = [warning.value.replace("\\", "") for warning in app.warning]
    assert any("已保存的“个人层”不能使用" in text for text in warnings) and any(text.startswith("这不是个人层") for text in warnings)
    press(app, "layer_off")
    wait(filled)
    assert rules_of(filled).layer is None
    assert list(visit("settings", section="layer").warning) == []


def test_one_of_an_earlier_model_is_said_and_not_used(filled):
    corrected(filled, 30, 0, 30)
    press(press(visit("settings", section="layer"), "try_layer"), "layer_on")
    wait(filled)
    told = json.loads(documents(filled)[LAYER])
    settings.say(filled, {LAYER: json.dumps(told | {"model": "0" * 12})})
    app = visit("settings", section="layer")
    assert {"**个人层未启用**"} <= set(said(app))
    assert [warning.value for warning in app.warning] == ["它是为旧版模型训练的，现已不起作用：请重新试训练并启用。"]
    assert rules_of(filled).layer is None


def test_no_document_holds_it_and_the_trail_of_tables_does_not_either(filled):
    settings.say(filled, {LAYER: None, "stop_words": 'stop_words = ["的"]'})
    for section in ("trail", "exchange", "watchlist"):
        app = visit("settings", section=section)
        assert "**没有未保存的修改**" in said(app)
    (frame,) = [element.value for element in visit("settings", section="trail").dataframe]
    assert [row[1] for row in rows(frame)] == ["停用词"]
