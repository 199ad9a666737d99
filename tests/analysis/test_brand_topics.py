from math import log, sqrt

import pytest
from hypothesis import given, settings

from analysis.brand_topics import brand_topics, there
from analysis.filters import Filters
from analysis.totals import totals
from tests.analysis.stores import opened
from tests.mentions import FEW, filter_values, left, numbered, plain, sample, stored_of


def counted(stored, filters) -> dict[str, dict]:
    """Of each topic the mentions of either side, and the stories of one side alone."""
    kept = [row for row, keep in zip(stored.mention.itertuples(), left(stored, filters), strict=True) if keep]
    sides: dict[str | None, dict[str, set]] = {}
    counts: dict[str | None, list[int]] = {}
    for row in kept:
        own, other = "甲" in row.brands, bool({"乙", "%"} & set(row.brands))
        story = row.story_id if row.story_id is not None else row.mention_id
        of, n = sides.setdefault(row.topic_id, {"own": set(), "other": set()}), counts.setdefault(row.topic_id, [0, 0])
        n[0] += own
        n[1] += other
        if own != other:
            of["own" if own else "other"].add(story)
    said, said_there = (sum(len(of[side]) for of in sides.values()) for side in ("own", "other"))
    found = {}
    for topic, of in sides.items():
        if topic is not None:
            a, c = len(of["own"]), len(of["other"])
            fields = [a + 0.5, said - a + 0.5, c + 0.5, said_there - c + 0.5]
            found[topic] = {
                "stories": a, "stories_there": c, "said": said, "said_there": said_there, "mentions": counts[topic][0], "mentions_there": counts[topic][1],
                "share": a / said if said >= 30 else None, "share_there": c / said_there if said_there >= 30 else None,
                "z": log(fields[0] * fields[3] / (fields[1] * fields[2])) / sqrt(sum(1 / field for field in fields)) if said and said_there else None,
            }  # fmt: skip
    return found


@settings(FEW, max_examples=5)
@given(filter_values())
def test_each_topic_tells_what_counting_one_by_one_gives_and_opens_either_side(holding, chosen):
    stored = sample(900)
    filters = Filters(**chosen | {"topics": ()})
    with holding(stored) as cursor:
        answer = brand_topics(cursor, filters, brand="甲", others=("乙", "%"))
        expected = counted(stored, Filters(**chosen | {"topics": (), "brands": ("甲", "乙", "%")}))
        assert {row["topic_id"]: {name: row[name] for name in expected[row["topic_id"]]} for row in answer.rows} == {topic: pytest.approx(row) for topic, row in expected.items()}
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]
        assert [totals(cursor, there(answer, ("乙", "%"), row)).row["mentions"] for row in answer.rows] == [row["mentions_there"] for row in answer.rows]


def test_a_topic_differs_from_three_deviates_and_five_stories_on_and_what_names_both_counts_on_no_side(holding):
    records = [
        *plain(60, topic_id="a", brands=["甲"]), *plain(40, topic_id="b", brands=["甲"]), *plain(20, topic_id="a", brands=["乙"]), *plain(80, topic_id="b", brands=["乙"]),
        *plain(50, topic_id="b", brands=["甲", "乙"]), *plain(4, topic_id="c", brands=["甲"]),
    ]  # fmt: skip
    with holding(stored_of(numbered(records))) as cursor:
        first, few, last = brand_topics(cursor, Filters(), brand="甲", others=("乙",)).rows
        # 60 of 104 against 20 of 100.
        assert (first["topic_id"], first["share"], first["share_there"], first["clear"]) == ("a", 60 / 104, 0.2, True)
        assert first["z"] == pytest.approx(log(60.5 * 80.5 / (44.5 * 20.5)) / sqrt(1 / 60.5 + 1 / 44.5 + 1 / 20.5 + 1 / 80.5))
        assert first["change_low"] > 0.2 and first["change_high"] < 0.55
        assert (few["topic_id"], few["clear"], last["topic_id"], last["clear"], last["mentions"]) == ("c", False, "b", True, 90)
        assert brand_topics(cursor, Filters(topics=("c",)), brand="甲", others=("乙",)).rows[0]["share"] == 4 / 104
