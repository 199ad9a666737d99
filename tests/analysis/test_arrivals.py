from datetime import datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given

from analysis.arrivals import arrivals, first_of
from analysis.filters import Filters
from tests.mentions import FEW, filter_values, matching, numbered, plain, stored_of, stores

ALL = Filters()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CRISIS = "热 OR 烫 OR 烧 OR 冒烟 OR 召回 OR heat OR hot OR burn"


def latest(at: datetime, precision: str | None) -> datetime:
    """When it was published at the latest."""
    if precision in ("second", "minute"):
        return at
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday()) + 7 * DAY if precision == "week" else day + DAY


def expected(stored) -> list[dict]:
    """By pandas, of what is left."""
    frame = stored.mention.assign(latest=[latest(row.published_at, row.precision) for row in stored.mention.itertuples()], exact=stored.mention["precision"].isin(["second", "minute"]))
    if frame.empty:
        return []
    frame = frame.sort_values(["latest", "published_at", "mention_id"])
    groups = [("" if pd.isna(platform) else platform, group) for platform, group in frame.groupby("platform", dropna=False)]
    groups.sort(key=lambda one: (one[1]["latest"].iloc[0], one[0]))
    origin, told = groups[0][1].iloc[0], []
    for platform, group in groups:
        first, timed = group.iloc[0], group[group["exact"]]
        hours = pd.to_datetime(timed["published_at"]).dt.floor("h").value_counts()
        peak = None if hours.empty else min(hours[hours == hours.max()].index)
        told.append(
            {
                "platform": platform or None,
                "mentions": len(group),
                "untimed": len(group) - len(timed),
                "mention_id": first["mention_id"],
                "exact": bool(first["exact"]),
                "age": (first["latest"] - origin["latest"]).total_seconds(),
                "lag": (first["published_at"] - origin["published_at"]).total_seconds() if first["exact"] and origin["exact"] else None,
                "days": (first["published_at"].date() - origin["published_at"].date()).days,
                "first_day": int((timed["published_at"] < first["published_at"] + DAY).sum()) if first["exact"] else None,
                "peak_at": None if peak is None else peak.to_pydatetime(),
                "peak": None if peak is None else int(hours.max()),
            }
        )
    return told


@FEW
@given(stores(), filter_values())
def test_the_order_of_platforms_is_that_of_pandas(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        answer = arrivals(cursor, filters)
        sizes = [cursor.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0] for sql, values in (answer.mentions(row).selection() for row in answer.rows)]
        firsts = [[str(id_) for (id_,) in cursor.execute(f"SELECT mention_id FROM ({sql})", values).fetchall()] for sql, values in (first_of(answer, row).selection() for row in answer.rows)]
    rows = expected(matching(stored, filters))
    assert [{name: row[name] for name in rows[0]} for row in answer.rows] == rows if rows else answer.rows == []
    assert sizes == [row["mentions"] for row in answer.rows]
    assert all(row["mention_id"] in ids for row, ids in zip(answer.rows, firsts, strict=True))
    assert [sum(one["mentions"] for one in row["volume"] or []) for row in answer.rows] == [row["mentions"] - row["untimed"] for row in answer.rows]


def test_the_day_never_comes_before_an_exact_time_of_it(holding):
    at = datetime(2025, 3, 30)
    rows = [
        *plain(platform="news", published_at=at, precision="day"), *plain(platform="weibo", published_at=at + 23 * HOUR),
        *plain(platform="x", published_at=at + DAY + HOUR), *plain(platform="zhihu", published_at=at + DAY, precision="day"),
        *plain(platform="forum", published_at=at + DAY, precision="week"), *plain(platform="news", published_at=at + 50 * HOUR),
        *plain(platform="weibo", published_at=at + DAY, precision="day"),
    ]  # fmt: skip
    with holding(stored_of(numbered(rows))) as cursor:
        found = arrivals(cursor, ALL).rows
    # The 30th was a Sunday: the week of the Monday after it ends seven days later.
    assert [(row["platform"], row["exact"], row["lag"], row["days"], row["first_day"]) for row in found] == [
        ("weibo", True, 0, 0, 1), ("news", False, None, 0, None), ("x", True, 2 * 3600, 1, 1), ("zhihu", False, None, 1, None), ("forum", False, None, 1, None),
    ]  # fmt: skip
    assert [row["age"] for row in found] == [0, 3600, 2 * 3600, 25 * 3600, (7 * 24 + 1) * 3600]


@pytest.mark.parametrize(("days", "hours"), [(0, 1), (6, 1), (7, 24), (700, 24), (800, 168)])
def test_the_longer_ago_the_longer_the_buckets(holding, days, hours):
    at = datetime(2025, 3, 3, 10, 20)
    rows = [*plain(platform="x", published_at=at), *plain(2, platform="x", published_at=at + days * DAY + HOUR)]
    with holding(stored_of(numbered(rows))) as cursor:
        volume = arrivals(cursor, ALL).row["volume"]
    begins = {1: (at + days * DAY + HOUR).replace(minute=0), 24: datetime(2025, 3, 3) + days * DAY, 168: datetime(2025, 3, 3) + days // 7 * 7 * DAY}[hours]
    assert volume == [{"at": at.replace(minute=0), "hours": 1, "mentions": 1}, {"at": begins, "hours": hours, "mentions": 2}]


def test_the_crisis_reached_the_platforms_of_the_demo_as_was_told(found, truth):
    told = {platform: datetime.fromisoformat(at) for platform, at in truth["arrivals"].items()}
    with found.store.cursor() as cursor:
        rows = arrivals(cursor, Filters(since=min(told.values()), brands=(truth["ours"],), keyword=CRISIS)).rows
    rows = [row for row in rows if row["platform"] in told]
    # Some exports tell the minute only.
    assert {row["platform"]: row["published_at"] for row in rows} == {
        row["platform"]: told[row["platform"]].replace(**({"second": 0} if row["precision"] == "minute" else {})) for row in rows
    }
    assert [row["platform"] for row in rows] == sorted(told, key=told.get)


def test_after_a_first_that_is_known_only_to_the_day_the_distance_is_in_days(holding):
    at = datetime(2025, 3, 30)
    rows = [*plain(platform="news", published_at=at, precision="day"), *plain(platform="weibo", published_at=at + DAY + 10 * HOUR)]
    with holding(stored_of(numbered(rows))) as cursor:
        found = arrivals(cursor, ALL).rows
    assert [(row["platform"], row["age"], row["lag"], row["days"], row["first_day"]) for row in found] == [("news", 0, None, 0, None), ("weibo", 36000, None, 1, 1)]


def test_the_first_mention_opens_without_what_is_known_only_to_its_day(holding):
    rows = numbered([*plain(platform="news", precision="day"), *plain(2, platform="news")])
    with holding(stored_of(rows)) as cursor:
        answer = arrivals(cursor, ALL)
        sql, values = first_of(answer, answer.row).selection()
        assert cursor.execute(f"SELECT count(*) FROM ({sql})", values).fetchone() == (2,)
