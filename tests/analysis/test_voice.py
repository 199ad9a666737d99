import statistics
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.impressions import coefficients
from analysis.voice import edges, largest, moved, voice
from tests.analysis.stores import opened
from tests.mentions import FEW, SAMPLE, engagement, filter_values, left, numbered, plain, stored_of

COMPARED = ("乙", "甲", "nowhere")


def impressions(stored, filters, kept):
    """Of each mention that is kept, one by one."""
    rows = list(stored.mention.itertuples())
    held = Counter()
    for row in rows:
        if row.kind == "repost" and (filters.as_of is None or row.published_at <= filters.as_of):
            held.update({one for one in (row.root_id, row.parent_id) if one is not None})
    typical = {
        platform: statistics.median(known)
        for platform in coefficients()
        if (known := [row.author_followers for row, keep in zip(rows, kept, strict=True) if keep and row.platform == platform and row.author_followers is not None])
    }
    found = []
    for row, keep in zip(rows, kept, strict=True):
        if not keep or row.platform not in coefficients() or row.author_followers is None:
            found.append(None)
            continue
        counts = row.reposts or 0 if engagement(row) is not None else 0
        found.append(coefficients()[row.platform] * (row.author_followers + max(0, counts - held[row.mention_id]) * typical[row.platform]))
    return found


def told(stored, filters, base):
    kept = left(stored, filters)
    rows = list(stored.mention.itertuples())
    amounts = {"mentions": lambda: [1] * len(rows), "engagement": lambda: list(map(engagement, rows)), "impressions": lambda: impressions(stored, filters, kept)}[base]()
    return [(row, amount) for row, amount, keep in zip(rows, amounts, kept, strict=True) if keep]


def counted(found, brand):
    """Mentions, of these with another brand, the sum of their amounts, and of how many it is known."""
    own = [(row, amount) for row, amount in found if brand in (row.brands or [])]
    known = [amount for _row, amount in own if amount is not None]
    together = sum(len(set(row.brands) & set(COMPARED)) > 1 for row, _amount in own)
    return len(own), together, sum(known) if known or not own else None, len(known)


def shares(rows):
    """Of rows that belong together."""
    whole, known = sum(row["amount"] or 0 for row in rows), sum(row["known"] for row in rows)
    partial = any(row["amount"] is None for row in rows)
    return [None if known < 30 or whole <= 0 or partial else pytest.approx(row["amount"] / whole) for row in rows]


@settings(FEW, max_examples=5)
@given(filter_values(), st.sampled_from(["mentions", "engagement", "impressions"]))
def test_the_shares_are_those_of_counting_one_by_one_and_open_their_mentions(holding, chosen, base):
    stored, filters = SAMPLE, Filters(**{**chosen, "brands": COMPARED})
    with holding(stored) as cursor:
        answer = voice(cursor, filters, base=base)
        found = told(stored, filters, base)
        expected = [counted(found, brand) for brand in COMPARED]
        assert [(row["value"], row["mentions"], row["together"], row["amount"], row["known"]) for row in answer.rows] == [
            (brand, mentions, together, amount if amount is None else pytest.approx(amount, abs=1e-2), known)
            for brand, (mentions, together, amount, known) in zip(COMPARED, expected, strict=True)
        ]
        assert {row["several"] for row in answer.rows} == {sum(len(set(row.brands or []) & set(COMPARED)) > 1 for row, _amount in found)}
        assert [row["share"] for row in answer.rows] == shares(answer.rows)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
        across = voice(cursor, filters, base=base, across=True)
        assert {(row["platform"], row["value"]): row["mentions"] for row in across.rows} == {
            (platform, brand): sum(row.platform == platform and brand in row.brands for row, _amount in found)
            for platform in {row.platform for row, _amount in found}
            for brand in COMPARED
        }
        assert opened(cursor, replace(across, table=across.table[:4])) == [row["mentions"] for row in across.rows][:4]


