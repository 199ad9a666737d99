"""Links to views of the invented exports, each with what it leaves, told by plain Python."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

import pandas as pd

from nlp.sentiment import score
from tests.counted import Mention


@cache
def felt(mention: Mention) -> int | None:
    """As the file says; where it says nothing, as the model says of the text."""
    label = score([mention.text]).iloc[0]["label"]
    return mention.sentiment if mention.sentiment is not None else None if pd.isna(label) else int(label)


def _said(mention: Mention, *words: str) -> bool:
    return any(word in f"{mention.title or ''}\n{mention.text}" for word in words)


LINKS: dict[str, tuple[dict[str, str | list[str]], Callable[[Mention], bool]]] = {
    "everything": ({}, lambda m: True),
    "a platform": ({"platforms": "xiaohongshu"}, lambda m: m.platform == "xiaohongshu"),
    "two platforms, two kinds": (
        {"platforms": ["weibo", "news"], "kinds": ["comment", "article"]},
        lambda m: m.platform in ("weibo", "news") and m.kind in ("comment", "article"),
    ),
    "a sentiment": ({"sentiments": "-1"}, lambda m: felt(m) == -1),
    "an unknown sentiment": ({"sentiments": "∅"}, lambda m: felt(m) is None),
    "a region and an unknown one": ({"regions": ["∅", "广东"]}, lambda m: m.region in (None, "广东")),
    "an author by id": ({"authors": "weibo:1000007919"}, lambda m: m.author == "weibo:1000007919"),
    "an author by name": ({"authors": "xiaohongshu:@舟小站"}, lambda m: m.author == "xiaohongshu:@舟小站"),
    "without an author": ({"without_authors": "weibo:1000007919", "platforms": "weibo"}, lambda m: m.platform == "weibo" and m.author != "weibo:1000007919"),
    "a file": ({"queries": "多平台监测"}, lambda m: "多平台监测" in m.files),
    "some days": (
        {"since": "2025-03-10", "until": "2025-03-16"},
        lambda m: datetime(2025, 3, 10) <= m.at < datetime(2025, 3, 17),
    ),
    "a named window": ({"period": "last_week"}, lambda m: datetime(2025, 3, 17) <= m.at < datetime(2025, 3, 24)),
    "one day": ({"since": "2025-03-12", "until": "2025-03-12"}, lambda m: m.at.date() == datetime(2025, 3, 12).date()),
    "some hours": (
        {"since": "2025-03-12T09:00:00", "until": "2025-03-12T21:30:00"},
        lambda m: datetime(2025, 3, 12, 9) <= m.at < datetime(2025, 3, 12, 21, 30),
    ),
    "from an hour on": ({"since": "2025-03-20T09:30:00"}, lambda m: m.at >= datetime(2025, 3, 20, 9, 30)),
    "up to a day": ({"until": "2025-03-09"}, lambda m: m.at < datetime(2025, 3, 10)),
    "as of a moment": ({"as_of": "2025-03-12T12:00:00"}, lambda m: m.at <= datetime(2025, 3, 12, 12)),
    "a word": ({"keyword": "续航"}, lambda m: _said(m, "续航")),
    "a keyword with operators": (
        {"keyword": '(续航 OR "充电时发烫") -刚到手'},
        lambda m: _said(m, "续航", "充电时发烫") and not _said(m, "刚到手"),
    ),
    "all at once": (
        {"platforms": ["douyin", "weibo"], "since": "2025-03-12", "until": "2025-03-18", "keyword": "手表", "kinds": "post"},
        lambda m: m.platform in ("douyin", "weibo") and m.kind == "post" and _said(m, "手表")
        and datetime(2025, 3, 12) <= m.at < datetime(2025, 3, 19),
    ),
}  # fmt: skip

# A link, and what of it the warning must name.
REFUSED: dict[str, tuple[dict[str, str | list[str]], str]] = {
    "a platform that is not in the store": ({"platforms": ["weibo", "nope"]}, "“nope”"),
    "a kind that there is not": ({"kinds": "tweet"}, "“tweet”"),
    "a sentiment that is no number": ({"sentiments": "happy"}, "“happy”"),
    "a day that is none": ({"since": "2025-02-30"}, "“2025-02-30”"),
    "a named window that there is not": ({"period": "tomorrow"}, "“tomorrow”"),
    "a named window beside days": ({"period": "week", "since": "2025-03-12"}, "“week”"),
    "a moment with a time zone": ({"since": "2025-03-12T09:00:00+08:00"}, "“2025-03-12T09:00:00+08:00”"),
    "a window that ends before it begins": (
        {"since": "2025-03-12", "until": "2025-03-10"},
        "“2025-03-12 – 2025-03-10”",
    ),
    "a keyword with an open quotation": ({"keyword": '"续航'}, '“"续航”'),
    "a thread that is no id": ({"roots": "1' OR 1=1 --"}, "“1' OR 1=1 --”"),
}

# Links that are right, and that nothing matches.
NOTHING: dict[str, dict[str, str | list[str]]] = {
    "a word nobody said": {"keyword": "从未出现的词"},
    "filters that exclude each other": {"platforms": "news", "kinds": "comment"},
    "a named window without mentions": {"period": "last_month"},
    "a time long before": {"since": "2001-01-01", "until": "2001-12-31"},
    "an author who is not there": {"authors": "weibo:1"},
    "before the first mention": {"as_of": "2025-03-01T00:00:00"},
}
