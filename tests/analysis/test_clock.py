from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clock import ahead, clock, zone_name
from analysis.filters import Filters
from tests.analysis.stores import MONDAY, imported, opened, storing
from tests.mentions import FEW, SOME, numbered, plain

ASLEEP = [1, 2, 3, 4, 5]
DAY = [3 if hour in ASLEEP else 40 for hour in range(24)]


def at(hours: list[int], *, shift: int = 0, **values: object) -> list[dict]:
    """As many mentions in each hour of the day, all moved by `shift` hours."""
    times = [MONDAY + timedelta(hours=(hour + shift) % 24, seconds=n) for hour, count in enumerate(hours) for n in range(count)]
    return [plain(1, published_at=time, **{"import_id": SOME[0]} | values)[0] for time in times]


def asked(holding, mentions: list[dict], imports: list[dict], **tables: list[dict]) -> list[dict]:
    with storing(holding, numbered(mentions), imports, **tables) as cursor:
        answer = clock(cursor, Filters())
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
    return answer.rows


def suspected(hours: list[int]) -> tuple[int, float, int] | None:
    """(where the quietest five hours begin, their share, the shift to the night) by numpy, None where nothing is wrong."""
    inside = sum(np.roll(hours, -step) for step in range(5))
    away = [min((start - 1) % 24, (1 - start) % 24) for start in range(24)]
    start = min(range(24), key=lambda hour: (inside[hour], away[hour], hour))
    if sum(hours) < 500 or away[start] < 5 or inside[start] > sum(hours) * 5 / 48:
        return None
    return start, pytest.approx(inside[start] / sum(hours)), (1 - start + 12) % 24 - 12


@FEW
@given(st.lists(st.integers(0, 60), min_size=24, max_size=24), st.integers(0, 23), st.booleans())
@example(DAY, 16, True)
@example([100 if hour == 12 else 20 for hour in range(24)], 0, False)
def test_the_clock_is_judged_as_numpy_judges_it(holding, noise, shift, is_shaped):
    hours = [int(n) for n in np.roll(np.add(DAY, np.array(noise) // 20) if is_shaped else noise, shift)]
    rows = asked(holding, at(hours), [imported(0)])
    expected = suspected(hours)
    assert [(row["quiet"], row["share"], row["shift"]) for row in rows] == ([expected] if expected else [])
    assert [row["hours"] for row in rows] == ([hours] if expected else [])


@pytest.mark.parametrize("shift", [-12, -9, -8, -6, 5, 8, 11])
def test_a_file_read_hours_off_is_found_with_the_hours_that_put_it_right(holding, shift):
    (row,) = asked(holding, at(DAY, shift=shift), [imported(0, file_name="<b>x</b>.csv", parameters='{"time_zone": "UTC"}')])
    assert (row["shift"] - -shift) % 24 == 0
    told = {name: row[name] for name in ("export", "file_name", "time_zone", "imports", "mentions", "precisions")}
    assert told == {
        "export": "table", "file_name": "<b>x</b>.csv", "time_zone": "UTC", "imports": [SOME[0]], "mentions": sum(DAY), "precisions": ["second"],
    }  # fmt: skip


@pytest.mark.parametrize("shift", [0, 1, 4, -4])
def test_a_night_a_few_hours_early_or_late_is_a_habit(holding, shift):
    assert asked(holding, at(DAY, shift=shift), [imported(0)]) == []


def test_too_few_mentions_say_nothing(holding):
    assert asked(holding, at([n // 2 for n in DAY], shift=8), [imported(0)]) == []


def test_mentions_of_which_only_the_day_is_known_say_nothing(holding):
    assert asked(holding, at(DAY, shift=8, precision="day"), [imported(0)]) == []


def test_small_files_of_a_format_are_taken_together_and_large_ones_alone(holding):
    half = [n // 2 for n in DAY]
    small = at(half, shift=8, import_id=SOME[0], precision="minute") + at(half, shift=8, import_id=SOME[1])
    rows = asked(holding, [*small, *at(DAY, import_id=SOME[2])], [imported(0), imported(1), imported(2)])
    assert [(row["file_name"], row["imports"], row["mentions"], row["precisions"]) for row in rows] == [
        (None, SOME[:2], 2 * sum(half), ["minute", "second"])
    ]


def test_files_read_in_different_time_zones_are_not_mixed(holding):
    half = [n // 2 for n in DAY]
    small = at(half, shift=8, import_id=SOME[0]) + at(half, shift=8, import_id=SOME[1])
    assert asked(holding, small, [imported(0), imported(1, parameters='{"time_zone": "UTC"}')]) == []


def test_a_repeat_counts_in_every_file_that_holds_it_once(holding):
    mentions = at(DAY, shift=8)
    seen = [{"mention_id": m["mention_id"], "import_id": SOME[n], "line": n, "part": 0} for m in numbered(mentions) for n in (0, 1, 1)]
    rows = asked(holding, mentions, [imported(0), imported(1)], sighting=seen)
    assert [(row["file_name"], row["mentions"]) for row in rows] == [("0.csv", sum(DAY)), ("1.csv", sum(DAY))]


@pytest.mark.parametrize("read_as", ["Asia/Shanghai", "UTC", "America/New_York", "Etc/GMT+11", "Pacific/Auckland"])
@pytest.mark.parametrize("shift", range(-12, 12))
def test_read_in_the_zone_that_is_named_the_times_lie_as_much_later_as_the_shift_says(read_as, shift):
    moment = datetime(2025, 7, 1, 12)
    named = ZoneInfo(zone_name(ahead(read_as, moment, -shift)))
    moved = moment.replace(tzinfo=named) - moment.replace(tzinfo=ZoneInfo(read_as))
    # By how much later the same words are in another zone; datetime subtracts by UTC.
    assert (moved - timedelta(hours=shift)) % timedelta(days=1) == timedelta(0)


def test_zones_are_named_as_people_know_them_or_by_their_hours():
    assert [zone_name(hours) for hours in (0, 8, 9, -5, 6)] == ["UTC", "Asia/Shanghai", "Asia/Tokyo", "Etc/GMT+5", "Etc/GMT-6"]
    assert [ahead("Asia/Shanghai", datetime(2025, 7, 1), hours) for hours in (0, -8, 10, -12)] == [8, 0, -6, -4]
