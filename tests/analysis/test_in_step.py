from collections import defaultdict
from datetime import datetime, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.in_step import in_step, shared
from tests.analysis.stores import opened
from tests.mentions import FEW, numbered, stored_of

START = datetime(2025, 4, 1, 20)


def by_hand(text, account, at, within):
    pairs = ((i, j) for i, j in combinations(range(len(text)), 2) if text[i] == text[j] and account[i] != account[j] and abs(at[i] - at[j]) <= within)
    return {(min(account[i], account[j]), max(account[i], account[j]), text[i]) for i, j in pairs}


events = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 80), st.integers(0, 5)), max_size=40).map(sorted)


@settings(FEW)
@given(events, st.integers(0, 20))
def test_pairs_share_what_comparing_all_with_all_gives(drawn, within):
    text, at, account = (np.array([one[place] for one in drawn], np.int64) for place in range(3))
    found = shared(text, account, at, within=within)
    told = list(zip(found.one.tolist(), found.other.tolist(), found.text.tolist(), strict=True))
    expected = by_hand(text.tolist(), account.tolist(), at.tolist(), within)
    assert told == sorted(expected)
    assert not found.cut
    counts = defaultdict(int)
    for one, other, _text in expected:
        counts[one, other] += 1
    often = found.often(2)
    assert list(zip(often.one.tolist(), often.other.tolist(), often.text.tolist(), strict=True)) == [one for one in sorted(expected) if counts[one[:2]] >= 2]


def test_no_more_meetings_are_looked_at_than_allowed():
    many = 2000
    text, account, at = np.zeros(many, np.int64), np.arange(many), np.arange(many)
    found = shared(text, account, at, within=many, most=10 * many)
    assert found.cut
    # Each meets the next ten, the last ones fewer.
    assert len(found.one) == sum(min(10, many - 1 - place) for place in range(many))
    assert not shared(text, account, at, within=10, most=10 * many).cut
    assert shared(text[:3], account[:3], at[:3], within=5, most=1).cut


def said(author, text, seconds, **values):
    return {
        "author_id": author, "author_name": author.upper(), "platform": "weibo", "kind": "post", "precision": "second", "published_at": START + timedelta(seconds=seconds),
        "text_id": f"00000000-0000-4000-8000-{text:012d}", "text": f"第{text}件事情大家都应该知道一下", **values,
    }  # fmt: skip


def crowd(count):
    """Authors who copy nobody."""
    return [said(f"crowd{n}", 10_000 + n, n) for n in range(count)]


def pair(one, other, texts, apart=60):
    return [said(author, text, 3600 * text + late) for text in texts for author, late in ((one, 0), (other, apart))]


def test_a_pair_that_shares_five_texts_within_a_minute_each(holding):
    late = said("a", 3, 10**6)
    with holding(stored_of(numbered([*crowd(400), *pair("a", "b", range(5)), late]))) as cursor:
        answer = in_step(cursor, Filters())
        (row,) = answer.rows
        assert (row["authors"], row["accounts"], row["pairs"], row["shared"], row["mentions"], row["groups"]) == (["weibo:a", "weibo:b"], 2, 1, 5, 11, 1)
        assert (row["since"], row["until"], row["span"]) == (START, late["published_at"] + timedelta(microseconds=1), 1e6)
        assert row["names"] == ["A", "B"]
        assert (row["texts"][0], row["text"], row["cut"], row["share"]) == (late["text_id"][:-1] + "0", "第0件事情大家都应该知道一下", False, 11 / 411)
        assert opened(cursor, answer) == [11]


@pytest.mark.parametrize(
    "records",
    [
        [*crowd(400), *pair("a", "b", range(4))], [*crowd(400), *pair("a", "b", range(5), apart=61)], [*crowd(198), *pair("a", "b", range(5))],
        [*crowd(400), *pair("a", "b", range(4)), *(one | {"text": "转发微博转发微博转发微博"} for one in pair("a", "b", [7]))],
        [*crowd(400), *pair("a", "b", range(4)), *(one | {"precision": "day"} for one in pair("a", "b", [7]))], [],
    ],
    ids=["four texts", "a second more", "too few authors for a rare text", "a stock text", "a day", "nothing"],
)  # fmt: skip
def test_less_is_not_told(holding, records):
    with holding(stored_of(numbered(records))) as cursor:
        assert in_step(cursor, Filters()).rows == []


def test_a_text_of_one_percent_of_the_authors_is_not_rare(holding):
    # 299 in the crowd and these: of 301 authors three use the last text, of 300 three are one percent.
    for size, told in ((298, 1), (297, 0)):
        records = [*crowd(size), *pair("a", "b", range(5)), said("c", 4, 9 * 3600)]
        with holding(stored_of(numbered(records))) as cursor:
            assert len(in_step(cursor, Filters()).rows) == told


def test_accounts_joined_by_pairs_are_one_group(holding):
    records = [*crowd(600), *pair("a", "b", range(5)), *pair("b", "c", range(10, 15)), *pair("x", "y", range(20, 27))]
    with holding(stored_of(numbered(records))) as cursor:
        answer = in_step(cursor, Filters())
        assert [(row["authors"], row["pairs"], row["shared"], row["mentions"]) for row in answer.rows] == [
            (["weibo:a", "weibo:b", "weibo:c"], 2, 10, 20), (["weibo:x", "weibo:y"], 1, 7, 14),
        ]  # fmt: skip
        assert opened(cursor, answer) == [20, 14]
        assert [(row["accounts"], row["groups"]) for row in in_step(cursor, Filters(), limit=1).rows] == [(3, 2)]
