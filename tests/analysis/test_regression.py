import numpy as np
import pytest
from scipy import stats

from analysis.regression import estimable, fit, spare


def some(random: np.random.Generator, count: int = 120) -> tuple:
    """Rows of three kinds of columns, values that lean on them, and clusters of one to many."""
    distinct = np.array([[1, a, b] for a in (0, 1) for b in (0, 1)], float)
    row, cluster = random.integers(0, 4, count), np.sort(random.integers(0, 25, count))
    value = distinct[row] @ [1, 0.5, -0.3] + random.normal(size=count) * (1 + row) + random.normal(size=25)[cluster]
    return distinct, row, value, np.unique(cluster, return_inverse=True)[1]


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_sandwich_written_out_row_by_row(seed):
    distinct, row, value, cluster = some(np.random.default_rng(seed))
    x = distinct[row]
    beta = np.linalg.solve(sum(np.outer(one, one) for one in x), sum(one * y for one, y in zip(x, value, strict=True)))
    meat = np.zeros((3, 3))
    groups = sorted(set(cluster))
    for group in groups:
        score = sum(x[i] * (value[i] - x[i] @ beta) for i in range(len(x)) if cluster[i] == group)
        meat += np.outer(score, score)
    bread = np.linalg.inv(x.T @ x)
    count = len(groups)
    error = np.sqrt(np.diag(bread @ meat @ bread) * count / (count - 1) * (len(x) - 1) / (len(x) - 3))
    found = fit(distinct, row, value, cluster)
    np.testing.assert_allclose(found.coefficient, beta)
    np.testing.assert_allclose(found.high - found.coefficient, stats.t(count - 1).ppf(0.975) * error)
    np.testing.assert_allclose(found.coefficient - found.low, found.high - found.coefficient)


def test_one_group_against_another_is_the_difference_of_their_means():
    value, group = np.array([1.0, 2, 4, 10, 20]), np.array([0, 0, 0, 1, 1])
    found = fit(np.array([[1.0, 0], [1, 1]]), group, value, np.arange(5))
    assert found.coefficient == pytest.approx([7 / 3, 15 - 7 / 3])


def test_it_covers_what_is_true_as_often_as_it_says():
    random, met = np.random.default_rng(1), 0
    for _ in range(300):
        distinct, row, value, cluster = some(random, 400)
        found = fit(distinct, row, value, cluster)
        met += found.low[1] <= 0.5 <= found.high[1]
    assert 0.91 <= met / 300 <= 0.99


def test_what_other_columns_say_as_well_has_no_number_and_the_rest_keeps_its_own():
    distinct, row, value, cluster = some(np.random.default_rng(5))
    alone, doubled = fit(distinct, row, value, cluster), np.column_stack([distinct, distinct[:, 2]])
    found = fit(doubled, row, value, cluster)
    assert estimable(doubled.T @ doubled).tolist() == [True, True, False, False]
    np.testing.assert_allclose(found.coefficient[:2], alone.coefficient[:2])
    np.testing.assert_allclose(found.high[:2], alone.high[:2])
    assert np.isnan([*found.coefficient[2:], *found.low[2:], *found.high[2:]]).all()
    gram = doubled.T @ doubled
    assert spare(gram, np.array([False, False, True, True])).tolist() == [False, False, False, True]
    assert spare(gram, np.array([False, True, True, False])).tolist() == [False, False, True, False]
