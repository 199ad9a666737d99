from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.crossing import crossing
from analysis.filters import Filters
from tests.analysis.stores import opened
from tests.mentions import FEW, LIST_FIELDS, filter_values, held, left, numbered, plain, sample, stored_of


def counted(stored, filters, across, most, most_across):
    rows = [(row, values) for row, values, kept in zip(stored.mention.itertuples(), held(stored, across), left(stored, filters), strict=True) if kept and row.topic_id is not None]
    sizes = Counter(row.topic_id for row, _values in rows)
    topics = sorted(sizes, key=lambda one: (-sizes[one], one))[:most]
    chosen = getattr(filters, across) if across in LIST_FIELDS else ()
    cells = [(row, value) for row, values in rows if row.topic_id in topics for value in values if not chosen or value in chosen]
    heads = Counter(value for _row, value in cells)
    first = sorted(heads, key=lambda one: (-heads[one], one is None, one or ""))[:most_across]
    told = []
    for topic in topics:
        for value in sorted(first, key=lambda one: (one is None, -heads[one], one or "")):
            felt = [row.sentiment for row, one in cells if row.topic_id == topic and one == value]
            positive, negative = felt.count(1), felt.count(-1)
            told.append(
                {
                    "topic_id": topic, "value": value, "mentions": len(felt), "topic_mentions": sizes[topic],
                    "share": len(felt) / sizes[topic] if sizes[topic] >= 30 else None, "negative": negative, "positive": positive,
                    "net": (positive - negative) / (positive + negative) if positive + negative >= 30 else None,
                }
            )  # fmt: skip
    return told


@settings(FEW, max_examples=15)
@example(300, {"brands": ("甲", None)}, "brands", (12, 8))
@given(st.sampled_from([300, 900]), filter_values(), st.sampled_from(["platforms", "brands", "aspects"]), st.sampled_from([(2, 3), (12, 8)]))
def test_cells_are_those_of_counting_one_by_one_and_open_their_mentions(holding, count, chosen, across, most):
    stored, filters = sample(count), Filters(**chosen)
    with holding(stored) as cursor:
        answer = crossing(cursor, filters, across=across, most=most[0], most_across=most[1])
        assert answer.rows == counted(stored, filters, across, *most)
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_a_topic_that_a_platform_lacks_has_a_cell_of_none(holding):
    records = numbered([*plain(40, topic_id="a", platform="weibo"), *plain(2, topic_id="b", platform="x"), *plain(3, platform="x")])
    with holding(stored_of(records)) as cursor:
        told = [(row["topic_id"], row["value"], row["mentions"], row["share"]) for row in crossing(cursor, Filters(), across="platforms").rows]
    assert told == [("a", "weibo", 40, 1), ("a", "x", 0, 0), ("b", "weibo", 0, None), ("b", "x", 2, None)]


def test_both_kinds_of_store_count_alike(sampled):
    answer = crossing(sampled, Filters(), across="aspects")
    assert opened(sampled, answer) == [row["mentions"] for row in answer.rows] != []
