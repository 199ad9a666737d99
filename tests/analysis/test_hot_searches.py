"""Hot searches, against following each word from list to list."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.hot_searches import hot_searches, mentions_of
from tests.mentions import FEW, stored_of

START = datetime(2025, 3, 30, 20)
ROW = st.tuples(st.sampled_from([0, 10, 20, 30, 60, 70, 100]), st.sampled_from(["微博热搜", "百度", None]), st.sampled_from([1, 2, 9, None]), st.sampled_from(["澜汐召回", "LANXI 发布", "夜市", "召回_100%"]), st.sampled_from([None, 5.0, 80.0]))


def asked(holding, rows, filters=None, words=("澜汐", "lanxi")):
    with holding(stored_of([])) as cursor:
        if rows:
            cursor.executemany('INSERT INTO hot_search ("at", board, rank, word, heat) VALUES (?, ?, ?, ?, ?)', rows)
        return hot_searches(cursor, filters or Filters(), words=words)


@settings(FEW, max_examples=8)
@given(st.lists(ROW, max_size=30, unique_by=lambda row: (row[0], row[1], row[3])), st.sampled_from(["", "召回 -澜汐", "夜市 OR 发布"]))
def test_words_their_stays_and_places_are_those_of_following_them(holding, rows, keyword):
    lists = [(START + timedelta(minutes=minute), *rest) for minute, *rest in rows]
    wanted = {"": lambda _word: False, "召回 -澜汐": lambda word: "召回" in word and "澜汐" not in word, "夜市 OR 发布": lambda word: "夜市" in word or "发布" in word}[keyword]
    steps, seen = {}, defaultdict(list)
    for board in {row[1] for row in lists}:
        times = sorted({row[0] for row in lists if row[1] == board})
        gaps = [(later - before) / timedelta(minutes=1) for before, later in pairwise(times)]
        steps[board] = median(gaps) if gaps else None
    for at, board, rank, word, heat in sorted(lists, key=lambda row: row[0]):
        if "澜汐" in word or "lanxi" in word.lower() or wanted(word):
            seen[board, word].append((at, rank, heat))
    expected = {}
    for (board, word), places in seen.items():
        gaps = [(later[0] - before[0]) / timedelta(minutes=1) for before, later in pairwise(places)]
        ranks = [rank for _at, rank, _heat in places if rank is not None]
        best = min(ranks, default=None)
        expected[board, word] = (
            places[0][0], places[-1][0], len(places), sum(gap for gap in gaps if gap <= 2 * steps[board]), best, max((heat for *_rest, heat in places if heat is not None), default=None),
        )  # fmt: skip
    answer = asked(holding, lists, Filters(keyword=keyword))
    assert {(row["board"], row["word"]): (row["first"], row["last"], row["times"], row["minutes"], row["best"], row["heat"]) for row in answer.rows} == expected
    assert [row["best"] for row in answer.rows] == sorted((row["best"] for row in answer.rows), key=lambda best: (best is None, best))


def test_a_word_that_comes_back_later_was_away_meanwhile_and_only_the_window_counts(holding):
    stands = [0, 10, 30, 60, 70]
    rows = [(START + timedelta(minutes=minute), "微博热搜", rank, "澜汐召回", None) for minute, rank in zip(stands, [9, 3, 4, 2, 8], strict=True)]
    rows += [(START + timedelta(minutes=minute), "微博热搜", 20, "夜市", None) for minute in range(0, 80, 10)]
    (row,) = asked(holding, rows).rows
    assert (row["minutes"], row["best"], row["at"], row["times"]) == (40, 2, START + timedelta(minutes=60), 5)
    (row,) = asked(holding, rows, Filters(until=START + timedelta(minutes=31))).rows
    assert (row["minutes"], row["best"], row["last"]) == (30, 3, START + timedelta(minutes=30))
    assert asked(holding, rows, words=()).rows == []


def test_a_row_opens_the_mentions_that_hold_its_word(holding):
    answer = asked(holding, [(START, "b", 1, '#澜汐 "召回"#', 1.0)], Filters(keyword="手表"))
    assert mentions_of(answer, answer.row).keyword == '(手表) ("澜汐 召回")'
