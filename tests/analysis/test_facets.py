from hypothesis import given

from analysis.facets import MOST, OFFERED, facets
from analysis.filters import Filters
from tests.mentions import FEW, GROUPS, filter_values, grouped, in_order, matching, numbered, plain, stored_of, stores

OFFERS = sorted(set(GROUPS) - {"authors", "roots", "stories"})


def counted(stored):
    rows = []
    for field in OFFERS:
        counts = {None if v is None else str(v): len(moments) for v, moments in grouped(stored, field).items()}
        rows += [{"field": field, "value": value, "mentions": mentions} for value, mentions in in_order(counts)]
    return rows


@FEW
@given(stores(), filter_values())
def test_facets_equal_a_count_of_each_fields_values(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        assert facets(cursor, filters).rows == counted(matching(stored, filters))


def test_every_field_is_offered_but_those_with_a_value_per_author_cascade_or_story():
    assert sorted(OFFERED) == OFFERS


def test_only_the_most_frequent_values_of_a_field_are_offered(holding):
    once = [mention for n in range(MOST) for mention in plain(region=f"r{n:03}")]
    with holding(stored_of(numbered([*once, *plain(2, region="twice")]))) as cursor:
        offered = [row["value"] for row in facets(cursor, Filters()).rows if row["field"] == "regions"]
    assert offered == ["twice", *(f"r{n:03}" for n in range(MOST - 1))]


def test_an_empty_store_offers_nothing(holding):
    with holding(stored_of([])) as cursor:
        assert facets(cursor, Filters()).rows == []
