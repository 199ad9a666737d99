from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.topic_runs import topic_runs
from analysis.topics import topics
from tests.analysis.stores import opened
from tests.analysis.test_sentiment import measured, near, often, voices
from tests.mentions import FEW, filter_values, left, numbered, plain, sample, stored_of, stores
from tests.topics import MADE, put_run, topic

NOW = Filters(since=datetime(2024, 1, 1), until=datetime(2024, 3, 2))
BEFORE = Filters(since=datetime(2023, 12, 1), until=datetime(2024, 1, 1))
SENTIMENT = (
    "mentions", "negative", "neutral", "positive", "unknown", "known", "polar", "negative_share", "negative_low", "negative_high", "net", "net_low", "net_high",
)  # fmt: skip


def story(row):
    return row.story_id if row.story_id is not None else ("alone", row.mention_id)


def counted(stored, filters, before):
    """Of each topic of the view its numbers, one mention after the other."""
    rows = list(stored.mention.itertuples())
    now, then = ([row for row, kept in zip(rows, left(stored, replace(one, topics=())), strict=True) if kept] if one else [] for one in (filters, before))
    visible = [row for row in rows if filters.as_of is None or row.published_at <= filters.as_of]
    sizes, sizes_before = Counter(row.topic_id for row in now), Counter(row.topic_id for row in then)
    told = []
    for value in sorted(sizes, key=lambda one: (one is None, -sizes[one], one)):
        if filters.topics and value not in filters.topics:
            continue
        mine = [row for row in now if row.topic_id == value]
        share = len(mine) / len(now) if len(now) >= 30 else None
        share_before = sizes_before[value] / len(then) if len(then) >= 30 else None
        change = share - share_before if None not in (share, share_before) else None
        first = min((row for row in visible if row.topic_id == value), key=lambda row: (row.published_at, row.mention_id)) if value is not None else None
        known = [row for row in visible if row.topic_id == value and (filters.until is None or row.published_at < filters.until)]
        earlier = sum(filters.since is not None and row.published_at < filters.since for row in known)
        told.append(
            {"topic_id": value} | {name: number for name, number in measured(mine).items() if name in SENTIMENT} | {
                "share": share, "share_before": share_before, "change": change, "stories": len({story(row) for row in mine}),
                "mentions_before": sizes_before[value] if before else None,
                "growth": share / share_before - 1 if change is not None and sizes_before[value] >= 5 else None,
                "first_seen": first and first.published_at, "first_id": first and first.mention_id, "platform": first and first.platform,
                "new": bool(before and value is not None and filters.since is not None and earlier <= 0.01 * len(known)),
            }
        )  # fmt: skip
    return told


@settings(FEW, max_examples=15)
@given(stores(max_size=12), st.sampled_from([1, 8]), filter_values(), st.booleans())
@example(sample(300), 1, {"since": NOW.since, "until": NOW.until}, True)
@example(sample(300), 1, {"topics": ("t1", None)}, False)
def test_topics_are_what_counting_one_by_one_gives(holding, stored, times, chosen, compared):
    stored, filters = often(stored, times), Filters(**chosen)
    before = replace(filters, since=BEFORE.since, until=BEFORE.until) if compared else None
    expected = counted(stored, filters, before)
    with holding(stored) as cursor:
        answer = topics(cursor, filters, before=before)
        rows = [{name: row[name] for name in expected[0]} for row in answer.rows] if expected else answer.rows
        assert rows == near(expected)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def of_topics(counts, **values):
    return [row for name, count in counts.items() for row in plain(count, topic_id=name, **values)]


def compared(holding, now, before):
    records = [*of_topics(now, published_at=datetime(2024, 2, 1)), *of_topics(before, published_at=datetime(2023, 12, 5))]
    with holding(stored_of(numbered(records))) as cursor:
        return {row["topic_id"]: row for row in topics(cursor, NOW, before=BEFORE).rows}


def test_a_change_is_clear_where_newcombes_interval_excludes_nothing(holding):
    rows = compared(holding, {"a": 60, "b": 100, "c": 40}, {"a": 20, "b": 140, "c": 40})
    # Newcombe 1998, method 10, of 60/200 and 20/200 (by hand from the two Wilson intervals).
    low, high = (sum(ends) for ends in zip((0.2, 0.2), (-0.0763, 0.0743), strict=True))
    assert (rows["a"]["change_low"], rows["a"]["change_high"]) == (pytest.approx(low, abs=2e-3), pytest.approx(high, abs=2e-3))
    assert {name: (row["clear"], row["rising"]) for name, row in rows.items()} == {"a": (True, True), "b": (True, False), "c": (False, False)}
    assert (rows["a"]["growth"], rows["a"]["change"]) == (pytest.approx(2), pytest.approx(0.2))


def test_one_text_of_many_mentions_is_one_voice_and_no_rise(holding):
    told = plain(100, topic_id="a", published_at=datetime(2024, 2, 1), story_id="11111111-0000-4000-8000-000000000000")
    records = [*told, *of_topics({"b": 140}, published_at=datetime(2024, 2, 1)), *of_topics({"a": 20, "b": 180}, published_at=datetime(2023, 12, 5))]
    with holding(stored_of(numbered(records))) as cursor:
        row = topics(cursor, NOW, before=BEFORE).rows[1]
    assert (row["topic_id"], row["mentions"], row["stories"]) == ("a", 100, 1)
    assert row["voices"] == pytest.approx(240**2 / (100**2 + 140))
    assert (row["change_low"], row["clear"]) == (None, False)


