from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clock import clock
from analysis.drops import drops
from analysis.filters import Filters
from analysis.gaps import gaps
from analysis.health import CHANNELS, channels, copies, damaged, future, rejections, repeats
from analysis.missing import missing
from tests.analysis.stores import IMPORTED, imported, opened, storing
from tests.mentions import FEW, SOME, numbered, plain

SECOND = timedelta(seconds=1)


def test_rejections_are_counted_by_format_and_reason_without_what_was_undone(holding):
    imports = [imported(0, read=40), imported(1, read=60), imported(2, export="weibo-search", read=9)]
    lost = [(0, "no_time")] * 3 + [(1, "no_time")] * 2 + [(1, "<b>")] + [(2, "no_content")] * 4
    rows = [{"import_id": SOME[n], "line": line, "part": 0, "reason": why, "raw": "x"} for line, (n, why) in enumerate(lost)]
    with storing(holding, [], imports, rejected=rows) as cursor:
        found = rejections(cursor, Filters()).rows
        cursor.execute("UPDATE import SET undone_at = now() WHERE export = 'weibo-search'")
        left = rejections(cursor, Filters()).rows
    assert [tuple(row.values()) for row in found] == [
        ("table", "no_time", 5, 100, 0.05), ("weibo-search", "no_content", 4, 9, 4 / 9), ("table", "<b>", 1, 100, 0.01),
    ]  # fmt: skip
    assert left == [found[0], found[2]]


def test_damaged_ids_are_those_that_the_receipts_warn_of(holding):
    warnings = ['{"damaged_ids": 3, "day_only": 9}', '{"day_only": 9}', '{"damaged_ids": 12}']
    imports = [imported(n, warnings=warnings[n], read=20 + n) for n in range(3)]
    with storing(holding, numbered(plain(4, import_id=SOME[2]) + plain(1, import_id=SOME[0])), imports) as cursor:
        answer = damaged(cursor, Filters())
        assert [tuple(row.values()) for row in answer.rows] == [
            (SOME[2], "2.csv", "table", 12, 22), (SOME[0], "0.csv", "table", 3, 20),
        ]  # fmt: skip
        assert opened(cursor, answer) == [4, 1]
        cursor.execute("UPDATE import SET undone_at = now()")
        assert damaged(cursor, Filters()).rows == []


def test_files_are_told_of_which_four_fifths_were_merged(holding):
    imports = [imported(0, merged=79, read=100), imported(1, merged=80, read=100), imported(2, merged=0, read=0)]
    with storing(holding, [], imports) as cursor:
        assert [tuple(row.values()) for row in repeats(cursor, Filters()).rows] == [
            (SOME[1], "1.csv", "table", 80, 100, 0.8)
        ]


SPOKEN = {
    "text": ["限时直降点开主页领券手慢无", "另一段同样长的文字在这里", "短短的九个字的话呀", None, "<b>O'Brien</b> says it again"],
    "kind": ["post", "repost", None, "comment"],
    "author_id": ["1", "O'Brien", None],
    "author_name": ["甲", None],
    "platform": ["weibo", None],
}


@FEW
@given(st.lists(st.tuples(st.fixed_dictionaries({n: st.sampled_from(v) for n, v in SPOKEN.items()}), st.integers(1, 14)), max_size=8))
def test_copies_equal_counts_by_plain_python(holding, groups):
    records = numbered([plain(1, **values)[0] for values, times in groups for _ in range(times)])

    def author(record):
        who = record["author_id"] or (record["author_name"] and f"@{record['author_name']}")
        return who and f"{record['platform'] or ''}:{who}"

    said = Counter(
        (author(r), r["text"]) for r in records if r["text"] and len(r["text"]) >= 10 and r["kind"] != "repost" and author(r)
    )
    expected = {}
    for who in {who for who, _text in said}:
        times = [count for (name, _text), count in said.items() if name == who and count > 1]
        if sum(times) - len(times) >= 10:
            expected[who] = (sum(times) - len(times), len(times), sum(author(r) == who for r in records))
    with storing(holding, records, []) as cursor:
        answer = copies(cursor, Filters())
        assert {row["author"]: (row["copies"], row["texts"], row["mentions"]) for row in answer.rows} == expected
        assert opened(cursor, answer) == [row["mentions"] for row in answer.rows]


def test_mentions_from_the_future_are_those_after_the_import_of_a_file_that_holds_them(holding):
    imports = [imported(0), imported(1, imported_at=IMPORTED + timedelta(days=9)), imported(2, undone_at=IMPORTED)]
    times = [IMPORTED, IMPORTED + SECOND, IMPORTED + timedelta(days=3), datetime(2098, 1, 1)]
    mentions = numbered([plain(1, published_at=time, import_id=SOME[0])[0] for time in times])
    # Before its import, and at the very moment of it.
    mentions += [{**plain(6, published_at=time, import_id=SOME[1])[place]} for place, time in ((4, times[2]), (5, IMPORTED + timedelta(days=9)))]
    seen = [{"mention_id": mentions[3]["mention_id"], "import_id": SOME[n], "line": 1, "part": 0} for n in (0, 1, 1)]
    with storing(holding, mentions, imports, sighting=seen) as cursor:
        answer = future(cursor, Filters())
        assert [(row["file_name"], row["mentions"], row["last"]) for row in answer.rows] == [
            ("0.csv", 3, datetime(2098, 1, 1)), ("1.csv", 1, datetime(2098, 1, 1)),
        ]  # fmt: skip
        assert opened(cursor, answer) == [3, 1]


@pytest.mark.parametrize("there", [(), ("weibo",), ("news", "x", None), CHANNELS])
def test_channels_without_a_mention_are_named_and_nothing_where_all_are_there(holding, there):
    mentions = numbered([plain(1, platform=platform)[0] for platform in there])
    with storing(holding, mentions, []) as cursor:
        rows = channels(cursor, Filters()).rows
    absent = [name for name in CHANNELS if name not in there]
    assert [(sorted(row["platforms"]), row["channels"], row["mentions"]) for row in rows] == (
        [(sorted(absent), len(absent), len(there))] if absent else []
    )


def test_an_empty_store_has_no_findings_but_its_channels(holding):
    with storing(holding, [], []) as cursor:
        found = [question(cursor, Filters()).rows for question in (rejections, damaged, repeats, copies, future)]
    assert found == [[], [], [], [], []]


def test_every_question_is_answered_by_a_store_of_each_kind(sampled):
    questions = (rejections, damaged, repeats, copies, future, channels, missing, gaps, drops, clock)
    found = {question.__name__: len(question(sampled, Filters()).rows) for question in questions}
    assert {name: count for name, count in found.items() if count} == {"channels": 1, "missing": 2}
