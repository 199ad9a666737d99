from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.related import related
from analysis.totals import totals
from tests.analysis.stores import storing
from tests.mentions import FEW, plain

NOON = datetime(2024, 3, 1, 12)


def uuid(number: int) -> str:
    return plain(number + 1)[number]["mention_id"]


def said(number: int, **values: object) -> dict:
    return plain(published_at=NOON + timedelta(hours=number), author_name=f"作者{number}", text=f"第{number}条")[0] | {
        "mention_id": uuid(number), **values,
    }  # fmt: skip


THREAD = [
    said(0, platform="weibo", story_id=uuid(90)),
    said(1, root_id=uuid(0), parent_id=uuid(0), platform="weibo", story_id=uuid(90)),
    said(2, root_id=uuid(0), parent_id=uuid(1), platform="x", story_id=uuid(90), title="标题"),
    said(3, root_id=uuid(0), parent_id=uuid(2), platform="x"),
    said(4, root_id=uuid(77), parent_id=uuid(78)),
    said(5, platform=None, story_id=uuid(91)),
]


def of(holding, number: int, mentions=THREAD) -> dict:
    with storing(holding, mentions, []) as cursor:
        return related(cursor, Filters(), mention_id=uuid(number)).row


def test_a_comment_tells_its_root_what_it_answers_and_how_large_its_thread_is(holding):
    assert of(holding, 3) == {
        "thread_id": uuid(0), "thread_mentions": 4,
        "root_id": uuid(0), "root_author": "作者0", "root_published_at": NOON, "root_text": "第0条", "root_missing": False,
        "parent_id": uuid(2), "parent_author": "作者2", "parent_published_at": NOON + timedelta(hours=2), "parent_text": "标题",
        "story_id": None, "story_mentions": 0, "story_first": None, "story_last": None, "story_platforms": None,
    }  # fmt: skip


def test_an_answer_to_the_root_has_no_parent_beside_it(holding):
    row = of(holding, 1)
    assert (row["root_id"], row["parent_id"], row["thread_mentions"]) == (uuid(0), None, 4)


def test_a_root_tells_how_large_its_thread_is_and_no_root(holding):
    row = of(holding, 0)
    assert (row["thread_id"], row["thread_mentions"], row["root_id"], row["root_missing"]) == (uuid(0), 4, None, False)


def test_a_root_that_is_not_in_the_store_is_said_to_be_missing(holding):
    row = of(holding, 4)
    assert (row["thread_id"], row["thread_mentions"], row["root_id"], row["root_missing"], row["parent_id"]) == (uuid(77), 1, None, True, None)


def test_a_root_that_names_itself_is_its_own_thread(holding):
    row = of(holding, 0, [said(0, root_id=uuid(0), parent_id=uuid(0)), said(1, root_id=uuid(0))])
    assert (row["thread_id"], row["thread_mentions"], row["root_id"], row["root_missing"], row["parent_id"]) == (uuid(0), 2, None, False, None)


def test_a_story_tells_how_many_say_it_when_and_where(holding):
    row = of(holding, 2)
    assert {name: value for name, value in row.items() if name.startswith("story_")} == {
        "story_id": uuid(90), "story_mentions": 3, "story_first": NOON, "story_last": NOON + timedelta(hours=2), "story_platforms": ["weibo", "x"],
    }  # fmt: skip
    assert of(holding, 5)["story_platforms"] == [None]


def test_a_mention_that_is_not_there_has_nothing(holding):
    with storing(holding, THREAD, []) as cursor:
        assert related(cursor, Filters(), mention_id=uuid(50)).rows == []


@FEW
@given(st.lists(st.tuples(st.none() | st.integers(0, 5), st.none() | st.integers(0, 2)), min_size=1, max_size=12))
def test_what_is_counted_is_what_the_filters_open(holding, drawn):
    mentions = [
        said(n, root_id=None if root is None else uuid(root), story_id=None if story is None else uuid(90 + story))
        for n, (root, story) in enumerate(drawn)
    ]
    with storing(holding, mentions, []) as cursor:
        for n, (root, story) in enumerate(drawn):
            row = related(cursor, Filters(), mention_id=uuid(n)).row
            top = n if root is None else root
            assert row["thread_mentions"] == sum((place if other is None else other) == top for place, (other, _story) in enumerate(drawn))
            assert row["story_mentions"] == (0 if story is None else sum(other == story for _root, other in drawn))
            opened = totals(cursor, Filters(roots=(row["thread_id"],))).row["mentions"]
            assert opened == row["thread_mentions"]


@pytest.mark.parametrize("column", ["root_id", "parent_id"])
def test_both_kinds_of_store_answer(sampled, column):
    mention_id = sampled.execute(f"SELECT CAST(mention_id AS VARCHAR) FROM mention ORDER BY {column}, mention_id LIMIT 1").fetchone()[0]
    assert len(related(sampled, Filters(), mention_id=mention_id).rows) == 1
