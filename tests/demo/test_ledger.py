"""The demo's ledger: what was noted, said of mentions that the exports hold."""

import json
from collections import Counter
from datetime import datetime
from statistics import median

from analysis.filters import Filters
from analysis.handling import handling
from jobs.demo import note_down
from store.digest import faults
from store.handling import COLUMNS, STATUSES, append
from tests.loaders.staging import rows
from tests.store.test_handling import holding, numbered


def test_every_entry_is_of_mentions_that_the_exports_hold_and_all_were_said(written, found):
    entries = written.read("ledger.json")
    assert [entry["at"] for entry in entries] == sorted(entry["at"] for entry in entries)
    assert {entry["status"] for entry in entries} == set(STATUSES)
    rows = sum(len(entry["mentions"]) for entry in entries)
    assert found.rows("SELECT count(*), count(DISTINCT mention_id) FROM handling") == [(rows, len({tuple(one) for entry in entries for one in entry["mentions"]}))]
    assert found.rows("SELECT min(\"at\") >= min(published_at), max(\"at\") < TIMESTAMP '2025-04-29' FROM handling JOIN mention USING (mention_id)") == [(True, True)]


def test_the_ledger_tells_enough_for_its_numbers(written, found):
    latest: dict[tuple, dict] = {}
    for entry in written.read("ledger.json"):
        for one in map(tuple, entry["mentions"]):
            latest[one] = latest.get(one, {}) | {name: value for name, value in entry.items() if name not in ("at", "by", "mentions")}
    counts = Counter(entry["status"] for entry in latest.values())
    with found.store.cursor() as cursor:
        _negative, all_ = handling(cursor, Filters()).rows
    assert {status: all_[status] for status in STATUSES} == counts
    assert all_["timed"] >= 60 and min(counts.values()) >= 10
    published = {(platform, id_): at for platform, id_, at in found.rows("SELECT platform, native_id, published_at FROM mention")}
    minutes = [
        (datetime.fromisoformat(entry["replied_at"]) - published[one]).total_seconds() // 1 / 60
        for one, entry in latest.items() if entry["status"] in ("replied", "closed")
    ]  # fmt: skip
    assert all_["median"] == median(minutes)


def test_it_is_noted_down_as_it_would_have_been_said(native, tmp_path):
    """Entry by entry, with three at one time: of other mentions, and of one."""
    holding(native, 4)
    with native.writing() as cursor:
        cursor.execute("UPDATE mention SET platform = 'weibo', native_id = right(CAST(mention_id AS VARCHAR), 1)")
    said = [
        {"at": "2025-04-01T09:00:00", "by": "值班 甲", "whom": "012", "status": "pending"},
        {"at": "2025-04-01T09:00:00", "by": "值班 乙", "whom": "3", "status": "pending"},
        {"at": "2025-04-01T09:00:00", "by": "值班 乙", "whom": "12", "status": "working", "owner": "丙", "note": None},
        {"at": "2025-04-01T09:30:00", "by": "丙", "whom": "2", "status": "replied", "reply": "已私信", "replied_at": "2025-04-01T09:20:00"},
        {"at": "2025-04-02T08:00:00", "by": "丙", "whom": "21", "status": "closed", "note": "'; DROP TABLE mention; --"},
    ]
    entries = [{name: value for name, value in one.items() if name != "whom"} | {"mentions": [["weibo", id] for id in one["whom"]]} for one in said]
    (tmp_path / "ledger.json").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    table = f"""SELECT CAST(mention_id AS VARCHAR), "at", "by", undoes, {", ".join(COLUMNS)} FROM handling ORDER BY ALL"""
    with native.writing() as cursor:
        for one in said:
            told = {name: value for name, value in one.items() if name in COLUMNS}
            append(cursor, [numbered(int(id)) for id in one["whom"]], datetime.fromisoformat(one["at"]), by=one["by"], **told)
    expected, version = rows(native, table), native.data_version
    note_down(native, tmp_path / "ledger.json")
    assert rows(native, table) == expected and len(expected) == 9
    assert (native.data_version, faults(native)) == (version + 1, [])
