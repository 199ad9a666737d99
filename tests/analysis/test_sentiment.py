from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.sentiment import sentiment
from analysis.totals import totals
from analysis.volume import volume
from tests.mentions import (
    FEW,
    GROUPS,
    LIST_FIELDS,
    author_key,
    filter_values,
    held,
    left,
    numbered,
    plain,
    sample,
    stored_of,
    stores,
)


def often(stored, times):
    """Every mention so many times, under ids of its own."""
    frame = pd.concat([stored.mention] * times, ignore_index=True)
    later = [f"{k:04x}{str(id_)[4:]}" if k else id_ for k in range(times) for id_ in stored.ids]
    return replace(stored, mention=frame.assign(mention_id=pd.Series(later, dtype=object)))


def voices(rows):
    """(Σn)²/Σn² over stories, or over authors, whichever gives less; a mention without one stands alone."""
    stories = Counter(row.story_id if row.story_id is not None else ("alone", i) for i, row in enumerate(rows))
    authors = Counter(author_key(row) if author_key(row) is not None else ("alone", i) for i, row in enumerate(rows))
    return min(len(rows) ** 2 / sum(n * n for n in of.values()) for of in (stories, authors)) if rows else None


def ends(share, n):
    """Where (share − π)² = z²·π(1 − π)/n."""
    if share is None or n < 10:
        return None, None
    z2 = 1.959963984540054**2
    return tuple(np.sort(np.roots([1 + z2 / n, -(2 * share + z2 / n), share**2]).real))


def measured(rows):
    """The numbers of a group of mentions, one by one."""
    known = [row for row in rows if row.sentiment is not None]
    polar = [row for row in known if row.sentiment]
    p, n = (sum(row.sentiment == one for row in known) for one in (1, -1))
    share = [count / len(known) if len(known) >= 30 else None for count in (n, p, len(known) - p - n)]
    net = (p - n) / len(polar) if len(polar) >= 30 else None
    low, high = ends(share[0], voices(known))
    net_low, net_high = ends(p / len(polar) if len(polar) >= 30 else None, voices(polar))
    return {
        "mentions": len(rows), "positive": p, "neutral": len(known) - p - n, "negative": n, "unknown": len(rows) - len(known),
        "known": len(known), "polar": len(polar), "effective": voices(known), "effective_polar": voices(polar),
        "negative_share": share[0], "negative_low": low, "negative_high": high, "positive_share": share[1], "neutral_share": share[2],
        "net": net, "net_low": None if net_low is None else 2 * net_low - 1, "net_high": None if net_high is None else 2 * net_high - 1,
        "disagreement": 2 * min(p, n) / len(polar) if len(polar) >= 30 else None,
    }  # fmt: skip


def near(rows):
    return [{k: pytest.approx(v, abs=1e-9) if isinstance(v, float) else v for k, v in row.items()} for row in rows]


def groups(stored, filters, by, bucket=lambda row: None):
    """The mentions left, by bucket and value of `by`."""
    found = {}
    several = held(stored, by) if by else [{None}] * len(stored.ids)
    for row, kept, values in zip(stored.mention.itertuples(), left(stored, filters), several, strict=True):
        for value in values if kept else ():
            if by not in LIST_FIELDS or not getattr(filters, by) or value in getattr(filters, by):
                found.setdefault((bucket(row), value), []).append(row)
    return found


@FEW
@given(stores(max_size=15), st.sampled_from([1, 8]), filter_values(), st.sampled_from([None, *GROUPS]))
@example(sample(300), 1, {}, None)
@example(sample(300), 1, {}, "brands")
@example(sample(300), 1, {"brands": ("甲", None)}, "brands")
def test_sentiment_is_what_counting_one_by_one_gives(holding, stored, times, chosen, by):
    stored, filters = often(stored, times), Filters(**chosen)
    by_value = {value: measured(rows) for (_, value), rows in groups(stored, filters, by).items()}
    if by is None:
        rows = [by_value.get(None, measured([]))]
    else:
        order = sorted(by_value, key=lambda v: (-by_value[v]["mentions"], v is None, v if v is not None else ""))
        rows = [{"value": value, **by_value[value]} for value in order]
    with holding(stored) as cursor:
        assert sentiment(cursor, filters, by=by).rows == near(rows)


