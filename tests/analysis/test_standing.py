from math import hypot, sqrt

import pytest

from analysis.filters import Filters
from analysis.standing import standing
from tests.analysis.stores import opened
from tests.mentions import numbered, plain, stored_of

Z = 1.959963984540054


def wilson(p, n):
    centre, half = (p + Z * Z / (2 * n)) / (1 + Z * Z / n), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return centre - half, centre + half


def newcombe(p, n, q, m):
    (low, high), (lowest, highest) = wilson(p, n), wilson(q, m)
    return p - q - hypot(p - low, highest - q), p - q + hypot(high - p, q - lowest)


def felt(brands, positive, negative, **values):
    return [*plain(positive, brands=brands, sentiment=1, **values), *plain(negative, brands=brands, sentiment=-1, **values)]


def test_a_difference_is_of_the_mentions_that_name_one_brand_only(holding):
    records = [*felt(["甲"], 40, 60), *felt(["乙"], 80, 40), *felt(["丙"], 45, 55), *felt(["甲", "乙"], 0, 50), *felt(["甲", "别的"], 10, 0), *felt(["丁"], 10, 10)]
    with holding(stored_of(numbered(records))) as cursor:
        answer = standing(cursor, Filters(brands=("甲", "乙", "丙", "丁", "nowhere")), ours="甲")
        rows = {row["value"]: row for row in answer.rows}
        assert [*rows] == ["甲", "乙", "丙", "丁"]
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows] == [160, 170, 100, 20]
    # Of all 160 mentions of 甲 50 are positive and 110 negative; of those that name no other compared brand 50 and 60.
    assert (rows["甲"]["net"], rows["甲"]["alone"], rows["甲"]["net_alone"]) == (pytest.approx(-60 / 160), 110, pytest.approx(-10 / 110))
    assert {name: rows["甲"][name] for name in ("difference", "difference_low", "clear")} == {"difference": None, "difference_low": None, "clear": None}
    low, high = newcombe(80 / 120, 120, 50 / 110, 110)
    assert rows["乙"]["difference"] == pytest.approx(40 / 120 + 10 / 110)
    assert (rows["乙"]["difference_low"], rows["乙"]["difference_high"], rows["乙"]["clear"]) == (pytest.approx(2 * low), pytest.approx(2 * high), True)
    assert (rows["丙"]["difference"], rows["丙"]["clear"]) == (pytest.approx(-10 / 100 + 10 / 110), False)
    # Fewer than 30 are positive or negative.
    assert (rows["丁"]["net"], rows["丁"]["difference"], rows["丁"]["clear"]) == (None, None, None)


def test_what_one_author_repeats_makes_no_difference_clear(holding):
    records = [*felt(["甲"], 40, 60), *felt(["乙"], 80, 40, author_id="1", platform="x")]
    with holding(stored_of(numbered(records))) as cursor:
        told = standing(cursor, Filters(brands=("甲", "乙")), ours="甲").rows[1]
    assert (told["difference"], told["difference_low"], told["clear"]) == (pytest.approx(40 / 120 + 20 / 100), None, False)
