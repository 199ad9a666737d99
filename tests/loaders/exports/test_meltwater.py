"""Meltwater in its three layouts, by invented rows under the true headers, and the sample."""

from datetime import datetime
from pathlib import Path
from shutil import copy

import pytest

from tests.loaders.invented import write
from tests.loaders.staging import imported, sightings, staged

OF_2026 = (
    "Date", "Time", "Document ID", "URL", "Input Name", "Keywords", "Information Type", "Source Type", "Source Name", "Source Domain",
    "Content Type", "Author Name", "Author Handle", "Title", "Opening Text", "Hit Sentence", "Image", "Hashtags", "Links", "Country",
    "Region", "State", "City", "Language", "Sentiment", "Keyphrases", "Reach", "Global Reach", "National Reach", "Local Reach",
    "Episode Reach", "AVE", "EMV", "Social Echo", "Editorial Echo", "Engagement", "Shares", "Quotes", "Likes", "Replies", "Reposts",
    "Comments", "Reactions", "Views", "Estimated Views", "Document Tags", "Custom Categories", "Custom Fields", "Brand Sentiment",
)  # fmt: skip
OF_2024 = (
    "Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer", "Country", "Subregion", "State", "City", "Language",
    "Reach", "Desktop Reach", "Mobile Reach", "Twitter Social Echo", "Facebook Social Echo", "Reddit Social Echo", "Earned Traffic",
    "National Viewership", "AVE", "Sentiment", "Key Phrases", "Input Name", "Keywords", "Document Tags", "Engagement", "Hashtags", "Views",
    "Estimated Views", "Custom Categories",
)  # fmt: skip
OF_2022 = (
    "Date", "Headline", "URL", "Opening Text", "Hit Sentence", "Source", "Influencer", "Country", "Subregion", "Language", "Reach",
    "Desktop Reach", "Mobile Reach", "Twitter Social Echo", "Facebook Social Echo", "Reddit Social Echo", "National Viewership",
    "Engagement", "AVE", "Sentiment", "Key Phrases", "Input Name", "Keywords", "Twitter Authority", "Tweet Id", "Twitter Id",
    "Twitter Client", "Twitter Screen Name", "User Profile Url", "Twitter Bio", "Twitter Followers", "Twitter Following",
    "Alternate Date Format", "Time", "State", "City", "Document Tags",
)  # fmt: skip
ARTICLE = {
    "Date": "2026-01-04",
    "Time": "09:31:00",
    "Document ID": '"A1b2C3"',
    "URL": "https://journal.example/fudao",
    "Input Name": "Fudao",
    "Information Type": "News",
    "Source Type": "Online News",
    "Source Name": "The Journal",
    "Content Type": "news",
    "Author Name": "Reed Marsh",
    "Title": "A speaker that floats",
    "Opening Text": "Fudao has shown",
    "Hit Sentence": "The Fudao speaker floats.",
    "Country": "Ireland",
    "Language": "English",
    "Sentiment": "Positive",
    "Reach": "12000",
    "AVE": "3",
    "Likes": "4",
    "Replies": "5",
    "Comments": "0",
    "Shares": "7",
    "Reposts": "0",
    "Estimated Views": "310",
}


def test_an_article_of_the_newest_layout(tmp_path):
    path = write(tmp_path / "january.csv", OF_2026, [ARTICLE], encoding="utf-16")
    (found,) = sightings(staged(path))
    extra = found.pop("extra")
    assert '"Opening Text":"Fudao has shown"' in extra
    assert '"Shares":"7"' in extra
    mention_id = found.pop("mention_id")
    assert found == {
        "native_id": "A1b2C3",
        "platform": "news",
        "kind": "article",
        "source_name": "The Journal",
        "author_name": "Reed Marsh",
        "published_at": datetime(2026, 1, 4, 9, 31),
        "precision": "second",
        "title": "A speaker that floats",
        "text": "The Fudao speaker floats.",
        "url": "https://journal.example/fudao",
        "likes": 4,
        "comments": 5,
        "reposts": 7,
        "views": 310,
        "reach": 12000,
        "counts_are": "final",
        "region": "Ireland",
        "language": "en",
        "queries": ["Fudao", "january"],
        "export_sentiment": 1,
        "line": 2,
        "part": 0,
    }
    other_tool = {"url": "https://journal.example/fudao", "date": "2026-01-04", "text": "x"}
    assert sightings(staged(write(tmp_path / "x.csv", other_tool, [other_tool])))[0]["mention_id"] == mention_id


