"""Targets: what can be one, which counts for a window, and how a value is judged by it."""

from datetime import date, datetime

import pytest

from analysis.filters import Filters
from analysis.targets import KPIS, Target, TargetError, document, judged, of, read, side_of, targets

APRIL = {"since": "2025-04-01", "until": "2025-04-30"}
WEEK = Filters(since=datetime(2025, 4, 7), until=datetime(2025, 4, 14))


def target(metric="negative", value=12.0, since=date(2025, 4, 1), until=date(2025, 4, 30), side="most", brand=None):
    return Target(metric, since, until, value, side, brand)


def test_what_is_kept_is_read_back():
    kept = read([{"metric": "negative", "value": 12, **APRIL}, {}, {"metric": None, "brand": ""}, {"metric": "figure:orders", "brand": " 甲 ", "value": 30_000.5, "side": "least", **APRIL}])
    assert kept == (target(), target("figure:orders", 30_000.5, side="least", brand="甲"))
    assert targets(document(kept)) == kept
    assert targets(None) == targets("") == ()


def test_the_usual_side_is_that_of_what_is_good():
    assert {name: side_of(name) for name in KPIS} == {
        "volume": "least", "negative": "most", "net": "least", "engagement": "least", "heat": "least", "disagreement": "most", "complaints": "most", "known": "least",
    }  # fmt: skip
    assert [side_of(f"figure:{name}") for name in ("orders", "returns", "satisfaction", "复购率")] == ["least", "most", "least", "least"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"value": 12, **APRIL}, "needs the number"), ({"metric": "mood", "value": 12, **APRIL}, "needs the number"), ({"metric": "figure:", "value": 12, **APRIL}, "needs the number"),
        ({"metric": "negative", "value": 12, "since": "2025-04-01"}, "first and its last day"), ({"metric": "negative", "value": 12, "since": "2025-04-31", "until": "2025-05-01"}, "“2025-04-31” is no day; write it as 2025-04-01"),
        ({"metric": "negative", "value": 12, "since": "4/1", "until": "2025-05-01"}, "“4/1” is no day"), ({"metric": "negative", "value": 12, **APRIL, "brand": 3}, "brand of a target must be a text"), ({"metric": ["x"], "value": 12, **APRIL}, "needs the number"),
        ({"metric": "negative", "value": 12, "since": "2025-04-02", "until": "2025-04-01"}, "ends before it begins: 2025-04-02 – 2025-04-01"),
        ({"metric": "negative", **APRIL}, "needs a number"), ({"metric": "negative", "value": "12", **APRIL}, "needs a number"), ({"metric": "negative", "value": float("nan"), **APRIL}, "needs a number"),
        ({"metric": "negative", "value": 120, **APRIL}, "120 lies outside 0 – 100"), ({"metric": "net", "value": -101, **APRIL}, "-101 lies outside -100 – 100"), ({"metric": "volume", "value": -1, **APRIL}, "-1 is less than 0"),
        ({"metric": "negative", "value": 12, "side": "about", **APRIL}, "at least or at most"),
    ],
)  # fmt: skip
def test_what_is_no_target_says_why(row, why):
    with pytest.raises(TargetError, match=why):
        read([row])


@pytest.mark.parametrize("first", ["2025-4-1", "2025/04/01", " 2025-04-01", "2025.4.1", "2025年4月1日", "２０２５-04-01", "2025-04-01 00:00", datetime(2025, 4, 1), date(2025, 4, 1)], ids=str)
def test_a_day_is_read_as_people_write_it(first):
    assert read([{"metric": "negative", "value": 12, "since": first, "until": "2025-04-30"}]) == (target(),)


@pytest.mark.parametrize("text", ["target = 3", 'target = ["x"]', "[target]\nvalue = 1"])
def test_what_is_no_list_of_targets_is_refused(text):
    with pytest.raises(TargetError, match="must be written as"):
        targets(text)


def test_two_of_the_same_number_brand_and_days_are_refused_and_so_is_what_is_no_toml():
    with pytest.raises(TargetError, match="same number, brand and days"):
        read([{"metric": "negative", "value": 12, **APRIL}, {"metric": "negative", "value": 13, **APRIL}])
    with pytest.raises(TargetError, match="no TOML"):
        targets("[[target")


def test_the_target_that_counts_is_the_shortest_that_covers_the_window():
    april, half, quarter = target(), target(until=date(2025, 4, 13)), target(since=date(2025, 3, 1), until=date(2025, 5, 31))
    part = target(since=date(2025, 4, 8), until=date(2025, 4, 9))
    kept = (quarter, april, half, part, target(until=date(2025, 4, 8)), target("net"), target(brand="甲"))
    assert of(kept, "negative", WEEK) == half
    assert of((part, target(since=date(2025, 4, 12), until=date(2025, 4, 12))), "negative", WEEK) == part
    assert of(kept, "negative", Filters(since=WEEK.since, until=WEEK.until, brands=("甲",))) == target(brand="甲")
    assert of(kept, "negative", Filters(since=datetime(2026, 1, 1), until=datetime(2026, 1, 2))) is None


@pytest.mark.parametrize("filters", [{"brands": ("乙",)}, {"brands": ("甲", "乙")}, {"brands": (None,)}, {"platforms": ("weibo",)}, {"keyword": "x"}], ids=str)
def test_a_part_that_no_target_is_of_has_none(filters):
    assert of((target(), target(brand="甲")), "negative", Filters(since=WEEK.since, until=WEEK.until, **filters)) is None


def test_a_share_is_wanted_as_it_is_and_a_count_by_the_days():
    end = datetime(2025, 4, 14)
    found = judged(target(), 13.3, WEEK, end)
    assert (found.wanted, found.gap, found.met) == (12, pytest.approx(1.3), False)
    found = judged(target("volume", 3000, side="least"), 700, WEEK, end)
    assert (found.wanted, found.gap, found.met, found.days) == (pytest.approx(700), pytest.approx(0), True, 7)
    found = judged(target("volume", 3000, side="least"), 300, WEEK, datetime(2025, 4, 10, 12))
    assert (found.wanted, found.met, found.days) == (pytest.approx(350), False, 4)
    assert judged(target("figure:orders", 3000, side="least"), 1, WEEK, end).wanted == pytest.approx(700)
    assert judged(target("figure:satisfaction", 4.5, side="least"), 4.6, WEEK, end).wanted == 4.5


def test_a_target_of_other_days_and_an_unknown_value_are_not_compared():
    assert judged(target(until=date(2025, 4, 10)), 13.3, WEEK, datetime(2025, 4, 14)).wanted is None
    assert judged(target(), None, WEEK, datetime(2025, 4, 14)).wanted is None
