from collections import defaultdict
from datetime import datetime, timedelta
from math import fsum

import pytest
from hypothesis import given

from analysis.filters import Filters
from analysis.stories import ORDERS, stories
from analysis.totals import totals
from tests.analysis.stores import storing
from tests.mentions import FEW, SAMPLE, SOME, author_key, filter_values, heat, left, plain, stores

NOON = datetime(2024, 3, 1, 12)


def counted(stored, filters) -> dict[str, dict]:
    """Of each story said twice: what plain Python counts, and its rows by time."""
    groups = defaultdict(list)
    for row, keep in zip(stored.mention.itertuples(), left(stored, filters), strict=True):
        if keep and row.story_id is not None:
            groups[row.story_id].append(row)
    found = {}
    for story, rows in groups.items():
        if len(rows) < 2:
            continue
        rows.sort(key=lambda row: (row.published_at, row.mention_id))
        platforms = defaultdict(list)
        for row in rows:
            platforms[row.platform or None].append(row.published_at)
        found[story] = {
            "mentions": len(rows), "authors": len({author_key(row) for row in rows} - {None}), "heat": fsum(map(heat, rows)),
            "known": sum(row.sentiment is not None for row in rows), "negative": sum(row.sentiment == -1 for row in rows),
            "first": rows[0].published_at, "last": rows[-1].published_at, "author_name": rows[0].author_name, "platform": rows[0].platform,
            "spread": [(name, min(times), len(times)) for name, times in sorted(platforms.items(), key=lambda one: (min(one[1]), one[0] or ""))],
        }  # fmt: skip
    return found


def told(row: dict, expected: dict) -> dict:
    values = {name: row[name] for name in expected} | {"spread": [tuple(one.values()) for one in row["spread"]]}
    return values | {"heat": pytest.approx(values["heat"], abs=1e-5)}


@FEW
@given(stores(), filter_values())
def test_the_stories_are_those_of_plain_python(holding, stored, chosen):
    filters = Filters(**chosen)
    expected = counted(stored, filters)
    with holding(stored) as cursor:
        rows = stories(cursor, filters).rows
    assert {row["story_id"]: told(row, expected[row["story_id"]]) for row in rows} == expected
    assert [row["mentions"] for row in rows] == sorted((one["mentions"] for one in expected.values()), reverse=True)
    assert {(row["stories"], row["within"]) for row in rows} <= {(len(expected), sum(one["mentions"] for one in expected.values()))}


@pytest.mark.parametrize("order", ORDERS)
def test_each_order_holds_in_each_kind_of_store_and_a_story_opens_its_mentions(sampled, order):
    answer = stories(sampled, Filters(platforms=("weibo", "x", None)), order=order)
    expected = counted(SAMPLE, answer.filters)
    assert len(answer.rows) == len(expected) > 1
    assert [row[order] for row in answer.rows] == sorted((row[order] for row in answer.rows), reverse=True)
    for row in answer.rows:
        assert totals(sampled, answer.mentions(row)).row["mentions"] == row["mentions"]


def test_of_many_the_first_are_listed_and_all_are_counted(holding):
    mentions = [one for number, count in enumerate((2, 4, 3)) for one in plain(count, story_id=SOME[number])]
    mentions = [one | {"mention_id": plain(9)[place]["mention_id"]} for place, one in enumerate(mentions)]
    with storing(holding, mentions, []) as cursor:
        rows = stories(cursor, Filters(), limit=2).rows
        with pytest.raises(ValueError, match="There is no order 'text'; known are mentions, heat"):
            stories(cursor, Filters(), order="text")
    assert [(row["mentions"], row["stories"], row["within"]) for row in rows] == [(4, 3, 9), (3, 3, 9)]


def test_a_story_tells_its_first_source_and_the_way_it_went(holding):
    hours = {"weibo": (3, 5), "x": (1, 2), None: (4,)}
    mentions = [
        one | {"platform": platform, "published_at": NOON + timedelta(hours=hour), "author_name": f"甲{hour}", "text": f"第{hour}条", "story_id": SOME[0]}
        for platform, all_hours in hours.items()
        for one, hour in zip(plain(2), all_hours, strict=False)
    ]  # fmt: skip
    mentions = [one | {"mention_id": id_["mention_id"]} for one, id_ in zip(mentions, plain(5), strict=True)]
    with storing(holding, mentions, []) as cursor:
        (row,) = stories(cursor, Filters()).rows
    assert (row["platform"], row["author_name"], row["text"], row["first"]) == ("x", "甲1", "第1条", NOON + timedelta(hours=1))
    assert [(one["platform"], one["at"].hour - 12, one["mentions"]) for one in row["spread"]] == [("x", 1, 2), ("weibo", 3, 2), (None, 4, 1)]


def test_nothing_said_twice_is_no_story(holding):
    with storing(holding, [*plain(1, story_id=SOME[0]), *plain(2)[1:]], []) as cursor:
        assert stories(cursor, Filters()).rows == []
