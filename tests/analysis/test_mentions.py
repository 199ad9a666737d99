from datetime import datetime
from itertools import chain
from types import SimpleNamespace

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
    enriched,
    filter_values,
    heat,
    held,
    insert,
    is_pure_repost,
    matching,
    numbered,
    plain,
    stored_of,
    stores,
)

# What each order goes by, and whether the largest comes first.
BY = {
    "newest": (lambda row: row.published_at, True),
    "oldest": (lambda row: row.published_at, False),
    "engagement": (engagement, True),
    "heat": (lambda row: round(heat(row), 9), True),
    "likes": (lambda row: row.likes, True),
    "comments": (lambda row: row.comments, True),
    "reposts": (lambda row: row.reposts, True),
    "spread": (lambda row: row.reposts if row.counts_are != "snapshot" and not is_pure_repost(row) else None, True),
    "views": (lambda row: row.views, True),
    "negative": (lambda row: row.p_negative, True),
    "platform": (lambda row: row.platform, False),
    "author": (lambda row: row.author_name, False),
}


def ordered(stored, filters, *orders):
    """The rows by id, then sorted by each order, the last first: a stable sort keeps what the later ones made."""
    rows = sorted(matching(stored, filters).mention.itertuples(), key=lambda row: row.mention_id)
    for order in reversed(orders):
        key, largest_first = BY[order]
        known, unknown = ([row for row in rows if (key(row) is None) == none] for none in (False, True))
        places = pd.Series([key(row) for row in known], dtype=object).sort_values(ascending=not largest_first, kind="stable")
        rows = [known[place] for place in places.index] + unknown
    return rows


def visited(cursor, filters, order, limit):
    """The mentions of all pages, page by page."""
    after, pages = None, []
    while rows := mentions(cursor, filters, order=order, after=after, limit=limit).rows:
        pages.append([row["mention_id"] for row in rows])
        after = rows[-1]["position"]
    return pages


@FEW
@given(stores(), filter_values(), st.lists(st.sampled_from(list(BY)), min_size=1, max_size=4), st.integers(1, 7))
def test_the_pages_visit_every_mention_once_and_in_order_whatever_their_size(holding, stored, chosen, orders, limit):
    filters = Filters(**chosen)
    expected = [row.mention_id for row in ordered(stored, filters, *orders)]
    with holding(stored) as cursor:
        pages = visited(cursor, filters, orders, limit)
    assert pages == [expected[at : at + limit] for at in range(0, len(expected), limit)]


SEVERAL = [("platform", "likes"), ("author", "platform", "oldest"), ("likes", "comments", "newest"), ("views", "negative")]


@pytest.mark.parametrize("orders", [(order,) for order in BY] + SEVERAL, ids=" then ".join)
def test_the_pages_visit_every_mention_once_in_each_kind_of_store(sampled, orders):
    pages = visited(sampled, Filters(), orders, 70)
    assert [len(page) for page in pages] == [70, 70, 70, 70, 20]
    assert list(chain(*pages)) == [row.mention_id for row in ordered(SAMPLE, Filters(), *orders)]


def test_every_order_is_tested():
    assert set(ORDERS) == set(BY)


def test_without_an_order_and_with_one_twice_each_mention_stands_once(holding):
    expected = [row.mention_id for row in ordered(SAMPLE, Filters())]
    with holding(SAMPLE) as cursor:
        assert list(chain(*visited(cursor, Filters(), (), 70))) == expected
        twice, once = (visited(cursor, Filters(), order, 70) for order in (("likes", "newest", "likes"), ("likes", "newest")))
        assert twice == once


def test_one_order_may_be_given_by_its_name_alone(holding):
    with holding(SAMPLE) as cursor:
        assert mentions(cursor, Filters(), order="heat").rows == mentions(cursor, Filters(), order=("heat",)).rows


def test_reposts_that_show_the_counts_of_their_original_do_not_spread(holding):
    records = numbered([
        *plain(kind="repost", text="转发微博", reposts=900), *plain(kind="post", text="原文", reposts=900),
        *plain(kind="repost", text="说得对//@甲:原文", reposts=4), *plain(kind="post", text="早", reposts=50, counts_are="snapshot"),
        *plain(kind="post", text="无数", reposts=None),
    ])  # fmt: skip
    with holding(stored_of(records)) as cursor:
        answer = mentions(cursor, Filters(), order="spread")
        assert [(row["text"], row["position"]["spread"]) for row in answer.rows] == [
            ("原文", 900), ("说得对//@甲:原文", 4), ("转发微博", None), ("早", None), ("无数", None),
        ]  # fmt: skip


@FEW
@given(stores(), filter_values())
def test_a_row_holds_the_mention_as_it_is_stored_and_what_is_computed_of_it(holding, stored, chosen):
    filters = Filters(**chosen)
    copied = (
        "mention_id", "published_at", "precision", "platform", "kind", "author_name", "verified", "title", "text", "url", "likes", "comments",
        "reposts", "favourites", "views", "counts_are", "sentiment", "sentiment_by", "p_negative", "region", "language", "author_kind", "segment",
        "brands", "products", "keyword_sets", "aspects", "aspect_sentiments", "emotion", "intent", "queries",
    )  # fmt: skip
    said = {name: dict(zip(stored.ids, (next(iter(one)) for one in held(stored, field)), strict=True)) for name, field in (("status", "statuses"), ("owner", "owners"), ("reply_id", "replies"))}
    expected = [
        {
            **{name: getattr(row, name) for name in copied},
            **{name: of[row.mention_id] for name, of in said.items()},
            **dict.fromkeys(("reply", "note", "replied_at")),
            "author": author_key(row),
            "engagement": engagement(row),
            "heat": pytest.approx(heat(row)),
            "position": {"newest": row.published_at, "mention_id": row.mention_id},
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
        for row in enriched(SAMPLE).head(20).to_dict("records"):
            assert mention(cursor, row["mention_id"]) == dict.fromkeys(columns) | row | {"author": author_key(SimpleNamespace(**row))}
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
