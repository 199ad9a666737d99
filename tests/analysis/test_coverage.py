from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coverage import coverage, mentions_of
from analysis.filters import Filters
from analysis.totals import totals
from tests.analysis.stores import MONDAY, days, storing
from tests.mentions import FEW, filter_values, left, sample

CHANNELS = ("douban", "weibo", "x", "news")


@settings(FEW, max_examples=5)
@given(st.sampled_from([30, 900]), filter_values())
def test_platforms_are_those_of_counting_one_by_one_and_open_their_mentions(holding, count, chosen):
    stored = sample(count)
    filters = Filters(**chosen)
    window = Filters(since=filters.since, until=filters.until, as_of=filters.as_of)
    inside = Counter(row.platform for row, keep in zip(stored.mention.itertuples(), left(stored, window), strict=True) if keep)
    ever = [row for row in stored.mention.itertuples() if filters.as_of is None or row.published_at <= filters.as_of]
    with holding(stored) as cursor:
        answer = coverage(cursor, filters, channels=CHANNELS)
        told = {row["platform"]: (row["mentions"], row["ever"]) for row in answer.rows}
        sizes = Counter(row.platform for row in ever)
        assert told == {one: (inside[one], sizes[one]) for one in {*CHANNELS, *sizes} - {None}}
        for row in answer.rows:
            told, dates = mentions_of(answer, row), [one.published_at.date() for one in ever if one.platform == row["platform"]]
            assert (row["first"], row["last"]) == ((min(dates), max(dates)) if dates else (None, None))
            assert (totals(cursor, told).row["mentions"] if told else 0) == (row["mentions"] or row["ever"])


def test_a_platform_ends_early_where_more_was_to_be_expected_of_its_usual_days(holding):
    counts = {"weibo": [5] * 40, "x": [3] * 36, "news": [4] * 30, "zhihu": [9] * 10, "douyin": [0] * 39 + [1]}
    mentions = [record for platform, per_day in counts.items() for record in days(per_day, platform=platform)]
    # A wrong date of one platform alone ends nobody.
    mentions += days([1], first=MONDAY + timedelta(days=400), platform="weibo")
    ids = [{**record, "mention_id": f"00000000-0000-4000-8000-{n:012d}"} for n, record in enumerate(mentions)]
    with storing(holding, ids, []) as cursor:
        rows = coverage(cursor, Filters(since=MONDAY + timedelta(days=37), until=datetime(2026, 6, 1)), channels=("douban", *counts)).rows
    # Of weibo the days before the wrong date are empty. Ten days of zhihu have no usual day yet.
    assert [(row["platform"], row["coverage"], row["silent"], row["expected"]) for row in rows] == [
        ("x", "ended", 4, 12), ("news", "ended", 10, 40), ("zhihu", "elsewhere", 30, None), ("douban", "never", None, None), ("weibo", "there", 0, 0), ("douyin", "there", 0, None),
    ]  # fmt: skip
    (news,) = [row for row in rows if row["platform"] == "news"]
    assert (news["usual_day"], news["last"]) == (median([4] * 28), date(2025, 1, 6) + timedelta(days=29))
