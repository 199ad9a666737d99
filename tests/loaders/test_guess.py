"""Guesses are told by the tables below: a name first, then what the cells look like; a wrong one is worse than none."""

import pyarrow as pa
import pytest

from loaders.guess import guess
from loaders.read import LINE, batch_of
from loaders.sample import sample

pytestmark = pytest.mark.usefixtures("english")

TEXTS = [f"第{n}条：今天试了试新款手表的续航，跑步两个小时以后还剩下不少电，屏幕在太阳底下也看得清楚" for n in range(40)]
LABELS = [f"一个很长很长的栏目名称，长到看起来几乎像是一整段正文的样子，其实只有两种 {n % 2}" for n in range(40)]


def told(columns: dict[str, list[str | None]]) -> dict[str, tuple[str, str]]:
    """field -> column and reason."""
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    records = batch_of(list(columns), rows, list(range(2, len(rows) + 2)), []).records
    return {field: (found.column, str(found.why)) for field, found in guess(records).items()}


def test_a_name_goes_before_what_cells_look_like():
    found = told({"发布时间": ["一"] * 40, "zz": [f"2024-03-{n % 28 + 1:02} 10:30" for n in range(40)]})
    assert found == {"published_at": ("发布时间", "by its name")}


VALID = {
    "times to the minute": ("published_at", [f"2024/3/{n % 28 + 1} 10:{n:02}" for n in range(40)], "times: 100.0%"),
    "seconds since 1970": ("published_at", [str(1_700_000_000 + n) for n in range(40)], "times: 100.0%"),
    "milliseconds since 1970": ("published_at", [str(1_700_000_000_000 + n) for n in range(40)], "times: 100.0%"),
    "days first": ("published_at", [f"{n % 28 + 1}/4/2024" for n in range(40)], "times: 100.0%"),
    "months first": ("published_at", [f"4/{n % 28 + 1}/2024 9:05" for n in range(40)], "times: 100.0%"),
    "German dates": ("published_at", [f"{n % 28 + 1}.4.2024" for n in range(40)], "times: 100.0%"),
    "times ago": ("published_at", [f"{n + 1}小时前" for n in range(20)] + ["昨天 12:30"] * 20, "times: 100.0%"),
    "a few that are none": ("published_at", [*(f"2024-03-{n % 28 + 1:02}" for n in range(39)), "待定"], "times: 97.5%"),
    "texts": ("text", TEXTS, f"one in ten has more than {len(TEXTS[-1])} characters"),
    "English texts": ("text", [f"No. {n} arrived late and nobody at the desk could say why" for n in range(40)], "longest"),
    "addresses": ("url", [f"https://news.example/a/{n}" for n in range(40)], "looks like web addresses: 100.0% of the first 40"),
    "platforms": ("platform", ["微博", "小红书", "抖音", "微信"] * 10, "names platforms: 100.0% of the first 40"),
    "sentiments": ("export_sentiment", ["正面", "负面", "中性", "中性"] * 10, "positive, neutral or negative: 100.0%"),
    "kinds": ("kind", ["转发", "原创", "原创", "转发"] * 10, "names kinds of mentions: 100.0% of the first 40"),
}


@pytest.mark.parametrize(("field", "cells", "why"), VALID.values(), ids=VALID)
def test_a_column_without_a_telling_name_is_guessed_by_its_cells(field, cells, why):
    found = told({"甲": cells, "乙": [str(n) for n in range(40)]})
    assert {name: column for name, (column, _why) in found.items()} == {field: "甲"}
    assert why in found[field][1]


