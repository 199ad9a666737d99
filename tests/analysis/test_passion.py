from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from analysis.filters import Filters
from analysis.passion import differing, passion
from tests.analysis.stores import opened
from tests.mentions import FEW, SAMPLE, author_key, filter_values, left, numbered, plain, stored_of

COMPARED = ("乙", "甲", "nowhere")


@settings(FEW, max_examples=5)
@given(filter_values())
def test_mentions_and_authors_are_those_of_counting_one_by_one(holding, chosen):
    filters = Filters(**{**chosen, "brands": COMPARED})
    rows = [row for row, kept in zip(SAMPLE.mention.itertuples(), left(SAMPLE, filters), strict=True) if kept]
    expected = []
    for brand in COMPARED:
        keys = [author_key(row) for row in rows if brand in row.brands]
        known = [key for key in keys if key is not None]
        counts = [*Counter(known).values()]
        expected.append({"value": brand, "mentions": len(keys), "with_author": len(known), "authors": len(counts), **(
            {"passion": len(known) / len(counts), "variance": pytest.approx(np.var(counts, ddof=1))} if len(counts) >= 30 else {"passion": None, "variance": None}
        )})  # fmt: skip
    with holding(SAMPLE) as cursor:
        answer = passion(cursor, filters)
        assert answer.rows == expected
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_an_author_of_two_brands_is_one_of_each(holding):
    authors = [{"author_id": str(n), "platform": "x"} for n in range(30)]
    records = [*(plain(1, brands=["甲", "乙"], **author)[0] for author in authors), *plain(15, brands=["甲"], **authors[0]), *plain(7, brands=["甲"])]
    with holding(stored_of(numbered(records))) as cursor:
        told = [(row["value"], row["mentions"], row["with_author"], row["authors"], row["passion"]) for row in passion(cursor, Filters(brands=("乙", "甲"))).rows]
    assert told == [("乙", 30, 30, 30, 1), ("甲", 52, 45, 30, 1.5)]


def brand(name, counts):
    """A brand whose authors wrote so many mentions each."""
    return {"value": name, "authors": len(counts), "passion": float(np.mean(counts)), "variance": float(np.var(counts, ddof=1))}


def test_of_authors_that_write_alike_none_is_said_to_write_more_even_where_a_few_write_most():
    chance, random = 0, np.random.default_rng(5)
    for _round in range(300):
        few, many = (np.minimum(random.zipf(2.2, n), 300) for n in (40, 2000))
        chance += bool(differing([brand("few", few), brand("many", many)]))
    assert chance <= 15


def test_who_clearly_writes_more_is_told_first_the_clearest_first():
    even, more, most = brand("even", [1, 2] * 50), brand("more", [2, 3] * 50), brand("most", [6, 7] * 50)
    few = {"value": "few", "authors": 3, "passion": None, "variance": None}
    assert [(one["value"], other["value"]) for one, other in differing([even, few, most, more])] == [("most", "even"), ("most", "more"), ("more", "even")]
    assert differing([even, brand("as", [2, 1] * 60), few]) == []
    assert [one["value"] for one, _other in differing([brand("one", [1] * 40), brand("two", [2] * 40)])] == ["two"]
