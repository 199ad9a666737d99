import math

import pytest
from hypothesis import given

from analysis.filters import Filters
from analysis.totals import totals
from tests.mentions import (
    FEW,
    author_key,
    engagement,
    filter_values,
    heat,
    matching,
    numbered,
    plain,
    stored_of,
    stores,
    total,
)


@FEW
@given(stores(), filter_values())
def test_totals_equal_sums_over_the_rows(holding, stored, chosen):
    filters = Filters(**chosen)
    rows = list(matching(stored, filters).mention.itertuples())
    authors = [author_key(row) for row in rows]
    gained = [engagement(row) for row in rows]
    expected = {
        "mentions": len(rows),
        "authors": len(set(authors) - {None}),
        "without_author": authors.count(None),
        "engagement": total(gained),
        "engagement_of": len(gained) - gained.count(None),
        "capped": sum(row.counts_are == "capped" and one is not None for row, one in zip(rows, gained, strict=True)),
        "heat": pytest.approx(math.fsum(map(heat, rows)), abs=1e-5) if rows else None,
        "fully_counted": sum(None not in (row.likes, row.comments, row.reposts) for row in rows),
        "positive": sum(row.sentiment == 1 for row in rows),
        "neutral": sum(row.sentiment == 0 for row in rows),
        "negative": sum(row.sentiment == -1 for row in rows),
        "without_hour": sum(row.precision in ("day", "week") for row in rows),
        "first": min((row.published_at for row in rows), default=None),
        "last": max((row.published_at for row in rows), default=None),
    }
    with holding(stored) as cursor:
        assert totals(cursor, filters).row == expected


def told(holding, records, *names):
    with holding(stored_of(numbered(records))) as cursor:
        row = totals(cursor, Filters()).row
    return tuple(row[name] for name in names)


def test_one_account_id_on_two_platforms_is_two_authors(holding):
    records = [*plain(2, platform="weibo", author_id="7"), *plain(platform="x", author_id="7"), *plain(author_id="7")]
    assert told(holding, records, "authors", "without_author") == (3, 0)


def test_an_author_without_an_id_goes_by_name_and_one_without_either_is_counted_beside(holding):
    named = [*plain(2, platform="x", author_name="甲"), *plain(platform="x", author_id="甲"), *plain(2, platform="x")]
    assert told(holding, named, "authors", "without_author") == (2, 2)


def test_one_account_that_changed_its_name_is_one_author(holding):
    records = [
        *plain(platform="x", author_id="7", author_name="甲"),
        *plain(platform="x", author_id="7", author_name="乙"),
    ]
    assert told(holding, records, "authors") == (1,)


def test_engagement_is_unknown_where_no_count_is_known_and_zero_where_zero_was_counted(holding):
    assert told(holding, plain(2), "engagement", "engagement_of") == (None, 0)
    assert told(holding, [*plain(likes=0), *plain()], "engagement", "engagement_of") == (0, 1)
    assert told(holding, [*plain(likes=3), *plain(comments=4, reposts=5)], "engagement", "engagement_of") == (12, 2)


def test_engagement_leaves_out_snapshots_and_counts_lower_bounds_among_the_rest(holding):
    records = [
        *plain(likes=5, counts_are="snapshot"),
        *plain(likes=7, counts_are="capped"),
        *plain(likes=1, counts_are="final"),
        *plain(likes=100, counts_are="capped", kind="repost", text="转发微博"),
        *plain(counts_are="capped"),
    ]
    assert told(holding, records, "engagement", "engagement_of", "capped") == (8, 2, 1)


def test_engagement_over_two_billion_is_exact(holding):
    assert told(holding, plain(3, likes=3_000_000_000), "engagement") == (9_000_000_000,)


def test_heat_of_a_worked_example(holding):
    # 1 + .2·ln 10 + .4·ln 5 + .4·ln 7 + .1·ln 13, and 1 for a mention whose counts are unknown
    records = [*plain(likes=9, comments=4, reposts=6, views=12), *plain()]
    assert told(holding, records, "heat", "fully_counted") == (
        pytest.approx(2 + 0.46051702 + 0.64377516 + 0.77836406 + 0.25649494),
        1,
    )


def test_an_empty_store_has_no_mentions_and_nothing_else_is_known(holding):
    assert told(holding, [], "mentions", "authors", "engagement", "heat", "first", "last") == (
        0,
        0,
        None,
        None,
        None,
        None,
    )