def test_without_enough_mentions_nothing_is_compared(holding):
    rows = compared(holding, {"a": 20, "b": 9}, {"a": 5, "b": 25})
    assert [(row["share"], row["change"], row["growth"], row["clear"]) for row in rows.values()] == [(None, None, None, False)] * 2
    rows = compared(holding, {"a": 29, "b": 71}, {"a": 4, "b": 196})
    assert (rows["a"]["growth"], rows["a"]["clear"], rows["a"]["rising"]) == (None, True, False)
    assert compared(holding, {"a": 29, "b": 71}, {"a": 5, "b": 195})["a"]["growth"] == pytest.approx(0.29 / 0.025 - 1)


@pytest.mark.parametrize(("earlier", "new"), [(0, True), (1, True), (2, False)])
def test_a_topic_is_new_where_a_hundredth_of_it_at_most_is_older(holding, earlier, new):
    rows = compared(holding, {"a": 99, "b": 100}, {"a": earlier, "b": 100})
    assert (rows["a"]["new"], rows["b"]["new"]) == (new, False)
    assert rows["a"]["share_before"] == earlier / (earlier + 100)


def test_what_is_published_later_makes_no_topic_new(holding):
    days = {datetime(2023, 12, 5): 1, datetime(2024, 2, 1): 30, datetime(2024, 2, 20): 99}
    records = numbered([row for day, count in days.items() for row in plain(count, topic_id="a", published_at=day)])
    with holding(stored_of(records)) as cursor:
        told = [topics(cursor, replace(NOW, as_of=as_of, until=None), before=BEFORE).row["new"] for as_of in (None, datetime(2024, 2, 10))]
    assert told == [True, False]


def test_what_a_run_says_of_a_topic_and_its_examples_in_the_view(holding):
    texts = ["22222222-0000-4000-8000-000000000000", "33333333-0000-4000-8000-000000000000", "44444444-0000-4000-8000-000000000000"]
    records = numbered([row for day in (1, 2, 3) for row in plain(1, topic_id="t1", published_at=datetime(2024, 2, day))])
    with holding(stored_of(records)) as cursor:
        for record, text in zip(records, [texts[0], texts[1], texts[0]], strict=True):
            cursor.execute("UPDATE mention SET text_id = $text WHERE mention_id = $id", {"text": text, "id": record["mention_id"]})
        put_run(cursor, [topic("t1", "旧")])
        put_run(cursor, [topic("t1", "电池 · 发热", examples=[texts[2], texts[1], texts[0]], pinned=True, coherence=-0.1), topic("t2", "gone", replaced_by=["t1"])], run=2)
        (row,) = topics(cursor, Filters()).rows
        assert {name: row[name] for name in ("names", "quality", "pinned", "examples")} == {
            "names": ["电池", "发热"], "quality": "middle", "pinned": True, "examples": [records[1]["mention_id"], records[0]["mention_id"]],
        }  # fmt: skip
        latest = topic_runs(cursor, Filters(), limit=1).row
        assert (latest["run"], latest["made_at"], latest["texts"], latest["topics"]) == (2, MADE, 100, 1)


@pytest.mark.parametrize(
    ("coherence", "separation", "quality"), [(0.5, 0.14, "low"), (0.5, 0.15, "middle"), (-0.01, 0.9, "middle"), (0, 0.3, "high"), (None, None, None)]
)
def test_the_quality_of_a_topic_is_told_by_both_numbers(holding, coherence, separation, quality):
    with holding(stored_of(plain(1, topic_id="t1"))) as cursor:
        put_run(cursor, [topic("t1", "a", coherence=coherence, separation=separation)])
        assert topics(cursor, Filters()).row["quality"] == quality


def test_what_became_of_topics_of_the_run_before(holding):
    """t4 was part of t1, which stands still; t1 took in t2, which is gone, and is like t3, which is not; t5 is a part made by hand."""
    later = MADE + timedelta(days=7)
    before = [topic(name, name) for name in ("t1", "t2", "t3", "t6")]
    after = [
        topic("t1", "t1", came_of=["t2", "t3"]), topic("t3", "t3"), topic("t4", "t4", came_of=["t1"], since=later),
        topic("t5", "t5", came_of=["t6"], since=later), topic("t6", "t6", replaced_by=["t5"]),
    ]  # fmt: skip
    with holding(stored_of(numbered([row for name in ("t1", "t3", "t4", "t5") for row in plain(1, topic_id=name)]))) as cursor:
        put_run(cursor, before)
        put_run(cursor, after, run=2)
        told = {row["topic_id"]: (row["parted_from"], row["took_in"]) for row in topics(cursor, Filters()).rows}
    assert told == {"t1": ([], ["t2"]), "t3": ([], []), "t4": (["t1"], []), "t5": (["t6"], [])}


def test_both_kinds_of_store_count_alike(sampled):
    answer = topics(sampled, NOW, before=BEFORE)
    assert [row["mentions"] for row in answer.rows] == opened(sampled, answer) != []
    assert np.isfinite([row["voices"] for row in answer.rows]).all()
    assert topic_runs(sampled, NOW).rows == []


def test_voices_are_those_of_all_mentions(holding):
    stored = sample(300)
    rows = [row for row, kept in zip(stored.mention.itertuples(), left(stored, NOW), strict=True) if kept]
    with holding(stored) as cursor:
        assert [row["voices"] for row in topics(cursor, NOW, before=BEFORE).rows] == [pytest.approx(voices(rows))] * 4
