from datetime import datetime

from analysis.corrections import corrections
from analysis.filters import Filters
from tests.analysis.stores import storing
from tests.mentions import plain


def test_the_trail_of_a_mention_is_told_the_latest_first(holding):
    this, other = (mention["mention_id"] for mention in plain(2))

    def said(mention_id: str, day: int, **values: object) -> dict:
        return {"mention_id": mention_id, "field": "sentiment", "old": None, "value": None, "by": None, "at": datetime(2025, 3, day), **values}

    rows = [said(this, 1, old="-1", value="1", by="小林"), said(other, 2, value="0"), said(this, 3, old="1"), said(this, 2, field="text", value="x")]
    with storing(holding, [], [], correction=rows) as cursor:
        assert corrections(cursor, Filters(), mention_id=this).rows == [
            {"at": datetime(2025, 3, 3), "by": None, "old": 1, "value": None},
            {"at": datetime(2025, 3, 1), "by": "小林", "old": -1, "value": 1},
        ]
