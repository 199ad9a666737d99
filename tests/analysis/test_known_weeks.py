from datetime import datetime, timedelta

from analysis.filters import Filters
from analysis.known_weeks import known_weeks
from tests.mentions import numbered, plain, stored_of

MONDAY = datetime(2024, 1, 1)
WEEK = timedelta(days=7)


def test_a_week_is_known_where_the_store_holds_anything_of_the_platforms_that_is_dated_well_enough(holding):
    records = [record for week in (0, 1, 2, 4, 5) for record in plain(2, published_at=MONDAY + week * WEEK, platform="weibo", intent="complaint")]
    records += plain(1, published_at=MONDAY + 3 * WEEK, platform="weibo", precision="month") + plain(1, published_at=MONDAY + 3 * WEEK, platform="x")
    with holding(stored_of(numbered(records))) as cursor:

        def told(**chosen: object) -> list[int]:
            return [row["mentions"] for row in known_weeks(cursor, Filters(**chosen)).rows]

        window = {"since": MONDAY + 5 * WEEK + timedelta(days=3)}
        assert told(**window, platforms=("weibo",), intents=("complaint",), topics=("t",)) == [2, 2, 2, 0, 2] and told(**window) == [2, 2, 2, 1, 2]
        assert [row["since"] for row in known_weeks(cursor, Filters(**window)).rows] == [MONDAY + week * WEEK for week in range(5)]
        assert told() == [] and told(since=MONDAY, platforms=("zhihu",)) == []
