from datetime import datetime

import pytest

import language
from ui import numbers


@pytest.fixture(params=["zh", "en"])
def spoken(request):
    before = language._reader
    language.follow(lambda: request.param)
    yield request.param
    language.follow(before)


def test_a_day_is_written_as_the_reader_writes_it(spoken):
    assert numbers.day(datetime(2026, 11, 3)) == {"zh": "11月3日 周二", "en": "Tue 3 Nov"}[spoken]


def test_large_numbers_are_short_in_the_readers_units(spoken):
    assert [numbers.short(n) for n in (999, 12_345, 340_000_000)] == {
        "zh": ["999", "1.2万", "3.4亿"],
        "en": ["999", "12.3k", "340M"],
    }[spoken]


@pytest.mark.parametrize(
    "now, before, told",
    [(112, 100, "+12.0%"), (88, 100, "−12.0%"), (100, 100, "+0.0%"), (6, 3, "3 → 6"), (6, 0, "0 → 6"), (None, 3, None), (3, None, None)],
)
def test_a_change_has_its_sign_and_no_percentage_from_a_small_base(now, before, told):
    assert numbers.change(now, before) == told


def test_unknown_is_no_zero():
    assert (numbers.short(None), numbers.whole(None), numbers.share(None)) == ("–", "–", "–")
