from datetime import datetime, timedelta

from analysis.filters import Filters
from analysis.own import Own
from analysis.own_content import mentions_of, own_content
from analysis.totals import totals
from tests.analysis.stores import storing
from tests.mentions import plain

AT = datetime(2024, 3, 4, 9)


def uuid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def said(number, minutes, **values):
    return {**plain(1)[0], "mention_id": uuid(number), "platform": "weibo", "published_at": AT + timedelta(minutes=minutes), **values}


OFFICIAL = {"author_id": "1", "author_name": "甲官方", "author_kind": "official"}
MENTIONS = [
    said(1, 0, kind="post", text="说明", likes=100, comments=40, reposts=60, author_followers=1_000, cascade_id=uuid(1), **OFFICIAL),
    # Counts of soon after publication are no engagement and no number of reposts; its followers are those of the account.
    said(2, 5, kind="article", title="致歉", reposts=7, counts_are="snapshot", **OFFICIAL),
    *(said(n, n, kind="comment", root_id=uuid(1), parent_id=uuid(1), sentiment=-1 if n < 130 else 1, author_id=str(n)) for n in range(100, 140)),
    # Our own answer is no comment of others, another's post is none of ours, and an answer no post.
    said(3, 20, kind="comment", root_id=uuid(1), sentiment=1, **OFFICIAL),
    said(4, 30, kind="post", author_id="2", author_kind="official"),
    said(5, 40, kind="repost", root_id=uuid(1), author_id="5", cascade_id=uuid(1)), said(6, 50, kind="repost", root_id=uuid(1), author_id="6", cascade_id=uuid(1)),
    said(7, 90, kind="repost", root_id=uuid(1), author_id="7", cascade_id=uuid(1)),
]  # fmt: skip
# 6 passes on what 5 passes on; of 7 nobody knows from whom.
NODES = ((0, None, 1, None), (1, 0, 5, "explicit"), (2, 1, 6, "explicit"), (3, 0, 7, "unattached"))
OURS = Own((("weibo:2", "乙"),))


def asked(holding, filters):
    with storing(holding, MENTIONS, []) as cursor:
        rows = [[place, above, uuid(1), uuid(mention), edge] for place, above, mention, edge in NODES]
        cursor.executemany("INSERT INTO cascade_node (place, above, cascade_id, mention_id, edge, cut) VALUES (?, ?, ?, ?, ?, false)", rows)
        answer = own_content(cursor, filters, ours=OURS)
        return answer.rows, [totals(cursor, mentions_of(answer, row)).row["mentions"] for row in answer.rows]


def test_posts_of_our_accounts_are_told_with_what_came_of_them(holding):
    (first, second), opened = asked(holding, Filters())
    assert first == {
        "mention_id": uuid(1), "published_at": AT, "platform": "weibo", "kind": "post", "author_name": "甲官方", "title": None, "text": "说明", "followers": 1_000, "engagement": 200, "capped": False,
        "rate": 0.2, "reposts": 60, "caused": 3, "answers": 40, "known": 40, "positive": 10, "negative": 30, "negative_share": 0.75, "net": -0.5, "thread": 45, "posts": 2,
    }  # fmt: skip
    assert {name: second[name] for name in ("title", "followers", "engagement", "rate", "reposts", "caused", "answers", "negative_share", "thread")} == {
        "title": "致歉", "followers": 1_000, "engagement": None, "rate": None, "reposts": None, "caused": None, "answers": 0, "negative_share": None, "thread": 1,
    }  # fmt: skip
    assert opened == [45, 1]


def test_what_came_of_them_is_as_of_the_view_whatever_else_is_filtered(holding):
    (row,), opened = asked(holding, Filters(until=AT + timedelta(minutes=1), kinds=("post",), as_of=AT + timedelta(minutes=55)))
    assert (row["caused"], row["answers"], row["thread"]) == (2, 0, 4)
    assert opened == [4]


def test_where_nobody_is_ours_there_is_nothing(holding):
    assert asked(holding, Filters(authors=("weibo:5", "weibo:2"))) == ([], [])
