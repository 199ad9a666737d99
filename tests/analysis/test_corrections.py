from datetime import datetime

from analysis.corrections import batches, corrections
from analysis.filters import Filters
from analysis.totals import totals
from tests.analysis.stores import storing
from tests.mentions import plain

THIS, OTHER = (mention["mention_id"] for mention in plain(2))


def said(mention_id: str, day: int, **values: object) -> dict:
    return {
        "mention_id": mention_id, "field": "sentiment", "old": None, "value": None, "by": None, "at": datetime(2025, 3, day), "undoes": None, **values,
    }  # fmt: skip


def test_the_trail_of_a_mention_is_told_the_latest_first(holding):
    rows = [
        said(THIS, 1, old="-1", value="1", by="小林"), said(OTHER, 2, value="0"), said(THIS, 3, old="1"), said(THIS, 2, field="text", value="x"),
        said(THIS, 4, value="1", undoes=datetime(2025, 3, 3)), said(THIS, 4, value="1", undoes=datetime(2025, 3, 2)),
    ]  # fmt: skip
    with storing(holding, [], [], correction=rows) as cursor:
        assert corrections(cursor, Filters(), mention_id=THIS).rows == [
            {"at": datetime(2025, 3, 4), "by": None, "old": None, "value": 1, "undone": True},
            {"at": datetime(2025, 3, 3), "by": None, "old": 1, "value": None, "undone": False},
            {"at": datetime(2025, 3, 1), "by": "小林", "old": -1, "value": 1, "undone": False},
        ]


def test_batches_are_told_with_what_holds_and_open_their_mentions(holding):
    first, second = datetime(2025, 3, 1), datetime(2025, 3, 2)
    rows = [
        said(THIS, 1, value="1", by="小林"), said(OTHER, 1, value="1", by="小林"), said(OTHER, 2, value="-1"), said(THIS, 3),
        said(OTHER, 4, value="1", undoes=second), said(THIS, 4, undoes=first), said(OTHER, 4, value="1", undoes=first),
        said(OTHER, 5, value="1", undoes=datetime(2025, 3, 4)), said(THIS, 5, undoes=datetime(2025, 3, 4)), said(OTHER, 6, value="1", undoes=second),
        said(THIS, 7, field="text"),
    ]  # fmt: skip
    with storing(holding, plain(2), [], correction=rows) as cursor:
        answer = batches(cursor, Filters())
        told = [tuple(row[name] for name in ("by", "values", "mentions", "undoes", "holding", "in_force")) for row in answer.rows]
        assert [row["at"].day for row in answer.rows] == [6, 5, 4, 3, 2, 1]
        assert told == [
            (None, [1], 1, 1, 0, True),
            (None, [1], 2, 1, 0, True),
            (None, [1], 2, 2, 0, False),
            (None, [], 1, 0, 1, True),
            (None, [-1], 1, 0, 0, False),
            ("小林", [1], 2, 0, 1, True),
        ]
        assert [totals(cursor, answer.mentions(row)).row["mentions"] for row in answer.rows] == [row["mentions"] for row in answer.rows]
        assert [row["at"].day for row in batches(cursor, Filters(), limit=2).rows] == [6, 5]


def test_a_batch_counts_and_opens_the_mentions_that_are_there(holding):
    rows = [said(THIS, 1, value="1"), said(OTHER, 1, value="-1"), said(OTHER, 2, value="0"), said(THIS, 3, undoes=datetime(2025, 3, 1)), said(OTHER, 3, undoes=datetime(2025, 3, 1))]
    for there, counts in ((2, [(2, 0), (1, 1), (2, 0)]), (1, [(1, 0), (0, 0), (1, 0)]), (0, [(0, 0)] * 3)):
        with storing(holding, plain(there), [], correction=rows) as cursor:
            answer = batches(cursor, Filters())
            assert [(row["mentions"], row["holding"]) for row in answer.rows] == counts
            assert [totals(cursor, answer.mentions(row)).row["mentions"] for row in answer.rows] == [mentions for mentions, _holding in counts]
            assert [row["values"] for row in answer.rows] == [[], [0], [-1, 1]]


def test_where_nothing_was_corrected_there_is_no_batch(holding):
    with storing(holding, plain(1), []) as cursor:
        assert batches(cursor, Filters()).rows == []
