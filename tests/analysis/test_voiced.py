from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.voiced import VOICES, voiced
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, heat, held, left, numbered, plain, sample, stored_of

NAMES = ("value", "count", "before", "mentions", "known", "felt", "felt_share")
MARCH, APRIL = datetime(2024, 3, 1), datetime(2024, 4, 1)


def counted(stored, filters, before, intent, by):
    """Per value by plain Python."""
    rows = [(row, values) for row, values in zip(stored.mention.itertuples(), held(stored, by), strict=True)]
    now = [one for one, kept in zip(rows, left(stored, filters), strict=True) if kept]
    then = [one for one, kept in zip(rows, left(stored, before), strict=True) if kept] if before else []
    chosen = getattr(filters, by) if by == "aspects" else ()
    found = {}
    for value in {value for _row, values in now for value in values if value is not None and (not chosen or value in chosen)}:
        of_it = [row for row, values in now if value in values]
        told = [row for row in of_it if row.intent == intent]
        known, felt = sum(row.sentiment is not None for row in of_it), sum(row.sentiment == VOICES[intent] for row in of_it)
        count = sum(row.intent == intent and value in values for row, values in then) if before else None
        share = felt / known if known >= 30 else None
        if told:
            ratio = 1 if count is None else (len(told) + 0.5) / (count + 0.5)
            points = None if share is None else ratio * share * len(told)
            squares = [sum(n if one is None else n * n for one, n in Counter(map(key, told)).items()) for key in (lambda row: row.story_id, author_key)]
            found[value] = {"numbers": (value, len(told), count, len(of_it), known, felt, share), "points": points, "voices": len(told) ** 2 / max(squares), "heat": max(map(heat, told))}
    return found


@settings(FEW, max_examples=8)
@given(filter_values(), st.sampled_from(["topics", "aspects"]), st.sampled_from([*VOICES]), st.booleans())
def test_rows_are_those_of_counting_one_by_one_and_open_their_mentions(holding, chosen, by, intent, compared):
    stored, filters = sample(900), Filters(**chosen)
    before = replace(filters, since=None, until=datetime(2024, 1, 8)) if compared else None
    with holding(stored) as cursor:
        answer = voiced(cursor, filters, intent=intent, by=by, before=before)
        expected = counted(stored, filters, before, intent, by)
        assert {row["value"]: tuple(row[name] for name in NAMES) for row in answer.rows} == {value: one["numbers"] for value, one in expected.items()}
        for row in answer.rows:
            assert row["points"] == pytest.approx(expected[row["value"]]["points"]) and row["voices"] == pytest.approx(expected[row["value"]]["voices"])
            (top,) = [one for one in stored.mention.itertuples() if one.mention_id == row["top_id"]]
            assert (top.intent, heat(top)) == (intent, pytest.approx(expected[row["value"]]["heat"]))
        assert opened(cursor, answer) == [row["count"] for row in answer.rows]
    ranked = [row["points"] for row in answer.rows if row["points"] is not None]
    assert ranked == sorted(ranked, reverse=True) and all(row["points"] is None for row in answer.rows[len(ranked) :])


def test_what_grows_stands_before_what_is_larger_and_the_small_are_not_ranked(holding):
    def complaints(topic, count, at):
        return plain(count, topic_id=topic, intent="complaint", sentiment=-1, published_at=at)

    records = numbered([*complaints("new", 40, APRIL), *complaints("old", 60, APRIL), *complaints("old", 60, MARCH), *complaints("few", 29, APRIL), *plain(9, topic_id="quiet", published_at=APRIL)])
    with holding(stored_of(records)) as cursor:
        answer = voiced(cursor, Filters(since=APRIL), intent="complaint", by="topics", before=Filters(since=MARCH, until=APRIL))
    assert [(row["value"], row["count"], row["points"], row["clear"]) for row in answer.rows] == [("new", 40, 81 * 40, True), ("old", 60, 60, False), ("few", 29, None, True)]
