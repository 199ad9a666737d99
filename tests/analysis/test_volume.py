from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.volume import volume
from tests.mentions import FEW, GROUPS, filter_values, grouped, matching, numbered, plain, stored_of, stores

FREQUENCY = {"hour": "h", "day": "D", "week": "W-MON", "month": "MS"}
STEP = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": pd.DateOffset(months=1),
}


def first_of(moment: datetime, grain: str) -> pd.Timestamp:
    moment = pd.Timestamp(moment)
    if grain == "hour":
        return moment.floor("h")
    return moment.normalize() - timedelta(days={"day": 0, "week": moment.weekday(), "month": moment.day - 1}[grain])


def resampled(stored, filters, grain, by):
    """What volume should answer, by pandas' resample."""
    hourly = replace(filters, precisions=filters.precisions or ("second", "minute"))
    counted = matching(stored, hourly if grain == "hour" else filters)
    if grain == "hour":
        counted = replace(counted, mention=counted.mention[counted.mention["precision"].isin(["second", "minute"])])
    groups = grouped(counted, by, getattr(filters, by) if by else ())
    if not groups:
        return []
    published = [moment for moments in groups.values() for moment in moments]
    newest = min(stored.mention["published_at"].max(), filters.as_of or datetime.max)
    since = pd.Timestamp(filters.since or first_of(min(published), grain))
    until = pd.Timestamp(filters.until or first_of(max(published), grain) + STEP[grain])
    buckets = pd.date_range(first_of(since, grain), until - timedelta(microseconds=1), freq=FREQUENCY[grain])
    rows = []
    for value, moments in groups.items():
        counts = (
            pd.Series(1, index=pd.DatetimeIndex(moments)).resample(FREQUENCY[grain], closed="left", label="left").sum()
        )
        for bucket, mentions in counts.reindex(buckets[buckets <= newest], fill_value=0).items():
            end = bucket + STEP[grain]
            rows.append(
                {
                    "bucket": bucket,
                    "value": value,
                    "mentions": mentions,
                    "since": max(bucket, since),
                    "until": min(end, until),
                    "complete": bucket >= since and end <= min(until, newest),
                }
            )
    return sorted(
        rows, key=lambda row: (row["bucket"], row["value"] is None, row["value"] if row["value"] is not None else 0)
    )


@FEW
@given(stores(), filter_values(), st.sampled_from(["day", "week", "month"]), st.sampled_from([None, *GROUPS]))
def test_volume_equals_a_pandas_resample(holding, stored, chosen, grain, by):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        assert volume(cursor, filters, grain=grain, by=by).rows == resampled(stored, filters, grain, by)


@FEW
@given(stores(max_size=15), filter_values(), st.sampled_from([None, *GROUPS]))
def test_volume_by_the_hour_equals_a_pandas_resample(holding, stored, chosen, by):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        assert volume(cursor, filters, grain="hour", by=by).rows == resampled(stored, filters, "hour", by)


def counts(answer):
    return [(f"{row['bucket']:%m-%d %H}", row["mentions"]) for row in answer.rows]


def at(*moments, **values):
    """A mention at each of these moments."""
    records = plain(len(moments), **values)
    return [
        record | {"published_at": datetime.fromisoformat(moment)}
        for record, moment in zip(records, moments, strict=True)
    ]


def test_days_without_mentions_count_zero(holding):
    with holding(stored_of(at("2024-02-28 10:00", "2024-03-02 23:59:59", "2024-03-02 00:00"))) as cursor:
        assert counts(volume(cursor, Filters())) == [("02-28 00", 1), ("02-29 00", 0), ("03-01 00", 0), ("03-02 00", 2)]


def test_days_of_the_window_without_mentions_count_zero_at_both_ends(holding):
    filters = Filters(since=datetime(2024, 3, 1), until=datetime(2024, 3, 6), platforms=("x",))
    with holding(stored_of(numbered([*at("2024-03-03", platform="x"), *at("2024-03-09")]))) as cursor:
        assert counts(volume(cursor, filters)) == [
            ("03-01 00", 0),
            ("03-02 00", 0),
            ("03-03 00", 1),
            ("03-04 00", 0),
            ("03-05 00", 0),
        ]


def test_groups_count_zero_on_the_days_of_others(holding):
    with holding(stored_of(numbered([*at("2024-03-01", region="甲"), *at("2024-03-02", region=None)]))) as cursor:
        rows = [
            (row["bucket"].day, row["value"], row["mentions"]) for row in volume(cursor, Filters(), by="regions").rows
        ]
    assert rows == [(1, "甲", 1), (1, None, 0), (2, "甲", 0), (2, None, 1)]


def test_weeks_start_on_monday(holding):
    # 2024-01-01 is a Monday.
    with holding(
        stored_of(at("2023-12-31 23:59:59", "2024-01-01 00:00:00", "2024-01-07 23:59:59", "2024-01-08 00:00"))
    ) as cursor:
        assert counts(volume(cursor, Filters(), grain="week")) == [("12-25 00", 1), ("01-01 00", 2), ("01-08 00", 1)]


def test_months_have_their_own_length(holding):
    with holding(
        stored_of(at("2024-02-29 23:59:59.999999", "2024-03-01", "2024-03-31 23:59:59", "2024-04-01"))
    ) as cursor:
        assert counts(volume(cursor, Filters(), grain="month")) == [("02-01 00", 1), ("03-01 00", 2), ("04-01 00", 1)]