INVALID = {
    "numbers": [str(n * 37) for n in range(40)],
    "ids of ten digits": [str(5_000_000_000 + n * 41_234_567) for n in range(40)],
    "ids of nineteen digits": [str(7_300_000_000_000_000_000 + n) for n in range(40)],
    "versions": [f"10.{n % 9 + 1}.21" for n in range(40)],
    "one time in every row": ["2024-03-01 10:30"] * 40,
    "times in half the rows": [f"2024-03-{n % 28 + 1:02}" if n % 2 else "" for n in range(40)],
    "clocks": [f"10:{n:02}" for n in range(40)],
    "pictures": [f"https://img.example/{n}.jpg?x=1" for n in range(40)],
    "faces without a suffix": [f"https://avatar.example/{n}" for n in range(40)],
    "one address": ["https://news.example/"] * 40,
    "hashes": [f"{n:064x}" for n in range(40)],
    "JSON": [f'[{{"name": "a long value with spaces in it", "id": {n}}}]' for n in range(40)],
    "labels": LABELS,
    "names": [f"用户{n}" for n in range(40)],
    "one platform among others": ["微博", *["某站"] * 39],
    "one sentiment": ["中性"] * 40,
    "nothing": [None] * 40,
    "words for nothing": ["-"] * 20 + ["null"] * 20,
}


@pytest.mark.parametrize("cells", INVALID.values(), ids=INVALID)
def test_what_only_resembles_a_field_is_not_guessed(cells):
    assert told({"甲": cells}) == {}


def test_of_two_times_none_is_guessed_to_be_that_of_publication():
    times = [f"2024-03-{n % 28 + 1:02} 10:30" for n in range(40)]
    assert told({"甲": times, "乙": times}) == {}


def test_of_two_texts_the_longer_is_the_text():
    found = told({"甲": [text[:40] for text in TEXTS], "乙": TEXTS})
    assert {field: column for field, (column, _why) in found.items()} == {"text": "乙"}


def test_a_column_holds_one_field_only():
    found = told({"甲": TEXTS, "正文": TEXTS})
    assert found == {"text": ("正文", "by its name")}


def test_too_few_cells_tell_nothing():
    assert told({"甲": [f"2024-03-{n:02} 10:30" for n in range(1, 5)]}) == {}


def test_a_table_without_records_or_columns_is_guessed_by_its_names_alone():
    assert told({"正文": [], "甲": []}) == {"text": ("正文", "by its name")}
    assert guess(pa.RecordBatch.from_arrays([pa.array([], pa.int64())], names=[LINE])) == {}


# What a person would say of the real exports, their headers taken away: (file, field -> column). What is not guessed is
# no fault; what is guessed must be this.
SAMPLES = {
    "tweets-csv/Tweets.csv": {"published_at": "tweet_created", "text": "text", "export_sentiment": "airline_sentiment"},
    "google-play/reviews_raw.csv": {"published_at": "at", "text": "content"},
    "weibo-search/TCL电视_2021.csv": {"published_at": "发布时间", "text": "微博正文"},
    "weibo-search/华为.csv": {"text": "评论内容"},
    "sina-yuqingtong/hot.csv": {"published_at": "发布日期", "text": "微博内容"},
    "exportcomments/exportcomments.xlsx": {"published_at": "Date", "text": "Comment"},
    "talkwalker/sample.xlsx": {"text": "content", "url": "url"},
    "mediacrawler-weibo/search_contents_2026-07-14.jsonl": {"text": "content", "url": "note_url"},
    "x-api-v2/kpop.jsonl": {"published_at": "created_at", "text": "text"},
    "brandwatch-api/column_data.csv": {"url": "url", "export_sentiment": "sentiment"},
    "aggregate-buzz/test-data.xlsx": {},
}
FEWEST_RIGHT = 14


def test_of_real_exports_without_their_headers_no_column_is_taken_for_what_it_is_not(samples):
    right = 0
    for name, expected in SAMPLES.items():
        records = sample(samples / name, name)
        header = records.schema.names
        bare = records.rename_columns([column if column == LINE else f"c{n}" for n, column in enumerate(header)])
        found = {field: header[int(one.column[1:])] for field, one in guess(bare).items()}
        assert found.items() <= expected.items(), name
        right += len(found)
    assert right >= FEWEST_RIGHT
