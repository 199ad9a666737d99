"""Corrections of the sentiment on both kinds of store: laid over, taken back, and kept through all else."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import enrich
from loaders.corrections import correct, correct_each, take_back, undo
from loaders.fold import publish
from loaders.fold import undo as undo_import
from loaders.rules import documents, rules_of
from nlp.enrich import DERIVED
from store import settings as setting
from store.connect import connect
from store.digest import digest, faults
from tests.loaders.invented import WEIBO_17, weibo_post, write
from tests.loaders.staging import imported, rows, staged

POSTS = 12
DERIVED_OF = f"SELECT {', '.join(DERIVED.names)} FROM mention ORDER BY mention_id"


@pytest.fixture
def export(tmp_path) -> Path:
    return write(tmp_path / "浮岛.csv", WEIBO_17, map(weibo_post, range(POSTS)))


def ids(store) -> list[str]:
    return [row[0] for row in rows(store, "SELECT CAST(mention_id AS VARCHAR) FROM mention ORDER BY mention_id")]


def felt(store) -> dict[str, tuple]:
    """mention -> (sentiment, by whom)."""
    return {row[0]: row[1:] for row in rows(store, "SELECT CAST(mention_id AS VARCHAR), sentiment, sentiment_by FROM mention")}


def trail(store) -> list[tuple]:
    """(mention, from, to, by), in the order it was said."""
    return rows(store, 'SELECT CAST(mention_id AS VARCHAR), old, value, "by" FROM correction ORDER BY "at", mention_id')


def test_what_a_person_says_counts_before_the_model_and_is_on_record(store, export):
    imported(store, export)
    before, version = felt(store), store.data_version
    one, two = ids(store)[:2]
    batch = correct(store, [one, two], 1, by="小林")
    assert batch.mentions == 2 and abs(batch.at - store.now()) < timedelta(seconds=30)
    assert felt(store) == before | {one: (1, "person"), two: (1, "person")}
    assert trail(store) == [(one, str(before[one][0]), "1", "小林"), (two, str(before[two][0]), "1", "小林")]
    assert (store.data_version, faults(store)) == (version + 1, [])
    assert rows(store, 'SELECT DISTINCT field, "at" FROM correction') == [("sentiment", batch.at)]


def test_the_model_is_confirmed_by_saying_the_same(native, export):
    imported(native, export)
    one = ids(native)[0]
    correct(native, [one], felt(native)[one][0])
    assert felt(native)[one][1] == "person"
    assert faults(native) == []


def test_each_mention_counts_once_and_only_those_there_are(native, export):
    imported(native, export)
    one, two = ids(native)[:2]
    assert correct(native, [one, two, two], -1).mentions == 2
    version = native.data_version
    nothing = correct(native, ["00000000-0000-4000-8000-000000000000"], -1)
    assert (nothing.at, nothing.mentions, native.data_version) == (None, 0, version)
    assert take_back(native, [ids(native)[5]]).mentions == 0


def test_what_is_said_again_stays_when_the_first_time_is_undone(native, export):
    imported(native, export)
    one, two = ids(native)[:2]
    first = correct(native, [one], -1)
    correct(native, [one, two], -1)
    undo(native, first.at)
    assert (felt(native)[one], felt(native)[two]) == ((-1, "person"), (-1, "person"))


def test_taken_back_a_mention_is_as_if_nobody_had_corrected_it(store, export):
    imported(store, export)
    before = rows(store, DERIVED_OF)
    three = ids(store)[:3]
    correct(store, three, 1)
    correct(store, three[:2], -1)
    assert rows(store, DERIVED_OF) != before
    assert take_back(store, three, by="小林").mentions == 3
    assert rows(store, DERIVED_OF) == before
    assert [row[2:] for row in trail(store)][-3:] == [(None, "小林")] * 3
    assert faults(store) == []


def test_taken_back_it_follows_the_present_rules_and_exports(native, export, tmp_path):
    """What stood in `old` may be long out of date."""
    imported(native, export)
    one = ids(native)[0]
    correct(native, [one], 1)
    telling = tmp_path / "更多.csv"
    (native_id,) = rows(native, "SELECT native_id FROM mention WHERE mention_id = CAST($id AS UUID)", id=one)[0]
    post = next(post for post in map(weibo_post, range(POSTS)) if post["id"] == native_id)
    write(telling, WEIBO_17, [post | {"微博正文": "退货！充电口烧焦了，客服不理，再也不买，太差了，垃圾" * 2}])
    imported(native, telling)
    assert felt(native)[one] == (1, "person")
    take_back(native, [one])
    fresh = connect(tmp_path / "fresh.duckdb")
    imported(fresh, export)
    imported(fresh, telling)
    assert rows(native, DERIVED_OF) == rows(fresh, DERIVED_OF)
    assert felt(native)[one] == (-1, "model")
    fresh.close()


def test_undone_a_batch_gives_back_the_correction_before_it(store, export):
    imported(store, export)
    before = felt(store)
    one, two, three = ids(store)[:3]
    correct(store, [one], 1)
    batch = correct(store, [one, two, three], -1)
    correct(store, [three], 0)
    undone = undo(store, batch.at)
    assert undone.mentions == 3
    assert felt(store) == before | {one: (1, "person"), three: (0, "person")}
    version = store.data_version
    assert (undo(store, batch.at).at, store.data_version) == (None, version)
    # An undo is a batch too.
    undo(store, undone.at)
    assert felt(store) == before | {one: (-1, "person"), two: (-1, "person"), three: (0, "person")}
    assert faults(store) == []


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_batches_that_overlap_are_undone_in_any_order_and_none_comes_back(native, export, order, together):
    imported(native, export)
    before = felt(native)
    one, two, three = ids(native)[:3]
    said = [correct(native, [one, two], 1).at, correct(native, [two, three], -1).at]
    chosen = [said[place] for place in order]
    for batches in [chosen] if together else [[at] for at in chosen]:
        undone = undo(native, *batches, by="小林")
    assert (felt(native), faults(native)) == (before, [])
    assert rows(native, 'SELECT count(*) FROM correction WHERE undoes IS NOT NULL AND "by" = $by', by="小林") == [(4,)]
    undo(native, undone.at)
    if together:
        assert felt(native) == before | {one: (1, "person"), two: (-1, "person"), three: (-1, "person")}


def test_all_since_a_moment_is_undone_with_its_own_undoings(native, export):
    """Undone alone, the undoing would bring back what it had undone."""
    imported(native, export)
    one, two = ids(native)[:2]
    correct(native, [one], 1)
    before = felt(native)
    later = correct(native, [one, two], -1)
    undone = undo(native, later.at)
    assert undo(native, undone.at).mentions == 2
    assert felt(native)[two] == (-1, "person")
    undo(native, later.at, undone.at)
    assert (felt(native), faults(native)) == (before, [])


def test_a_batch_that_there_is_not_changes_nothing(native, export):
    imported(native, export)
    correct(native, ids(native)[:1], 1)
    before, version = felt(native), native.data_version
    assert undo(native, datetime(2020, 1, 1)).at is None
    assert undo(native).at is None
    assert (felt(native), native.data_version) == (before, version)


def test_what_is_said_later_is_later_whatever_the_clock_says(native, export):
    imported(native, export)
    one, two = ids(native)[:2]
    with native.writing() as cursor:
        cursor.execute(
            "INSERT INTO correction VALUES (CAST($id AS UUID), 'sentiment', NULL, '0', NULL, TIMESTAMP '2099-01-01', NULL)", {"id": two}
        )
    first, second = correct(native, [one], 1), correct(native, [one], -1)
    assert datetime(2099, 1, 1) < first.at < second.at
    assert felt(native)[one] == (-1, "person")


@pytest.mark.parametrize("sentiment", [2, None, "1"])
def test_there_are_three_sentiments(native, sentiment):
    with pytest.raises(ValueError, match="There is no sentiment"):
        correct(native, [], sentiment)
    with pytest.raises(ValueError, match="There is no sentiment"):
        correct_each(native, {"00000000-0000-4000-8000-000000000000": sentiment})


def test_several_are_said_together_to_be_what_each_is_and_undone_at_once(store, export):
    imported(store, export)
    before, version = felt(store), store.data_version
    one, two, three = ids(store)[:3]
    batch = correct_each(store, {one: 1, two: -1, three: 0, "00000000-0000-4000-8000-000000000000": 1}, by="小林")
    assert (batch.mentions, store.data_version, faults(store)) == (3, version + 1, [])
    assert felt(store) == before | {one: (1, "person"), two: (-1, "person"), three: (0, "person")}
    assert rows(store, 'SELECT DISTINCT "at", "by" FROM correction') == [(batch.at, "小林")]
    assert undo(store, batch.at).mentions == 3
    assert (felt(store), faults(store)) == (before, [])


def test_another_import_of_the_same_mention_leaves_it_corrected(store, export, tmp_path):
    imported(store, export)
    one = ids(store)[0]
    correct(store, [one], 1)
    receipt = imported(store, write(tmp_path / "音箱.csv", WEIBO_17, [weibo_post(n, 点赞数=7) for n in range(POSTS)]))
    assert receipt.merged == POSTS
    assert (felt(store)[one], faults(store)) == ((1, "person"), [])
    undo_import(store, receipt.import_id)
    assert (felt(store)[one], faults(store)) == ((1, "person"), [])


def test_a_mention_that_is_gone_keeps_its_trail_and_is_corrected_when_it_comes_again(store, export):
    receipt = imported(store, export)
    one, two = ids(store)[:2]
    correct(store, [one, two], 1)
    said, corrected = trail(store), digest(store)["mention"]
    undo_import(store, receipt.import_id)
    assert (felt(store), trail(store), faults(store)) == ({}, said, [])
    imported(store, export)
    assert (felt(store)[one], faults(store)) == ((1, "person"), [])
    assert digest(store)["mention"] == corrected


def test_a_batch_is_undone_also_of_mentions_that_are_gone(native, export):
    receipt = imported(native, export)
    before = felt(native)
    batch = correct(native, ids(native)[:2], 1)
    undo_import(native, receipt.import_id)
    assert undo(native, batch.at).mentions == 2
    imported(native, export)
    assert felt(native) == before


def test_rules_applied_anew_leave_it_corrected(store, export, tmp_path):
    imported(store, export)
    one = ids(store)[0]
    correct(store, [one], 1)
    setting.say(store, {"watchlist": '[[brand]]\nname = "浮岛"\nwords = ["浮岛"]\n'})
    folder = tmp_path / "anew"
    folder.mkdir()
    enrich.take_out(store, rules_of(store), folder)
    enrich.derive(folder, documents(store))
    assert enrich.put_back(store, folder) == POSTS
    assert (felt(store)[one], faults(store)) == ((1, "person"), [])
    assert rows(store, "SELECT count(*) FROM mention WHERE brands = ['浮岛']") != [(0,)]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE mention SET sentiment = 0 WHERE sentiment_by = 'person'",
        "UPDATE mention SET sentiment_by = 'model' WHERE sentiment_by = 'person'",
        "DELETE FROM correction",
        "INSERT INTO correction SELECT mention_id, field, value, NULL, NULL, \"at\" + INTERVAL 1 SECOND, NULL FROM correction",
    ],
)
def test_a_mention_that_disagrees_with_its_latest_correction_is_a_fault(native, export, damage):
    imported(native, export)
    correct(native, ids(native)[:1], 1)
    assert faults(native) == []
    with native.writing() as cursor:
        cursor.execute(damage)
    assert faults(native) == ["1 mentions whose sentiment is not the one that counts"]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrections")
    store = connect(folder / "store.duckdb")
    publish(store, staged(write(folder / "浮岛.csv", WEIBO_17, map(weibo_post, range(4)))))
    yield store
    store.close()


WHICH = st.sets(st.integers(0, 3), max_size=3)
STEPS = st.one_of(
    st.tuples(st.just("correct"), WHICH, st.sampled_from([-1, 0, 1])),
    st.tuples(st.just("take back"), WHICH, st.none()),
    st.tuples(st.just("undo"), st.sets(st.integers(0, 6), min_size=1, max_size=3), st.none()),
)


def holds(batches: list, place: int) -> bool:
    """Whether no later batch that holds undoes it."""
    return not any(kind == "undo" and place in which and holds(batches, later) for later, (kind, which, _) in enumerate(batches) if later > place)


def last_word(batches: list, mention: str) -> int | None:
    said = [value for place, (kind, which, value) in enumerate(batches) if kind == "say" and mention in which and holds(batches, place)]
    return said[-1] if said else None


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=8))
def test_whatever_is_said_taken_back_and_undone_in_whatever_order_what_holds_is_the_last_that_was_not_undone(stored, steps):
    known = ids(stored)
    take_back(stored, known)
    alone = felt(stored)
    batches: list[tuple[str, set, int | None]] = []
    times: list[datetime] = []
    for kind, which, sentiment in steps:
        before = {m: last_word(batches, m) for m in known}
        if kind == "undo":
            chosen = {place for place in which if place < len(batches)}
            then = [*batches, ("undo", chosen, None)]
            changed = {place for place in range(len(batches)) if holds(batches, place) != holds(then, place)}
            batch = undo(stored, *(times[place] for place in chosen))
            assert (batch.at is not None) == bool(changed)
            if changed:
                batches, times = then, [*times, batch.at]
        else:
            chosen = {known[place] for place in which}
            if kind == "take back":
                chosen = {m for m in chosen if before[m] is not None}
            batch = correct(stored, chosen, sentiment) if kind == "correct" else take_back(stored, chosen)
            assert batch.mentions == len(chosen)
            if chosen:
                batches, times = [*batches, ("say", chosen, sentiment)], [*times, batch.at]
        last = {m: last_word(batches, m) for m in known}
        assert felt(stored) == {m: alone[m] if last[m] is None else (last[m], "person") for m in known}
        assert faults(stored) == []
