from collections.abc import Iterator

import pytest

import language
from ui.as_exported import compared, unknown


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.follow(lambda: "en")
    yield
    language.follow(lambda: language.DEFAULT)


def group(value, net, effective=100):
    return {"value": value, "net": net, "effective_polar": effective, "mentions": 10}


TOLD = [
    ([group("female", -0.8), group("male", -0.2)], "net sentiment of Female −60.0 pp against Male, more than chance"),
    ([group("female", 0.05), group("male", 0)], "no clear difference of net sentiment between Female and Male"),
    # The same difference rests on a few voices.
    ([group("female", -0.8, 9), group("male", -0.2, 9)], "no clear difference of net sentiment between Female and Male"),
    ([group("male", None), group("female", -0.2)], "too few positive or negative mentions to compare Male and Female"),
    ([group("male", 0.1), group("female", 0.1), group("机构", -1)], "no clear difference of net sentiment between Male and Female"),
    ([group("male", 0.1)], "only one group is known"),
]


@pytest.mark.parametrize(("known", "told"), TOLD, ids=[told for _known, told in TOLD[:2]] + ["few voices", "few", "of three", "one"])
def test_two_groups_differ_only_where_that_is_clear(known, told):
    assert compared("genders", known) == told


def test_how_many_are_not_known_is_always_told():
    rows = [group("male", 0), group(None, 0), group("female", 0)]
    assert unknown(rows, 30) == "unknown: 10 of 30 (33.3%)"
    assert unknown(rows[:1], 10) == "unknown: 0 of 10 (0.0%)"
