import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.share import share
from tests.mentions import FEW, GROUPS, filter_values, grouped, in_order, matching, numbered, plain, stored_of, stores


@FEW
@given(stores(), filter_values(), st.sampled_from(GROUPS))
def test_share_equals_a_count_by_value(holding, stored, chosen, by):
    filters = Filters(**chosen)
    left = matching(stored, filters)
    counts = {value: len(moments) for value, moments in grouped(left, by, getattr(filters, by)).items()}
    expected = [{"value": v, "mentions": n, "share": n / len(left.ids) if len(left.ids) >= 30 else None} for v, n in in_order(counts)]
    with holding(stored) as cursor:
        assert share(cursor, filters, by=by).rows == expected


def test_a_mention_of_two_brands_counts_once_for_each_so_that_shares_exceed_the_whole(holding):
    records = numbered(
        [*plain(10, brands=["甲", "乙"]), *plain(10, brands=["甲", "甲"]), *plain(10, brands=[]), *plain(10, brands=None)]
    )
    with holding(stored_of(records)) as cursor:
        assert share(cursor, Filters(), by="brands").rows == [
            {"value": "甲", "mentions": 20, "share": 0.5},
            {"value": None, "mentions": 20, "share": 0.5},
            {"value": "乙", "mentions": 10, "share": 0.25},
        ]
        assert share(cursor, Filters(brands=("乙",)), by="brands").rows == [
            {"value": "乙", "mentions": 10, "share": None}
        ]
        assert [row["value"] for row in share(cursor, Filters(), by="brands", most=2).rows] == ["甲", None]


def test_an_empty_store_has_no_shares(holding):
    with holding(stored_of([])) as cursor:
        assert share(cursor, Filters(), by="platforms").rows == []


@pytest.mark.parametrize("by", ["words", "imports", "keyword", "platform"])
def test_only_what_has_a_value_of_its_own_can_be_grouped_by(holding, by):
    with holding(stored_of([])) as cursor, pytest.raises(ValueError, match=f"There is no dimension '{by}'"):
        share(cursor, Filters(), by=by)
