import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.interval import benjamini_hochberg, newcombe, of_net, p_of_difference, p_of_ratio, paired, wilson

n = st.integers(10, 5000)
counts = n.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))

# Newcombe, Statist. Med. 17 (1998): 857–872, table I, method 3, and 873–890, table II, method 10.
SHARES = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0, 0.1611), (1, 29): (0.0061, 0.1718)}
DIFFERENCES = {
    (56, 70, 48, 80): (0.0524, 0.3339),
    (9, 10, 3, 10): (0.1705, 0.8090),
    (5, 56, 0, 29): (-0.0381, 0.1926),
    (0, 10, 0, 20): (-0.1611, 0.2775),
    (0, 10, 0, 10): (-0.2775, 0.2775),
    (10, 10, 0, 20): (0.6791, 1),
    (10, 10, 0, 10): (0.6075, 1),
}


@pytest.mark.parametrize(("counted", "published"), SHARES.items())
def test_the_interval_of_a_share_is_the_published_one(counted, published):
    k, n = counted
    assert np.round(wilson(k / n, n), 4) == pytest.approx(published)


@pytest.mark.parametrize(("counted", "published"), DIFFERENCES.items())
def test_the_interval_of_a_difference_is_the_published_one(counted, published):
    k_1, n_1, k_0, n_0 = counted
    assert np.round(newcombe(k_1 / n_1, n_1, k_0 / n_0, n_0), 4) == pytest.approx(published)


@given(counts)
def test_the_interval_of_a_share_is_that_of_scipy(counted):
    k, n = counted
    low, high = stats.binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k / n, n) == (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))


@given(counts, counts)
def test_a_difference_lies_in_its_interval_and_the_other_way_round_is_its_mirror(one, other):
    (k_1, n_1), (k_0, n_0) = one, other
    low, high = newcombe(k_1 / n_1, n_1, k_0 / n_0, n_0)
    assert -1 - 1e-9 <= low <= k_1 / n_1 - k_0 / n_0 <= high <= 1 + 1e-9
    assert newcombe(k_0 / n_0, n_0, k_1 / n_1, n_1) == (pytest.approx(-high), pytest.approx(-low))


@given(counts, counts)
def test_the_p_of_a_difference_is_that_of_the_chi_square_test(one, other):
    (k_1, n_1), (k_0, n_0) = one, other
    if 0 < k_1 + k_0 < n_1 + n_0:
        p = stats.chi2_contingency([[k_1, n_1 - k_1], [k_0, n_0 - k_0]], correction=False).pvalue
    else:
        p = 1
    assert p_of_difference(k_1 / n_1, n_1, k_0 / n_0, n_0) == pytest.approx(p, abs=1e-9)


@given(st.floats(0.1, 10), n, n)
def test_the_p_of_a_ratio_is_that_of_its_logarithm(ratio, n_1, n_0):
    z = np.log(ratio) / np.sqrt(1 / n_1 + 1 / n_0)
    assert p_of_ratio(ratio, n_1, n_0) == pytest.approx(2 * stats.norm.sf(abs(z)), abs=1e-12)


@given(st.lists(st.floats(0, 1) | st.sampled_from([0.001, 0.01, 0.02]), max_size=30), st.sampled_from([0.05, 0.10]))
def test_those_of_many_that_hold_are_those_that_scipy_leaves(p_values, q):
    # On the very edge the two round differently.
    adjusted = stats.false_discovery_control(p_values) if p_values else np.array([])
    sure = np.abs(adjusted - q) > 1e-12
    assert (benjamini_hochberg(p_values, q)[sure] == (adjusted <= q)[sure]).all()


def test_what_was_not_tested_never_holds_and_does_not_make_the_others_harder():
    # Of five, .03 passes at .10 · 2/5; with unknown ones counted it would need .10 · 2/8.
    assert benjamini_hochberg([0.01, None, 0.03, 0.5, None, 0.6, None, 0.9]).tolist() == [
        True, False, True, False, False, False, False, False,
    ]  # fmt: skip


def test_net_sentiment_takes_the_interval_of_the_positive_share_on_its_own_scale():
    assert of_net([0.25, None], [0.75, None]) == (pytest.approx([-0.5, np.nan], nan_ok=True), pytest.approx([0.5, np.nan], nan_ok=True))


def test_nothing_is_said_of_fewer_than_ten_voices_or_of_what_is_unknown():
    low, high = wilson([0.5, 0.5, 0.5, None], [9.99, 10, None, 30])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, True, True]
    assert np.isnan(newcombe(0.5, 9, 0.5, 100)).all() and np.isnan(newcombe(0.5, 100, 0.5, 9)).all()
    assert np.isnan(p_of_difference([0.5, 0.9], [9, 100], [0.1, 0.1], [100, None])).all()
    assert np.isnan(p_of_ratio(2, 9, 100))


def test_columns_of_a_frame_are_taken_as_they_are():
    frame = pd.DataFrame({"share": [0.1, None], "n": [100, 50]})
    low, _ = wilson(frame["share"], frame["n"])
    assert low == pytest.approx([0.0552, np.nan], abs=1e-4, nan_ok=True)


# Newcombe, Statist. Med. 17 (1998): 2635–2650, table II, method 10; both, only the later, only the earlier, neither.
PAIRED = {(36, 12, 2, 0): (0.0569, 0.3404)}


@pytest.mark.parametrize(("counted", "published"), PAIRED.items())
def test_the_interval_of_a_difference_of_pairs_is_the_published_one(counted, published):
    both, only_1, only_0, neither = counted
    assert np.round(paired(both, only_0, only_1, neither), 4) == pytest.approx(published)


def test_the_correlation_of_pairs_is_corrected_for_continuity():
    (low_1, high_1), (low_0, high_0) = wilson(32 / 50, 50), wilson(22 / 50, 50)
    phi = (20 * 16 - 12 * 2 - 50 / 2) / (32 * 18 * 22 * 28) ** 0.5
    below = (0.64 - low_1) ** 2 - 2 * phi * (0.64 - low_1) * (high_0 - 0.44) + (high_0 - 0.44) ** 2
    above = (high_1 - 0.64) ** 2 - 2 * phi * (high_1 - 0.64) * (0.44 - low_0) + (0.44 - low_0) ** 2
    assert paired(20, 2, 12, 16) == (pytest.approx(0.2 - below**0.5), pytest.approx(0.2 + above**0.5))


four = st.lists(st.integers(0, 500), min_size=4, max_size=4).filter(lambda counted: sum(counted) >= 10)


@given(four)
def test_a_difference_of_pairs_lies_in_its_interval_and_the_other_way_round_is_its_mirror(counted):
    both, only_0, only_1, neither = counted
    low, high = paired(*counted)
    assert -1 - 1e-9 <= low <= (only_1 - only_0) / sum(counted) + 1e-9 and (only_1 - only_0) / sum(counted) <= high + 1e-9 <= 1 + 2e-9
    assert paired(both, only_1, only_0, neither) == (pytest.approx(-high), pytest.approx(-low))


@given(st.integers(5, 500), st.integers(0, 500), st.integers(0, 500))
def test_pairs_that_have_nothing_to_do_with_each_other_are_two_samples(n, k_1, k_0):
    """Where the two are independent the correlation is 0, and the interval that of two shares."""
    k_1, k_0 = min(k_1, n), min(k_0, n)
    table = (k_1 * k_0, (n - k_1) * k_0, k_1 * (n - k_0), (n - k_1) * (n - k_0))
    assert paired(*table) == pytest.approx(newcombe(k_1 / n, n * n, k_0 / n, n * n), abs=1e-9)
