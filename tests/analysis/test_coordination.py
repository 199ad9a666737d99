from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coordination import coordination
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import FEW, SOME, numbered, stored_of

START = datetime(2025, 4, 1, 20)
TEN = timedelta(minutes=10)
SAYING = {SOME[0]: "这款表充电的时候烫手，大家先别戴", SOME[1]: "同样的价钱完全可以买更安全的牌子"}


def said(author, seconds, text=SOME[0], **values):
    return {
        "author_id": author, "platform": "weibo", "kind": "post", "precision": "second", "published_at": START + timedelta(seconds=seconds),
        "text_id": text, "text": SAYING[text], **values,
    }  # fmt: skip


def by_hand(records, least=5):
    """Runs of mentions that each lie in ten minutes with enough accounts, none of the text between them that does not."""
    found = []
    for text in SAYING:
        rows = sorted((row for row in records if row["text_id"] == text), key=lambda row: row["published_at"])
        windows = [[one for one in rows if timedelta(0) <= row["published_at"] - one["published_at"] <= TEN] for row in rows]
        full = [window for window in windows if len({one["author_id"] for one in window} - {None}) >= least]
        run = []
        for row in rows:
            held = any(row in window for window in full)
            if run and (not held or row["published_at"] - run[-1]["published_at"] > TEN):
                found.append(run)
                run = []
            if held:
                run.append(row)
        found += [run] if run else []
    return sorted((len({row["author_id"] for row in run} - {None}), len(run), run[0]["published_at"], run[-1]["published_at"]) for run in found)


@settings(FEW, max_examples=20)
@given(st.lists(st.tuples(st.sampled_from([None, *"abcdefg"]), st.integers(0, 30).map(lambda step: step * 100), st.sampled_from(SOME[:2])), min_size=12, max_size=40))
def test_runs_are_what_counting_window_by_window_gives(holding, drawn):
    records = numbered([said(*one) for one in drawn])
    with holding(stored_of(records)) as cursor:
        answer = coordination(cursor, Filters())
        told = [(row["accounts"], row["mentions"], row["since"], row["until"] - timedelta(microseconds=1)) for row in answer.rows]
        assert sorted(told) == by_hand(records)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_five_accounts_within_ten_minutes_and_not_one_second_more(holding):
    four = [said(str(n), 100 * n) for n in range(4)]
    with holding(stored_of(numbered([*four, said("9", 600, cascade_id=SOME[2], platform="x"), said("3", 590), said("8", 9000), said("7", 50, precision="day")]))) as cursor:
        answer = coordination(cursor, Filters())
        (row,) = answer.rows
        assert (row["accounts"], row["mentions"], row["most"], row["span"], row["cascades"], row["groups"]) == (5, 6, 5, 600.0, 1, 1)
        assert (row["platforms"], row["kinds"], row["precisions"], row["share"], row["text"]) == (["weibo", "x"], ["post"], ["second"], 6 / 8, SAYING[SOME[0]])
        assert opened(cursor, answer) == [6]
        assert coordination(cursor, Filters(until=row["until"] - timedelta(microseconds=1))).rows == []
    with holding(stored_of(numbered([*four, said("9", 601), said("3", 590)]))) as cursor:
        assert coordination(cursor, Filters()).rows == []


@pytest.mark.parametrize(
    "values",
    [
        {"precision": "day"}, {"precision": None}, {"text_id": None}, {"author_id": None}, {"text": "#充电发烫的手表先别戴了#@甲 [怒] http://t.cn/a1 。//@乙: 原文"},
        {"kind": "repost", "text": "RT @甲: 这款表充电的时候烫手，大家先别戴"}, {"text": "转发微博转发微博转发微博"}, {"text": "我参与了@甲 发起的投票【哪款好】"},
    ],
)  # fmt: skip
def test_what_is_no_evidence(holding, values):
    for changed in ({}, values):
        with holding(stored_of(numbered([said(str(n), n) | (changed if n == 0 else {}) for n in range(5)]))) as cursor:
            # A stock text is told by its first mention.
            assert len(coordination(cursor, Filters()).rows) == (not changed)


def test_a_repost_that_repeats_what_it_reposts_is_a_mention_and_no_account(holding):
    first = said("0", 0)
    above = numbered([first])[0]["mention_id"]
    passed_on = [said(str(n), n, kind="repost", root_id=above) for n in range(1, 5)]
    with holding(stored_of(numbered([first, *passed_on]))) as cursor:
        assert coordination(cursor, Filters()).rows == []
    own = [said(str(n), n, kind="repost", root_id=SOME[2]) for n in range(5, 10)]
    with holding(stored_of(numbered([first, *passed_on, *own]))) as cursor:
        (row,) = coordination(cursor, Filters()).rows
        assert (row["accounts"], row["mentions"]) == (6, 10)


def test_the_same_text_an_hour_later_is_another_row(holding):
    with holding(stored_of(numbered([said(str(n), 3600 * hour + n) for hour in (0, 1) for n in range(5)]))) as cursor:
        answer = coordination(cursor, Filters())
        assert [(row["accounts"], row["span"]) for row in answer.rows] == [(5, 4.0)] * 2
        assert opened(cursor, answer) == [5, 5]


def test_the_most_accounts_come_first_and_what_is_not_told_is_counted(holding):
    records = [said(str(n), n) for n in range(5)] + [said(str(n), 5000 + n, SOME[1]) for n in range(7)]
    with holding(stored_of(numbered(records))) as cursor:
        assert [(row["accounts"], row["groups"]) for row in coordination(cursor, Filters()).rows] == [(7, 2), (5, 2)]
        assert [(row["accounts"], row["groups"]) for row in coordination(cursor, Filters(), limit=1).rows] == [(7, 2)]
        assert coordination(cursor, Filters(platforms=("x",))).rows == []
