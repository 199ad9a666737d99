from dataclasses import replace
from datetime import datetime

import pytest

from analysis.distinctive import distinctive, there
from analysis.filters import Filters
from analysis.totals import totals
from tests.analysis.corpus import holding_words, invented, mention, stories, story, words_of, z
from tests.mentions import numbered

RECORDS = invented(400)
LATE, EARLY = datetime(2025, 3, 11), datetime(2025, 3, 1)
# The filter, the other one (None: the rest), and whether a mention belongs to either.
SIDES = {
    "the rest": (Filters(sentiments=(-1,)), None, lambda r: r["sentiment"] == -1, lambda r: True),
    "another window": (
        Filters(since=LATE), Filters(since=EARLY, until=LATE), lambda r: r["published_at"] >= LATE, lambda r: r["published_at"] < LATE,
    ),
    "filters that share mentions": (
        Filters(sentiments=(-1, 0)), Filters(sentiments=(0, 1)), lambda r: r["sentiment"] in (-1, 0), lambda r: r["sentiment"] in (0, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SIDES)
def test_distinctive_words_are_those_of_plain_python_and_open_their_mentions(holding, name, monkeypatch):
    filters, against, is_here, is_there = SIDES[name]
    rest = against is None
    mine, theirs = [r for r in RECORDS if is_here(r) and (rest or not is_there(r))], [r for r in RECORDS if is_there(r) and not is_here(r)]
    here, other = stories(mine), stories(theirs)
    of, of_other = (len({story(r) for r in side}) for side in (mine, theirs))
    expected = [
        {
            "word": word, "stories": here[word], "stories_there": other[word], "share": here[word] / of, "share_there": other[word] / of_other,
            "z": z(word, here, other), "mentions": sum(word in words_of(r) for r in RECORDS if is_here(r)),
            "mentions_there": sum(word in words_of(r) for r in RECORDS if is_there(r)),
        }
        for word in here | other
        if len(word) >= 2 and not word.isdigit()
    ]  # fmt: skip
    expected = [row for row in expected if abs(row["z"]) >= 1 and (row["stories"] if row["z"] > 0 else row["stories_there"]) >= 5]
    # These few words differ by less than 3.
    monkeypatch.setattr("analysis.vocabulary.CLEAR", 1)
    with holding_words(holding, RECORDS) as cursor:
        answer = distinctive(cursor, filters, against=against)
        assert answer.rows == [pytest.approx(row) for row in sorted(expected, key=lambda row: (row["z"] < 0, -abs(row["z"]), row["word"]))]
        assert {row["z"] > 0 for row in answer.rows} == {True, False} or name == "another window"
        for row in answer.rows:
            assert totals(cursor, answer.mentions(row)).row["mentions"] == row["mentions"]
            assert totals(cursor, there(answer, against, row)).row["mentions"] == row["mentions_there"]


def test_what_is_not_clear_is_not_told_and_an_empty_side_tells_nothing(holding):
    with holding_words(holding, RECORDS) as cursor:
        assert all(abs(row["z"]) >= 3 for row in distinctive(cursor, Filters(sentiments=(-1,))).rows)
        assert distinctive(cursor, Filters()).rows == []
        assert distinctive(cursor, Filters(platforms=("nowhere",))).rows == []
        assert distinctive(cursor, Filters(sentiments=(-1,)), against=Filters(sentiments=(-1,))).rows == []


def test_a_story_counts_once_on_a_side_however_often_it_is_repeated(holding):
    once = [r | {"tokens": r["tokens"], "platform": "weibo" if r["sentiment"] == -1 else "x"} for r in RECORDS]
    wave = [once[0] | {"mention_id": f"99999999-0000-4000-8000-{n:012d}", "story_id": once[0]["story_id"] or once[0]["mention_id"]} for n in range(200)]
    filters = Filters(platforms=("weibo",))
    with holding_words(holding, once) as cursor:
        before = {row["word"]: row["z"] for row in distinctive(cursor, filters, limit=99).rows}
    lone = once[0] | {"story_id": once[0]["story_id"] or once[0]["mention_id"]}
    with holding_words(holding, [lone, *once[1:], *wave]) as cursor:
        after = {row["word"]: row["z"] for row in distinctive(cursor, replace(filters), limit=99).rows}
    assert after == pytest.approx(before)


@pytest.mark.parametrize("count", [4, 5])
def test_a_word_is_told_from_five_stories_of_its_side_on(holding, count, monkeypatch):
    monkeypatch.setattr("analysis.vocabulary.CLEAR", 0.5)
    here = [mention(["w3", "好看"] if n < count else ["好看"], platform="x") for n in range(20)]
    elsewhere = [mention(["w3", "退货"] if n < 2 else ["退货"], platform="weibo") for n in range(60)]
    with holding_words(holding, numbered(here + elsewhere)) as cursor:
        assert ("w3" in {row["word"] for row in distinctive(cursor, Filters(platforms=("x",))).rows}) == (count == 5)