@FEW
@given(stores(max_size=12), st.sampled_from([1, 8]), filter_values(), st.sampled_from([None, *GROUPS]), st.sampled_from(["hour", "day", "week", "month"]))
def test_buckets_are_those_of_volume_and_each_holds_what_counting_gives(holding, stored, times, chosen, by, grain):
    stored, filters = often(stored, times), Filters(**chosen)
    with holding(stored) as cursor:
        over_time, answer = volume(cursor, filters, grain=grain, by=by), sentiment(cursor, filters, grain=grain, by=by)
    kept = answer.filters if answer.filters.precisions or grain != "hour" else replace(filters, precisions=("none",))

    def start(row):
        moment = pd.Timestamp(row.published_at).floor("h" if grain == "hour" else "D")
        return (moment - timedelta(days={"week": moment.weekday(), "month": moment.day - 1}.get(grain, 0))).to_pydatetime()

    found = groups(stored, kept, by, start)
    frame = ("bucket", "since", "until", "complete", *(["value"] if by else []))
    expected = [
        {name: row[name] for name in frame} | measured(found.get((row["bucket"], row["value"]), [])) for row in over_time.rows
    ]
    assert answer.rows == near(expected)
    assert answer.filters == over_time.filters


def row(holding, records, **chosen):
    with holding(stored_of(numbered(records))) as cursor:
        return sentiment(cursor, Filters(**chosen)).row


def test_net_sentiment_of_the_worked_example(holding):
    answered = row(holding, [*plain(255, sentiment=1), *plain(513, sentiment=-1), *plain(100, sentiment=0), *plain(7)])
    assert round(answered["net"], 3) == -0.336
    assert answered["disagreement"] == pytest.approx(2 * 255 / 768)
    assert answered["negative_share"] == pytest.approx(513 / 868)
    assert (answered["known"], answered["unknown"], answered["polar"], answered["effective"]) == (868, 7, 768, 868)
    assert answered["net_low"] < answered["net"] < answered["net_high"]


def test_one_story_with_two_hundred_reposts_is_not_two_hundred_voices(holding):
    story = "1" * 8 + "-0000-4000-8000-000000000000"
    records = [*plain(200, sentiment=-1, story_id=story), *plain(20, sentiment=1), *plain(20, sentiment=0)]
    answered = row(holding, records)
    assert answered["effective"] == pytest.approx(240**2 / (200**2 + 40))
    assert answered["negative_share"] == pytest.approx(200 / 240)
    assert (answered["negative_low"], answered["net_low"]) == (None, None)


def test_one_author_of_many_stories_is_one_voice_the_more_he_writes(holding):
    records = [*plain(50, sentiment=-1, platform="x", author_id="7"), *plain(50, sentiment=1)]
    assert row(holding, records)["effective"] == pytest.approx(100**2 / (50**2 + 50))


def test_twenty_nine_are_too_few_for_a_share_and_each_share_has_its_own_denominator(holding):
    few = row(holding, [*plain(10, sentiment=-1), *plain(19, sentiment=0), *plain(5)])
    assert (few["negative"], few["negative_share"], few["net"]) == (10, None, None)
    neutral = row(holding, [*plain(15, sentiment=-1), *plain(14, sentiment=1), *plain(10, sentiment=0)])
    assert (neutral["negative_share"], neutral["net"], neutral["disagreement"]) == (pytest.approx(15 / 39), None, None)


def test_a_filter_without_mentions_has_one_row_of_zeros_and_nothing_else_is_known(holding):
    answered = row(holding, plain(3), platforms=("x",))
    assert {name: value for name, value in answered.items() if value is not None} == dict.fromkeys(
        ("mentions", "positive", "neutral", "negative", "unknown", "known", "polar"), 0
    )
    assert row(holding, []) == answered


@pytest.mark.parametrize("by", [None, "platforms", "brands"])
@pytest.mark.parametrize("grain", [None, "hour", "week"])
def test_a_mark_opens_exactly_its_mentions(holding, grain, by):
    filters = Filters(since=datetime(2023, 12, 31, 12), until=datetime(2024, 3, 1))
    with holding(sample(120)) as cursor:
        answer = sentiment(cursor, filters, grain=grain, by=by)
        rows = [row for row in answer.rows if row["mentions"]]
        assert rows
        for row in rows:
            opened = totals(cursor, answer.mentions(row)).row
            assert [opened[name] for name in ("mentions", "positive", "negative")] == [
                row[name] for name in ("mentions", "positive", "negative")
            ]


def test_by_the_hour_nothing_is_left_of_mentions_known_to_the_day(holding):
    with holding(stored_of(numbered([*plain(3, sentiment=1), *plain(4, sentiment=1, precision="day")]))) as cursor:
        assert [row["mentions"] for row in sentiment(cursor, Filters(), grain="hour").rows] == [3]
        assert sentiment(cursor, Filters(precisions=("day",)), grain="hour").rows == []
        assert [row["mentions"] for row in sentiment(cursor, Filters(precisions=("day",)), grain="day").rows] == [4]


def test_an_unknown_grain_or_group_is_refused_by_name(holding):
    with holding(stored_of([])) as cursor:
        with pytest.raises(ValueError, match="There is no grain 'year'"):
            sentiment(cursor, Filters(), grain="year")
        with pytest.raises(ValueError, match="There is no dimension 'brand'"):
            sentiment(cursor, Filters(), by="brand")
