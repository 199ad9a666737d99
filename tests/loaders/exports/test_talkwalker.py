"""Talkwalker, by an invented file with its true header and by the counted facts of the real one."""

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest
import python_calamine

from loaders.prepare import prepare
from store.digest import faults
from tests.loaders.invented import write
from tests.loaders.staging import imported, rows, sightings, staged

ARTICLE, SOURCE = "article_extended_attributes", "source_extended_attributes"
HEADER = (
    "url", "indexed", "published", "search_indexed", "title_snippet", "content_snippet", "title", "content", "root_url", "domain_url",
    "host_url", "parent_url", "lang", "porn_level", "fluency_level", "spam_level", "sentiment", "source_type", "post_type", "cluster_id",
    "meta_cluster_id", "tags_internal", "tags_marking", "tags_customer", "entity_urls", "matched_profile",
    *(f"{ARTICLE}.{name}" for name in ("facebook_shares", "facebook_likes", "twitter_retweets", "url_views", "youtube_views",
      "youtube_likes", "instagram_likes", "twitter_shares", "num_comments", "twitter_likes")),
    *(f"{SOURCE}.{name}_followers" for name in ("facebook", "twitter", "instagram")),
    "extra_article_attributes.world_data.country", "extra_author_attributes.id", "extra_author_attributes.name",
    "extra_author_attributes.gender", "extra_author_attributes.short_name", "extra_author_attributes.world_data.country",
    "engagement", "reach", "provider", "generator.type",
)  # fmt: skip
ORIGINAL = "http://twitter.com/fudao_audio/status/1200000000000000123"
ZEROS = {name: "0" for name in HEADER if name.startswith((ARTICLE, SOURCE))}


def mention(**cells: str) -> dict[str, str]:
    return ZEROS | {
        "url": ORIGINAL,
        "published": "22/09/19 11:10:56",
        "search_indexed": "22/09/19 11:12:00",
        "content": "La nouvelle enceinte Fudao est arrivée",
        "content_snippet": "La nouvelle enceinte",
        "parent_url": ORIGINAL,
        "lang": "fr",
        "sentiment": "5",
        "source_type": "SOCIALMEDIA,SOCIALMEDIA_TWITTER",
        "tags_internal": "isNewsHost",
        "matched_profile": "SEARCH /  / Fudao,PANEL / Sunshore",
        "extra_author_attributes.id": "tw:900000017",
        "extra_author_attributes.name": "Fudao Audio",
        "extra_author_attributes.short_name": "fudao_audio",
        "extra_author_attributes.gender": "UNKNOWN",
        "extra_author_attributes.world_data.country": "France",
        "reach": "4210",
        f"{ARTICLE}.twitter_retweets": "3",
        f"{ARTICLE}.twitter_likes": "8",
        f"{SOURCE}.twitter_followers": "4210",
        **cells,
    }


def x_id(status: str) -> UUID:
    return UUID(sha256(f"x\x1f{status}".encode()).hexdigest()[:32])


def test_a_post_has_the_counts_of_its_own_platform(tmp_path):
    (found,) = sightings(staged(write(tmp_path / "semaine.csv", HEADER, [mention()])))
    assert {name: value for name, value in found.items() if name != "extra"} == {
        "mention_id": x_id("1200000000000000123"),
        "platform": "x",
        "kind": "post",
        "author_id": "900000017",
        "author_name": "Fudao Audio",
        "author_followers": 4210,
        "published_at": datetime(2019, 9, 22, 11, 10, 56),
        "precision": "second",
        "collected_at": datetime(2019, 9, 22, 11, 12),
        "text": "La nouvelle enceinte Fudao est arrivée",
        "url": ORIGINAL,
        "likes": 8,
        "reposts": 3,
        "reach": 4210,
        "counts_are": "final",
        "region": "France",
        "language": "fr",
        "queries": ["Fudao", "Sunshore", "semaine"],
        "export_sentiment": 1,
        "line": 2,
        "part": 0,
    }


def test_the_day_comes_first_even_where_no_number_tells(tmp_path):
    (found,) = sightings(staged(write(tmp_path / "x.csv", HEADER, [mention(published="05/03/19 11:10:56")])))
    assert found["published_at"] == datetime(2019, 3, 5, 11, 10, 56)


