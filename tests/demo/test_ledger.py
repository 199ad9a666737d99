"""The demo's ledger: what was noted, said of mentions that the exports hold."""

from collections import Counter
from datetime import datetime
from statistics import median

from analysis.filters import Filters
from analysis.handling import handling
from store.handling import STATUSES


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
