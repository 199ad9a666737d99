from dataclasses import replace
from datetime import datetime, timedelta
from math import log, sqrt
from statistics import median
from uuid import uuid4

import numpy as np
import pandas as pd
import pytest

from analysis.cases import above_usual, cases
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import insert, numbered, plain, stored_of

MONDAY = datetime(2024, 1, 1)
WEEK = timedelta(days=7)


def weeks(counts: list[int], **values: object) -> list[dict]:
    """So many complaints in each week from MONDAY on."""
    return [record for place, count in enumerate(counts) for record in plain(count, published_at=MONDAY + place * WEEK + timedelta(days=place % 7), intent="complaint", **values)]


def by_hand(counts: list[int]) -> list[bool]:
    found = []
    for place, x in enumerate(counts):
        before = counts[max(0, place - 8) : place]
        m = median(before) if len(before) >= 4 else None
        if m is None:
            found.append(False)
            continue
        tau = 1.4826 * median(abs(log((one + 0.5) / (m + 0.5))) for one in before)
        z = log((x + 0.5) / (m + 0.5)) / max(sqrt(1 / (m + 1)), tau)
        found.append(z >= 3.5 and x >= 1.5 * m and x >= 10)
    return found


def test_a_week_is_above_usual_as_counting_by_hand_says():
    random = np.random.default_rng(7)
    quiet = random.poisson(12, 60)
    quiet[[4, 20, 21, 40]] = [90, 60, 70, 80]
    table = np.stack([quiet, random.poisson(1, 60), random.integers(1, 200, 60)], axis=1)
    _usual, above = above_usual(table.astype(float))
    assert [above[:, place].tolist() for place in range(3)] == [by_hand(table[:, place].tolist()) for place in range(3)]
    assert above[[4, 20, 21, 40], 0].all() and above[:, 0].sum() <= 5


# Twelve weeks: heat twice clearly above usual, once beside safety and once beside price; the window is the last week.
USUAL = [4, 4, 5, 4, 4]
RECORDS = numbered(
    [
        *weeks([*USUAL, 40, 40, 4, 4, 30, 4], topic_id="hot", aspects=["heat"]),
        *weeks([0] * 5 + [20, 20], topic_id="other", aspects=["safety"]),
        *weeks([0] * 9 + [20], topic_id="other", aspects=["price"]),
        *weeks([0] * 11 + [30], topic_id="hot", aspects=["heat"]),
        *weeks([0] * 11 + [15], topic_id="other", aspects=["safety"]),
        *plain(3, topic_id="hot", aspects=["heat"], published_at=MONDAY + 5 * WEEK),
    ]
)
WINDOW = Filters(since=MONDAY + 11 * WEEK, until=MONDAY + 12 * WEEK)


def test_weeks_in_a_row_are_one_case_and_the_one_most_like_the_window_comes_first(holding):
    with holding(stored_of(RECORDS)) as cursor:
        answer = cases(cursor, WINDOW, by="topics", among=("hot", "other"))
        told = [(row["value"], (row["since"] - MONDAY) // WEEK, (row["until"] - MONDAY) // WEEK, row["count"], row["expected"], row["complaints"]) for row in answer.rows]
        # other: 0 before, clearly more than usual in the same weeks.
        assert told == [("hot", 5, 7, 80, 8, 120), ("hot", 9, 10, 30, 4, 50), ("other", 5, 7, 40, 0, 120), ("other", 9, 10, 20, 0, 50)]
        assert answer.rows[0]["cosine"] == pytest.approx((80 * 30 + 40 * 15) / (sqrt(80**2 + 40**2) * sqrt(30**2 + 15**2)))
        assert answer.rows[1]["cosine"] == pytest.approx(30 * 30 / (sqrt(30**2 + 20**2) * sqrt(30**2 + 15**2)))
        assert opened(cursor, answer) == [row["count"] for row in answer.rows]
        by_aspect = cases(cursor, WINDOW, by="aspects", among=("heat",))
        assert [row["count"] for row in by_aspect.rows] == [80, 30] and opened(cursor, by_aspect) == [80, 30]


def test_what_was_recorded_as_an_event_is_a_case_too(holding):
    event = {"event_id": str(uuid4()), "name": "O'Brien", "since": MONDAY + 5 * WEEK, "until": MONDAY + 8 * WEEK}
    late = {"event_id": str(uuid4()), "name": "now", "since": MONDAY + 5 * WEEK, "until": MONDAY + 12 * WEEK}
    with holding(stored_of(RECORDS)) as cursor:
        insert(cursor, "event", pd.DataFrame([event, late], dtype=object))
        answer = cases(cursor, WINDOW, by="topics", among=("hot",))
        assert [(row["name"], row["count"]) for row in answer.rows] == [(None, 80), ("O'Brien", 84)]
        assert opened(cursor, answer) == [80, 84]


def test_nothing_is_told_of_data_that_do_not_reach_back(holding):
    with holding(stored_of(RECORDS)) as cursor:
        assert cases(cursor, Filters(since=MONDAY + 4 * WEEK, until=MONDAY + 6 * WEEK), by="topics", among=("hot",)).rows == []
        assert cases(cursor, Filters(), by="topics", among=("hot",)).rows == cases(cursor, WINDOW, by="topics", among=()).rows == []
    with holding(stored_of([])) as cursor:
        assert cases(cursor, WINDOW, by="aspects", among=("heat",)).rows == []


def test_weeks_that_the_data_lack_are_not_weeks_without_complaints(holding):
    # Five weeks were never exported: of the eight before a week three are known in the first after them, four in the fifth.
    gapped = weeks([40] * 6 + [0] * 5 + [40] * 4 + [200] + [40], topic_id="hot", aspects=["heat"])
    window = Filters(since=MONDAY + 16 * WEEK, until=MONDAY + 17 * WEEK)
    # Where something else was said in them nobody complained.
    quiet = [record for week in range(6, 11) for record in plain(1, published_at=MONDAY + week * WEEK)]
    for records, case in ((gapped, (15, 200, 40)), ([*gapped, *quiet], (11, 160, 0))):
        with holding(stored_of(numbered(records))) as cursor:
            assert [((row["since"] - MONDAY) // WEEK, row["count"], row["expected"]) for row in cases(cursor, window, by="topics", among=("hot",)).rows] == [case]


def test_an_event_of_another_brand_is_no_case(holding):
    records = numbered(weeks([12] * 12, topic_id="hot", aspects=["heat"], brands=["A"]))
    events = [
        {"event_id": str(uuid4()), "name": name, "brands": brands, "since": MONDAY + place * WEEK, "until": MONDAY + (place + 1) * WEEK}
        for place, (name, brands) in enumerate({"ours": ["A", "B"], "theirs": ["B"], "all": None}.items(), 5)
    ]
    for chosen, among in {(): {"theirs", "all"}, ("A", None): {"ours", "all"}}.items():
        with holding(stored_of(records)) as cursor:
            insert(cursor, "event", pd.DataFrame(events, dtype=object))
            assert {row["name"] for row in cases(cursor, replace(WINDOW, brands=chosen), by="topics", among=("hot",)).rows} == among
