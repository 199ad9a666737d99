from dataclasses import replace
from datetime import datetime

import pytest

from analysis.filters import Filters
from analysis.topic_course import topic_course
from analysis.volume import volume
from tests.analysis.stores import opened
from tests.analysis.test_sentiment import ends, groups, voices
from tests.mentions import numbered, plain, sample, stored_of

WINDOW = Filters(since=datetime(2023, 12, 30, 12), until=datetime(2024, 3, 3))


@pytest.mark.parametrize("grain", ["week", "month"])
@pytest.mark.parametrize("chosen", [{}, {"platforms": ("weibo", None)}, {"topics": ("t1",)}])
def test_shares_are_those_of_counting_one_by_one(holding, grain, chosen):
    stored, filters = sample(600), replace(WINDOW, **chosen)
    base = replace(filters, topics=())

    def start(row):
        day = row.published_at.replace(hour=0, minute=0, second=0, microsecond=0)
        return day.replace(day=1) if grain == "month" else datetime.fromordinal(day.toordinal() - day.weekday())

    every = groups(stored, base, None, start)
    mine = groups(stored, base, "topics", start)
    expected = {}
    for (bucket, topic), rows in mine.items():
        of = every[bucket, None]
        share = len(rows) / len(of) if len(of) >= 30 else None
        expected[bucket, topic] = (len(rows), len(of), pytest.approx(voices(of)), share, *(end and pytest.approx(end) for end in ends(share, voices(of))))
    with holding(stored) as cursor:
        answer = topic_course(cursor, filters, grain=grain, among=("t1", "t2"))
        buckets = volume(cursor, base, grain=grain).rows
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
    told = {(row["bucket"], row["topic_id"]): tuple(row[name] for name in ("mentions", "all_mentions", "effective", "share", "low", "high")) for row in answer.rows}
    assert {place: numbers for place, numbers in told.items() if numbers[0]} == {place: row for place, row in expected.items() if place[1] in ("t1", "t2")}
    assert [(row["bucket"], row["topic_id"], row["complete"]) for row in answer.rows] == [(b["bucket"], t, b["complete"]) for b in buckets for t in ("t1", "t2")]


def test_one_author_is_one_voice(holding):
    records = [*plain(100, topic_id="a", author_id="1"), *plain(140, topic_id="b")]
    with holding(stored_of(numbered(records))) as cursor:
        row, _other = topic_course(cursor, Filters(), grain="day", among=("a", "b")).rows
    assert row["effective"] == pytest.approx(240**2 / (100**2 + 140)) and row["low"] is None


def test_what_is_known_to_the_day_alone_has_no_hours(holding):
    with holding(stored_of(plain(40, topic_id="a", precision="day"))) as cursor:
        assert topic_course(cursor, Filters(precisions=("day",)), grain="hour", among=("a",)).rows == []


def test_in_an_hour_what_is_known_to_the_day_is_no_part_of_the_whole(holding):
    at = datetime(2024, 3, 1, 9)
    records = [*plain(10, topic_id="a", published_at=at), *plain(30, published_at=at), *plain(50, topic_id="a", published_at=at, precision="day")]
    with holding(stored_of(numbered(records))) as cursor:
        (row,) = [row for row in topic_course(cursor, Filters(since=at, until=datetime(2024, 3, 1, 11)), grain="hour", among=("a",)).rows if row["bucket"] == at]
    assert (row["mentions"], row["all_mentions"], row["share"]) == (10, 40, 0.25)
