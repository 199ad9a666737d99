from hashlib import md5

from hypothesis import given
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.texts import texts
from tests.mentions import FEW, numbered, plain, stored_of, stores

COLUMNS = [
    "mention_id", "title", "text", "platform", "published_at", "queries", "export_brands", "export_products", "language",
    "brands", "products", "keyword_sets", "export_emotion", "model_sentiment", "aspects", "emotion", "intent",
]  # fmt: skip


@FEW
@given(stores(), st.integers(0, 5))
def test_the_sample_is_the_first_by_the_hash_of_its_ids(holding, stored, limit):
    with holding(stored) as cursor:
        ids = [row[0] for row in cursor.execute("SELECT CAST(mention_id AS VARCHAR) FROM mention").fetchall()]
        expected = sorted(ids, key=lambda one: md5(one.encode()).hexdigest())
        assert [row["mention_id"] for row in texts(cursor, Filters()).rows] == expected
        assert [row["mention_id"] for row in texts(cursor, Filters(), limit=limit).rows] == expected[:limit]


def test_it_holds_what_was_said_and_what_was_found(holding):
    with holding(stored_of(numbered([*plain(text="甲", brands=["乙"])]))) as cursor:
        answer = texts(cursor, Filters())
        assert answer.table.column_names == COLUMNS
        assert [(row["text"], row["brands"]) for row in answer.rows] == [("甲", ["乙"])]
        assert texts(cursor, Filters(brands=("丙",))).rows == []
