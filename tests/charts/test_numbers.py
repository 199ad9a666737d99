from hypothesis import given
from hypothesis import strategies as st

from charts.numbers import ticks


def test_ticks_are_round():
    assert {top: ticks(top) for top in (0, 1, 7, 42, 15_000)} == {
        0: [0, 1],
        1: [0, 1],
        7: [0, 2, 4, 6, 8],
        42: [0, 10, 20, 30, 40, 50],
        15_000: [0, 5000, 10_000, 15_000],
    }


@given(st.integers(min_value=0, max_value=10**12))
def test_ticks_cover_any_count_in_whole_steps(top):
    steps = ticks(top)
    assert steps[0] == 0 and top <= steps[-1] and 2 <= len(steps) <= 6
    assert all(step == int(step) for step in steps)
