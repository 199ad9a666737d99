from dataclasses import replace

import pytest
from hypothesis import given

from analysis.facets import GROUPS, LISTS, MEMBERS, MOST, OFFERED, facets
from analysis.filters import Filters
from tests.mentions import (
    FEW,
    SAMPLE,
    SOME,
    filter_values,
    grouped,
    in_order,
    matching,
    numbered,
    plain,
    stored_of,
    stores,
)
from tests.mentions import GROUPS as GROUPED

OFFERS = sorted({*GROUPED, "statuses", "owners"} - {"authors", "roots", "cascades", "stories", "texts", "verified", "genders", "outlets", "followers", "lengths", "reposts", "day_parts", "hours", "weekdays", "aspect_sentiments", "export_sentiments", "model_sentiments"})


def counted(stored, filters):
    """Of each field the values among what all the others leave."""
    rows = []
    for field in OFFERS:
        left = matching(stored, replace(filters, **{field: ()}))
        counts = {None if v is None else str(v): len(moments) for v, moments in grouped(left, field).items()}
        rows += [{"field": field, "value": value, "mentions": mentions} for value, mentions in in_order(counts)]
    return rows


@FEW
@given(stores(), filter_values())
def test_facets_equal_a_count_of_each_fields_values_among_what_the_other_fields_leave(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        assert facets(cursor, filters).rows == counted(stored, filters)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(), Filters(platforms=("weibo", None)), Filters(brands=("甲",), sentiments=(-1,), regions=("广东",)), Filters(keyword="好"),
        Filters(queries=(None,), topics=("t1",), imports=(SOME[0],)), Filters(platforms=("nowhere",)),
    ],
    ids=lambda filters: filters.sentence(),
)  # fmt: skip
def test_facets_are_the_same_in_each_kind_of_store(sampled, filters):
    assert facets(sampled, filters).rows == counted(SAMPLE, filters)


def test_what_is_chosen_of_a_field_narrows_the_others_and_not_its_own(holding):
    records = numbered([*plain(3, platform="weibo", kind="post"), *plain(2, platform="x", kind="comment"), *plain(platform="x", kind="post")])
    with holding(stored_of(records)) as cursor:
        rows = facets(cursor, Filters(platforms=("x",), kinds=("post",))).rows
    assert [(row["field"], row["value"], row["mentions"]) for row in rows if row["field"] in ("platforms", "kinds", "regions")] == [
        ("kinds", "comment", 2), ("kinds", "post", 1), ("platforms", "weibo", 3), ("platforms", "x", 1), ("regions", None, 1),
    ]  # fmt: skip


def test_every_field_of_one_value_is_in_one_group():
    assert sorted(name for group in GROUPS for name in group) == sorted([*(set(OFFERED) - {*LISTS, *MEMBERS}), *(f"no_{name}" for name in LISTS)])


def test_every_field_is_offered_but_those_with_a_value_per_author_cascade_or_story_and_what_follows_from_aspects():
    assert sorted(OFFERED) == OFFERS


def test_only_the_most_frequent_values_of_a_field_are_offered(holding):
    once = [mention for n in range(MOST) for mention in plain(region=f"r{n:03}")]
    with holding(stored_of(numbered([*once, *plain(2, region="twice")]))) as cursor:
        offered = [row["value"] for row in facets(cursor, Filters()).rows if row["field"] == "regions"]
    assert offered == ["twice", *(f"r{n:03}" for n in range(MOST - 1))]


def test_an_empty_store_offers_nothing(holding):
    with holding(stored_of([])) as cursor:
        assert facets(cursor, Filters()).rows == []