def test_a_bucket_is_partial_where_the_window_cuts_it_or_the_newest_mention_of_the_store_lies(holding):
    records = [*at("2024-03-01 10:00", "2024-03-04 10:00"), *at("2024-03-06 08:00", platform="x")]

    def complete(**chosen):
        return [(row["bucket"].day, row["complete"]) for row in volume(cursor, Filters(**chosen)).rows]

    with holding(stored_of(numbered(records))) as cursor:
        assert complete() == [(1, True), (2, True), (3, True), (4, True), (5, True), (6, False)]
        assert complete(since=datetime(2024, 3, 1, 9), until=datetime(2024, 3, 4, 12)) == [
            (1, False),
            (2, True),
            (3, True),
            (4, False),
        ]
        assert complete(platforms=(None,)) == [(1, True), (2, True), (3, True), (4, True)]
        assert complete(as_of=datetime(2024, 3, 4, 12)) == [(1, True), (2, True), (3, True), (4, False)]


def test_nothing_is_said_of_the_time_after_the_newest_mention_or_after_as_of(holding):
    window = Filters(since=datetime(2024, 3, 1), until=datetime(2024, 4, 1))
    with holding(stored_of(at("2024-03-01 10:00", "2024-03-03 10:00"))) as cursor:
        assert counts(volume(cursor, window)) == [("03-01 00", 1), ("03-02 00", 0), ("03-03 00", 1)]
        assert counts(volume(cursor, replace(window, as_of=datetime(2024, 3, 2, 5)))) == [
            ("03-01 00", 1),
            ("03-02 00", 0),
        ]
        assert volume(cursor, Filters(since=datetime(2024, 3, 4), until=datetime(2024, 4, 1))).rows == []


def test_a_row_tells_the_edges_of_its_bucket_inside_the_window(holding):
    with holding(stored_of(at("2024-03-01 10:00", "2024-03-09"))) as cursor:
        answer = volume(cursor, Filters(since=datetime(2024, 2, 28, 6), until=datetime(2024, 3, 5, 7)), grain="week")
    monday = [datetime(2024, 2, 26), datetime(2024, 3, 4)]
    assert answer.rows == [
        {
            "bucket": monday[0],
            "value": None,
            "mentions": 1,
            "since": datetime(2024, 2, 28, 6),
            "until": monday[1],
            "complete": False,
        },
        {
            "bucket": monday[1],
            "value": None,
            "mentions": 0,
            "since": monday[1],
            "until": datetime(2024, 3, 5, 7),
            "complete": False,
        },
    ]


def test_a_mention_of_two_brands_counts_once_for_each_and_a_brand_named_twice_once(holding):
    records = [*plain(brands=["甲", "乙"]), *plain(brands=["甲", "甲"]), *plain(brands=[]), *plain(brands=None)]

    def by_brand(**chosen):
        return [(row["value"], row["mentions"]) for row in volume(cursor, Filters(**chosen), by="brands").rows]

    with holding(stored_of(numbered(records))) as cursor:
        assert by_brand() == [("乙", 1), ("甲", 2), (None, 2)]
        assert by_brand(brands=("甲",)) == [("甲", 2)]
        assert by_brand(brands=("乙", None)) == [("乙", 1), (None, 2)]
        assert [row["mentions"] for row in volume(cursor, Filters()).rows] == [4]


def test_by_the_hour_mentions_without_an_hour_are_left_out_and_the_answer_says_so(holding):
    records = [
        *plain(published_at=datetime(2024, 3, 1, 10, 30)),
        *plain(published_at=datetime(2024, 3, 1, 10, 0), precision="minute"),
        *(record for precision in ("day", "week", None) for record in plain(precision=precision)),
    ]
    with holding(stored_of(numbered(records))) as cursor:
        answer = volume(cursor, Filters(), grain="hour")
        assert counts(answer) == [("03-01 10", 2)]
        assert answer.filters == Filters(precisions=("second", "minute"))
        assert answer.filters.sentence() == "all time · Precision of time: To the second, To the minute"
        answer = volume(cursor, Filters(precisions=("day", "second")), grain="hour")
        assert counts(answer) == [("03-01 10", 1)]
        assert answer.filters == Filters(precisions=("second",))
        assert volume(cursor, Filters(precisions=("day", None)), grain="hour").rows == []
        assert [row["mentions"] for row in volume(cursor, Filters(), grain="day").rows] == [5]


def test_an_empty_store_and_a_filter_without_mentions_have_no_buckets(holding):
    window = {"since": datetime(2024, 3, 1), "until": datetime(2024, 3, 8)}
    with holding(stored_of([])) as cursor:
        assert volume(cursor, Filters()).rows == []
        assert volume(cursor, Filters(**window), by="brands").rows == []
    with holding(stored_of(at("2024-03-05"))) as cursor:
        assert volume(cursor, Filters(**window, platforms=("x",))).rows == []


def test_an_unknown_grain_or_group_is_refused_by_name(holding):
    with holding(stored_of([])) as cursor:
        with pytest.raises(ValueError, match="There is no grain 'year'; known are hour, day, week, month"):
            volume(cursor, Filters(), grain="year")
        with pytest.raises(ValueError, match="There is no dimension 'brand'; known are brands, products"):
            volume(cursor, Filters(), by="brand")
