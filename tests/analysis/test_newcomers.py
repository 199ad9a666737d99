from dataclasses import replace
from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.newcomers import newcomers
from tests.analysis.stores import opened
from tests.mentions import FEW, author_key, filter_values, left, numbered, plain, sample, stored_of
from tests.mentions import newcomers as told_of

DAY = timedelta(days=1)


def kept(stored, filters):
    return [row for row, one in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if one]


def counted(stored, filters, row):
    """Mentions and authors of a row, one by one."""
    bucket = replace(filters, since=row["since"], until=row["until"], newcomers=())
    wanted = {"new": ("new",), "returning": ("returning",), "early": ("new", "returning"), None: (None,)}[row["value"]]
    rows = [one for one, value, inside in zip(stored.mention.itertuples(), told_of(stored, bucket), left(stored, bucket), strict=True) if inside and value in wanted]
    return len(rows), len({author_key(one) for one in rows} - {None})


@settings(FEW, max_examples=4)
@example({"since": datetime(2024, 1, 8), "until": datetime(2024, 3, 9), "sentiments": (-1, 0)}, "week")
@example({"since": datetime(2024, 1, 3), "until": datetime(2024, 3, 1), "as_of": datetime(2024, 2, 29)}, None)
@given(filter_values(), st.sampled_from(["day", "week", None]))
def test_rows_are_those_of_counting_one_by_one_and_open_their_mentions(holding, chosen, grain):
    stored, filters = sample(300), Filters(**chosen)
    with holding(stored) as cursor:
        answer = newcomers(cursor, filters, grain=grain)
        assert sum(row["mentions"] for row in answer.rows) == left(stored, filters).sum()
        # Most days hold nothing.
        some = replace(answer, table=answer.table.take(pa.array([place for place, row in enumerate(answer.rows) if row["mentions"]][-6:], pa.int64())))
        assert [(row["mentions"], row["authors"]) for row in some.rows] == [counted(stored, filters, row) for row in some.rows]
        assert opened(cursor, some) == [row["mentions"] for row in some.rows]


FIRST = datetime(2024, 1, 1)


def said(day, *authors):
    return [plain(1, published_at=FIRST + day * DAY, platform="x", author_id=author, language="zh")[0] for author in authors]


# Of each day there is something, so that the data reach back.
DAILY = [plain(1, published_at=FIRST + day * DAY, platform="x", author_id="other", language="en")[0] for day in range(43)]
CHINESE = {"languages": ("zh",)}
STORED = stored_of(numbered([*DAILY, *said(0, "a", "b"), *said(20, "c"), *said(40, "a", "a", "d", None), *said(41, "d", "e"), *said(42, "c")]))


def rows(answer):
    return [((row["bucket"] - FIRST).days, row["value"], row["mentions"], row["authors"]) for row in answer.rows if row["mentions"]]


def test_an_author_is_new_once_and_returning_from_then_on(holding):
    window = Filters(since=FIRST + 40 * DAY, until=FIRST + 43 * DAY, **CHINESE)
    with holding(STORED) as cursor:
        days = newcomers(cursor, window, grain="day")
        assert rows(days) == [(40, "new", 1, 1), (40, "returning", 2, 1), (40, None, 1, 0), (41, "new", 1, 1), (41, "returning", 1, 1), (42, "returning", 1, 1)]
        assert {row["began"] for row in days.rows} == {FIRST}
        assert rows(newcomers(cursor, window)) == [(40, "new", 3, 2), (40, "returning", 3, 2), (40, None, 1, 0)]


@pytest.mark.parametrize(
    ("window", "grain", "found"),
    [
        (Filters(since=FIRST, until=FIRST + 43 * DAY, **CHINESE), "day", [(0, "early", 2, 2), (20, "early", 1, 1), (40, "new", 1, 1), (40, "returning", 2, 1), (40, None, 1, 0), (41, "new", 1, 1), (41, "returning", 1, 1), (42, "returning", 1, 1)]),
        (Filters(since=FIRST + 20 * DAY, until=FIRST + 41 * DAY, **CHINESE), None, [(20, "early", 4, 3), (20, None, 1, 0)]),
        (Filters(since=FIRST + 20 * DAY, until=FIRST + 40 * DAY, **CHINESE), None, [(20, "new", 1, 1)]),
    ],
)  # fmt: skip
def test_where_the_data_do_not_reach_back_nobody_is_called_new(holding, window, grain, found):
    with holding(STORED) as cursor:
        assert rows(newcomers(cursor, window, grain=grain)) == found


def test_the_share_is_of_authors_and_has_its_interval(holding):
    old, new = [f"o{n}" for n in range(30)], [f"n{n}" for n in range(10)]
    with holding(stored_of(numbered([*said(0, *old), *said(5, *old, *old, *new)]))) as cursor:
        told = newcomers(cursor, Filters(since=FIRST + 5 * DAY, until=FIRST + 6 * DAY)).rows
    assert [(row["value"], row["mentions"], row["share"]) for row in told] == [("new", 10, 0.25), ("returning", 60, 0.75)]
    assert (told[0]["low"], told[0]["high"]) == pytest.approx((0.1419, 0.4019), abs=1e-4)


def test_without_a_window_nothing_is_earlier(holding):
    with holding(STORED) as cursor:
        assert rows(newcomers(cursor, Filters(**CHINESE))) == [((datetime(1, 1, 2) - FIRST).days, "early", 9, 5), ((datetime(1, 1, 2) - FIRST).days, None, 1, 0)]
    with holding(stored_of([])) as cursor:
        assert newcomers(cursor, Filters(), grain="day").rows == []


def test_a_stray_post_of_an_author_years_before_does_not_make_the_data_reach_back(holding):
    stray = plain(1, published_at=datetime(2016, 5, 4), platform="x", author_id="c", language="zh")
    records = numbered([{name: value for name, value in row.items() if name != "mention_id"} for row in [*DAILY, *said(0, "a"), *said(20, "c"), *stray]])
    with holding(stored_of(records)) as cursor:
        answer = newcomers(cursor, Filters(since=FIRST, until=FIRST + 43 * DAY, **CHINESE))
    assert [(row["value"], row["mentions"], row["began"]) for row in answer.rows] == [("early", 2, FIRST)]
