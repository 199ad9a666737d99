import pytest
from hypothesis import given, settings

from analysis.brand_ranking import brand_ranking
from analysis.engagement_rate import engagement_rate
from analysis.filters import Filters
from analysis.standing import standing
from analysis.voice import voice
from tests.analysis.stores import opened
from tests.mentions import FEW, SAMPLE, filter_values, left, numbered, plain, stored_of

WEIGHTS = {"impressions": 3, "mentions": 2, "net": 2, "rate": 1}
COMPARED = ("乙", "甲")


def asked(cursor, filters, weights):
    return brand_ranking(voice(cursor, filters, base="impressions"), standing(cursor, filters, ours=filters.brands[0]), engagement_rate(cursor, filters), weights=weights)


@settings(FEW, max_examples=3)
@given(filter_values())
def test_what_brands_are_ranked_by_is_what_counting_one_by_one_gives(holding, chosen):
    filters = Filters(**{**chosen, "brands": COMPARED})
    rows = [row for row, kept in zip(SAMPLE.mention.itertuples(), left(SAMPLE, filters), strict=True) if kept]
    expected = {}
    for brand in COMPARED:
        own = [row for row in rows if brand in row.brands]
        sides = [row.sentiment for row in own if row.sentiment in (1, -1)]
        expected[brand] = (len(own), sum(sides) / len(sides) if len(sides) >= 30 else None)
    with holding(SAMPLE) as cursor:
        answer = asked(cursor, filters, WEIGHTS)
        assert {row["value"]: (row["mentions"], row["net"]) for row in answer.rows} == expected
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
        for row in engagement_rate(cursor, filters).rows:
            ranked = next(one for one in answer.rows if one["value"] == row["value"])
            assert {name: ranked[name] for name in row if name != "named"} == {name: value for name, value in row.items() if name != "named"}


def brand(name, positive, negative, followers, likes):
    """A brand of which each mention has an author of its own on Weibo."""
    count = positive + negative
    return [
        plain(1, brands=[name], sentiment=1 if n < positive else -1, platform="weibo", kind="post", text="好", author_id=f"{name}{n}{likes}", author_followers=followers, likes=likes)[0] for n in range(count)
    ]  # fmt: skip


def ranked(holding, records, weights=WEIGHTS):
    with holding(stored_of(numbered(records))) as cursor:
        return {row["value"]: row for row in asked(cursor, Filters(brands=("甲", "乙")), weights).rows}


def test_the_score_is_the_sum_of_its_parts_by_their_weights(holding):
    # 甲: 40 mentions, net 0, 40 × 0.04 × 100 impressions, a rate of 2/100. 乙: 80, −.5, 80 × 0.04 × 300, 3/300.
    told = ranked(holding, [*brand("甲", 20, 20, 100, 2), *brand("乙", 20, 60, 300, 3)])
    assert [*told] == ["乙", "甲"]
    parts = {name: [row[f"part_{term}"] for term in WEIGHTS] for name, row in told.items()}
    assert parts["甲"] == [pytest.approx(3 / 8 * 160 / 960), pytest.approx(2 / 8 * 40 / 80), pytest.approx(2 / 8 * 0.5), pytest.approx(1 / 8)]
    assert parts["乙"] == [pytest.approx(3 / 8), pytest.approx(2 / 8), pytest.approx(2 / 8 * 0.25), pytest.approx(1 / 8 * 0.01 / 0.02)]
    assert told["甲"]["score"] == pytest.approx(sum(parts["甲"]))


def test_a_term_unknown_for_one_brand_counts_for_none(holding):
    told = ranked(holding, [*brand("甲", 20, 20, 100, 2), *brand("乙", 20, 60, None, 3)])
    assert {name: (row["part_impressions"], row["part_rate"]) for name, row in told.items()} == {"甲": (None, None), "乙": (None, None)}
    assert told["乙"]["score"] == pytest.approx(2 / 4 + 2 / 4 * 0.25)
    assert ranked(holding, brand("甲", 3, 3, None, None), {"net": 1.0})["甲"]["score"] is None


def test_weights_are_those_that_are_set(holding):
    told = ranked(holding, [*brand("甲", 20, 20, 100, 2), *brand("乙", 20, 60, 300, 3)], {"impressions": 0, "mentions": 1, "net": 0, "rate": 0})
    assert {name: row["score"] for name, row in told.items()} == {"乙": 1, "甲": 0.5}
