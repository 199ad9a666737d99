"""Audits on both kinds of store: drawn at random, the same every time, labelled, taken back, extended."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.audit import CANNOT_TELL, LABELS, AuditError, draw, extend, label, population, take_back
from store.connect import connect
from store.digest import digest
from tests.mentions import insert, numbered, plain, stored_of

ALL = "SELECT * FROM mention WHERE true"
NONE = "SELECT * FROM mention WHERE false"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def fill(store, count: int = 150) -> dict[str, int | None]:
    """As many mentions, every fifth of unknown sentiment: mention -> sentiment."""
    records = [plain(1, platform="weibo", sentiment=(-1, 0, 1, -1, None)[n % 5])[0] for n in range(count)]
    stored = stored_of(numbered(records)).mention
    with store.writing() as cursor:
        insert(cursor, "mention", stored)
    return dict(zip(stored["mention_id"], stored["sentiment"], strict=True))


def rows(store, sql: str, **values: object) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def sampled(store, audit_id: UUID) -> list[tuple]:
    sql = "SELECT place, CAST(mention_id AS VARCHAR), predicted FROM audit_row WHERE audit_id = $audit_id ORDER BY place"
    return rows(store, sql, audit_id=audit_id)


def said(store, audit_id: UUID) -> dict[int, int]:
    """place -> the label that counts, by plain Python."""
    found: dict[int, int | None] = {}
    for place, value in rows(store, 'SELECT place, label FROM audit_label WHERE audit_id = $audit_id ORDER BY "at"', audit_id=audit_id):
        found[place] = value
    return {place: value for place, value in found.items() if value is not None}


def in_order(known: list[str], seed: int) -> list[str]:
    """By the last eight bytes of the MD5 of seed and id."""
    return sorted(known, key=lambda one: (int.from_bytes(hashlib.md5(f"{seed}:{one}".encode()).digest()[8:], "little"), one))


def test_a_sample_is_the_first_of_a_random_order_of_what_is_known(store):
    felt = fill(store)
    known = [one for one, sentiment in felt.items() if sentiment is not None]
    audit = draw(store, "platforms=weibo", ALL, {}, size=40, by="小林", seed=7)
    assert sampled(store, audit) == [(place, one, felt[one]) for place, one in enumerate(in_order(known, 7)[:40], start=1)]
    (told,) = rows(store, 'SELECT filters, seed, mentions, negative, neutral, positive, "by" FROM audit_sample')
    assert told == ("platforms=weibo", 7, 150, 60, 30, 30, "小林")
    (at,) = rows(store, 'SELECT "at" FROM audit_sample')[0]
    assert timedelta() <= store.now() - at < timedelta(minutes=1)


def test_where_fewer_are_known_all_are_drawn(native):
    felt = fill(native, 20)
    assert len(sampled(native, draw(native, "", ALL, {}, size=200))) == sum(one is not None for one in felt.values()) == 16


def test_another_audit_of_the_same_filters_has_another_order_and_the_same_store_the_same(tmp_path):
    orders = []
    for name in ("a", "b"):
        store = connect(tmp_path / f"{name}.duckdb")
        fill(store)
        orders.append([sampled(store, draw(store, filters, ALL, {}, size=200)) for filters in ("x", "x", "y")])
        store.close()
    first, second, other = orders[0]
    assert orders[0] == orders[1]
    assert first == other != second
    assert sorted(row[1] for row in first) == sorted(row[1] for row in second)


def test_what_a_filter_excludes_is_not_drawn(native):
    felt = fill(native)
    audit = draw(native, "sentiments=-1", "SELECT * FROM mention WHERE sentiment IN ($sentiments_0)", {"sentiments_0": -1}, size=1_000)
    assert [row[2] for row in sampled(native, audit)] == [-1] * list(felt.values()).count(-1)


def test_of_unknown_sentiments_alone_nothing_is_drawn(native, english):
    fill(native)
    for selection in (NONE, "SELECT * FROM mention WHERE sentiment IS NULL"):
        with pytest.raises(AuditError) as told:
            draw(native, "", selection, {}, size=10)
        assert str(told.value) == "None of these mentions has a known sentiment: there is nothing to audit."
    assert rows(native, "SELECT count(*) FROM audit_sample") == rows(native, "SELECT count(*) FROM audit_row") == [(0,)]


def test_labels_outlive_the_program_and_change_no_answer(store_url):
    store = connect(store_url)
    fill(store)
    version, before = store.data_version, digest(store)
    audit = draw(store, "", ALL, {}, size=120)
    for place in range(1, 121):
        assert label(store, audit, place, LABELS[place % 4], by="小林")
    assert store.data_version == version
    store.close()
    store = connect(store_url)
    assert said(store, audit) == {place: LABELS[place % 4] for place in range(1, 121)}
    changed = {table for table, told in digest(store).items() if told != before[table]}
    assert changed == {"audit_sample", "audit_row", "audit_label", "store"}
    assert rows(store, 'SELECT DISTINCT "by" FROM audit_label') == [("小林",)]
    store.close()


def test_a_label_stays_until_it_is_taken_back(store):
    fill(store)
    audit = draw(store, "", ALL, {}, size=30)
    assert label(store, audit, 1, -1) and label(store, audit, 2, CANNOT_TELL)
    assert not label(store, audit, 1, 1)
    assert said(store, audit) == {1: -1, 2: CANNOT_TELL}
    assert [take_back(store, audit, place) for place in (1, 1, 2, 3, 99)] == [True, False, True, False, False]
    assert said(store, audit) == {}
    assert label(store, audit, 1, 1)
    assert said(store, audit) == {1: 1}
    assert rows(store, "SELECT count(*) FROM audit_label") == [(5,)]


def test_what_is_no_label_or_no_place_is_refused(native):
    fill(native)
    audit = draw(native, "", ALL, {}, size=30)
    for place, value in ((1, 3), (1, None), (0, 1), (31, 1)):
        with pytest.raises(ValueError, match=r"There is no label|The sample has no place"):
            label(native, audit, place, value)
    with pytest.raises(ValueError, match="The sample has no place 1"):
        label(native, UNKNOWN, 1, 1)
    assert not take_back(native, UNKNOWN, 1)
    assert rows(native, "SELECT count(*) FROM audit_label") == [(0,)]


def test_a_clock_that_goes_back_does_not_bring_back_what_was_said_before(native):
    fill(native)
    audit = draw(native, "", ALL, {}, size=30)
    label(native, audit, 1, 1)
    with native.writing() as cursor:
        cursor.execute("UPDATE audit_label SET \"at\" = $later", {"later": datetime(2199, 1, 1)})
    assert take_back(native, audit, 1)
    assert label(native, audit, 1, 0)
    assert said(native, audit) == {1: 0}


def test_more_of_the_same_sample_keeps_its_labels(store):
    felt = fill(store)
    known = [one for one, sentiment in felt.items() if sentiment is not None]
    audit = draw(store, "", ALL, {}, size=40, seed=3)
    label(store, audit, 40, 1)
    extend(store, audit, ALL, {}, size=110)
    extend(store, audit, ALL, {}, size=60)
    assert [row[1] for row in sampled(store, audit)] == in_order(known, 3)[:110]
    assert said(store, audit) == {40: 1}
    extend(store, audit, ALL, {}, size=10_000)
    assert [row[1] for row in sampled(store, audit)] == in_order(known, 3)


CHANGES = {
    "a mention that went": f"DELETE FROM mention WHERE mention_id = '{UNKNOWN[:-1]}3'".replace("4000-8000", "0000-0000"),
    "a sentiment that is another": "UPDATE mention SET sentiment = 1 WHERE sentiment = -1 AND mention_id = (SELECT min(mention_id) FROM mention WHERE sentiment = -1)",
    "two that were exchanged": "UPDATE mention SET sentiment = -sentiment WHERE mention_id IN (SELECT min(mention_id) FROM mention WHERE sentiment <> 0 GROUP BY sentiment)",
    "a positive one that is unknown by now": "UPDATE mention SET sentiment = NULL WHERE mention_id = (SELECT min(mention_id) FROM mention WHERE sentiment = 1)",
    "one that is known by now": "UPDATE mention SET sentiment = 0 WHERE mention_id = (SELECT min(mention_id) FROM mention WHERE sentiment IS NULL)",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_sample_of_other_mentions_is_not_extended(native, english, change):
    fill(native)
    audit = draw(native, "", ALL, {}, size=40)
    with native.cursor() as cursor:
        before = population(cursor, ALL, {})
        cursor.execute(change)
        assert population(cursor, ALL, {})["fingerprint"] != before["fingerprint"]
    with pytest.raises(AuditError) as told:
        extend(native, audit, ALL, {}, size=60)
    assert str(told.value) == "The mentions or their sentiment have changed since this sample was drawn: draw a new one."
    assert len(sampled(native, audit)) == 40


def test_a_fingerprint_tells_nothing_of_the_order_nor_of_other_columns(tmp_path):
    found = []
    for place, order in enumerate(("mention_id", "hash(mention_id)")):
        store = connect(tmp_path / f"{place}.duckdb")
        fill(store)
        with store.writing() as cursor:
            cursor.execute(f"CREATE TEMP TABLE again AS SELECT * FROM mention ORDER BY {order}")
            cursor.execute("DELETE FROM mention")
            cursor.execute("INSERT INTO mention SELECT * FROM again")
            cursor.execute("UPDATE mention SET likes = $likes", {"likes": place})
        with store.cursor() as cursor:
            found.append(population(cursor, ALL, {}))
        store.close()
    assert found[0] == found[1]


@given(st.lists(st.one_of(st.tuples(st.integers(1, 6), st.sampled_from((*LABELS, None))), st.just("more")), max_size=25))
@settings(max_examples=25)
def test_whatever_is_said_and_taken_back_in_whatever_order_the_last_said_counts(labelled_store, steps):
    """Against a dictionary that holds what stands; None takes back."""
    store = labelled_store
    audit = draw(store, "", ALL, {}, size=4)
    stands: dict[int, int] = {}
    size = 4
    for step in steps:
        if step == "more":
            size = 6
            extend(store, audit, ALL, {}, size=size)
            continue
        place, value = step
        if value is None:
            assert take_back(store, audit, place) == (stands.pop(place, None) is not None)
        elif place > size:
            with pytest.raises(ValueError, match="no place"):
                label(store, audit, place, value)
        else:
            assert label(store, audit, place, value) == (place not in stands)
            stands.setdefault(place, value)
    assert said(store, audit) == stands


@pytest.fixture(scope="module")
def labelled_store(tmp_path_factory):
    store = connect(tmp_path_factory.mktemp("labels") / "guanlan.duckdb")
    fill(store, 20)
    yield store
    store.close()
