"""The issues of a view, counted by hand and by pandas."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.issues import issues
from analysis.totals import totals
from tests.mentions import FEW, matching, numbered, plain, stored_of, stores

NOW = Filters(since=datetime(2024, 3, 1), until=datetime(2024, 3, 2))
BEFORE = Filters(since=datetime(2024, 2, 29), until=datetime(2024, 3, 1))


def rows(answer) -> list[tuple]:
    return [tuple(row.values()) for row in answer.rows]


def test_the_most_negative_stand_first_with_what_they_were_before(holding):
    yesterday = datetime(2024, 2, 29, 9)
    records = [
        *plain(40, keyword_sets=["发货"], sentiment=1), *plain(25, keyword_sets=["过热", "退款"], sentiment=-1),
        *plain(5, keyword_sets=["过热", "过热"], sentiment=0), *plain(2, keyword_sets=["过热"]), *plain(9, sentiment=-1),
        *plain(3, keyword_sets=["发货"], published_at=yesterday),
    ]  # fmt: skip
    with holding(stored_of(numbered(records))) as cursor:
        assert rows(issues(cursor, NOW, before=BEFORE)) == [
            ("过热", 32, 0, 25, 30, 25 / 30), ("退款", 25, 0, 25, 25, None), ("发货", 40, 3, 0, 40, 0.0),
        ]  # fmt: skip
        assert [row[2] for row in rows(issues(cursor, NOW))] == [None] * 3
        assert rows(issues(cursor, NOW, before=BEFORE, most=1)) == [("过热", 32, 0, 25, 30, 25 / 30)]
        answer = issues(cursor, NOW, before=BEFORE)
        assert [totals(cursor, answer.mentions(row)).row["mentions"] for row in answer.rows] == [32, 25, 40]


def test_of_issues_that_are_filtered_for_only_these_are_told_and_open_what_they_count(holding):
    records = [*plain(10, keyword_sets=["过热", "退款"]), *plain(50, keyword_sets=["退款"])]
    with holding(stored_of(numbered(records))) as cursor:
        answer = issues(cursor, Filters(since=NOW.since, until=NOW.until, keyword_sets=("过热",)), before=BEFORE)
        assert [(row["value"], row["mentions"]) for row in answer.rows] == [("过热", 10)]
        assert totals(cursor, answer.mentions(answer.rows[0])).row["mentions"] == 10


@FEW
@given(stores(), st.sampled_from(["", "续航", "no"]))
def test_they_are_what_pandas_counts(holding, stored, keyword):
    filters = [Filters(**window, keyword=keyword) for window in ({"since": datetime(2024, 1, 1)}, {"until": datetime(2024, 1, 1)})]
    now, before = (
        matching(stored, one).mention[["keyword_sets", "sentiment"]].assign(value=lambda f: f["keyword_sets"].map(lambda v: list(set(v or []))))
        .explode("value").dropna(subset="value") for one in filters
    )  # fmt: skip
    expected = {
        value: (len(group), int((before["value"] == value).sum()), int((group["sentiment"] == -1).sum()), int(group["sentiment"].notna().sum()))
        for value, group in now.groupby("value")
    }
    with holding(stored) as cursor:
        found = issues(cursor, filters[0], before=filters[1], most=99).rows
    assert {row["value"]: (row["mentions"], row["before"], row["negative"], row["known"]) for row in found} == expected
    assert [row["negative_share"] for row in found] == [None] * len(found)
    assert found == sorted(found, key=lambda row: (-row["negative"], -row["mentions"], row["value"].encode()))


def test_on_a_lake_as_on_a_native_store(sampled):
    assert len(issues(sampled, Filters(), before=Filters()).rows) == pytest.approx(4, abs=1)