def test_over_time_every_bucket_divides_what_is_said_in_it(holding):
    day = timedelta(days=1)
    first = plain(1)[0]["published_at"].replace(hour=0)
    records = [*plain(40, brands=["甲"], published_at=first), *plain(20, brands=["甲", "乙"], published_at=first + day), *plain(20, brands=["乙"], published_at=first + day)]
    records += [*plain(3, brands=["乙"], published_at=first + 3 * day), *plain(9, brands=["丙"], published_at=first)]
    with holding(stored_of(numbered(records))) as cursor:
        answer = voice(cursor, Filters(brands=("甲", "乙")), grain="day")
        told_of = [(int((row["bucket"] - first) / day), row["value"], row["mentions"], row["share"]) for row in answer.rows]
        assert told_of == [
            (0, "甲", 40, 1), (0, "乙", 0, 0), (1, "甲", 20, 1 / 3), (1, "乙", 40, 2 / 3), (2, "甲", 0, None), (2, "乙", 0, None), (3, "甲", 0, None), (3, "乙", 3, None),
        ]  # fmt: skip
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_a_brand_of_which_nothing_is_known_leaves_no_share_to_the_others(holding):
    likes = {"kind": "post", "text": "自己的话", "comments": 0, "reposts": 0}
    records = [*plain(60, brands=["甲"], likes=9, platform="weibo", **likes), *plain(40, brands=["乙"], likes=6, platform="weibo", **likes), *plain(50, brands=["丙"], platform="x")]
    with holding(stored_of(numbered(records))) as cursor:
        rows = voice(cursor, Filters(brands=("甲", "乙", "丙")), base="engagement").rows
        assert [(row["amount"], row["partial"], row["share"]) for row in rows] == [(540, True, None), (240, True, None), (None, True, None)]
        across = voice(cursor, Filters(brands=("甲", "乙", "丙")), base="engagement", across=True).rows
        assert [row["share"] for row in across if row["platform"] == "weibo"] == [540 / 780, 240 / 780, 0]
        assert [row["share"] for row in voice(cursor, Filters(brands=("甲", "乙")), base="engagement").rows] == [540 / 780, 240 / 780]


def test_impressions_count_the_reposts_that_the_data_lacks_once(holding):
    root, other = numbered(plain(2))[0]["mention_id"], numbered(plain(2))[1]["mention_id"]
    counts = {"likes": None, "comments": None, "text": "自己的话", "platform": "weibo", "brands": ["甲"], "author_followers": 100}
    records = [
        *plain(1, kind="post", reposts=10, **counts), *plain(1, kind="post", reposts=1, **counts | {"author_followers": 50}), *plain(1, kind="comment", **counts | {"author_followers": None}),
        # Of the first so many reposts are there, of the second more than it counts; without words of their own they count none.
        *plain(3, kind="repost", reposts=10, root_id=root, **counts | {"text": "转发微博", "author_followers": 50}), *plain(2, kind="repost", root_id=other, **counts | {"platform": "x"}),
        *plain(2, kind="post", reposts=9, **counts | {"platform": "news"}),
    ]  # fmt: skip
    with holding(stored_of(numbered(records))) as cursor:
        (row,) = voice(cursor, Filters(brands=("甲",)), base="impressions").rows
    # Weibo: 100 followers and 7 reposts of 50, the median of 100, 50, 50, 50, 50; four of 50. X: two of 100.
    assert (row["known"], row["mentions"], row["amount"]) == (7, 10, pytest.approx(0.04 * (100 + 7 * 50 + 4 * 50) + 0.08 * 200))


def test_both_kinds_of_store_count_alike(sampled):
    for base in ("engagement", "impressions"):
        answer = voice(sampled, Filters(brands=COMPARED), base=base, across=True)
        found = told(SAMPLE, answer.filters, base)
        assert opened(sampled, answer) == [row["mentions"] for row in answer.rows]
        own = Counter((row.platform, brand) for row, amount in found if amount is not None for brand in set(row.brands or []) & set(COMPARED))
        assert {(row["platform"], row["value"]): row["known"] for row in answer.rows if row["known"]} == own


def test_a_change_is_clear_by_its_voices_and_not_by_its_mentions():
    now, before = [{"value": "甲", "share": 0.6}, {"value": "乙", "share": 0.4}], [{"value": "甲", "share": 0.5}, {"value": "乙", "share": 0.5}]
    assert moved(now, before, (1000, 1000)) == [(pytest.approx(0.1), True), (pytest.approx(-0.1), True)]
    assert [clear for _difference, clear in moved(now, before, (50, 50))] == [False, False]
    assert moved(now, before[:1], None) == [(pytest.approx(0.1), False), (None, False)]


def test_from_the_first_whole_bucket_with_shares_to_the_last_the_largest_clear_change_is_told():
    def day(bucket, *shares, complete=True):
        return [{"bucket": bucket, "complete": complete, "value": value, "share": share} for value, share in zip("甲乙丙", shares, strict=True)]

    rows = [*day(0, 0.1, 0.1, 0.8, complete=False), *day(1, None, None, None), *day(2, 0.5, 0.3, 0.2), *day(3, 0.4, 0.4, 0.2), *day(4, 0.3, 0.6, 0.1), *day(5, None, None, None)]
    first, last = edges(rows)
    assert ({row["bucket"] for row in first}, {row["bucket"] for row in last}) == ({2}, {4})
    difference, now, before = largest(last, first, (400, 400))
    assert (difference, now["share"], before["share"], now["value"]) == (pytest.approx(0.3), 0.6, 0.3, "乙")
    assert largest(last, first, (12, 12)) is None
    assert edges(rows[:9]) is edges([]) is None
