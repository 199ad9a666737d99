"""Crowds."""

from collections import Counter
from random import Random

from demo.people import CAST, Crowd


def test_a_few_write_often_and_most_once_or_twice():
    crowd = Crowd(Random(1), "weibo", 3_000, 2.0)
    written = Counter(crowd.someone() for _ in range(6_000))
    assert max(written.values()) > 30 and sum(count <= 2 for count in written.values()) > 0.5 * len(written)


def test_names_and_ids_are_nobody_elses():
    crowd, newcomers = Crowd(Random(1), "weibo", 3_000, 2.0), Crowd(Random(1), "weibo", 14_000, 1.0, first=3_000)
    people = [crowd.member(place) for place in range(3_000)] + [newcomers.member(place) for place in range(14_000)]
    people += [account for account in CAST.values() if account.platform == "weibo"]
    assert len({one.name for one in people}) == len({one.id for one in people}) == len(people)


def test_names_have_no_character_that_ends_a_name_in_a_chain():
    names = [
        Crowd(Random(1), platform, 8_000, 1.0).member(place).name
        for platform in ("weibo", "tieba")
        for place in range(0, 8_000, 7)
    ]
    assert [name for name in names if set(name) & set(" :：/@")] == []
