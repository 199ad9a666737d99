"""Enriching anew what stands in a store, on both kinds of store, with real child processes."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from analysis.personal import trial
from loaders import enrich
from loaders.corrections import correct
from loaders.fold import publish, undo
from loaders.rules import documents, enricher, rules_of
from nlp.enrich import DERIVED, INPUTS
from nlp.layer import Deltas, Layer
from nlp.rules import LAYER, Rules, RulesError
from store import settings
from store.digest import digest, faults
from tests.loaders.invented import WEIBO_24, weibo_comment, write
from tests.loaders.staging import imported, rows, staged

ROOT = Path(__file__).parents[2]
ROWS = 150
WATCHED = """
[[brand]]
name = "浮岛"
words = ["浮岛"]
[[problem]]
name = "好不好"
words = ["好"]
[[combination]]
name = "浮岛好不好"
of = ["浮岛", "好不好"]
"""


@pytest.fixture
def export(tmp_path) -> Path:
    return write(tmp_path / "浮岛.csv", WEIBO_24, (weibo_comment(n % 40, n) for n in range(ROWS)))


def watch(store, watchlist: str | None) -> Rules:
    settings.say(store, {"watchlist": watchlist})
    return rules_of(store)


def anew(store, folder: Path, rules: Rules) -> int:
    folder.mkdir()
    enrich.take_out(store, rules, folder)
    enrich.derive(folder, documents(store))
    return enrich.put_back(store, folder)


def derived(store) -> list[tuple]:
    return rows(store, f"SELECT mention_id, {', '.join(DERIVED.names)} FROM mention ORDER BY mention_id")


def test_the_mentions_are_as_if_they_had_been_imported_by_the_new_rules(store, export, tmp_path, native):
    imported(store, export)
    count = len(derived(store))
    assert count > 150
    assert {row[-1] for row in derived(store)} == {Rules.of({}).version}
    rules = watch(store, WATCHED)
    assert (enrich.stale(store, rules), {row[2] for row in derived(store)}) == (count, {None})
    assert anew(store, tmp_path / "anew", rules) == count
    assert (enrich.stale(store, rules), faults(store)) == (0, [])
    watch(native, WATCHED)
    publish(native, staged(export, rules={"watchlist": WATCHED}))
    assert derived(store) == derived(native)
    assert digest(store)["mention"] == digest(native)["mention"]
    assert ["浮岛"] in [row[2] for row in derived(store)]


def test_what_changed_meanwhile_keeps_what_it_has_and_stays_stale(native, export, tmp_path):
    imported(native, export)
    rules = watch(native, WATCHED)
    folder = tmp_path / "anew"
    folder.mkdir()
    count = enrich.take_out(native, rules, folder)
    (first,) = rows(native, "SELECT mention_id, brands FROM mention ORDER BY mention_id LIMIT 1")
    with native.writing() as cursor:
        cursor.execute("UPDATE mention SET text = text || '!' WHERE mention_id = CAST($id AS UUID)", {"id": str(first[0])})
    enrich.derive(folder, documents(native))
    assert enrich.put_back(native, folder) == count - 1
    assert rows(native, "SELECT mention_id, brands FROM mention ORDER BY mention_id LIMIT 1") == [first]
    assert enrich.stale(native, rules) == 1


def test_results_of_rules_that_are_no_longer_the_store_s_are_given_to_none(native, export, tmp_path):
    imported(native, export)
    earlier = watch(native, WATCHED)
    (tmp_path / "earlier").mkdir()
    enrich.take_out(native, earlier, tmp_path / "earlier")
    enrich.derive(tmp_path / "earlier", documents(native))
    later = watch(native, WATCHED.replace("好不好", "好坏"))
    count = anew(native, tmp_path / "later", later)
    assert enrich.put_back(native, tmp_path / "earlier") == 0
    assert (enrich.stale(native, later), count) == (0, len(derived(native)))


def test_nothing_stale_is_nothing_to_do(native, export, tmp_path):
    imported(native, export)
    before = digest(native)
    assert anew(native, tmp_path / "anew", rules_of(native)) == 0
    assert digest(native) == before


def test_an_import_prepared_by_earlier_rules_is_stale_once_it_is_published(native, export):
    prepared = staged(export)
    rules = watch(native, WATCHED)
    receipt = publish(native, prepared)
    # What was folded here was enriched here, by the present rules.
    repeated = rows(native, "SELECT count(DISTINCT mention_id) FROM sighting")[0][0]
    assert enrich.stale(native, rules) == receipt.added - repeated > 0


def test_an_undo_enriches_again_what_lost_its_text(native, tmp_path):
    short, long = "好", "好，浮岛音箱的低音真的很稳，声音也清楚"
    one = write(tmp_path / "浮岛.csv", WEIBO_24, [{**weibo_comment(1, 1), "评论内容": short}])
    two = write(tmp_path / "浮岛 2.csv", WEIBO_24, [{**weibo_comment(1, 1), "评论内容": long}])
    watch(native, WATCHED)
    publish(native, staged(one, rules={"watchlist": WATCHED}))
    alone = derived(native)
    receipt = publish(native, staged(two, rules={"watchlist": WATCHED}))
    assert derived(native) != alone
    undo(native, receipt.import_id)
    assert derived(native) == alone
    assert faults(native) == []


def test_the_child_derives_what_the_process_itself_derives(native, export, tmp_path):
    imported(native, export)
    rules = watch(native, WATCHED)
    enrich.take_out(native, rules, tmp_path)
    order = json.dumps({"folder": str(tmp_path), "rules": documents(native)})
    told = subprocess.run(
        [sys.executable, "-m", "loaders.enrich"], cwd=ROOT, input=order, capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    assert [list(json.loads(line)) for line in told] == [["progress"], ["derived"]]
    assert json.loads(told[0])["progress"] == {"rows": len(derived(native)), "share": 1.0}
    assert enrich.put_back(native, tmp_path) == len(derived(native))
    names = ", ".join(enrich.STORED[name] for name in INPUTS)
    inputs = rows(native, f"SELECT {names} FROM mention ORDER BY mention_id")
    table = pa.Table.from_pylist([dict(zip(INPUTS, row, strict=True)) for row in inputs], pa.schema(INPUTS))
    expected = enricher(rules).enrich(table)[0].drop_columns("text_id").to_pylist()
    found = [dict(zip(["id", *DERIVED.names], row, strict=True)) for row in derived(native)]
    assert [{name: row[name] for name in expected[0]} for row in found] == expected


def test_a_personal_layer_changes_what_the_model_says_and_leaves_what_people_said(native, tmp_path):
    words = ("续航很好", "续航不好", "今天收到手表", "声音太小")
    comments = ({**weibo_comment(n, n), "评论内容": f"{words[n % 4]}{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}"} for n in range(400))
    imported(native, write(tmp_path / "浮岛.csv", WEIBO_24, comments))
    ids = [str(row[0]) for row in rows(native, "SELECT mention_id FROM mention WHERE text LIKE '续航很好%' ORDER BY text")]
    others = [str(row[0]) for row in rows(native, "SELECT mention_id FROM mention WHERE text LIKE '声音太小%' ORDER BY text")]
    correct(native, ids[:60], -1)
    correct(native, others[:20], 1)
    before = derived(native)
    with native.cursor() as cursor:
        layer = trial(cursor).layer
    settings.say(native, {LAYER: layer.text()}, "小林")
    rules = rules_of(native)
    assert rules.layer == layer and enrich.stale(native, rules) == len(before)
    assert anew(native, tmp_path / "on", rules) == len(before)
    sentiments = {str(row[0]): row[1:] for row in rows(native, "SELECT mention_id, sentiment, sentiment_by, model_sentiment, enriched_by FROM mention")}
    assert {sentiments[id_] for id_ in ids[60:]} == {(-1, "model", -1, rules.version)}
    assert {sentiments[id_][:2] for id_ in ids[:60]} == {(-1, "person")} and {sentiments[id_][:2] for id_ in others[:20]} == {(1, "person")}
    assert faults(native) == []
    # By its own processes and for what comes later too.
    more = write(tmp_path / "更多.csv", WEIBO_24, [{**weibo_comment(900, 900), "评论内容": "续航很好的"}])
    receipt = publish(native, staged(more, rules=documents(native)))
    assert rows(native, "SELECT sentiment, enriched_by FROM mention WHERE text = '续航很好的'") == [(-1, rules.version)]
    undo(native, receipt.import_id)
    settings.say(native, {LAYER: None})
    assert anew(native, tmp_path / "off", rules_of(native)) == len(before)
    assert derived(native) == before


def test_what_is_no_layer_is_refused_and_one_of_another_model_is_not_used(native, export):
    imported(native, export)
    shipped = rules_of(native).version
    settings.say(native, {LAYER: "{}"})
    with pytest.raises(RulesError):
        rules_of(native)
    layer = replace(Layer.of(Deltas(np.array([3]), np.array([[1.0, 2.0]])), np.zeros(2)), model="0" * 12)
    settings.say(native, {LAYER: layer.text()})
    assert rules_of(native).version == shipped
