from math import exp, log, sqrt

import pyarrow as pa
import pytest

from analysis.growth import with_growth


def grown(rows: list[tuple]) -> list[dict]:
    table = pa.table({name: pa.array([row[place] for row in rows], pa.float64()) for place, name in enumerate(("now", "before", "n", "n_before"))})
    return with_growth(table, "now", "before", "n", "n_before").to_pylist()


def test_the_ratio_has_half_added_to_both_and_an_interval_by_voices():
    (row,) = grown([(60, 20, 30, 15)])
    error = sqrt(1 / 30.5 + 1 / 15.5)
    assert row["ratio"] == pytest.approx(60.5 / 20.5)
    assert [row["ratio_low"], row["ratio_high"]] == pytest.approx([exp(log(60.5 / 20.5) + side * 1.959964 * error) for side in (-1, 1)])
    assert row["clear"] is True


def test_what_was_never_there_before_grows_and_what_is_said_by_few_is_not_clear():
    never, few, steady, unknown = grown([(40, 0, 40, None), (40, 0, 4, None), (40, 38, 40, 38), (40, None, 40, None)])
    assert (never["ratio"], never["clear"]) == (81, True)
    assert (few["ratio"], few["ratio_low"], few["clear"]) == (81, None, False)
    assert (steady["clear"], unknown["ratio"], unknown["clear"]) == (False, None, False)
    assert grown([]) == []


def test_of_many_growths_by_chance_one_that_is_just_clear_alone_is_not_told():
    assert [row["clear"] for row in grown([(40, 23, 40, 23)])] == [True]
    assert [row["clear"] for row in grown([(40, 23, 40, 23), *[(40, 40, 40, 40)] * 9])] == [False] * 10
