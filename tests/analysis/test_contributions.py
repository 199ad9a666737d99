from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.contributions import contributions
from analysis.filters import Filters
from analysis.sentiment import sentiment
from analysis.totals import totals
from tests.mentions import (
    FEW,
    GROUPS,
    LIST_FIELDS,
    VALUES,
    filter_values,
    held,
    left,
    numbered,
    plain,
    stored_of,
    stores,
)

NOW, BEFORE = datetime(2024, 3, 1), datetime(2024, 2, 1)


def counted(stored, filters, by):
    """Of each value [weight, weighed balance, mentions, balance] of the positive and negative mentions."""
    groups = defaultdict(lambda: [0, 0, 0, 0])
    for row, kept, values in zip(stored.mention.itertuples(), left(stored, filters), held(stored, by), strict=True):
        if kept and row.sentiment:
            chosen = getattr(filters, by)
            shown = [value for value in values if by not in LIST_FIELDS or not chosen or value in chosen]
            for value in shown:
                of = groups[value]
                groups[value] = [of[0] + 1 / len(shown), of[1] + row.sentiment / len(shown), of[2] + 1, of[3] + row.sentiment]
    return groups


def explained(stored, filters, before, by):
    """By the formula, group by group."""
    now, then = counted(stored, filters, by), counted(stored, before, by)
    total_now, total_then = (sum(n for n, *_ in groups.values()) for groups in (now, then))
    if round(min(total_now, total_then), 6) < 30:
        return {}
    mean = (sum(b for _, b, *_ in now.values()) / total_now + sum(b for _, b, *_ in then.values()) / total_then) / 2
    rows = {}
    for value in {*now, *then}:
        n1, b1, whole1, balance1 = now.get(value, [0, 0, 0, 0])
        n0, b0, whole0, balance0 = then.get(value, [0, 0, 0, 0])
        s1, s0 = b1 / n1 if n1 else b0 / n0, b0 / n0 if n0 else b1 / n1
        w1, w0 = n1 / total_now, n0 / total_then
        within, mix = (w1 + w0) / 2 * (s1 - s0), ((s1 + s0) / 2 - mean) * (w1 - w0)
        rows[value] = {
            "value": value, "polar_now": whole1, "polar_before": whole0, "net_now": balance1 / whole1 if whole1 >= 30 else None,
            "net_before": balance0 / whole0 if whole0 >= 30 else None, "within": within, "mix": mix, "contribution": within + mix,
        }  # fmt: skip
    return rows


@st.composite
def two_periods(draw):
    """Stores with enough mentions in both of two windows."""
    kinds = draw(st.lists(st.fixed_dictionaries({
        "since": st.sampled_from([NOW, BEFORE]), "sentiment": st.sampled_from([-1, 0, 1, None]), "times": st.integers(0, 45),
        **{name: st.sampled_from(VALUES[name]) for name in ("platform", "region", "brands", "author_id")},
    }), min_size=2, max_size=8))  # fmt: skip
    records = []
    for kind in kinds:
        since, times = kind.pop("since"), kind.pop("times")
        records += [{**record, "published_at": since + timedelta(hours=n)} for n, record in enumerate(plain(times, **kind))]
    return stored_of(numbered(records or plain()))


