from datetime import date, datetime, timedelta
from itertools import groupby, product
from math import log

import numpy as np
import pytest

from analysis.bursts import Burst, bursting, bursts
from analysis.filters import Filters
from tests.analysis.corpus import STORIES, holding_words, mention
from tests.analysis.stores import opened
from tests.mentions import numbered


def by_hand(counts, totals):
    """The cheapest of all sequences of states, each tried; and what its bursts save."""
    bins, p_0 = len(counts), sum(counts) / sum(totals)
    p_0 = min(max(p_0, 1e-12), 0.9999)
    costs = [[-(r * log(p) + (d - r) * log(1 - p)) for r, d in zip(counts, totals, strict=True)] for p in (p_0, min(2 * p_0, 0.9999))]

    def cost(states):
        opened = sum(now and not before for before, now in zip((0, *states), states, strict=False))
        return opened * log(bins) + sum(costs[state][t] for t, state in enumerate(states))

    best = min(product((0, 1), repeat=bins), key=cost)
    runs = [list(run) for state, run in groupby(range(bins), key=lambda t: best[t]) if state]
    return [(run[0], run[-1], sum(costs[0][t] - costs[1][t] for t in run)) for run in runs]


def test_bursts_are_those_of_the_cheapest_of_all_sequences_of_states():
    random = np.random.default_rng(3)
    totals = random.integers(5, 40, 9)
    counts = random.binomial(totals, np.where(random.random((40, 9)) < 0.25, 0.6, 0.12))
    counts[0], counts[1] = 0, totals
    expected = [(row, *found) for row in range(40) for found in by_hand(counts[row].tolist(), totals.tolist())]
    assert [(burst.row, burst.first, burst.last) for burst in bursting(counts, totals)] == [found[:3] for found in expected]
    assert [burst.weight for burst in bursting(counts, totals)] == pytest.approx([found[3] for found in expected])
    assert len(expected) > 20


def test_nothing_bursts_where_nothing_is_counted():
    assert bursting(np.zeros((0, 5), int), np.ones(5, int)) == bursting(np.zeros((3, 0), int), np.zeros(0, int)) == []


def test_a_worked_example():
    # p₀ = 12/60 = .2, p₁ = .4; on the third day 9 of 15 save 9·ln 2 + 6·ln(.6/.8) = 4.512, more than ln 4 to open.
    (burst,) = bursting(np.array([[1, 1, 9, 1]]), np.array([15, 15, 15, 15]))
    assert burst == Burst(0, 2, 2, pytest.approx(9 * log(2) + 6 * log(0.75)))


def day(number, words, **values):
    return mention(words, published_at=datetime(2025, 3, number, 10), **values)


def test_a_word_bursts_by_the_stories_of_its_days_and_opens_their_mentions(holding):
    quiet = [day(number, ["好看"]) for number in (1, 2, 3, 5, 6, 8) for _ in range(10)]
    loud = [day(6, ["发热", "好看"]) for _ in range(8)] + [day(5, ["发热"]), day(8, ["发热"])]
    copies = [day(2, ["退货"], story_id=STORIES[0]) for _ in range(30)] + [day(number, ["退货"]) for number in (1, 3, 5, 8)]
    with holding_words(holding, numbered(quiet + loud + copies)) as cursor:
        answer = bursts(cursor, Filters())
        (row,) = answer.rows
        assert (row["word"], row["since"], row["until"], row["stories"], row["mentions"], row["goes_on"]) == (
            "发热", datetime(2025, 3, 6), datetime(2025, 3, 7), 8, 8, False,
        )  # fmt: skip
        assert (row["share"], row["usual"]) == (8 / 18, 10 / 75)
        assert opened(cursor, answer) == [8]
        until = Filters(since=datetime(2025, 3, 1, 10), until=datetime(2025, 3, 6, 12))
        (row,) = bursts(cursor, until).rows
        assert (row["until"], row["goes_on"], opened(cursor, bursts(cursor, until))) == (until.until, True, [8])
        assert bursts(cursor, Filters(platforms=("nowhere",))).rows == []


def test_one_story_on_many_days_is_no_burst_and_a_story_counts_once(holding):
    quiet = [day(number, ["好看"]) for number in range(1, 21) for _ in range(10)]
    chain = [day(number, ["退货"], story_id=STORIES[0]) for number in (3, 4, 5, 6, 7, 8)]
    with holding_words(holding, numbered(quiet + chain)) as cursor:
        assert bursts(cursor, Filters(), stop_words=("好看",)).rows == []
    joined = [day(number, ["退货"]) for number in (5, 6, 7, 7)]
    with holding_words(holding, numbered(quiet + chain + joined)) as cursor:
        (row,) = bursts(cursor, Filters(), stop_words=("好看",)).rows
        assert (row["word"], row["stories"], row["mentions"]) == ("退货", 5, 10)


def test_days_without_mentions_are_skipped(holding):
    days = [day(number, ["好看"]) for number in (1, 20) for _ in range(40)] + [day(20, ["发热"]) for _ in range(9)]
    with holding_words(holding, numbered(days)) as cursor:
        (row,) = bursts(cursor, Filters(), stop_words=("好看",)).rows
        assert (row["since"].date(), row["until"] - row["since"]) == (date(2025, 3, 20), timedelta(days=1))
