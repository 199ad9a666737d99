"""Every sentence is checked against its rows by hand."""

from datetime import datetime, timedelta

import pyarrow as pa
import pytest

import language
from analysis.answer import Answer
from analysis.filters import Filters
from analysis.sentences import headline

DAY = datetime(2025, 3, 1)


@pytest.fixture(autouse=True)
def english():
    before = language._reader
    language.follow(lambda: "en")
    yield
    language.follow(before)


def answer(rows: list[dict]) -> Answer:
    return Answer(pa.Table.from_pylist(rows), "", {}, Filters())


def totals(mentions: int, authors: int) -> Answer:
    return answer([{"mentions": mentions, "authors": authors}])


def daily(*mentions: int, partial: int = 0) -> Answer:
    days = [{"bucket": DAY + timedelta(days=i), "mentions": n, "complete": True} for i, n in enumerate(mentions)]
    for day in days[len(days) - partial :]:
        day["complete"] = False
    return answer(days)


def test_the_day_with_most_mentions_is_named_with_its_share():
    assert headline(totals(1000, 300), daily(100, 600, 300)) == (
        "1,000 mentions by 300 authors. The most came on 2025-03-02: 600, 60.0% of all."
    )


@pytest.mark.parametrize(
    "days",
    [daily(500, 500), daily(1000), daily(100, 900, partial=1), daily()],
    ids=["two days alike", "one day", "the largest is not over and one is left", "none"],
)
def test_no_day_is_named_where_none_stands_out(days):
    assert headline(totals(1000, 300), days) == "1,000 mentions by 300 authors."


def test_unknown_authors_are_not_counted_as_none():
    assert headline(totals(10, 0), daily(10)) == "10 mentions."


def test_in_chinese_no_blank_stands_between_the_sentences():
    language.follow(lambda: "zh")
    assert headline(totals(1000, 300), daily(100, 600, 300)) == (
        "共 1,000 条信息，来自 300 位作者。2025-03-02 最多，600 条，占 60.0%。"
    )
