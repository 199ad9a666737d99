"""What the demo's own accounts answer, as an import of the exports shows it."""

import pytest

from analysis.filters import Filters
from analysis.replies import replies
from demo.service import SPEAKERS

BEFORE, AFTER = {"since": ["2025-03-30"], "until": ["2025-04-01"]}, {"since": ["2025-04-03"], "until": ["2025-04-18"]}


def answered(found, window: dict, **more: list[str]) -> tuple[dict, dict]:
    """Of the negative mentions and of all of a window."""
    filters, strange = Filters.of_link(window | more)
    assert not strange
    with found.store.cursor() as cursor:
        return replies(cursor, filters).rows


def test_the_answers_that_were_planted_are_found_with_their_times(found, truth):
    planted = truth["answers"]
    with found.store.cursor() as cursor:
        _negative, all_ = replies(cursor, Filters()).rows
    assert all_["answered"] == planted["mentions"] >= 200
    assert (all_["timed"], all_["untimed"]) == (planted["mentions"], 0)
    assert all_["median"] == pytest.approx(planted["median_minutes"], abs=0.02)


@pytest.mark.parametrize("window", [BEFORE, AFTER])
def test_as_many_are_found_of_a_window_as_were_planted(found, truth, window):
    days = truth["answers"]["days"]
    planted = sum(count for day, count in days.items() if window["since"][0] <= day <= window["until"][0])
    assert answered(found, window)[1]["answered"] == planted >= 40
    assert sum(days.values()) == truth["answers"]["mentions"]


def test_they_come_soon_after_the_apology_and_seldom_before(found):
    before, after = (answered(found, window)[0] for window in (BEFORE, AFTER))
    assert before["share"] < 0.06 < 0.1 < after["share"]
    assert before["high"] < after["low"] and after["median"] < 240


def test_of_what_they_answer_at_all_they_answer_as_many_as_was_planned(found):
    """Posts and comments about our brand where all of these are answered: planned are 0.04, and 0.34, later 0.26, of what is unhappy."""
    platforms = [name for name in SPEAKERS if name != "weibo"]
    before, after = (answered(found, window, platforms=platforms, kinds=["post", "comment"], brands=["澜汐"])[0] for window in (BEFORE, AFTER))
    # 0.065 and 0.362
    assert before["share"] < 0.07 < 0.33 < after["share"] < 0.39
    # Without bare reposts, on all three platforms: 0.157
    assert answered(found, AFTER, platforms=list(SPEAKERS), kinds=["post", "comment"])[0]["share"] > 0.15
