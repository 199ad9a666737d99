from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given

from analysis.aspects import aspects, felt, sentiments_of
from analysis.filters import Filters
from analysis.totals import totals
from tests.mentions import FEW, author_key, filter_values, matching, numbered, plain, sample, stored_of, stores


def voices(rows):
    """(Σn)²/Σn² over stories, or over authors, whichever gives less; a mention without one stands alone."""
    stories = Counter(row.story_id if row.story_id is not None else ("alone", i) for i, row in enumerate(rows))
    authors = Counter(author_key(row) if author_key(row) is not None else ("alone", i) for i, row in enumerate(rows))
    return min(len(rows) ** 2 / sum(n * n for n in of.values()) for of in (stories, authors)) if rows else None


def ends(net, n):
    """Of p = (1 + net) / 2, where (p − π)² = z²·π(1 − π)/n, as net."""
    if net is None or n < 10:
        return None, None
    z2, p = 1.959963984540054**2, (1 + net) / 2
    return tuple(2 * np.sort(np.roots([1 + z2 / n, -(2 * p + z2 / n), p**2]).real) - 1)


def told(stored, filters):
    """aspect -> the mentions that name it, and by sentiment those whose clauses feel so, one by one."""
    left = list(matching(stored, replace(filters, aspect_sentiments=())).mention.itertuples())
    of_sentiments = {value.rsplit(":", 1)[0] for value in filters.aspect_sentiments if value is not None}
    chosen = {value for value in filters.aspects if value is not None} or of_sentiments
    found = {}
    for row in left:
        for aspect in set(row.aspects or []):
            if not chosen or aspect in chosen:
                found.setdefault(aspect, ([], {-1: [], 0: [], 1: []}))[0].append(row)
    for row in left:
        for part in row.aspect_sentiments or []:
            about, sentiment = part.rsplit(":", 1)
            if about in found:
                found[about][1][int(sentiment)].append(row)
    return found, len(left)


def measured(aspect, named, feels, all_):
    counts = {sentiment: len(rows) for sentiment, rows in feels.items()}
    known, polar = sum(counts.values()), feels[-1] + feels[1]
    shares = [counts[sentiment] / known if known >= 30 else None for sentiment in (-1, 0, 1)]
    net = (counts[1] - counts[-1]) / len(polar) if len(polar) >= 30 else None
    low, high = ends(net, voices(polar))
    return {
        "value": aspect, "mentions": len(named), "share": len(named) / all_ if all_ >= 30 else None, "negative": counts[-1], "neutral": counts[0],
        "positive": counts[1], "felt": known, "polar": len(polar), "effective_polar": voices(polar), "negative_share": shares[0],
        "neutral_share": shares[1], "positive_share": shares[2], "net": net, "net_low": low, "net_high": high,
    }  # fmt: skip


def near(row):
    return {name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for name, value in row.items()}


def often(stored, times):
    records = [{**row, "mention_id": None} for row in stored.mention.to_dict("records")] * times
    return stored_of(numbered(records))


@FEW
@given(stores(max_size=15), filter_values())
@example(sample(300), {})
@example(sample(300), {"aspects": ("甲", None)})
@example(sample(300), {"aspect_sentiments": ("甲:-1", "乙:-1")})
@example(sample(300), {"aspect_sentiments": ("甲:-1",), "aspects": ("乙", "甲")})
@example(sample(300), {"aspect_sentiments": ("乙:-1",), "aspects": ("甲",)})
@example(sample(300), {"aspect_sentiments": (None,)})
def test_aspects_are_what_counting_one_by_one_gives(holding, stored, chosen):
    filters, stored = Filters(**chosen), often(stored, 8)
    found, all_ = told(stored, filters)
    expected = [measured(aspect, *rows, all_) for aspect, rows in found.items()]
    expected.sort(key=lambda row: (-row["mentions"], row["value"].encode()))
    with holding(stored) as cursor:
        assert aspects(cursor, filters).rows == [near(row) for row in expected]


@FEW
@given(stores(max_size=15), filter_values())
@example(sample(300), {})
@example(sample(300), {"aspects": ("甲",)})
@example(sample(300), {"aspect_sentiments": ("甲:-1", "O'Brien:1")})
@example(sample(300), {"aspect_sentiments": ("乙:-1",), "aspects": ("甲", "乙")})
@example(sample(300), {"aspect_sentiments": ("乙:-1", None), "sentiments": (1,)})
def test_every_mark_opens_exactly_its_mentions(holding, stored, chosen):
    with holding(stored) as cursor:
        opens_exactly(cursor, Filters(**chosen))


