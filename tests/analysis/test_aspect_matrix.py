from collections import Counter

from hypothesis import given, settings

from analysis.aspect_matrix import aspect_matrix
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import FEW, SAMPLE, filter_values, left, numbered, plain, stored_of

COMPARED = ("乙", "甲", "nowhere")


def counted(stored, filters, most):
    rows = [row for row, kept in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if kept]
    named = {one for one in filters.aspects if one} or {one.rpartition(":")[0] for one in filters.aspect_sentiments if one}
    sizes = Counter(aspect for row in rows for aspect in set(row.aspects or []) if not named or aspect in named)
    told = []
    for aspect in sorted(sizes, key=lambda one: (-sizes[one], one))[:most]:
        for brand in COMPARED:
            own = [row for row in rows if brand in row.brands]
            felt = [one for row in own if aspect in (row.aspects or []) for one in set(row.aspect_sentiments or [])]
            negative, neutral, positive = (felt.count(f"{aspect}:{sentiment}") for sentiment in (-1, 0, 1))
            both = sum(aspect in (row.aspects or []) for row in own)
            told.append(
                {
                    "aspect": aspect, "value": brand, "mentions": both, "brand_mentions": len(own), "share": both / len(own) if len(own) >= 30 else None,
                    "negative": negative, "neutral": neutral, "positive": positive,
                    "net": (positive - negative) / (positive + negative) if positive + negative >= 30 else None,
                }
            )  # fmt: skip
    return told


@settings(FEW, max_examples=6)
@given(filter_values())
def test_cells_are_those_of_counting_one_by_one_and_open_their_mentions(holding, chosen):
    filters = Filters(**{**chosen, "brands": COMPARED})
    with holding(SAMPLE) as cursor:
        answer = aspect_matrix(cursor, filters, most=3)
        assert answer.rows == counted(SAMPLE, filters, 3)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_the_sentiment_is_the_aspect_s_and_not_the_mention_s(holding):
    records = [*plain(40, brands=["甲"], aspects=["价格", "质量"], aspect_sentiments=["价格:-1", "质量:1"], sentiment=-1), *plain(20, brands=["甲", "乙"], aspects=["质量"], aspect_sentiments=["质量:-1"])]
    with holding(stored_of(numbered(records))) as cursor:
        told = [(row["aspect"], row["value"], row["mentions"], row["share"], row["net"]) for row in aspect_matrix(cursor, Filters(brands=("甲", "乙"))).rows]
    assert told == [("质量", "甲", 60, 1, 1 / 3), ("质量", "乙", 20, None, None), ("价格", "甲", 40, 2 / 3, -1), ("价格", "乙", 0, None, None)]
