from datetime import datetime

import pytest

from analysis.filters import Filters
from analysis.words import words
from tests.analysis.corpus import holding_words, invented, mention, stories, story, words_of, z
from tests.analysis.stores import opened
from tests.mentions import IDS, SAMPLE, numbered

NOW = Filters(since=datetime(2025, 3, 11), until=datetime(2025, 3, 21))
BEFORE = Filters(since=datetime(2025, 3, 1), until=datetime(2025, 3, 11))


def within(records, filters):
    return [record for record in records if filters.since <= record["published_at"] < filters.until]


def recounted(now, before, stop_words, shortest):
    here, there = stories(now), stories(before)
    of, of_before = (len({story(record) for record in side}) for side in (now, before))
    rows = []
    for word in here:
        if word in stop_words or len(word) < shortest or word.isdigit():
            continue
        felt = [record["sentiment"] for record in now if word in words_of(record)]
        positive, negative = felt.count(1), felt.count(-1)
        comparable = there[word] >= 5 and min(of, of_before) >= 30
        rows.append(
            {
                "word": word, "mentions": len(felt), "share": len(felt) / len(now) if len(now) >= 30 else None, "stories": here[word],
                "positive": positive, "neutral": felt.count(0), "negative": negative,
                "net": (positive - negative) / (positive + negative) if positive + negative >= 30 else None, "stories_before": there[word],
                "growth": here[word] / of / (there[word] / of_before) - 1 if comparable else None, "z": z(word, here, there),
            }
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row["mentions"], row["word"]))


@pytest.mark.parametrize("count", [0, 20, 400])
def test_words_are_those_of_plain_python(holding, count):
    records = invented(count)
    with holding_words(holding, records) as cursor:
        answer = words(cursor, NOW, before=BEFORE, stop_words=("的",), shortest=2)
        assert [pytest.approx(row) for row in recounted(within(records, NOW), within(records, BEFORE), {"的"}, 2)] == answer.rows
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_of_thirty_mentions_every_share_is_told(holding):
    records = numbered([mention(["续航"]) for _ in range(23)] + [mention(["好看"]) for _ in range(7)])
    with holding_words(holding, records) as cursor:
        assert [row["share"] for row in words(cursor, Filters()).rows] == [23 / 30, 7 / 30]


def test_a_word_of_a_repeated_story_counts_each_mention_and_one_story(holding):
    records = numbered([mention(["续航", "续航", "好看"], story_id="22222222-0000-4000-8000-000000000000") for _ in range(9)] + [mention(["续航"])])
    with holding_words(holding, records) as cursor:
        assert [(row["word"], row["mentions"], row["stories"]) for row in words(cursor, Filters()).rows] == [("续航", 10, 2), ("好看", 9, 1)]


def test_letters_stop_words_and_what_is_sought_leave_words_out(holding):
    with holding_words(holding, numbered([mention(["的", "屏", "2025", "w3", "watch", "电池"])])) as cursor:

        def told(**parameters):
            return {row["word"] for row in words(cursor, Filters(), **parameters).rows}

        assert told() == {"w3", "watch", "电池"}
        assert told(shortest=1, stop_words=("的", "WATCH")) == {"屏", "w3", "电池"}
        assert told(sought=" W ") == {"w3", "watch"}
        assert told(limit=1) == {"w3"}


def test_within_the_mentions_of_a_word_each_opens_those_that_hold_both(holding):
    records = invented(200)
    with holding_words(holding, records) as cursor:
        answer = words(cursor, Filters(words=("续航",)))
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows] != []
        assert answer.mentions(answer.rows[1]).words == ("续航", answer.rows[1]["word"])


def test_besides_the_words_of_most_mentions_those_that_grew_clearly_are_told(holding):
    then = [mention(["好看", "续航"] if n % 2 else ["好看"], published_at=datetime(2025, 3, 2)) for n in range(300)]
    now = [mention([*(["好看", "续航"] if n % 2 else ["好看"]), *(["发热"] if n < 60 else ["退货"] if n < 110 else [])], published_at=datetime(2025, 3, 12)) for n in range(300)]
    with holding_words(holding, numbered(then + now)) as cursor:

        def told(**parameters):
            return [(row["word"], row["mentions"]) for row in words(cursor, NOW, limit=2, **parameters).rows]

        assert told(before=BEFORE) == told(grown=6) == [("好看", 300), ("续航", 150)]
        assert told(before=BEFORE, grown=1) == [("好看", 300), ("续航", 150), ("发热", 60)]
        assert told(before=BEFORE, grown=6) == [("好看", 300), ("续航", 150), ("发热", 60), ("退货", 50)]
        assert told(before=BEFORE, grown=6, sought="退") == [("退货", 50)]


def test_both_kinds_of_store_count_alike(sampled):
    answer = words(sampled, Filters())
    held = [{IDS[id_] for id_ in ids or ()} for ids in SAMPLE.mention["tokens"]]
    assert {row["word"]: row["mentions"] for row in answer.rows} == {word: sum(word in one for one in held) for word in IDS.values()}
    assert opened(sampled, answer) == [row["mentions"] for row in answer.rows]


@pytest.mark.parametrize(("stories_before", "growth"), [(4, None), (5, 0.2)])
def test_growth_is_told_from_five_stories_before_on(holding, stories_before, growth):
    then = [mention(["续航"] if n < stories_before else ["好看"], published_at=datetime(2025, 3, 2)) for n in range(40)]
    now = [mention(["续航"] if n < 6 else ["好看"], published_at=datetime(2025, 3, 12)) for n in range(40)]
    with holding_words(holding, numbered(then + now)) as cursor:
        (row,) = [row for row in words(cursor, NOW, before=BEFORE).rows if row["word"] == "续航"]
        assert (row["stories_before"], row["growth"]) == (stories_before, pytest.approx(growth) if growth else None)
