from datetime import datetime
from itertools import chain

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.mentions import ORDERS, mention, mentions, sightings
from tests.mentions import (
    FEW,
    SAMPLE,
    SOME,
    VALUES,
    author_key,
    engagement,
    filter_values,
    heat,
    insert,
    matching,
    numbered,
    plain,
    stored_of,
    stores,
)


def known(count):
    return -1 if count is None else count


# What each order goes by, and whether the largest comes first; the id decides among equals.
BY = {
    "newest": (lambda row: row.published_at, True),
    "oldest": (lambda row: row.published_at, False),
    "engagement": (lambda row: known(engagement(row)), True),
    "likes": (lambda row: known(row.likes), True),
    "comments": (lambda row: known(row.comments), True),
    "reposts": (lambda row: known(row.reposts), True),
    "heat": (lambda row: round(heat(row), 9), True),
}


def ordered(stored, filters, order):
    position, largest_first = BY[order]
    rows = matching(stored, filters).mention.itertuples()
    return sorted(rows, key=lambda row: (position(row), row.mention_id), reverse=largest_first)


def visited(cursor, filters, order, limit):
    """The mentions of all pages, page by page."""
    after, pages = None, []
    while rows := mentions(cursor, filters, order=order, after=after, limit=limit).rows:
        pages.append([row["mention_id"] for row in rows])
        after = (rows[-1]["position"], rows[-1]["mention_id"])
    return pages


@FEW
@given(stores(), filter_values(), st.sampled_from(list(BY)), st.integers(1, 7))
def test_the_pages_visit_every_mention_once_and_in_order_whatever_their_size(holding, stored, chosen, order, limit):
    filters = Filters(**chosen)
    expected = [row.mention_id for row in ordered(stored, filters, order)]
    with holding(stored) as cursor:
        pages = visited(cursor, filters, order, limit)
    assert pages == [expected[at : at + limit] for at in range(0, len(expected), limit)]


@pytest.mark.parametrize("order", BY)
def test_the_pages_visit_every_mention_once_in_each_kind_of_store(sampled, order):
    pages = visited(sampled, Filters(), order, 70)
    assert [len(page) for page in pages] == [70, 70, 70, 70, 20]
    assert list(chain(*pages)) == [row.mention_id for row in ordered(SAMPLE, Filters(), order)]


def test_every_order_is_tested():
    assert set(ORDERS) == set(BY)


@FEW
@given(stores(), filter_values())
def test_a_row_holds_the_mention_as_it_is_stored_and_what_is_computed_of_it(holding, stored, chosen):
    filters = Filters(**chosen)
    copied = (
        "mention_id", "published_at", "precision", "platform", "kind", "author_name", "verified", "title", "text", "likes", "comments",
        "reposts", "favourites", "views", "counts_are", "sentiment", "sentiment_by", "region", "language", "author_kind", "segment",
        "brands", "products", "keyword_sets", "queries",
    )  # fmt: skip
    expected = [
        {
            **{name: getattr(row, name) for name in copied},
            "url": None,
            "author": author_key(row),
            "engagement": engagement(row),
            "heat": pytest.approx(heat(row)),
            "position": row.published_at,
        }
        for row in ordered(stored, filters, "newest")
    ]
    with holding(stored) as cursor:
        assert mentions(cursor, filters, limit=100).rows == expected


def test_unknown_counts_stand_after_zero(holding):
    records = numbered([*plain(likes=None), *plain(likes=0), *plain(likes=None), *plain(likes=3)])
    with holding(stored_of(records)) as cursor:
        assert [row["likes"] for row in mentions(cursor, Filters(), order="likes").rows] == [3, 0, None, None]


def test_fifty_mentions_are_a_page_unless_asked_for_more(holding):
    with holding(stored_of(plain(60))) as cursor:
        assert len(mentions(cursor, Filters()).rows) == 50


def test_an_unknown_order_is_refused_by_name(holding):
    with (
        holding(stored_of([])) as cursor,
        pytest.raises(ValueError, match="There is no order 'best'; known are newest, oldest"),
    ):
        mentions(cursor, Filters(), order="best")


def test_a_mention_is_all_that_the_store_knows_of_it(holding):
    with holding(SAMPLE) as cursor:
        columns = [row[0] for row in cursor.execute("DESCRIBE mention").fetchall()]
        for row in SAMPLE.mention.head(20).to_dict("records"):
            assert mention(cursor, row["mention_id"]) == dict.fromkeys(columns) | row
        assert len(columns) > len(VALUES)
        assert mention(cursor, "00000000-0000-0000-0000-000000000000") is None


def imported(cursor, *names):
    """An import for each name, a day apart."""
    rows = [
        [id_, name, "weibo-search", datetime(2024, 3, day)]
        for day, (id_, name) in enumerate(zip(SOME, names, strict=False), start=1)
    ]
    insert(cursor, "import", pd.DataFrame(rows, columns=["import_id", "file_name", "export", "imported_at"]))


def seen(answer):
    return [tuple(row.values()) for row in answer.rows]


def test_a_mention_seen_once_tells_its_file_and_record(holding):
    record = plain()[0]
    with holding(stored_of([])) as cursor:
        frame = pd.DataFrame(
            [[record["mention_id"], SOME[0], 7, 0, 3]], columns=["mention_id", "import_id", "line", "part", "likes"]
        )
        insert(cursor, "mention", frame)
        imported(cursor, "a.csv")
        answer = sightings(cursor, record["mention_id"])
        assert list(answer.rows[0]) == ["file_name", "member", "line", "export", "imported_at", "likes", "comments", "reposts"]
        assert seen(answer) == [("a.csv", None, 7, "weibo-search", datetime(2024, 3, 1), 3, None, None)]
        assert sightings(cursor, SOME[0]).rows == []


def test_a_mention_seen_more_than_once_tells_every_sighting_in_the_order_of_their_import(holding):
    this, other = (record["mention_id"] for record in plain(2))
    columns = ["mention_id", "import_id", "line", "part", "likes"]
    rows = [
        [this, SOME[1], 4, 1, 9],
        [this, SOME[0], 12, 0, 5],
        [this, SOME[0], 3, 0, 5],
        [other, SOME[0], 2, 0, 1],
        [other, SOME[1], 2, 0, 1],
    ]
    with holding(stored_of([])) as cursor:
        insert(cursor, "sighting", pd.DataFrame(rows, columns=columns))
        insert(cursor, "mention", pd.DataFrame([rows[0], rows[3]], columns=columns))
        imported(cursor, "a.csv", "b.csv")
        assert seen(sightings(cursor, this)) == [
            ("a.csv", None, 3, "weibo-search", datetime(2024, 3, 1), 5, None, None),
            ("a.csv", None, 12, "weibo-search", datetime(2024, 3, 1), 5, None, None),
            ("b.csv", None, 4, "weibo-search", datetime(2024, 3, 2), 9, None, None),
        ]