def test_json_writes_lists_and_milliseconds_where_the_workbook_writes_words(tmp_path):
    as_json = {
        "published": 1709260200000,
        "search_indexed": 1709260260000,
        "tags_internal": ["isComment", "isRepost"],
        "matched_profile": ["SEARCH /  / Fudao", "PANEL / Sunshore"],
        "extra_author_attributes": {"id": "tw:900000017", "name": "Fudao Audio"},
    }
    flat = {name: cell for name, cell in mention().items() if not name.startswith("extra_author_attributes")}
    path = tmp_path / "x.json"
    path.write_text(json.dumps([flat | as_json]), encoding="utf-8")
    prepared = staged(path)
    (found,) = sightings(prepared)
    told = ("kind", "published_at", "collected_at", "author_id", "queries")
    assert (prepared.export, [found[name] for name in told]) == (
        "talkwalker",
        ["repost", datetime(2024, 3, 1, 10, 30), datetime(2024, 3, 1, 10, 31), "900000017", ["Fudao", "Sunshore", "x"]],
    )


def test_what_hangs_under_what(tmp_path):
    repost = {"url": "http://twitter.com/a/status/1200000000000000777", "tags_internal": "isComment,isRepost"}
    reply = {"url": "http://twitter.com/b/status/1200000000000000778", "tags_internal": "isQuestion,isComment"}
    path = write(tmp_path / "x.csv", HEADER, [mention(), mention(**repost), mention(**reply)])
    found = [[row.get(name) for name in ("kind", "parent_id", "root_id", "edge")] for row in sightings(staged(path))]
    above = x_id("1200000000000000123")
    assert found == [
        ["post", None, None, None],
        ["repost", above, above, "explicit"],
        ["comment", above, None, "explicit"],
    ]


def test_other_sources_have_their_platform_and_kind(tmp_path):
    sources = {
        "https://www.facebook.com/900/posts/901": "SOCIALMEDIA,SOCIALMEDIA_FACEBOOK",
        "https://journal.example/a": "ONLINENEWS,ONLINENEWS_NEWSPAPER",
        "https://blog.example/a": "BLOG,BLOG_OTHER",
        "https://forum.example/a": "MESSAGEBOARD",
        "https://other.example/a": "OTHER",
    }
    counts = {f"{ARTICLE}.facebook_likes": "21", f"{ARTICLE}.facebook_shares": "5", f"{ARTICLE}.num_comments": "2"}
    written = [mention(url=url, parent_url=url, source_type=source, **counts) for url, source in sources.items()]
    found = sightings(staged(write(tmp_path / "x.csv", HEADER, written)))
    assert [[row.get(n) for n in ("platform", "kind", "likes", "comments", "reposts", "author_followers")] for row in found] == [
        ["facebook", "post", 21, 2, 5, 0],
        ["news", "article", None, 2, None, None],
        ["blog", "article", None, 2, None, None],
        ["forum", "post", None, 2, None, None],
        [None, "post", None, None, None, None],
    ]  # fmt: skip


@pytest.fixture(scope="module")
def real(samples: Path) -> Path:
    return samples / "talkwalker" / "sample.xlsx"


def test_the_real_export_gives_its_counted_mentions(real, native, tmp_path):
    receipt = imported(native, Path(copy(real, tmp_path)))
    assert (receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        "talkwalker", 7368, 7368, 7368, 0, 0,
    )  # fmt: skip
    assert receipt.warnings == {}
    assert rows(native, "SELECT kind, count(*) FROM mention GROUP BY kind ORDER BY kind") == [
        ("comment", 73), ("post", 1063), ("repost", 6232),
    ]  # fmt: skip
    linked = (
        "SELECT count(*) FROM mention AS m JOIN mention AS p ON p.mention_id = m.parent_id AND p.mention_id = m.root_id"
    )
    assert rows(native, linked) == [(1928,)]
    assert faults(native) == []


def test_the_real_mentions_say_what_the_workbook_says(real, tmp_path):
    header, *table = python_calamine.CalamineWorkbook.from_path(real).get_sheet_by_index(0).to_python()
    expected = [
        (
            row["url"],
            datetime.strptime(row["published"], "%d/%m/%y %H:%M:%S"),
            (int(row["sentiment"]) > 0) - (int(row["sentiment"]) < 0),
            int(row[f"{ARTICLE}.twitter_likes"]),
            int(row[f"{ARTICLE}.twitter_retweets"]),
            int(row[f"{SOURCE}.twitter_followers"]),
            row["extra_author_attributes.id"].removeprefix("tw:"),
        )
        for row in (dict(zip(header, cells, strict=True)) for cells in table)
    ]
    fields = ("url", "published_at", "export_sentiment", "likes", "reposts", "author_followers", "author_id")
    found = sightings(prepare(real, tmp_path, store_zone="Asia/Shanghai"))
    assert [tuple(row[name] for name in fields) for row in found] == expected