TIMES = {
    ("13/02/2024", "09:31"): datetime(2024, 2, 13, 9, 31),
    ("13-Feb-2024 09:31PM", "09:31 PM"): datetime(2024, 2, 13, 21, 31),
    ("Feb 13, 2024", "9:31 PM"): datetime(2024, 2, 13, 21, 31),
    ("2024-02-13T09:31:05", ""): datetime(2024, 2, 13, 9, 31, 5),
}


@pytest.mark.parametrize(("date", "time"), TIMES)
def test_date_and_time_stand_together_or_apart(tmp_path, date, time):
    (found,) = sightings(staged(write(tmp_path / "x.csv", OF_2026, [ARTICLE | {"Date": date, "Time": time}])))
    assert found["published_at"] == TIMES[date, time]


KINDS = [
    ("post", "X", "https://x.com/a/status/1800000000000000123", "x", "post"),
    ("repost", "X", "https://x.com/b/status/1800000000000000124", "x", "repost"),
    ("reply", "X", "https://x.com/c/status/1800000000000000125", "x", "comment"),
    ("comment", "YouTube", "https://www.youtube.com/watch?v=abcdefghijk", "youtube", "comment"),
    ("comment", "YouTube", "https://www.youtube.com/watch?v=abcdefghijk", "youtube", "comment"),
    ("post", "YouTube", "https://www.youtube.com/watch?v=abcdefghijk", "youtube", "post"),
    ("", "Blogs", "https://blog.example/1", "blog", "article"),
    ("post", "Forums", "https://forum.example/1", "forum", "post"),
]


def test_comments_that_share_an_address_stay_several(tmp_path):
    written = [
        ARTICLE | {"Content Type": content, "Source Type": source, "Information Type": "Social", "URL": url, "Document ID": f"d{n}"}
        for n, (content, source, url, _, _) in enumerate(KINDS)
    ]  # fmt: skip
    found = sightings(staged(write(tmp_path / "x.csv", OF_2026, written)))
    assert [(row["platform"], row["kind"]) for row in found] == [kind[3:] for kind in KINDS]
    assert len({row["mention_id"] for row in found}) == len(KINDS)


def test_a_source_that_withholds_its_text_is_known_by_its_address(tmp_path):
    withheld = ARTICLE | {"Title": "", "Opening Text": "", "Hit Sentence": "", "Sentiment": "Not Rated"}
    prepared = staged(write(tmp_path / "x.csv", OF_2026, [withheld]))
    assert (prepared.read, prepared.rejected, prepared.warnings) == (1, 0, {})
    assert [name for name in ("text", "title", "export_sentiment") if name in sightings(prepared)[0]] == []


HEADLINE = {name: ARTICLE.get(name, "") for name in OF_2022} | {
    "Headline": "A speaker that floats",
    "Source": "Twitter",
    "URL": "http://twitter.com/reed/statuses/1500000000000000123",
    "Influencer": "@reed",
    "Tweet Id": '"1500000000000000123"',
    "Twitter Id": '"700000017"',
    "Twitter Followers": "88",
}


@pytest.mark.parametrize(
    ("header", "author", "followers"), [(OF_2022, "700000017", 88), (OF_2024, None, None)], ids=["2022", "2024"]
)
def test_the_layouts_with_a_headline(tmp_path, header, author, followers):
    cells = {name: cell for name, cell in HEADLINE.items() if name in header}
    (found,) = sightings(staged(write(tmp_path / "x.csv", header, [cells])))
    expected = {"platform": "x", "kind": "post", "source_name": "Twitter", "author_name": "@reed", "author_id": author,
                "author_followers": followers, "title": "A speaker that floats", "text": "The Fudao speaker floats.",
                "url": HEADLINE["URL"]}  # fmt: skip
    assert {name: found.get(name) for name in expected} == expected
    at = datetime(2026, 1, 4, 9, 31) if header is OF_2022 else datetime(2026, 1, 4)
    assert found["published_at"] == at


def test_the_sample(samples, native, tmp_path):
    receipt = imported(native, Path(copy(samples / "meltwater" / "test_sample.csv", tmp_path)))
    assert (receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        "meltwater", 3, 3, 3, 0, 0,
    )  # fmt: skip
    assert receipt.warnings == {"day_only": 3}
