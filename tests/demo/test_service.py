"""What the demo's own accounts answer, as an import of the exports shows it."""

import pytest

from analysis.filters import Filters
from analysis.replies import replies


def test_the_answers_that_were_planted_are_found_with_their_times(found, truth):
    planted = truth["answers"]
    with found.store.cursor() as cursor:
        _negative, all_ = replies(cursor, Filters()).rows
    assert all_["answered"] == planted["mentions"] >= 200
    assert (all_["timed"], all_["untimed"]) == (planted["mentions"], 0)
    assert all_["median"] == pytest.approx(planted["median_minutes"], abs=0.02)


def test_they_come_soon_after_the_apology_and_seldom_before(found):
    with found.store.cursor() as cursor:
        before, after = (
            replies(cursor, Filters.of_link(link)[0]).rows[0]
            for link in ({"since": ["2025-03-30"], "until": ["2025-04-01"]}, {"since": ["2025-04-03"], "until": ["2025-04-18"]})
        )
    assert before["share"] < 0.06 < 0.1 < after["share"]
    assert before["high"] < after["low"] and after["median"] < 240
