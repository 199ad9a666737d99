from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.author_ranking import ORDERS, author_ranking
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, engagement, filter_values, left, numbered, plain, sample, stored_of, total

COLUMNS = {"mentions": "mentions", "reach": "followers", "engagement": "engagement", "negative": "negative"}


def monday(moment):
    return datetime.combine(moment.date(), datetime.min.time()) - timedelta(days=moment.weekday())


def latest(rows, name):
    told = [(row.published_at, row.mention_id, getattr(row, name)) for row in rows if getattr(row, name) is not None]
    return max(told)[2] if told else None


def ranked(stored, filters, order, limit):
    everything = [row for row in stored.mention.itertuples() if filters.as_of is None or row.published_at <= filters.as_of]
    kept = [row for row, keep in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if keep]
    counts = Counter(author_key(row) for row in kept)
    unknown, known_ones = counts.pop(None, 0), sum(counts.values()) - counts.get(None, 0)
    ten = sum(sorted(counts.values(), reverse=True)[:10])
    last = monday(max(row.published_at for row in everything)) if everything else None
    first = max(monday(min(row.published_at for row in everything)), last - timedelta(weeks=25)) if everything else None
    told = []
    for author, mentions in counts.items():
        here, ever = ([row for row in rows if author_key(row) == author] for rows in (kept, everything))
        felt = Counter(row.sentiment for row in here)
        known, polar = mentions - felt[None], felt[1] + felt[-1]
        weeks = Counter(monday(row.published_at) for row in ever)
        told.append({
            "author": author, "author_name": latest(ever, "author_name"), "platform": ever[0].platform, "author_kind": latest(ever, "author_kind"), "segment": latest(ever, "segment"),
            "mentions": mentions, "followers": max((row.author_followers for row in here if row.author_followers is not None), default=None),
            "engagement": total([engagement(row) for row in here]), "capped": sum(row.counts_are == "capped" and engagement(row) is not None for row in here), "known": known, "positive": felt[1],
            "negative": felt[-1], "negative_share": felt[-1] / known if known >= 30 else None, "net": (felt[1] - felt[-1]) / polar if polar >= 30 else None, "ever": len(ever),
            "before": sum(row.published_at < filters.since for row in ever) if filters.since else None, "first": min(row.published_at for row in ever), "last": max(row.published_at for row in ever),
            "course": [weeks[first + timedelta(weeks=n)] for n in range((last - first).days // 7 + 1)], "authors": len(counts), "by_authors": known_ones, "ten_share": ten / known_ones if known_ones >= 30 else None,
            "unknown": unknown,
        })  # fmt: skip
    column = COLUMNS[order]
    return sorted(told, key=lambda row: (row[column] is None, -(row[column] or 0), -row["mentions"], row["author"]))[:limit]


@settings(FEW, max_examples=5)
@example(900, {"since": datetime(2024, 1, 1)}, "mentions", 100)
@given(st.sampled_from([100, 900]), filter_values(), st.sampled_from([*ORDERS]), st.sampled_from([3, 100]))
def test_authors_are_those_of_plain_loops_and_open_their_mentions(holding, count, chosen, order, limit):
    stored, filters = sample(count), Filters(**chosen)
    with holding(stored) as cursor:
        answer = author_ranking(cursor, filters, order=order, limit=limit)
        assert answer.rows == ranked(stored, filters, order, limit)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_a_history_is_of_all_mentions_and_a_course_ends_with_the_newest(holding):
    week = timedelta(weeks=1)
    at = [datetime(2024, 3, 4, 9) + n * week for n in (-30, 0, 0, 1)]
    mine = [plain(1, author_id="1", platform="x", brands=[] if n else ["甲"], published_at=moment)[0] for n, moment in enumerate(at)]
    with holding(stored_of(numbered([*mine, *plain(2)]))) as cursor:
        (row,) = author_ranking(cursor, Filters(since=datetime(2024, 3, 4), brands=(None,))).rows
        then = author_ranking(cursor, Filters(as_of=datetime(2024, 3, 5))).row
    assert (row["mentions"], row["ever"], row["before"], row["first"], row["course"]) == (3, 4, 1, at[0], [0] * 24 + [2, 1])
    assert (then["ever"], then["before"], then["last"], then["course"]) == (3, None, at[1], [0] * 25 + [2])


def test_an_unknown_order_is_refused(holding):
    with holding(stored_of([])) as cursor, pytest.raises(ValueError, match="There is no order 'age'; known are mentions, reach, engagement, negative"):
        author_ranking(cursor, Filters(), order="age")
