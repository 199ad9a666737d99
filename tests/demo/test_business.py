"""The business figures: what the crisis and the promotion did to them."""

from datetime import datetime
from statistics import mean

import pytest

from demo import business, story

ROWS = business.figures(1)


def of(metric: str, since: str, until: str, brand: str = story.OURS) -> float:
    return mean(value for day, of, name, value, _ in ROWS if (of, name) == (brand, metric) and since <= day <= until)


def test_every_day_has_each_metric():
    days = {day for day, *_ in ROWS}
    assert len(days) == 56 and (min(days), max(days)) == ("2025-03-03", "2025-04-27")
    kinds = {(brand, metric, unit) for _, brand, metric, _, unit in ROWS}
    assert kinds == {
        ("澜汐", "orders", "单"), ("澜汐", "returns", "单"), ("澜汐", "complaints", "件"), ("澜汐", "satisfaction", "分"),
        ("朔野", "orders", "单"), ("禾曜", "orders", "单"),
    }  # fmt: skip
    assert len(ROWS) == 56 * len(kinds)


def test_orders_fall_by_a_third_in_the_crisis_and_recover():
    quiet = business.week_of("orders", ROWS, datetime(2025, 3, 3))
    assert business.week_of("orders", ROWS, datetime(2025, 3, 31)) / quiet == pytest.approx(0.65, abs=0.05)
    assert business.week_of("orders", ROWS, datetime(2025, 4, 14)) > quiet


def test_returns_and_complaints_follow_some_days_later():
    assert of("returns", "2025-04-02", "2025-04-05") > 4 * of("returns", "2025-03-03", "2025-03-12")
    assert of("returns", "2025-03-30", "2025-03-30") < 2 * of("returns", "2025-03-03", "2025-03-12")
    assert of("complaints", "2025-03-31", "2025-04-02") > 3 * of("complaints", "2025-03-03", "2025-03-12")


def test_satisfaction_falls_and_comes_back():
    before = of("satisfaction", "2025-03-03", "2025-03-28")
    assert of("satisfaction", "2025-03-31", "2025-04-03") < before - 0.6
    assert of("satisfaction", "2025-04-14", "2025-04-18") == pytest.approx(before, abs=0.1)


def test_the_promotion_doubles_orders():
    assert of("orders", "2025-04-18", "2025-04-20") > 1.8 * of("orders", "2025-04-14", "2025-04-17")


def test_a_competitor_gains_a_little():
    assert (
        1.02 < of("orders", "2025-04-01", "2025-04-05", "朔野") / of("orders", "2025-03-04", "2025-03-08", "朔野") < 1.2
    )
