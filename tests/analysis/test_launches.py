from collections import Counter

from hypothesis import given, settings

from analysis.filters import Filters
from analysis.launches import launches
from tests.analysis.stores import opened
from tests.mentions import FEW, filter_values, left, sample


@settings(FEW, max_examples=5)
@given(filter_values())
def test_each_product_has_its_first_time_and_the_brand_that_most_of_its_mentions_name(holding, chosen):
    stored = sample(300)
    filters = Filters(**chosen | {"products": (), "brands": ()})
    kept = [row for row, keep in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if keep]
    expected = {}
    for product in {product for row in kept for product in row.products or ()}:
        own = [row for row in kept if product in (row.products or ())]
        brands = Counter(brand for row in own for brand in set(row.brands or ()) & {"甲", "乙"})
        if brands:
            expected[product] = (min(sorted(brands), key=lambda brand: (-brands[brand], brand)), min(row.published_at for row in own), len(own))
    with holding(stored) as cursor:
        answer = launches(cursor, Filters(**chosen | {"products": (), "brands": ("甲", "乙")}))
        assert {row["product"]: (row["brand"], row["first"], row["mentions"]) for row in answer.rows} == expected
        assert [row["first"] for row in answer.rows] == sorted(row["first"] for row in answer.rows)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
