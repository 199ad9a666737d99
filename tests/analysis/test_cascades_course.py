import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cascades_course import course, fewer, hours, newcomers, soon
from analysis.trees import MISSING, trees
from nlp.forest import ROOT

HOUR = 3600
# Parents that come before their children, times that need not; some are unknown, some an hour apart.
NODE = st.tuples(st.integers(0, 10**6), st.one_of(st.just(np.nan), st.integers(0, 4).map(lambda n: n * HOUR / 2), st.integers(-HOUR, 3 * HOUR)), st.integers(0, 2))
NODES = st.lists(NODE, max_size=16)


def grown(nodes):
    parent = [ROOT if n == 0 else drawn % (n + 1) - 1 for n, (drawn, _at, _cascade) in enumerate(nodes)]
    return trees(parent, np.array([at for _drawn, at, _cascade in nodes], float), [cascade for _drawn, _at, cascade in nodes])


def in_one(at, parent=None):
    found = course(trees([ROOT, *[0] * (len(at) - 1)] if parent is None else parent, at))
    return tuple(values.tolist()[0] for values in vars(found).values())


def test_a_worked_example():
    # Ten nodes: the fifth comes after 40 minutes, the ninth after 5 hours, and most, six of them, in the first hour.
    at = 1_000_000 + np.array([0, 60, 10, 20, 30, 40, 59.5, 100, 300, 900]) * 60
    assert in_one(at) == (10, 40 * 60, 300 * 60, 6)
    assert in_one((at * 1e6).astype("datetime64[us]")) == in_one(at)
    found = hours(trees([ROOT, *[0] * 9], at))
    assert (found.cascade.tolist(), found.hour.tolist(), found.nodes.tolist()) == ([0] * 4, [0, 1, 5, 15], [6, 2, 1, 1])


def test_the_part_of_an_odd_size_is_reached_by_the_node_that_passes_it():
    assert in_one([0, 1, 2]) == (3, 1, 2, 3)
    assert in_one(range(11))[1:3] == (5, 9)
    assert in_one([7]) == (1, 0, 0, 1)


def test_what_a_clock_puts_before_the_root_came_at_once():
    assert in_one([100, 40, 130]) == (3, 0, 30, 3)


def test_unknown_times_are_left_out_and_without_that_of_the_root_nothing_is_told():
    nan = np.nan
    assert in_one([0, nan, 50, nan, 60, nan, 70]) == (4, 50, 70, 4)
    assert in_one(np.array(["2025-01-01T00:00", "NaT", "2025-01-01T02:00"], "datetime64[m]")) == (2, 0, 7200, 1)
    assert in_one([nan, 1, 2]) == pytest.approx((2, nan, nan, nan), nan_ok=True)
    assert in_one([nan, nan]) == pytest.approx((0, nan, nan, nan), nan_ok=True)
    assert [values.tolist() for values in vars(course(trees([]))).values()] == [[]] * 4


@settings(max_examples=100)
@given(NODES)
def test_many_courses_are_those_of_each_counted_one_by_one(nodes):
    found = grown(nodes)
    measured = course(found)
    for number, root in enumerate(found.roots):
        times = found.at[found.cascade == number] / 1e6
        since = sorted(max(at - found.at[root] / 1e6, 0) for at in times[~np.isnan(times)])
        assert measured.timed[number] == len(since)
        known = bool(since) and not np.isnan(found.at[root])
        for percent, seconds in ((50, measured.half[number]), (90, measured.most[number])):
            reached = [at for n, at in enumerate(since, 1) if 100 * n >= percent * len(since)]
            assert seconds == pytest.approx(reached[0] if known else np.nan, nan_ok=True)
        per_hour = [sum(at // HOUR == hour for at in since) for hour in range(5)]
        assert measured.peak[number] == pytest.approx(max(per_hour) if known else np.nan, nan_ok=True)


@settings(max_examples=100)
@given(NODES)
def test_reposts_within_an_hour_are_those_counted_one_by_one(nodes):
    found = grown(nodes)

    def lines(n):
        return [n, *(lines(found.parent[n]) if found.parent[n] >= 0 else [])]

    expected = [
        np.nan if np.isnan(at) else sum(n in lines(m)[1:] and found.at[m] <= at + HOUR * 1e6 for m in range(len(nodes)))
        for n, at in enumerate(found.at)
    ]
    assert soon(found).tolist() == pytest.approx(expected, nan_ok=True)


def test_an_hour_later_is_within_the_hour_and_a_second_more_is_not():
    assert soon(trees([ROOT, 0, 1, MISSING], [0, 3600, 3601, np.nan])).tolist()[:3] == [1, 1, 0]
    assert soon(trees([ROOT, 0], np.array(["2025-01-01T00:00:00.000001", "2025-01-01T01:00:00.000001"], "datetime64[us]"))).tolist() == [1, 0]


@settings(max_examples=50)
@given(st.data())
def test_fewer_counts_what_is_less(data):
    values = data.draw(st.permutations(range(data.draw(st.integers(1, 20)))))
    n = len(values)
    begin, end, limit = (np.array(data.draw(st.lists(st.integers(0, n), min_size=5, max_size=5))) for _ in range(3))
    begin, end = np.minimum(begin, end), np.maximum(begin, end)
    expected = [sum(one < below for one in values[first:last]) for first, last, below in zip(begin, end, limit, strict=True)]
    assert fewer(np.array(values), begin, end, limit).tolist() == expected


@settings(max_examples=50)
@given(NODES, st.data())
def test_new_authors_are_those_who_were_not_there_before(nodes, data):
    found = grown(nodes)
    author = np.array(data.draw(st.lists(st.integers(-1, 4), min_size=len(nodes), max_size=len(nodes))), np.int64)
    for number, most in enumerate(newcomers(found, author).tolist()):
        root = found.roots[number]
        first = {}
        for n in sorted(np.flatnonzero(found.cascade == number), key=lambda n: (np.isnan(found.at[n]), found.at[n])):
            if author[n] >= 0 and not np.isnan(found.at[n]) and not np.isnan(found.at[root]):
                first.setdefault(author[n], max(found.at[n] - found.at[root], 0) // (HOUR * 1e6))
        assert most == pytest.approx(max(map([*first.values()].count, first.values()), default=np.nan), nan_ok=True)
