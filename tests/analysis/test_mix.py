from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.mix import mix
from analysis.totals import totals
from tests.mentions import FEW, author_key, filter_values, matching, numbered, plain, sample, stored_of, stores

COLUMNS = {"emotions": ("emotion", "none"), "intents": ("intent", "other")}


def expected(stored, filters, by):
    """Counted one by one; the interval where (share − π)² = z²·π(1 − π)/n."""
    column, quiet = COLUMNS[by]
    rows = list(matching(stored, filters).mention.itertuples())
    counts = Counter(getattr(row, column) for row in rows)
    known = [row for row in rows if getattr(row, column) is not None]
    n = voices(known)
    found = []
    for value in sorted(counts, key=lambda one: (one is None, one == quiet, -counts[one], (one or "").encode())):
        share = counts[value] / len(known) if value is not None and len(known) >= 30 else None
        low, high = (None, None) if share is None or n < 10 else solved(share, n)
        found.append({"value": value, "mentions": counts[value], "known": len(known), "effective": n, "share": share, "low": low, "high": high})
    return found


def solved(share, n):
    z2 = 1.959963984540054**2
    return np.sort(np.roots([1 + z2 / n, -(2 * share + z2 / n), share**2]).real).tolist()


def voices(rows):
    """(Σn)²/Σn² over stories, or over authors, whichever gives less; a mention without one stands alone."""
    stories = Counter(row.story_id if row.story_id is not None else ("alone", i) for i, row in enumerate(rows))
    authors = Counter(author_key(row) if author_key(row) is not None else ("alone", i) for i, row in enumerate(rows))
    return min(len(rows) ** 2 / sum(n * n for n in of.values()) for of in (stories, authors)) if rows else None


def near(row):
    return {name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for name, value in row.items()}


@FEW
@given(stores(max_size=15), st.sampled_from([1, 8]), filter_values(), st.sampled_from(list(COLUMNS)))
@example(sample(300), 1, {}, "emotions")
@example(sample(300), 1, {}, "intents")
@example(sample(300), 1, {"intents": (None,)}, "intents")
def test_the_mix_is_what_counting_one_by_one_gives(holding, stored, times, chosen, by):
    stored, filters = stored_of(numbered(stored.mention.to_dict("records") * times)), Filters(**chosen)
    with holding(stored) as cursor:
        assert mix(cursor, filters, by=by).rows == [near(row) for row in expected(stored, filters, by)]


@pytest.mark.parametrize("by", COLUMNS)
def test_a_row_opens_exactly_its_mentions(sampled, by):
    answer = mix(sampled, Filters(), by=by)
    assert answer.rows
    assert [totals(sampled, answer.mentions(row)).row["mentions"] for row in answer.rows] == [row["mentions"] for row in answer.rows]


def test_none_is_a_value_and_unknown_is_not(holding):
    records = [*plain(30, emotion="none"), *plain(10, emotion="joy"), *plain(60)]
    with holding(stored_of(numbered(records))) as cursor:
        rows = mix(cursor, Filters(), by="emotions").rows
    assert [(row["value"], row["mentions"], row["share"]) for row in rows] == [("joy", 10, 0.25), ("none", 30, 0.75), (None, 60, None)]


def test_an_empty_store_has_no_mix(holding):
    with holding(stored_of([])) as cursor:
        assert mix(cursor, Filters(), by="intents").rows == []


def test_only_emotions_and_intents_are_mixed(holding):
    with holding(stored_of([])) as cursor, pytest.raises(KeyError):
        mix(cursor, Filters(), by="platforms")
