from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from analysis.authors import authors
from analysis.filters import Filters
from tests.mentions import (
    FEW,
    author_key,
    engagement,
    filter_values,
    matching,
    numbered,
    plain,
    stored_of,
    stores,
    total,
)


def ranked(rows):
    """Authors with all that is told of them, by plain loops."""
    groups = {}
    for row in rows:
        groups.setdefault(author_key(row), []).append(row)
    told = []
    for key, of in groups.items():
        named = sorted((row.published_at, row.mention_id, row.author_name) for row in of if row.author_name is not None)
        verified = [row.verified for row in of if row.verified is not None]
        gained = [engagement(row) for row in of]
        told.append(
            {
                "author": key,
                "author_name": named[-1][2] if named else None,
                "platform": of[0].platform if key is not None else None,
                "followers": max(
                    (row.author_followers for row in of if row.author_followers is not None), default=None
                ),
                "verified": any(verified) if verified else None,
                "mentions": len(of),
                "engagement": total(gained),
                "capped": sum(
                    row.counts_are == "capped" and one is not None for row, one in zip(of, gained, strict=True)
                ),
            }
        )
    return sorted(told, key=lambda row: (row["author"] is None, -row["mentions"], row["author"] or ""))


@FEW
@given(stores(), filter_values(), st.sampled_from([1, 3, 100]))
def test_authors_equal_a_ranking_by_plain_loops(holding, stored, chosen, limit):
    filters = Filters(**chosen)
    expected = ranked(matching(stored, filters).mention.itertuples())[:limit]
    with holding(stored) as cursor:
        assert authors(cursor, filters, limit=limit).rows == expected


def names(holding, records, **options):
    with holding(stored_of(numbered(records))) as cursor:
        return [(row["author"], row["mentions"]) for row in authors(cursor, Filters(), **options).rows]


def test_ties_stand_in_the_order_of_their_keys_and_the_unknown_last(holding):
    records = [
        *plain(5),
        *plain(2, platform="x", author_id="2"),
        *plain(2, platform="x", author_id="1"),
        *plain(3, author_name="甲"),
    ]
    assert names(holding, records) == [(":@甲", 3), ("x:1", 2), ("x:2", 2), (None, 5)]
    assert names(holding, records, limit=2) == [(":@甲", 3), ("x:1", 2)]


def test_ten_authors_are_told_unless_asked_for_more(holding):
    records = [mention for n in range(12) for mention in plain(platform="x", author_id=f"{n:02}")]
    assert names(holding, records) == [(f"x:{n:02}", 1) for n in range(10)]
    assert names(holding, records, limit=20) == [(f"x:{n:02}", 1) for n in range(12)]


def test_an_author_goes_by_the_latest_known_name(holding):
    def named(name, day):
        return plain(platform="x", author_id="7", author_name=name, published_at=datetime(2024, 3, day))

    with holding(stored_of(numbered([*named("new", 8), *named("old", 1), *named(None, 9)]))) as cursor:
        assert [row["author_name"] for row in authors(cursor, Filters()).rows] == ["new"]


def test_mentions_without_an_author_have_no_platform_either(holding):
    with holding(stored_of(numbered([*plain(platform="x"), *plain(platform="weibo")]))) as cursor:
        assert [(row["author"], row["platform"], row["mentions"]) for row in authors(cursor, Filters()).rows] == [
            (None, None, 2)
        ]
