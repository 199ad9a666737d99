from datetime import datetime

import pytest

from store.corrections import out_of_force

A, B, C, D = (datetime(2025, 3, day) for day in range(1, 5))


@pytest.mark.parametrize(
    ("undoings", "out"),
    [
        ([], set()),
        ([(B, A)], {A}),
        ([(C, B), (B, A)], {B}),
        ([(B, A), (C, B), (D, C)], {A, C}),
        ([(B, A), (C, A), (D, B)], {A, B}),
        ([(B, A), (C, B), (C, A)], {A, B}),
    ],
)
def test_an_undoing_holds_unless_a_later_one_undoes_it(undoings, out):
    assert out_of_force(undoings) == out_of_force(reversed(undoings)) == out
