"""What is told of a cascade whose parents are guessed."""

import pytest

from ui.cascade_chosen import deep


@pytest.mark.parametrize(
    ("lower_bound", "depth", "told"),
    [(False, 0, "0"), (False, 3, "3"), (True, 3, "≥ 3"), (True, 0, None)],
)
def test_a_depth_of_which_nothing_is_known_is_not_told(english, lower_bound, depth, told):
    assert deep({"lower_bound": lower_bound, "depth": depth}) == told
