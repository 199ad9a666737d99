from datetime import datetime

import pytest

import language
from analysis.labels import NAMES, label

TOLD = [
    ("platforms", "weibo", "Weibo"),
    ("platforms", "google_play", "Google Play"),
    ("platforms", "论坛", "论坛"),
    ("kinds", "repost", "Repost"),
    ("sentiments", 1, "Positive"),
    ("sentiments", 0, "Neutral"),
    ("sentiments", -1, "Negative"),
    ("segments", "media", "Media"),
    ("emotions", "none", "No emotion"),
    ("aspects", "after_sales", "After-sales"),
    ("aspects", "表带: 松", "表带: 松"),
    ("aspect_sentiments", "after_sales:-1", "After-sales: Negative"),
    ("aspect_sentiments", "表带: 松:1", "表带: 松: Positive"),
    ("aspect_sentiments", "battery:7", "battery:7"),
    ("aspect_sentiments", "", ""),
    ("aspect_sentiments", None, "Unknown"),
    ("corrections", datetime(2024, 3, 1, 9, 30, 1), "2024-03-01 09:30"),
    ("corrections", None, "Never corrected"),
    ("model_sentiments", -1, "Negative"),
    ("label_exports", None, "Not labelled"),
    ("brands", "post", "post"),
    ("nowhere", 7, "7"),
    ("brands", None, "Unknown"),
    ("sentiments", None, "Unknown"),
    ("regions", "", ""),
    ("replies", None, "None of the library"),
    ("replies", "1f000000-0000-4000-8000-000000000000", "no longer in the library (1f000000)"),
]


@pytest.mark.parametrize(("field", "value", "name"), TOLD)
def test_a_value_has_its_name_or_is_shown_as_it_is(field, value, name):
    assert label(field, value) == name


def test_names_are_in_the_readers_language():
    language.follow(lambda: "zh")
    told = [
        ("platforms", "weibo"), ("kinds", "repost"), ("sentiments", -1), ("aspect_sentiments", "battery:-1"), ("emotions", "joy"),
        ("brands", None),
    ]  # fmt: skip
    assert [label(*one) for one in told] == ["微博", "转发", "负面", "电池续航：负面", "喜悦", "未知"]


def test_languages_have_their_name_in_each_language():
    told = []
    for spoken in ("zh", "zh-Hant", "en"):
        with language.speaking(spoken):
            told.append([label("languages", code) for code in ("en", "ko", "zh")])
    assert told == [["英语", "韩语", "中文"], ["英文", "韓文", "中文"], ["English", "Korean", "Chinese"]]


def test_a_field_gives_no_two_values_one_name():
    assert [field for field, names in NAMES.items() if len(set(names.values())) != len(names)] == []
