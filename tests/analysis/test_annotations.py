from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotations import annotations
from analysis.filters import Filters
from tests.mentions import FEW, insert, stored_of

DAYS = [datetime(2024, 3, day, hour) for day in (1, 2, 3) for hour in (0, 12)]


def told(holding, records, filters):
    """The titles of those that are answered."""
    with holding(stored_of([])) as cursor:
        if records:
            insert(cursor, "annotation", pd.DataFrame(records, dtype=object))
        return [row["title"] for row in annotations(cursor, filters).rows]


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.none() | st.integers(0, 40)), max_size=6),
    st.fixed_dictionaries({name: st.none() | st.sampled_from(DAYS) for name in ("since", "until", "as_of")}),
)
def test_what_touches_the_window_is_told_by_time(holding, moments, window):
    records = [
        {"at": at, "until": at + timedelta(hours=hours) if hours is not None else None, "title": f"{n}"}
        for n, (at, hours) in enumerate(moments)
    ]
    since, until, as_of = (window[name] for name in ("since", "until", "as_of"))
    touching = [
        one for one in records
        if (since is None or (one["until"] or one["at"]) >= since) and (until is None or one["at"] < until) and (as_of is None or one["at"] <= as_of)
    ]  # fmt: skip
    order = sorted(touching, key=lambda one: (one["at"], one["until"] is None, one["until"] or one["at"], one["title"]))
    assert told(holding, records, Filters(**window)) == [one["title"] for one in order]


LAUNCH = {"at": datetime(2024, 3, 2), "until": None, "title": "launch"}


@pytest.mark.parametrize(("since", "until", "there"), [(2, 3, True), (1, 2, False), (3, 4, False)])
def test_a_moment_belongs_to_the_window_that_begins_with_it(holding, since, until, there):
    window = Filters(since=datetime(2024, 3, since), until=datetime(2024, 3, until))
    assert told(holding, [LAUNCH], window) == ["launch"] * there


def test_other_filters_leave_annotations_and_the_columns_are_those_of_the_table(holding):
    window = Filters(platforms=("x",), brands=("甲",))
    assert told(holding, [LAUNCH], window) == told(holding, [LAUNCH], replace(window, keyword="电池")) == ["launch"]
    with holding(stored_of([])) as cursor:
        assert annotations(cursor, window).table.column_names == ["at", "until", "kind", "title", "note", "url"]