@pytest.mark.parametrize("chosen", [{}, {"aspects": ("甲",)}, {"aspect_sentiments": ("甲:-1", "O'Brien:1")}, {"sentiments": (1,)}])
def test_every_mark_opens_exactly_its_mentions_in_a_store_of_each_kind(sampled, chosen):
    assert opens_exactly(sampled, Filters(**chosen)) > 0


def opens_exactly(cursor, filters):
    """How many rows do."""
    answer = aspects(cursor, filters)
    for row in answer.rows:
        parts = [felt(answer.filters, row["value"], sentiment) for sentiment in (-1, 0, 1)]
        opened = [totals(cursor, filters).row["mentions"] for filters in (answer.mentions(row), *parts)]
        assert opened == [row["mentions"], row["negative"], row["neutral"], row["positive"]]
    return len(answer.rows)


BLAMED = plain(40, aspects=["battery", "screen"], aspect_sentiments=["battery:-1", "screen:1"])
UNTOLD = plain(35, aspects=["screen"])


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"aspects": ("screen",), "aspect_sentiments": ("battery:-1",)}, {"screen": (75, 0, 40)}),
        ({"aspect_sentiments": ("battery:-1",)}, {"battery": (40, 40, 0)}),
        ({"aspect_sentiments": ("battery:-1", None)}, {"battery": (40, 40, 0)}),
        ({"aspect_sentiments": (None,)}, {"screen": (75, 0, 40), "battery": (40, 40, 0)}),
        ({"aspects": ("screen", None)}, {"screen": (75, 0, 40)}),
    ],
)
def test_what_is_chosen_is_told_whatever_is_felt_about_it(holding, chosen, expected):
    with holding(stored_of(numbered([*BLAMED, *UNTOLD]))) as cursor:
        rows = aspects(cursor, Filters(**chosen)).rows
    assert {row["value"]: (row["mentions"], row["negative"], row["positive"]) for row in rows} == expected


def test_a_mention_that_praises_one_aspect_and_blames_another_counts_for_each_as_its_clauses_do(holding):
    records = plain(40, aspects=["battery", "screen"], aspect_sentiments=["battery:-1", "screen:1"], sentiment=1)
    with holding(stored_of(numbered([*records, *plain(40, aspects=["screen"], aspect_sentiments=["screen:0"])]))) as cursor:
        rows = {row["value"]: row for row in aspects(cursor, Filters()).rows}
    assert list(rows) == ["screen", "battery"]
    assert [(rows[name]["negative"], rows[name]["neutral"], rows[name]["positive"], rows[name]["net"], rows[name]["share"]) for name in rows] == [
        (0, 40, 40, 1.0, 1.0), (40, 0, 0, -1.0, 0.5),
    ]  # fmt: skip


def test_twenty_nine_have_no_net_sentiment_and_one_author_no_interval(holding):
    few = plain(29, aspects=["heat"], aspect_sentiments=["heat:-1"])
    one = plain(60, aspects=["price"], aspect_sentiments=["price:-1"], platform="x", author_id="7")
    with holding(stored_of(numbered([*few, *one]))) as cursor:
        price, heat = aspects(cursor, Filters()).rows
    assert (heat["negative"], heat["negative_share"], heat["net"]) == (29, None, None)
    assert (price["net"], price["effective_polar"], price["net_low"]) == (-1.0, 1.0, None)


def test_an_aspect_without_a_sentiment_is_counted_and_no_mention_has_none(holding):
    with holding(stored_of(plain(30, aspects=["heat"]))) as cursor:
        (row,) = aspects(cursor, Filters()).rows
    assert (row["mentions"], row["felt"], row["negative_share"]) == (30, 0, None)
    with holding(stored_of(plain(3))) as cursor:
        assert aspects(cursor, Filters()).rows == []


def test_a_name_may_hold_what_parts_it_from_its_sentiment(holding):
    named = [*plain(2, aspects=["a:b"], aspect_sentiments=["a:b:1"]), *plain(aspects=["a:b"], aspect_sentiments=["a:b:-1"]), *plain(aspects=["a:1"], aspect_sentiments=["a:1:0"])]
    with holding(stored_of(numbered(named))) as cursor:
        rows = aspects(cursor, Filters()).rows
    assert [(row["value"], row["negative"], row["neutral"], row["positive"]) for row in rows] == [("a:b", 1, 0, 2), ("a:1", 0, 1, 0)]


def test_the_sentiments_of_an_aspect():
    assert sentiments_of("a:b") == ["a:b:-1", "a:b:0", "a:b:1"]
    assert sentiments_of(None) == [None]
