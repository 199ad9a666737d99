"""When things are said."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from statistics import mean

import pytest

from demo import rhythm, story


def test_an_average_week_is_as_lively_as_ordinary():
    week = [rhythm.liveliness(story.START + timedelta(hours=hour)) for hour in range(168)]
    assert mean(week) == pytest.approx(1.0, abs=0.01)


def test_between_two_points_the_level_decays_exponentially():
    points = ((datetime(2025, 4, 1), 80.0), (datetime(2025, 4, 1, 20), 20.0))
    assert rhythm.level(points, datetime(2025, 4, 1, 10)) == pytest.approx(40.0)
    assert rhythm.level(points, datetime(2025, 4, 1, 20)) == rhythm.level(points, datetime(2025, 3, 31)) == 0.0


def test_the_ordinary_stream_has_its_mean_and_its_evenings():
    moments = list(rhythm.ordinary(Random(1), 120))
    assert len(moments) / story.DAYS == pytest.approx(120, rel=0.15)
    hours = Counter(at.hour for at in moments)
    assert hours[21] > 3 * hours[6]
    assert moments == sorted(moments)


@pytest.mark.parametrize("happening", story.LEVELS)
def test_a_wave_stays_between_its_ends(happening):
    points = story.LEVELS[happening]
    moments = list(rhythm.wave(Random(1), happening))
    assert points[0][0] <= min(moments) and max(moments) < points[-1][0] + timedelta(hours=1)


def test_the_levels_are_the_planted_half_lives():
    before = rhythm.level(story.LEVELS["crisis"], datetime(2025, 4, 1, 8)) / rhythm.level(
        story.LEVELS["crisis"], datetime(2025, 3, 30, 16)
    )
    after = rhythm.level(story.LEVELS["crisis"], datetime(2025, 4, 3, 6)) / rhythm.level(
        story.LEVELS["crisis"], datetime(2025, 4, 2, 20)
    )
    assert before == pytest.approx(0.5, abs=0.02) and after == pytest.approx(0.5, abs=0.01)
