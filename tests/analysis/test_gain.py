import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.gain import Told, gain
from analysis.interval import paired

label = st.sampled_from([-1, 0, 1])
trials = st.lists(st.tuples(label, label, label), min_size=30, max_size=80)


@settings(deadline=None)
@given(trials)
def test_a_gain_is_counted_as_by_pandas(trial):
    frame = pd.DataFrame(trial, columns=["label", "before", "after"])
    found = gain(*(frame[name].to_numpy() for name in frame))
    assert (found.n, found.negative) == (len(frame), (frame.label == -1).mean())
    for name, told in (("before", found.before), ("after", found.after)):
        assert told.right == pytest.approx((frame.label == frame[name]).mean())
        assert told.negative == pytest.approx((frame[name] == -1).mean())
        table = pd.crosstab(frame.label, frame[name]).reindex(index=[-1, 0, 1], columns=[-1, 0, 1], fill_value=0)
        f1 = {one: 2 * table.at[one, one] / both for one in (-1, 0, 1) if (both := table.loc[one].sum() + table[one].sum())}
        assert told.f1 == pytest.approx(sum(f1.values()) / len(f1))
    was, is_ = frame.before == frame.label, frame.after == frame.label
    cells = pd.crosstab(was, is_).reindex(index=[True, False], columns=[True, False], fill_value=0)
    low, high = paired(cells.at[True, True], cells.at[True, False], cells.at[False, True], cells.at[False, False])
    assert (found.low, found.high) == (low, high)
    assert found.verdict == ("better" if low > 0 else "worse" if high < 0 else "same")


def of(before: int, after: int, both: int, neither: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """So many negative mentions told right before only, after only, both times, never."""
    told = [(-1, 1)] * before + [(1, -1)] * after + [(-1, -1)] * both + [(0, 0)] * neither
    return np.full(len(told), -1), *np.array(told).T


def test_a_verdict_is_told_where_chance_does_not_explain_it():
    assert gain(*of(3, 20, 70, 7)).verdict == "better"
    assert gain(*of(20, 3, 70, 7)).verdict == "worse"
    assert gain(*of(3, 4, 86, 7)).verdict == "same"
    assert gain(*of(3, 20, 70, 7)).before == Told(pytest.approx(0.73), pytest.approx((2 * 0.73 / 1.73) / 3), pytest.approx(0.73))


def test_of_too_few_nothing_is_told():
    assert gain(*of(5, 5, 10, 9)) is None
    assert gain(*of(5, 5, 10, 10)).n == 30
