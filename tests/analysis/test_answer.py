from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pytest

from analysis.answer import Answer, ask
from analysis.authors import authors
from analysis.filters import Filters
from analysis.share import share
from analysis.totals import totals
from analysis.volume import volume
from tests.mentions import CHOICES, GROUPS, LIST_FIELDS, SAMPLE, left, matching, plain, stored_of

WINDOWS = {
    "hour": Filters(since=datetime(2023, 12, 31, 21, 30), until=datetime(2024, 1, 1, 4)),
    "day": Filters(since=datetime(2023, 12, 30), until=datetime(2024, 1, 10, 12)),
    "week": Filters(as_of=datetime(2024, 1, 8, 1)),
    "month": Filters(),
}
BESIDE = {"kinds": ("post", "repost", None), "keyword": "i"}


def choices(by):
    """What the grouped field may itself be filtered for: nothing, one value, unknown, both, several."""
    known = [value for value in CHOICES[by] if value is not None]
    return [(), (known[0],), (None,), (known[0], None), *([tuple(known)] if by in LIST_FIELDS else [])]


def opened(answer):
    """Of every mark: what it says, and how many mentions pandas finds behind it."""
    return [(row["mentions"], left(SAMPLE, answer.mentions(row)).sum()) for row in answer.rows]


def unequal(answer):
    return [pair for pair in opened(answer) if pair[0] != pair[1]]


@pytest.mark.parametrize("grain", WINDOWS)
def test_every_mark_of_volume_opens_exactly_its_mentions(sampled, grain):
    answer = volume(sampled, WINDOWS[grain], grain=grain)
    assert sum(n for n, _ in opened(answer)) > 20
    assert unequal(answer) == []


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("grain", WINDOWS)
def test_every_mark_of_volume_by_group_opens_exactly_its_mentions(sampled, grain, by):
    for chosen in choices(by)[:: 1 if grain == "day" else 3]:
        answer = volume(sampled, replace(WINDOWS[grain], **{by: chosen}), grain=grain, by=by)
        assert chosen or sum(n for n, _ in opened(answer)) > 10
        assert unequal(answer) == []


@pytest.mark.parametrize("by", GROUPS)
def test_every_mark_of_share_opens_exactly_its_mentions(sampled, by):
    for chosen in choices(by):
        for beside in ({}, BESIDE):
            answer = share(sampled, Filters(**(beside | {by: chosen})), by=by)
            # Every mention has a root; what stands beside may leave nothing of a single value.
            assert beside or (by, chosen) == ("roots", (None,)) or sum(n for n, _ in opened(answer)) > 0
            assert unequal(answer) == []


def test_the_values_of_a_group_and_the_unknown_ones_are_all_there(sampled):
    assert {row["value"] for row in share(sampled, Filters(), by="brands").rows} == {"甲", "乙", "O'Brien", "%", None}
    assert {row["value"] for row in volume(sampled, Filters(), by="sentiments").rows} == {-1, 0, 1, None}


def test_every_mark_of_the_authors_opens_exactly_its_mentions(sampled):
    for chosen in ((), ("weibo:1", None)):
        for beside in ({}, BESIDE):
            answer = authors(sampled, Filters(authors=chosen, **beside), limit=100)
            assert answer.rows[-1]["author"] is None
            assert unequal(answer) == []


def test_the_filters_of_a_mark_select_in_the_store_the_mentions_that_pandas_finds(sampled):
    for by in GROUPS:
        answer = share(sampled, Filters(), by=by)
        for row in answer.rows:
            filters = answer.mentions(row)
            condition, values = filters.where()
            found = sampled.execute(
                f"SELECT CAST(mention_id AS VARCHAR) FROM mention WHERE {condition}", values
            ).fetchall()
            assert sorted(id_ for (id_,) in found) == sorted(matching(SAMPLE, filters).ids)


def test_a_mark_keeps_the_filters_and_narrows_its_own_field_and_window():
    table = pa.table({"value": ["甲", None], "since": [datetime(2024, 3, 1)] * 2, "until": [datetime(2024, 3, 2)] * 2})
    filters = Filters(since=datetime(2024, 1, 1), brands=("甲", "乙", None), regions=("广东",), keyword="续航")
    answer = Answer(table, "", {}, filters, {"value": "brands"})
    day = {"since": datetime(2024, 3, 1), "until": datetime(2024, 3, 2)}
    assert [answer.mentions(row) for row in answer.rows] == [
        replace(filters, brands=("甲",), **day),
        replace(filters, brands=(None,), **day),
    ]


def test_a_mark_may_be_a_row_of_the_frame():
    table = pa.table(
        {
            "value": pa.array([1, None], pa.int8()),
            "since": [datetime(2024, 3, 1)] * 2,
            "until": [datetime(2024, 3, 2)] * 2,
        }
    )
    answer = Answer(table, "", {}, Filters(), {"value": "sentiments"})
    marks = [answer.mentions(mark) for mark in answer.frame.to_dict("records")]
    assert marks == [answer.mentions(row) for row in answer.rows]
    assert marks[0].link() == {"since": ["2024-03-01"], "until": ["2024-03-01"], "sentiments": ["1"]}


def test_unknown_is_none_in_the_rows(holding):
    with holding(stored_of(plain())) as cursor:
        assert totals(cursor, Filters()).row["engagement"] is None


def test_an_answer_tells_the_sql_and_the_parameters_that_made_it(holding):
    filters = Filters(since=datetime(2024, 1, 1), brands=("甲", None), keyword="续航 -广告")
    with holding(SAMPLE) as cursor:
        answer = share(cursor, filters, by="brands")
        again = cursor.execute(answer.sql, answer.parameters).to_arrow_table()
    assert again == answer.table
    assert answer.sql.startswith(
        "-- How many mentions has each group, and what share of all is that?\nWITH selection AS ("
    )
    assert answer.parameters == {
        "since": datetime(2024, 1, 1),
        "brands_0": "甲",
        "keyword_0": "续航",
        "keyword_1": "广告",
        "most": None,
        "least_mentions": 30,
    }


def test_a_question_is_given_no_more_parameters_than_it_names(holding, tmp_path):
    sql = tmp_path / "most.sql"
    sql.write_text("-- 最多\nSELECT max({column}) AS most FROM ({selection}) WHERE likes < $below", encoding="utf-8")
    with holding(stored_of([*plain(likes=5)])) as cursor:
        answer = ask(cursor, sql, Filters(), pieces={"column": "likes"}, parameters={"below": 9, "unused": 1})
    assert (answer.rows, answer.parameters) == ([{"most": 5}], {"below": 9})
