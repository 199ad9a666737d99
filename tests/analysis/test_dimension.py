import pytest

from analysis.dimension import pieces
from analysis.filters import DIMENSIONS, Filters
from analysis.share import share
from tests.mentions import GROUPS, SAMPLE, held


def test_every_list_field_but_memberships_can_be_grouped_by():
    assert tuple(DIMENSIONS) == GROUPS


@pytest.mark.parametrize("by", GROUPS)
def test_the_groups_are_the_values_that_mentions_have(sampled, by):
    assert {row["value"] for row in share(sampled, Filters(), by=by).rows} == set().union(*held(SAMPLE, by))


def test_without_a_dimension_all_mentions_are_one_group():
    assert pieces(None, Filters()) == {"values": "NULL", "among": "true"}


def test_an_unknown_dimension_is_refused_by_name():
    with pytest.raises(ValueError, match="There is no dimension 'brand'; known are brands, products"):
        pieces("brand", Filters())
