from datetime import datetime

from analysis.comparable import comparable
from analysis.filters import Filters
from tests.mentions import SOME, numbered, stored_of

AT = datetime(2025, 4, 1, 20)
SAID = {"author_id": "1", "platform": "weibo", "kind": "post", "precision": "second", "published_at": AT, "text_id": SOME[0], "text": "这款表充电的时候烫手，大家先别戴"}


def test_each_mention_is_left_out_for_the_first_reason_that_holds(holding):
    records = [
        SAID, SAID | {"author_id": "2", "precision": "minute", "text": "#烫手# 这款表充电的时候，大家先别戴"}, SAID | {"precision": "day", "author_id": None},
        SAID | {"author_id": None, "text_id": None}, SAID | {"author_id": None, "author_name": "甲"}, SAID | {"text_id": None}, SAID | {"text": "＃这款表充电的时候烫手＃ #大家先别戴"},
        SAID | {"kind": "repost", "root_id": numbered([SAID])[0]["mention_id"]}, SAID | {"text": None},
    ]  # fmt: skip
    with holding(stored_of(numbered(records))) as cursor:
        assert comparable(cursor, Filters()).row == {
            "mentions": 9, "authors": 3, "untimed": 1, "unsigned": 1, "short": 1, "repeated": 2, "compared": 4,
        }  # fmt: skip
        assert comparable(cursor, Filters(platforms=("x",))).row["compared"] == 0
