from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.gaps import gaps
from tests.analysis.stores import MONDAY, days, opened, storing
from tests.mentions import FEW, numbered


def silences(counts: list[int]) -> list[tuple[int, int, float]]:
    """(first day, last day, expected) of what the definition calls a gap, by walking over the days."""
    known = [day for day, count in enumerate(counts) if count]
    long = {day for a, b in pairwise(known) if b - a > 2 for day in range(a + 1, b)}
    found = []
    for before, after in pairwise(known):
        if not 2 <= after - before <= 32:
            continue
        left = [day for day in range(before - 13, before + 1) if day >= known[0] and day not in long]
        right = [day for day in range(after, after + 14) if day <= known[-1] and day not in long]
        by_weekday = {w: [counts[d] for d in left + right if d % 7 == w] for w in range(7)}
        usual = {w: median(of_day) if of_day else 0 for w, of_day in by_weekday.items()}
        if min(len(left), len(right)) < 7 or any(_empty(side, counts, usual) > 0.15 for side in (left, right)):
            continue
        expected = sum(usual[day % 7] for day in range(before + 1, after))
        if expected >= 10:
            found.append((before + 1, after - 1, expected))
    return sorted(found, key=lambda gap: (-gap[2], gap[0]))


def _empty(side: list[int], counts: list[int], usual: dict[int, float]) -> float:
    judged = [counts[day] for day in side if usual[day % 7] > 0]
    return judged.count(0) / len(judged) if judged else 1.0


def told(holding, counts: list[int], **values: object) -> list[tuple[int, int, float]]:
    with storing(holding, numbered(days(counts, **{"platform": "weibo"} | values)), []) as cursor:
        rows = gaps(cursor, Filters()).rows
    return [((row["first"] - MONDAY.date()).days, (row["last"] - MONDAY.date()).days, row["expected"]) for row in rows]


DENSE = st.lists(st.sampled_from([0, 3, 4, 6, 12]), min_size=0, max_size=18)


@FEW
@given(st.lists(st.tuples(st.lists(st.sampled_from([2, 4, 5, 12, 12, 0]), min_size=5, max_size=16), st.integers(1, 5)), max_size=3), DENSE)
@example([([12] * 8, 1), ([0, 12, 12, 12, 12, 12, 12, 12], 2)], [12] * 8)
def test_gaps_are_what_the_definition_says(holding, parts, rest):
    counts = [count for part, silent in parts for count in [*part, *[0] * silent]] + rest
    assert told(holding, counts) == silences(counts)


def test_a_silent_day_in_a_dense_run_is_a_gap_that_opens_the_weeks_around_it(holding):
    counts = [12] * 20 + [0] + [11] * 20
    with storing(holding, numbered(days(counts, platform="weibo")), []) as cursor:
        answer = gaps(cursor, Filters())
        assert answer.rows == [
            {
                "platform": "weibo", "first": date(2025, 1, 26), "last": date(2025, 1, 26), "days": 1, "expected": 11.5,
                "since": datetime(2025, 1, 12), "until": datetime(2025, 2, 10),
            }
        ]  # fmt: skip
        assert opened(cursor, answer) == [14 * 12 + 14 * 11]


def test_two_silences_near_each_other_are_both_found(holding):
    assert told(holding, [12] * 14 + [0] * 4 + [12] * 9 + [0] * 3 + [12] * 14) == [(14, 17, 48), (27, 29, 36)]


QUIET = {
    "a platform of three days a week": [12, 12, 12, 0, 0, 0, 0] * 6,
    "a platform that rests at weekends": [12, 12, 12, 12, 12, 0, 0] * 6,
    "a platform that rests on Sundays": [12, 12, 12, 12, 12, 12, 0] * 6,
    "a platform of few mentions": [1, 0, 0, 2, 0, 1, 0] * 6,
    "a single mention long before": [1] + [0] * 200 + [12] * 30,
    "a single mention long after": [12] * 30 + [0] * 200 + [1],
    "bursts with silence between": [40, 0, 0, 0, 0, 30, 0, 0, 0, 0, 0] * 4,
    "a steady run": [12] * 40,
}


@pytest.mark.parametrize("counts", QUIET.values(), ids=QUIET)
def test_a_rhythm_of_its_own_is_no_gap(holding, counts):
    assert told(holding, counts) == []


@pytest.mark.parametrize(("silent", "found"), [(31, 1), (32, 0)])
def test_a_month_may_be_missing_and_what_is_longer_parts_two_runs(holding, silent, found):
    assert len(told(holding, [12] * 15 + [0] * silent + [12] * 15)) == found


def test_the_silence_of_one_platform_is_found_though_another_speaks(holding):
    silent = days([12] * 15 + [0] * 30 + [12] * 15, platform="O'Brien <b>")
    other = days([12] * 60, platform="x")
    unknown = days([12] * 15 + [0] * 30 + [12] * 15, platform=None)
    with storing(holding, numbered(silent + other + unknown), []) as cursor:
        (row,) = gaps(cursor, Filters()).rows
    assert (row["platform"], row["days"], row["expected"]) == ("O'Brien <b>", 30, 360)
    assert row["first"] == (MONDAY + timedelta(days=15)).date()
