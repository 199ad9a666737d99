import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.complaints import complaints
from analysis.filters import Filters
from analysis.mix import mix
from tests.mentions import FEW, filter_values, matching, numbered, plain, stored_of, stores


@FEW
@given(stores(), st.sampled_from([1, 6]), filter_values())
def test_the_complaint_share_is_what_counting_gives(holding, stored, times, chosen):
    stored, filters = stored_of(numbered(stored.mention.to_dict("records") * times)), Filters(**chosen)
    intents = [value for value in matching(stored, filters).mention["intent"] if value is not None]
    with holding(stored) as cursor:
        row = complaints(mix(cursor, filters, by="intents")).row
    assert (row["complaints"], row["known"]) == (intents.count("complaint"), len(intents))
    assert row["share"] == (pytest.approx(intents.count("complaint") / len(intents)) if len(intents) >= 30 else None)


def row(holding, *records):
    with holding(stored_of(numbered([mention for some in records for mention in some]))) as cursor:
        return complaints(mix(cursor, Filters(), by="intents")).row


def test_a_hundred_of_whom_twenty_complain_have_wilson_s_interval(holding):
    found = row(holding, plain(20, intent="complaint"), plain(80, intent="other"), plain(50))
    assert found == {
        "complaints": 20, "known": 100, "effective": 100.0, "share": 0.2, "low": pytest.approx(0.1333669), "high": pytest.approx(0.2888292),
    }  # fmt: skip


def test_none_who_complains_is_a_share_of_zero_and_none_whose_intent_is_known_has_none(holding):
    quiet = row(holding, plain(40, intent="praise"))
    assert (quiet["complaints"], quiet["share"], quiet["low"]) == (0, 0, pytest.approx(0))
    assert row(holding, plain(40)) == {"complaints": 0, "known": 0, "effective": None, "share": None, "low": None, "high": None}
    assert row(holding) == row(holding, plain(40))


def test_twenty_nine_are_too_few_and_one_author_gives_no_interval(holding):
    assert row(holding, plain(29, intent="complaint"))["share"] is None
    assert row(holding, plain(30, intent="complaint"))["share"] == 1
    one = row(holding, plain(60, intent="complaint", platform="x", author_id="7"))
    assert (one["share"], one["effective"], one["low"]) == (1, 1, None)
