"""Topics of a store, on both kinds of it: found in its texts, known again, and as people changed them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.filters import Filters
from analysis.topic_runs import topic_runs
from analysis.view_topics import found as found_in_view
from analysis.view_topics import view_topics
from loaders import topics
from loaders import view_topics as views
from loaders.fold import undo
from loaders.topic_editing import NoSuchTopics, merge, pin, rename, restore, unpin
from store import settings
from store.digest import digest, faults
from store.topics import KEPT, titles
from tests.loaders.invented import write
from tests.loaders.staging import found, grouped, imported, rows
from tests.nlp.test_topics import PLANTED, planted

ROOT = Path(__file__).parents[2]
TEXTS, KINDS = planted(each=40)
CAMERAS = [
    f"相机 镜头 {one} 快门 对焦 {other} 夜景"
    for one in ("光圈", "曝光", "白平衡", "防抖", "长焦")
    for other in ("直出", "胶片", "色彩", "噪点", "虚化", "滤镜", "人像", "广角")
]
SHOWN = "SELECT topic_id FROM topic WHERE run = (SELECT max(run) FROM topic_run) AND replaced_by IS NULL ORDER BY topic_id"


def export(folder: Path, texts: list[str], name: str = "planted") -> Path:
    posts = [
        {"链接": f"https://weibo.com/{name}/{place}", "平台": "微博", "发布时间": f"2024-03-{1 + place % 9:02} 10:00", "正文": text}
        for place, text in enumerate(texts)
    ]
    return write(folder / f"{name}.csv", tuple(posts[0]), posts)


@pytest.fixture
def filled(native, tmp_path):
    """With the planted texts, grouped, and the topics found in them."""
    return fill(native, tmp_path)


@pytest.fixture
def either(store, tmp_path):
    """The same of each kind."""
    return fill(store, tmp_path)


def fill(store, tmp_path):
    settings.say(store, {"watchlist": '[[brand]]\nname = "观澜"\nwords = ["观澜"]\n'})
    imported(store, export(tmp_path, TEXTS))
    grouped(store)
    assert topics.stale(store)
    found(store)
    return store


def of_kind(store) -> dict[str, str]:
    """kind -> the topic of its texts, which is the same for all of them."""
    told = {}
    for text, topic in rows(store, "SELECT text, topic_id FROM mention"):
        told.setdefault(KINDS[TEXTS.index(text)], set()).add(topic)
    return {kind: topic for kind, (topic,) in told.items()}


def shown(store) -> list[str]:
    return [topic for (topic,) in rows(store, SHOWN)]


def test_planted_topics_are_found_told_and_named(either):
    assert sorted(of_kind(either).values()) == shown(either) == ["t1", "t2", "t3"]
    assert (topics.stale(either), faults(either)) == (False, [])
    with either.cursor() as cursor:
        called = titles(cursor)
    for kind, topic in of_kind(either).items():
        assert any(word in called[topic] for word in PLANTED[kind]) and "观澜" not in called[topic]
    for topic, texts, examples in rows(either, "SELECT topic_id, texts, examples FROM topic"):
        assert texts == 40 and 0 < len(examples) <= 5
        assert rows(either, "SELECT DISTINCT topic_id FROM mention WHERE list_contains($ids, coalesce(text_id, mention_id))", ids=examples) == [(topic,)]


def test_what_is_found_again_keeps_its_id_and_what_was_never_there_is_new(filled, tmp_path):
    before = of_kind(filled)
    since = rows(filled, "SELECT topic_id, since FROM topic ORDER BY 1")
    imported(filled, export(tmp_path, [*CAMERAS, TEXTS[0]], "cameras"))
    # Texts that were told before are again at once, new ones by the next run alone.
    assert rows(filled, "SELECT count(*), count(DISTINCT topic_id), count(topic_id) FROM mention WHERE text = $text", text=TEXTS[0]) == [(2, 1, 2)]
    assert faults(filled) == []
    assert rows(filled, "SELECT DISTINCT topic_id FROM mention WHERE text LIKE '相机%'") == [(None,)]
    assert topics.stale(filled)
    assert found(filled) == 4
    assert rows(filled, "SELECT DISTINCT topic_id FROM mention WHERE text LIKE '相机%'") == [("t4",)]
    assert of_kind_of_planted(filled) == before
    assert rows(filled, "SELECT topic_id, since FROM topic WHERE run = 2 AND topic_id <> 't4' ORDER BY 1") == since
    assert faults(filled) == []


def of_kind_of_planted(store) -> dict[str, str]:
    known = set(TEXTS)
    return {KINDS[TEXTS.index(text)]: topic for text, topic in rows(store, "SELECT text, topic_id FROM mention") if text in known}


def test_the_same_texts_have_the_same_topics_and_a_process_finds_them_too(filled, tmp_path):
    before = [rows(filled, f"SELECT * EXCLUDE (run, since) FROM topic WHERE run = {run} ORDER BY topic_id") for run in [1]]
    (tmp_path / "f").mkdir()
    order = topics.take_out(filled, tmp_path / "f", None)
    done = subprocess.run([sys.executable, "-m", "loaders.topics"], cwd=ROOT, input=json.dumps(order), capture_output=True, text=True, check=True)
    assert (json.loads(done.stdout), order["without"]) == ({"topics": 3}, ["观澜"])
    assert topics.put_back(filled, order)
    assert [rows(filled, "SELECT * EXCLUDE (run, since) FROM topic WHERE run = 2 ORDER BY topic_id")] == before
    # Another run came meanwhile: what was found of the one before is not put over it.
    assert not topics.put_back(filled, order)
    assert faults(filled) == []


def test_a_store_of_few_texts_has_no_topics_and_one_that_was_emptied_keeps_what_was_pinned(native, tmp_path):
    assert not topics.stale(native)
    receipt = imported(native, export(tmp_path, [*TEXTS[:49], "……", "🙂🙂"]))
    assert (found(native), shown(native), topics.stale(native)) == (0, [], False)
    imported(native, export(tmp_path, TEXTS, "more"))
    assert found(native) > 1
    pin(native, ["t1"])
    rename(native, "t2", "别名")
    before = shown(native)
    for (import_id,) in rows(native, "SELECT import_id FROM import"):
        undo(native, import_id)
    assert receipt.added and topics.stale(native)
    assert (found(native), shown(native)) == (0, before)
    imported(native, export(tmp_path, TEXTS, "again"))
    found(native)
    assert set(before) == set(shown(native))
    assert rows(native, "SELECT topic_id, name FROM topic WHERE run = (SELECT max(run) FROM topic_run) AND (pinned OR name IS NOT NULL) ORDER BY 1") == [("t1", None), ("t2", "别名")]
    assert rows(native, "SELECT count(*) > 0 FROM mention WHERE topic_id = 't1'") == [(True,)]


def test_a_name_stays_from_run_to_run_until_it_is_taken_back(filled):
    rename(filled, "t1", "  一个  名字 ")
    found(filled)
    with filled.cursor() as cursor:
        assert titles(cursor)["t1"] == "一个 名字"
    rename(filled, "t1", " ")
    assert rows(filled, "SELECT DISTINCT name FROM topic WHERE run = (SELECT max(run) FROM topic_run)") == [(None,)]


def test_merged_topics_are_one_and_stay_one_until_it_is_let_go(either):
    kinds = of_kind(either)
    assert merge(either, [kinds["物流"], kinds["客服"]], "送货与客服") == min(kinds["物流"], kinds["客服"])
    for _run in range(2):
        merged = of_kind(either)
        assert merged["物流"] == merged["客服"] == min(kinds["物流"], kinds["客服"]) != merged["电池"] == kinds["电池"]
        assert rows(either, "SELECT name, pinned FROM topic WHERE topic_id = $id AND run = (SELECT max(run) FROM topic_run)", id=merged["物流"]) == [("送货与客服", True)]
        assert faults(either) == []
        found(either)
    unpin(either, [min(kinds["物流"], kinds["客服"])])
    found(either, asked=3)
    assert len(set(of_kind(either).values())) == 3


@pytest.mark.parametrize("gone", PLANTED)
def test_what_is_new_has_nothing_of_what_is_gone(native, tmp_path, gone):
    for kind in PLANTED:
        imported(native, export(tmp_path, [text for text, other in zip(TEXTS, KINDS, strict=True) if other == kind], kind))
    found(native)
    before = of_kind(native)
    rename(native, before[gone], "名字")
    undo(native, rows(native, "SELECT import_id FROM import WHERE file_name = $name", name=f"{gone}.csv")[0][0])
    imported(native, export(tmp_path, CAMERAS, "cameras"))
    found(native)
    after = of_kind_of_planted(native)
    assert after == {kind: topic for kind, topic in before.items() if kind != gone}
    assert rows(native, "SELECT DISTINCT topic_id FROM mention WHERE text LIKE '相机%'") == [("t4",)]
    assert rows(native, "SELECT name FROM topic WHERE topic_id = 't4'") == [(None,)]


@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (0, 2)])
def test_what_is_new_is_found_beside_what_was_merged(filled, tmp_path, pair):
    merge(filled, [f"t{1 + place}" for place in pair])
    before = of_kind(filled)
    imported(filled, export(tmp_path, CAMERAS, "cameras"))
    found(filled)
    assert of_kind_of_planted(filled) == before
    assert rows(filled, "SELECT count(DISTINCT topic_id), count(topic_id), bool_and(topic_id NOT IN ('t1', 't2', 't3')) FROM mention WHERE text LIKE '相机%'") == [(1, 40, True)]


def test_what_was_merged_twice_is_let_go_with_the_last(filled):
    words = rows(filled, "SELECT len(list_distinct(flatten(list(words)))) FROM topic")
    merge(filled, ["t2", "t3"])
    merge(filled, ["t1", "t2"])
    assert rows(filled, "SELECT len(words) FROM topic WHERE topic_id = 't1' AND run = 3") == words
    for change, left in ((pin, ["t1", "t2", "t3"]), (unpin, ["t1"])):
        change(filled, ["t1"])
        assert [topic for (topic,) in rows(filled, "SELECT topic_id FROM topic WHERE run = (SELECT max(run) FROM topic_run) ORDER BY 1")] == left
    assert rows(filled, "SELECT replaced_by FROM topic WHERE run = 3 AND topic_id <> 't1'") == [(["t1"],)] * 2


def test_a_topic_is_split_into_parts_that_stay(store, tmp_path):
    imported(store, export(tmp_path, TEXTS))
    found(store, asked=2)
    mixed = next(topic for topic in shown(store) if sum(topic == other for other in of_kind_of_planted(store).values()) > 1)
    (tmp_path / "f").mkdir()
    order = topics.take_out(store, tmp_path / "f", 2, within=(topics.OF_TOPIC, {"of": mixed}), every=True)
    assert topics.find(order) == 2
    assert topics.split(store, order, mixed, by="小林")
    for _run in range(2):
        parts = of_kind_of_planted(store)
        assert len(set(parts.values())) == 3 and mixed not in parts.values() and mixed not in shown(store)
        assert rows(store, "SELECT count(*) FROM mention WHERE topic_id IS NULL") == [(0,)]
        assert faults(store) == []
        found(store, asked=2)
    with store.cursor() as cursor:
        runs = topic_runs(cursor, Filters()).rows
    assert [(row["how"], row["by"]) for row in runs] == [("found", None), ("found", None), ("split", "小林"), ("found", None)]


def test_any_of_the_latest_versions_can_be_returned_to(filled):
    before, kinds = digest(filled)["store"], of_kind(filled)
    merge(filled, ["t1", "t2", "t3"])
    assert len(set(of_kind(filled).values())) == 1
    restore(filled, 1)
    assert (of_kind(filled), faults(filled), digest(filled)["store"]) == (kinds, [], before)
    assert [(row["how"], row["kept"], row["current"], row["topics"]) for row in _runs(filled)] == [("restored", True, True, 3), ("merged", True, False, 1), ("found", True, False, 3)]
    for name in range(KEPT - 2):
        rename(filled, "t1", str(name))
    with pytest.raises(NoSuchTopics, match="no longer kept"):
        restore(filled, 1)
    # The oldest one that is kept.
    assert [row["run"] for row in _runs(filled) if row["kept"]][-1] == 2
    restore(filled, 2)
    assert (len(set(of_kind(filled).values())), faults(filled)) == (1, [])
    assert rows(filled, "SELECT DISTINCT run, words IS NULL FROM topic WHERE run < 3 ORDER BY 1") == [(1, True), (2, False)]
    assert rows(filled, "SELECT count(*) FROM topic_of WHERE run < 2") == [(0,)]


def _runs(store) -> list[dict]:
    with store.cursor() as cursor:
        return topic_runs(cursor, Filters()).rows


@pytest.mark.parametrize("change", [lambda s: rename(s, "t9", "x"), lambda s: pin(s, ["t1", "t9"]), lambda s: merge(s, ["t1"]), lambda s: merge(s, ["t1", "t9"])])
def test_what_is_no_longer_there_is_not_changed(filled, change):
    before = _runs(filled)
    with pytest.raises(NoSuchTopics):
        change(filled)
    assert _runs(filled) == before


def test_topics_of_a_view_are_found_in_its_mentions_alone(either, tmp_path):
    filters = Filters(topics=("t1", "t2"))
    (tmp_path / "f").mkdir()
    order = topics.take_out(either, tmp_path / "f", 2, within=filters.selection())
    assert (order["stories"], topics.find(order)) == (80, 2)
    for _again in range(2):
        views.put(either, order, filters.view(), filters.selection())
    with either.cursor() as cursor:
        told = view_topics(cursor, filters).rows
        assert [row["mentions"] for row in told] == [40, 40]
        # Found twice: no id is given again.
        assert {row["topic_id"] for row in found_in_view(cursor, filters).rows} == {f"{filters.view()}.9", f"{filters.view()}.10"}
        assert found_in_view(cursor, Filters()).rows == []
        for row in told:
            (condition, values) = view_topics(cursor, filters).mentions(row).where()
            assert len(set(rows(either, f"SELECT topic_id FROM mention WHERE {condition}", **values))) == 1
        assert titles(cursor)[told[0]["value"]]
    for place in range(views.KEPT):
        views.put(either, order, f"other{place}", filters.selection())
    assert len(rows(either, "SELECT DISTINCT view FROM view_topic_of")) == views.KEPT
    assert sorted(of_kind(either).values()) == ["t1", "t2", "t3"]


def test_the_mark_of_no_topic_of_a_view_opens_what_it_counts(native, tmp_path):
    imported(native, export(tmp_path, [*TEXTS, *"鹭鸢鸻鹈鹕鲟鲵鳜魍魉魑魅麋麒麟"]))
    filters = Filters(platforms=("weibo",), kinds=("post", "comment"))
    (tmp_path / "f").mkdir()
    order = topics.take_out(native, tmp_path / "f", 3, within=filters.selection())
    topics.find(order)
    assert filters.view() == Filters(platforms=("weibo",), kinds=("comment", "post")).view() != Filters(platforms=("weibo",)).view()
    for view in (filters, Filters()):
        views.put(native, order, view.view(), view.selection())
    with native.cursor() as cursor:
        answer = view_topics(cursor, filters)
        assert sorted(row["mentions"] for row in answer.rows) == [15, 40, 40, 40]
        for row in answer.rows:
            condition, values = answer.mentions(row).where()
            assert rows(native, f"SELECT count(*) FROM mention WHERE {condition}", **values) == [(row["mentions"],)]
    imported(native, export(tmp_path, CAMERAS, "later"))
    with native.cursor() as cursor:
        assert sum(row["mentions"] for row in view_topics(cursor, filters).rows) == 135