@FEW
@given(two_periods(), st.sampled_from(["platforms", "regions", "brands", "authors"]), st.sampled_from([(), ("甲",), ("甲", None), (None,)]))
@example(stored_of(numbered([
    *plain(30, sentiment=1, brands=["甲", "乙"], published_at=NOW), *plain(30, sentiment=-1, brands=["乙"], published_at=BEFORE),
])), "brands", ())  # fmt: skip
def test_contributions_are_the_formulas_and_add_up_to_the_change_of_net_sentiment(holding, stored, by, brands):
    filters = Filters(since=NOW, until=NOW + timedelta(days=10), brands=brands)
    before = replace(filters, since=BEFORE, until=BEFORE + timedelta(days=10))
    with holding(stored) as cursor:
        rows = contributions(cursor, filters, before=before, by=by).rows
        now, then = (sentiment(cursor, of).row["net"] for of in (filters, before))
    expected = explained(stored, filters, before, by)
    assert {row["value"] for row in rows} == set(expected)
    assert len(rows) == len(expected)
    for row in rows:
        assert row == {k: pytest.approx(v, abs=1e-9) if isinstance(v, float) else v for k, v in expected[row["value"]].items()}
    sizes = [abs(row["contribution"]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert bool(rows) == (now is not None and then is not None)
    if rows:
        assert sum(row["contribution"] for row in rows) == pytest.approx(now - then, abs=1e-9)


@FEW
@given(stores(), filter_values(), st.sampled_from(GROUPS))
def test_any_filter_can_be_explained_by_any_group(holding, stored, chosen, by):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        answer = contributions(cursor, filters, before=replace(filters, since=None), by=by)
        assert answer.rows == []
        assert cursor.execute(answer.sql, answer.parameters).fetchall() == []


def told(holding, records, by="platforms", **chosen):
    with holding(stored_of(numbered(records))) as cursor:
        before = Filters(since=BEFORE, until=NOW, **chosen)
        answer = contributions(cursor, Filters(since=NOW, **chosen), before=before, by=by)
        opened = [totals(cursor, answer.mentions(row)).row["mentions"] for row in answer.rows]
        assert opened == [row["polar_now"] for row in answer.rows]
    return [(round(row["within"], 6), round(row["mix"], 6), row["value"]) for row in answer.rows]


def test_a_group_that_turned_and_one_that_only_stood_by(holding):
    # Half the mentions each; x falls from +1 to −1, weibo stays at +1: all of the change of −1 is within x.
    records = [
        *plain(40, platform="x", sentiment=1, published_at=BEFORE), *plain(40, platform="weibo", sentiment=1, published_at=BEFORE),
        *plain(40, platform="x", sentiment=-1, published_at=NOW), *plain(40, platform="weibo", sentiment=1, published_at=NOW),
    ]  # fmt: skip
    assert told(holding, records) == [(-1, 0, "x"), (0, 0, "weibo")]


def test_a_group_that_came_is_all_mix(holding):
    # From +1 to 0 because x, all negative, came to be half: S̄ = .5, x (−1 − .5)·.5, weibo (1 − .5)·(−.5).
    records = [
        *plain(40, platform="weibo", sentiment=1, published_at=BEFORE),
        *plain(40, platform="weibo", sentiment=1, published_at=NOW), *plain(40, platform="x", sentiment=-1, published_at=NOW),
    ]  # fmt: skip
    assert told(holding, records) == [(0, -0.75, "x"), (0, -0.25, "weibo")]


def test_a_mention_of_two_brands_counts_half_for_each(holding):
    # −1 → +1: those of both brands moved 30 of 60, half of it in each name.
    records = [
        *plain(30, brands=["甲", "乙"], sentiment=-1, published_at=BEFORE), *plain(30, brands=["甲"], sentiment=-1, published_at=BEFORE),
        *plain(30, brands=["甲", "乙"], sentiment=1, published_at=NOW), *plain(30, brands=["甲"], sentiment=1, published_at=NOW),
    ]  # fmt: skip
    assert told(holding, records, by="brands") == [(1.5, 0, "甲"), (0.5, 0, "乙")]


def test_where_one_of_its_brands_is_looked_at_it_counts_whole(holding):
    # Half the mentions turn from −1 to +1; were 甲 counted half beside a 乙 that is not shown, it would be a third of the whole.
    records = [
        *plain(60, brands=["甲", "乙"], sentiment=-1, published_at=BEFORE), *plain(60, brands=["丙"], sentiment=-1, published_at=BEFORE),
        *plain(60, brands=["甲", "乙"], sentiment=1, published_at=NOW), *plain(60, brands=["丙"], sentiment=-1, published_at=NOW),
    ]  # fmt: skip
    assert told(holding, records, by="brands", brands=("甲", "丙")) == [(1, 0, "甲"), (0, 0, "丙")]


@pytest.mark.parametrize("counts", [(29, 40), (40, 29)])
def test_too_few_in_either_period_say_nothing(holding, counts):
    records = [
        *plain(counts[0], sentiment=1, published_at=BEFORE), *plain(counts[1], sentiment=-1, published_at=NOW),
        *plain(90, sentiment=0, published_at=BEFORE), *plain(90, sentiment=0, published_at=NOW),
    ]  # fmt: skip
    assert told(holding, records) == []
