"""Enriching anew what stands in a store, on both kinds of store, with real child processes."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from loaders import enrich
from loaders.fold import publish, undo
from loaders.rules import documents, enricher, rules_of
from nlp.enrich import DERIVED, INPUTS
from nlp.rules import Rules
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
    expected = enricher(rules).enrich(table)[0].drop_columns("story_id").to_pylist()
    found = [dict(zip(["id", *DERIVED.names], row, strict=True)) for row in derived(native)]
    assert [{name: row[name] for name in expected[0]} for row in found] == expected
