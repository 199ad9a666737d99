from math import log, sqrt

import pytest

from analysis.association import association
from analysis.filters import Filters
from analysis.keywords import KeywordError
from tests.analysis.stores import opened
from tests.mentions import left, numbered, plain, sample, stored_of


def counted(stored, filters, word):
    """Of each topic: how many of its stories say the word, and the logarithm of the odds ratio over its error."""
    told = {}
    for row, kept in zip(stored.mention.itertuples(), left(stored, Filters(**{**filters, "topics": ()})), strict=True):
        if kept:
            of = told.setdefault((row.topic_id, row.story_id if row.story_id is not None else row.mention_id), [])
            of.append(any(word in (part or "").lower() for part in (row.title, row.text)))
    every, found = len(told), sum(map(any, told.values()))
    rows = {}
    for topic in {topic for topic, _story in told} - {None}:
        mine = [says for (one, _story), says in told.items() if one == topic]
        a, n = sum(map(any, mine)), len(mine)
        fields = [count + 0.5 for count in (a, n - a, found - a, every - found - n + a)]
        odds = fields[0] * fields[3] / (fields[1] * fields[2])
        rows[topic] = {
            "topic_id": topic, "mentions": sum(map(sum, mine)), "topic_mentions": sum(map(len, mine)), "stories": a, "topic_stories": n,
            "share": a / n if n >= 30 else None, "share_elsewhere": (found - a) / (every - n) if every - n >= 30 else None,
            "z": log(odds) / sqrt(sum(1 / field for field in fields)) if 0 < found < every else None,
        }  # fmt: skip
    return rows


@pytest.mark.parametrize("filters", [{}, {"platforms": ("weibo", "x")}, {"keyword": "a"}, {"topics": ("t1", "t9")}])
@pytest.mark.parametrize("word", ["续航", "o'brien", "100%", "nowhere"])
def test_each_topic_tells_what_counting_one_by_one_gives(holding, filters, word):
    stored = sample(600)
    expected = {topic: row for topic, row in counted(stored, filters, word).items() if topic in filters.get("topics", (topic,))}
    with holding(stored) as cursor:
        answer = association(cursor, Filters(**filters), query=f'"{word}"')
        assert {row["topic_id"]: row for row in answer.rows} == {topic: pytest.approx(row) for topic, row in expected.items()}
        assert [row["z"] for row in answer.rows if row["z"] is not None] == sorted((row["z"] for row in answer.rows if row["z"] is not None), reverse=True)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_a_worked_example(holding):
    # 20 of 40 texts of the topic say it, 10 of 160 elsewhere: ln(20.5·150.5 / (20.5·10.5)) / √(1/20.5 + 1/20.5 + 1/10.5 + 1/150.5).
    records = [*plain(20, topic_id="a", text="起火"), *plain(20, topic_id="a", text="x"), *plain(10, text="起火"), *plain(150, topic_id="b", text="x")]
    with holding(stored_of(numbered(records))) as cursor:
        first, second = association(cursor, Filters(), query="起火 -广告").rows
    assert first == {
        "topic_id": "a", "mentions": 20, "topic_mentions": 40, "stories": 20, "topic_stories": 40, "share": 0.5, "share_elsewhere": 0.0625,
        "z": pytest.approx(5.962, abs=1e-3),
    }  # fmt: skip
    assert (second["topic_id"], second["z"] < 0) == ("b", True)


def test_a_query_that_cannot_be_read_is_refused(holding):
    with holding(stored_of(plain(1))) as cursor, pytest.raises(KeywordError):
        association(cursor, Filters(), query="(起火")
