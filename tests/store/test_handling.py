"""The ledger on both kinds of store: said, carried on, taken back, and kept through all else."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import enrich
from loaders.fold import undo as undo_import
from loaders.rules import documents, rules_of
from store import settings as setting
from store.connect import connect
from store.digest import digest, faults
from store.handling import COLUMNS, LATEST, OPEN, STATUSES, Batch, append, say, undo
from tests.loaders.invented import WEIBO_17, weibo_post, write
from tests.loaders.staging import imported, rows

POSTS = 6
NOON = datetime(2025, 3, 1, 12)


def numbered(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012d}"


def ledger(store, columns: tuple[str, ...] = COLUMNS[:5]) -> dict[str, tuple]:
    """mention -> (status, owner, reply, note, replied_at), of those in it, or other columns."""
    return {row[0]: row[1:] for row in rows(store, f"SELECT CAST(mention_id AS VARCHAR), {', '.join(columns)} FROM ({LATEST})")}


def say_at(store, ids, moment: datetime, **said) -> Batch:
    with store.writing() as cursor:
        return append(cursor, ids, moment, **said)


def holding(store, count: int) -> list[str]:
    """The ids of so many mentions that the store holds from now on."""
    with store.writing() as cursor:
        cursor.execute("INSERT INTO import (import_id, rows, read, added, merged, rejected) VALUES (CAST($id AS UUID), 1, 1, 1, 0, 0)", {"id": numbered(0)})
        cursor.execute(
            "INSERT INTO mention (mention_id, import_id, published_at, precision) "
            "SELECT CAST(unnest($ids) AS UUID), CAST($import AS UUID), TIMESTAMP '2025-03-01', 'second'",
            {"ids": [numbered(n) for n in range(count)], "import": numbered(0)},
        )
    return [numbered(n) for n in range(count)]


def test_what_is_said_is_in_the_ledger_and_on_record(store):
    # On a lake some types come back right from ten rows or fewer only.
    ids = holding(store, 120)
    version = store.data_version
    batch = say(store, ids[:110], owner="小林", note="先核实", by="值班")
    assert batch.mentions == 110 and abs(batch.at - store.now()) < timedelta(seconds=60)
    assert ledger(store) == dict.fromkeys(ids[:110], ("pending", "小林", None, "先核实", None))
    assert rows(store, 'SELECT DISTINCT "by", "at" FROM handling') == [("值班", batch.at)]
    assert (store.data_version, faults(store)) == (version + 1, [])


def test_what_is_not_given_stays_as_it_was_and_none_takes_it_away(store):
    one, two = holding(store, 2)
    say(store, [one, two], status="working", owner="小林", note="等检测")
    say(store, [one], status="replied", reply="已私信", replied_at=NOON)
    say(store, [one], status="closed")
    assert ledger(store) == {one: ("closed", "小林", "已私信", "等检测", NOON), two: ("working", "小林", None, "等检测", None)}
    say(store, [one, two], note=None, owner=None)
    assert ledger(store) == {one: ("closed", None, "已私信", None, NOON), two: ("working", None, None, None, None)}


def test_which_answer_of_the_library_was_used_is_kept_and_taken_back(store):
    # On a lake some types come back right from ten rows or fewer only.
    ids, answers = holding(store, 120), [UUID(numbered(n)) for n in (7, 8)]
    say(store, ids, reply_id=numbered(7), reply="您好", status="replied")
    batch = say(store, ids[:60], reply_id=numbered(8))
    assert ledger(store, ("reply_id", "reply")) == dict.fromkeys(ids, (answers[0], "您好")) | dict.fromkeys(ids[:60], (answers[1], "您好"))
    undo(store, batch.at)
    say(store, ids[100:], reply_id=None)
    assert ledger(store, ("reply_id",)) == dict.fromkeys(ids[:100], (answers[0],)) | dict.fromkeys(ids[100:], (None,))


def test_a_reply_without_a_time_was_given_when_it_was_said(native):
    (one,) = holding(native, 1)
    batch = say_at(native, [one], NOON, status="replied")
    assert (batch.at, ledger(native)[one][-1]) == (NOON, NOON)
    say(native, [one], replied_at=NOON - timedelta(hours=3))
    assert ledger(native)[one][-1] == NOON - timedelta(hours=3)
    say(native, [one], status="closed")
    say(native, [one], status="replied")
    assert ledger(native)[one][-1] == NOON - timedelta(hours=3)


def test_what_is_open_again_has_no_reply_until_it_is_replied_to_again(native):
    (one,) = holding(native, 1)
    say(native, [one], status="replied", reply="已私信", replied_at=NOON - timedelta(days=60))
    say(native, [one], status="pending")
    assert ledger(native)[one] == ("pending", None, "已私信", None, None)
    again = say(native, [one], status="replied")
    assert ledger(native)[one][-1] == again.at
    say(native, [one], status="none")
    say(native, [one], status="working", replied_at=NOON)
    say(native, [one], status="pending")
    say(native, [one], status="replied")
    assert ledger(native)[one][-1] == NOON


def test_what_is_already_said_or_of_no_mention_is_not_said(native):
    one, two = holding(native, 2)
    say(native, [one], status="closed")
    version = native.data_version
    assert (say(native, [one], status="closed"), say(native, [numbered(9)], status="closed")) == (
        say(native, [], status="pending"), say(native, [one]),
    )  # fmt: skip
    assert (native.data_version, rows(native, "SELECT count(*) FROM handling")) == (version, [(1,)])
    assert say(native, [one, two, two], status="closed").mentions == 1


@pytest.mark.parametrize("said", [{"status": "done"}, {"status": None}, {"state": "closed"}])
def test_what_there_is_not_is_refused_and_nothing_is_written(native, said):
    (one,) = holding(native, 1)
    with pytest.raises(ValueError, match="known"):
        say(native, [one], **said)
    assert rows(native, "SELECT count(*) FROM handling") == [(0,)]


def test_values_are_parameters_whatever_they_say(native):
    (one,) = holding(native, 1)
    texts = {name: f"'; DROP TABLE mention; -- {name} $moment {{x}}" for name in ("owner", "reply", "note")}
    say(native, [one], **texts)
    assert ledger(native)[one] == ("pending", texts["owner"], texts["reply"], texts["note"], None)
    with pytest.raises(Exception, match="UUID"):
        say(native, ["1' OR 1=1 --"], status="closed")
    assert faults(native) == []


def test_undone_a_mention_is_as_it_was_before_and_out_of_the_ledger_where_it_was_not_in_it(store):
    one, two = holding(store, 2)
    say(store, [one], status="working", owner="小林")
    both = say(store, [one, two], status="replied", reply="已道歉")
    assert undo(store, both.at).mentions == 2
    assert ledger(store) == {one: ("working", "小林", None, None, None)}
    assert rows(store, "SELECT count(*) FROM handling") == [(5,)]
    # It comes in again as if for the first time.
    say(store, [two], note="再看")
    assert ledger(store)[two] == ("pending", None, None, "再看", None)


def test_more_that_was_said_since_stays_when_what_was_before_is_undone(native):
    one, two = holding(native, 2)
    first = say(native, [one, two], status="working")
    say(native, [two], status="closed")
    assert undo(native, first.at).mentions == 2
    assert ledger(native) == {two: ("closed", None, None, None, None)}
    assert (undo(native, first.at), undo(native, NOON)) == (Batch(None, 0), Batch(None, 0))


def test_batches_are_taken_back_in_any_order(store):
    one, two = holding(store, 2)
    first = say(store, [one, two], status="working", note="先核实")
    second = say(store, [one], owner="小林")
    undo(store, first.at)
    # What says no status leaves a mention in the ledger as it comes into it.
    assert ledger(store) == {one: ("pending", "小林", None, None, None)}
    undo(store, second.at)
    assert undo(store, first.at) == Batch(None, 0)
    assert ledger(store) == {}


def test_an_undo_is_undone(native):
    (one,) = holding(native, 1)
    first = say(native, [one], status="working", owner="小林")
    say(native, [one], owner="小周")
    before = ledger(native)
    back = undo(native, first.at, by="值班")
    assert ledger(native) == {one: ("pending", "小周", None, None, None)}
    assert rows(native, 'SELECT undoes, "at", "by" FROM handling WHERE undoes IS NOT NULL') == [(first.at, back.at, "值班")]
    again = undo(native, back.at)
    assert ledger(native) == before
    undo(native, again.at)
    assert ledger(native) == {one: ("pending", "小周", None, None, None)}


def test_a_clock_that_goes_back_changes_no_order(native):
    (one,) = holding(native, 1)
    said = [say_at(native, [one], NOON - timedelta(days=day), status=status) for day, status in enumerate(STATUSES)]
    assert ledger(native)[one][0] == STATUSES[-1]
    times = [batch.at for batch in said]
    assert times == sorted(set(times)) and times[0] == NOON


# Through imports, their undo, and rules applied anew.


@pytest.fixture
def export(tmp_path) -> Path:
    return write(tmp_path / "浮岛.csv", WEIBO_17, map(weibo_post, range(POSTS)))


def ids_of(store) -> list[str]:
    return [row[0] for row in rows(store, "SELECT CAST(mention_id AS VARCHAR) FROM mention ORDER BY mention_id")]


def test_it_survives_a_merge_an_undone_import_and_comes_back_with_the_mention(store, export, tmp_path):
    first = imported(store, export)
    one, two = ids_of(store)[:2]
    say(store, [one, two], status="replied", owner="小林", reply="已私信", replied_at=NOON)
    before, rest = ledger(store), digest(store)["handling"]
    again = write(tmp_path / "更多.csv", WEIBO_17, [weibo_post(n) | {"点赞数": "99999"} for n in range(POSTS)])
    second = imported(store, again)
    assert (second.merged, ledger(store), faults(store)) == (POSTS, before, [])
    for receipt in (second, first):
        undo_import(store, receipt.import_id)
    assert (ids_of(store), digest(store)["handling"], faults(store)) == ([], rest, [])
    assert say(store, [one], status="closed").mentions == 0
    imported(store, export)
    assert (ledger(store), faults(store)) == (before, [])


def test_it_survives_rules_applied_anew(native, export, tmp_path):
    imported(native, export)
    one = ids_of(native)[0]
    say(native, [one], status="closed", note="无误")
    before = digest(native)["handling"]
    setting.say(native, {"watchlist": '[[brand]]\nname = "浮岛"\nwords = ["浮岛"]\n'})
    (tmp_path / "anew").mkdir()
    enrich.take_out(native, rules_of(native), tmp_path / "anew")
    enrich.derive(tmp_path / "anew", documents(native))
    enrich.put_back(native, tmp_path / "anew")
    assert rows(native, "SELECT count(*) FROM mention WHERE brands IS NOT NULL AND len(brands) > 0") != [(0,)]
    assert (digest(native)["handling"], faults(native)) == (before, [])


# Against a model.

FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(STATUSES), "owner": st.sampled_from([None, "小林", "O'Brien"]), "reply": st.sampled_from([None, "已私信"]),
        "note": st.sampled_from([None, "=1+1"]), "reply_id": st.sampled_from([None, UUID(numbered(7))]), "replied_at": st.sampled_from([None, NOON, NOON + timedelta(hours=1)]),
    },
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.just("say"), st.lists(st.integers(0, 5), max_size=4), FIELDS) | st.tuples(st.just("undo"), st.integers(0, 9)), min_size=1, max_size=12
)
NOTHING = dict.fromkeys(COLUMNS)


class Told:
    """The ledger as plain Python has it: batches of what changed of each of four mentions, or of which batch they undo."""

    def __init__(self) -> None:
        self.batches: list[tuple[dict[int, dict], int | None]] = []
        self.times: list[datetime] = []

    def say(self, places: list[int], fields: dict, now: datetime) -> int:
        fresh = {n: self._changed(self.state(n), fields, now) for n in set(places) if n < 4}
        return self._append({n: changed for n, changed in fresh.items() if changed})

    def undo(self, batch: int) -> int:
        return self._append({n: {} for n in self.batches[batch][0]}, batch) if self._holds(batch) else 0

    def state(self, n: int) -> dict:
        held = [changed[n] for at, (changed, undoes) in enumerate(self.batches) if n in changed and undoes is None and self._holds(at)]
        state = NOTHING.copy()
        for changed in held:
            state |= changed
        return state | ({"status": state["status"] or "pending"} if held else {})

    def ledger(self) -> dict[str, tuple]:
        return {numbered(n): tuple(state.values()) for n in range(4) if (state := self.state(n))["status"]}

    def _holds(self, batch: int) -> bool:
        """Whether no later batch that holds undoes it."""
        return not any(undoes == batch and self._holds(at) for at, (_, undoes) in enumerate(self.batches))

    def _append(self, changed: dict[int, dict], undoes: int | None = None) -> int:
        if changed:
            self.batches.append((changed, undoes))
        return len(changed)

    @staticmethod
    def _changed(before: dict, fields: dict, now: datetime) -> dict:
        after = before | fields
        after["status"] = after["status"] or "pending"
        if "replied_at" not in fields and after["status"] in OPEN and before["status"] not in OPEN:
            after["replied_at"] = None
        if after["status"] == "replied" and after["replied_at"] is None:
            after["replied_at"] = now
        return {name: value for name, value in after.items() if value != before[name]}


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whatever_is_said_and_undone_the_ledger_is_that_of_a_plain_model(tmp_path_factory, steps):
    store, told, now = connect(tmp_path_factory.mktemp("ledger") / "guanlan.duckdb"), Told(), NOON
    holding(store, 4)
    for kind, *step in steps:
        now += timedelta(minutes=1)
        if kind == "say":
            places, fields = step
            batch, expected = say_at(store, map(numbered, places), now, **fields), told.say(places, fields, now)
        elif step[0] < len(told.times):
            batch, expected = undo(store, told.times[step[0]]), told.undo(step[0])
            now = max(now, batch.at or now)
        else:
            continue
        assert batch.mentions == expected
        if batch.at:
            told.times.append(batch.at)
            now = batch.at
        assert ledger(store, COLUMNS) == told.ledger()
    assert faults(store) == []
    store.close()
