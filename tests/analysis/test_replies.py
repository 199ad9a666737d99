"""Who was answered by an official account, against pandas and by hand."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given

from analysis.filters import Filters
from analysis.replies import replies
from analysis.totals import totals
from tests.analysis.stores import storing
from tests.mentions import FEW, SAMPLE, answers, author_key, filter_values, is_official, left, plain, stores, target
from tests.recounted import wilson

MARCH = datetime(2024, 3, 1)
TIMED = ("second", "minute")
NAMES = ["officials", "mentions", "answerable", "known", "answered", "timed", "untimed"]


def counted(stored, filters) -> list[dict]:
    """Per scope the counts, the minutes to each first answer, and the independent voices."""
    rows = list(stored.mention.itertuples())
    seen = [row for row in rows if filters.as_of is None or row.published_at <= filters.as_of]
    official = sorted((r for r in seen if is_official(r) and r.kind in ("comment", "repost", "post")), key=lambda r: (r.published_at, r.mention_id))
    first = {}
    for row in official:
        first.setdefault(target(row), row)
    told = [one for one, keep in zip(zip(rows, answers(stored, filters.as_of), strict=True), left(stored, filters), strict=True) if keep]
    officials = {"officials": sum(map(is_official, seen))}
    return [officials | _of([one for one in told if one[0].sentiment == -1], first), officials | _of(told, first)]


def _of(told: list[tuple], first: dict) -> dict:
    known = [row for row, value in told if value]
    answered = [row for row, value in told if value == "answered"]
    pairs = [(row, first[row.mention_id]) for row in answered]
    minutes = [
        (answer.published_at - row.published_at) // timedelta(seconds=1) / 60
        for row, answer in pairs
        if row.precision in TIMED and answer.precision in TIMED and answer.published_at >= row.published_at
    ]
    return {
        "mentions": len(told), "known": len(known), "answered": len(answered), "timed": len(minutes), "untimed": len(answered) - len(minutes),
        "answerable": sum(row.kind in ("post", "comment", "repost", "review") and not is_official(row) for row, _value in told),
        "minutes": minutes, "voices": _voices(known),
    }  # fmt: skip


def _voices(known: list) -> float | None:
    squares = []
    for name in ([row.story_id for row in known], [author_key(row) for row in known]):
        groups = Counter(one for one in name if one is not None)
        squares.append(name.count(None) + sum(n * n for n in groups.values()))
    return len(known) ** 2 / max(squares) if known else None


@FEW
@given(stores(), filter_values())
def test_the_counts_are_those_of_plain_python(holding, stored, chosen):
    filters = Filters(**chosen)
    with holding(stored) as cursor:
        rows = replies(cursor, filters).rows
    expected = counted(stored, filters)
    assert [row["scope"] for row in rows] == ["negative", "all"]
    assert [{name: row[name] for name in NAMES} for row in rows] == [{name: one[name] for name in NAMES} for one in expected]
    assert [row["effective"] for row in rows] == [None if one["voices"] is None else pytest.approx(one["voices"]) for one in expected]


@pytest.mark.parametrize("filters", [Filters(), Filters(platforms=("weibo", "x")), Filters(kinds=("post", "comment"), keyword="好")], ids=str)
def test_shares_intervals_and_what_they_open_are_the_same_in_each_kind_of_store(sampled, filters):
    for row, one, felt in zip(replies(sampled, filters).rows, counted(SAMPLE, filters), ({"sentiments": (-1,)}, {}), strict=True):
        enough = one["known"] >= 30
        assert row["share"] == (one["answered"] / one["known"] if enough else None)
        assert (row["low"], row["high"]) == (pytest.approx(wilson(row["share"], one["voices"])) if enough and one["voices"] >= 10 else (None, None))
        for name, which in (("known", ("answered", "unanswered")), ("answered", ("answered",))):
            assert totals(sampled, Filters(**(vars(filters) | felt | {"answers": which}))).row["mentions"] == row[name]


# By hand.


def mention(n: int, minute: float = 0, **values) -> dict:
    defaults = {"kind": "comment", "author_kind": "person", "sentiment": -1, "published_at": MARCH + timedelta(minutes=minute)}
    return {**plain()[0], "mention_id": f"00000000-0000-4000-8000-{n:012d}", **defaults, **values}


def number(n: int) -> str:
    return f"00000000-0000-4000-8000-{n:012d}"


CASES = {
    "a post without comments is not known": ([mention(1, kind="post")], {}),
    "a post with a repost alone is not known": ([mention(1, kind="post"), mention(2, kind="repost", parent_id=number(1), root_id=number(1))], {}),
    "a post with a comment is": ([mention(1, kind="post"), mention(2, parent_id=number(1), root_id=number(1))], {1: "unanswered"}),
    "its root alone tells what it answers": ([mention(1, kind="post"), mention(2, root_id=number(1), author_kind="official")], {1: "answered"}),
    "its parent alone does so too": ([mention(1, kind="post"), mention(2, parent_id=number(1), author_kind="brand")], {1: "answered"}),
    "comments are known where one to a comment is": (
        [mention(1, kind="post"), *(mention(n, parent_id=number(1), root_id=number(1)) for n in (2, 3)), mention(4, parent_id=number(2), root_id=number(1), author_kind="official")],
        {1: "unanswered", 2: "answered", 3: "unanswered"},
    ),
    "the thread of a root that is not there is known too": (
        [mention(2, parent_id=number(1), root_id=number(1)), mention(3, parent_id=number(2), root_id=number(1))], {2: "unanswered", 3: "unanswered"},
    ),
    "officials answer one another in vain": ([mention(1, kind="post", author_kind="official"), mention(2, parent_id=number(1), author_kind="official")], {}),
    "media are no officials": ([mention(1, kind="post"), mention(2, parent_id=number(1), author_kind="media")], {1: "unanswered"}),
    "an article cannot be answered, a review can": (
        [mention(1, kind="article"), mention(2, parent_id=number(1), author_kind="official"), mention(3, kind="review"), mention(4, parent_id=number(3), author_kind="official")],
        {3: "answered"},
    ),
    "a repost answers where comments are known": (
        [mention(1, kind="post"), mention(2, parent_id=number(1)), mention(3, kind="repost", parent_id=number(1), author_kind="official")], {1: "answered"},
    ),
    "it answers itself in vain": ([mention(1, kind="post", root_id=number(1)), mention(2, root_id=number(2), author_kind="official")], {}),
}  # fmt: skip


@pytest.mark.parametrize(("mentions", "told"), CASES.values(), ids=CASES)
def test_who_counts_as_answered(holding, mentions, told):
    bystander = mention(99, kind="post", author_kind="official")
    with storing(holding, [*mentions, bystander], []) as cursor:
        found = {}
        for value in ("answered", "unanswered"):
            sql, values = Filters(answers=(value,)).selection()
            found |= {int(str(id_)[-12:]): value for (id_,) in cursor.execute(f"SELECT mention_id FROM ({sql})", values).fetchall()}
    assert found == told


def test_where_nobody_is_official_no_silence_is_told(holding):
    mentions = [mention(1, kind="post"), mention(2, parent_id=number(1), root_id=number(1)), mention(3, 60, kind="post", author_kind="brand")]
    for officials, count in ((0, 2), (1, 3)):
        with storing(holding, mentions[:count], []) as cursor:
            row = replies(cursor, Filters()).rows[0]
            assert (row["officials"], row["known"], row["answered"]) == (officials, officials, 0)
    with storing(holding, mentions, []) as cursor:
        assert replies(cursor, Filters(as_of=MARCH)).rows[0]["officials"] == 0


def threads(count: int, minutes: list[float], **answer) -> list[dict]:
    """Posts with a comment each, of which the first are answered after so many minutes."""
    posts = [mention(n, kind="post") for n in range(count)]
    comments = [mention(1000 + n, parent_id=number(n), sentiment=None) for n in range(count)]
    official = [mention(2000 + n, after, parent_id=number(n), author_kind="official", sentiment=None, **answer) for n, after in enumerate(minutes)]
    return posts + comments + official


def test_the_share_and_the_times_are_those_by_hand(holding):
    minutes = [float(n) for n in range(1, 42)]
    late = [mention(3000 + n, 600, parent_id=number(n), author_kind="official", sentiment=None) for n in range(41)]
    with storing(holding, threads(80, minutes) + late, []) as cursor:
        row = replies(cursor, Filters()).rows[0]
    wanted = {
        "mentions": 80, "answerable": 80, "known": 80, "coverage": 1.0, "answered": 41, "share": 41 / 80, "effective": 80.0,
        "timed": 41, "untimed": 0, "median": 21.0, "early": 5.0, "late": 37.0,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert [row["low"], row["high"]] == pytest.approx([0.4050, 0.6188], abs=5e-4)


@pytest.mark.parametrize("answer", [{"precision": "day"}, {"published_at": MARCH - timedelta(minutes=1)}], ids=["of a day", "before"])
def test_times_that_cannot_be_told_are_left_out_and_counted(holding, answer):
    with storing(holding, threads(40, [5.0] * 31 + [9.0] * 4), []) as cursor:
        assert (row := replies(cursor, Filters()).rows[0])["median"] == 5.0 and (row["timed"], row["untimed"]) == (35, 0)
    with storing(holding, threads(40, [5.0] * 35, **answer), []) as cursor:
        row = replies(cursor, Filters()).rows[0]
    assert [row[name] for name in ("answered", "timed", "untimed", "median", "early", "late")] == [35, 0, 35, None, None, None]


def test_under_thirty_there_are_counts_and_no_shares(holding):
    with storing(holding, threads(29, [5.0] * 29), []) as cursor:
        row = replies(cursor, Filters(kinds=("post",), answers=("answered",))).rows[0]
    assert [row[name] for name in ("known", "answered", "timed")] == [29] * 3
    assert [row[name] for name in ("coverage", "share", "low", "high", "median")] == [None] * 5


def test_one_author_alone_has_no_interval(holding):
    mentions = [one | {"author_id": "1", "platform": "weibo"} if one["kind"] == "post" else one for one in threads(40, [5.0] * 20)]
    with storing(holding, mentions, []) as cursor:
        row = replies(cursor, Filters()).rows[0]
    assert (row["share"], row["effective"], row["low"], row["high"]) == (0.5, 1.0, None, None)


def test_the_window_looked_at_does_not_cut_the_threads(holding):
    with storing(holding, threads(30, [60.0 * 24 * 3] * 30), []) as cursor:
        row = replies(cursor, Filters(until=MARCH + timedelta(days=1))).rows[0]
    assert (row["answered"], row["median"]) == (30, 4320.0)


def test_as_of_a_day_the_answers_and_comments_of_the_next_are_not_seen(holding):
    next_day = [mention(3, 60 * 24, parent_id=number(1), author_kind="official"), mention(5, 60 * 24, parent_id=number(4))]
    day = [mention(1, kind="post"), mention(2, parent_id=number(1)), mention(4, kind="post"), mention(6, kind="post", author_kind="official")]
    with storing(holding, day + next_day, []) as cursor:
        first = MARCH + timedelta(hours=23)
        for as_of, found in ((first, (1, 0, 1, 0)), (MARCH + timedelta(days=1), (2, 1, 1, 1))):
            filters = Filters(as_of=as_of)
            row = replies(cursor, filters).rows[1]
            opened = [totals(cursor, replace(filters, answers=(value,))).row["mentions"] for value in ("answered", "unanswered")]
            assert (row["known"], row["answered"], row["known"] - row["answered"], row["timed"]) == found
            assert opened == [row["answered"], row["known"] - row["answered"]]


def test_an_empty_store_has_no_replies(holding):
    with storing(holding, [], []) as cursor:
        rows = replies(cursor, Filters()).rows
    assert [[row[name] for name in NAMES] for row in rows] == [[0] * len(NAMES)] * 2
    assert [row["share"] for row in rows] == [None, None]
