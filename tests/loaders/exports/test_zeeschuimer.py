"""Zeeschuimer, by invented items with the keys that its modules collect."""

import json
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import pytest

from tests.loaders.staging import sightings, staged


def envelope(platform: str, **data: object) -> dict[str, object]:
    return {
        "nav_index": "1:1:0",
        "item_id": str(data.get("id", "")),
        "timestamp_collected": 1709337600000,
        "source_platform": platform,
        "source_platform_url": f"https://www.{platform}/",
        "source_url": "https://api.example/",
        "user_agent": "invented",
        "data": data,
    }


def x_item(id: str, text: str, **legacy: object) -> dict[str, object]:
    person = {"core": {"name": "Reed Marsh", "screen_name": "reed"}, "legacy": {"followers_count": 88}}
    told = {
        "created_at": "Fri Mar 01 02:30:00 +0000 2024", "full_text": text, "conversation_id_str": id, "user_id_str": "900000021",
        "favorite_count": 8, "retweet_count": 3, "reply_count": 1, "quote_count": 0, "bookmark_count": 4, "lang": "en",
        "entities": {"hashtags": []},
    }  # fmt: skip
    return {
        "rest_id": id, "id": int(float(id)), "core": {"user_results": {"result": person}}, "views": {"count": "210"},
        "legacy": told | legacy,
    }  # fmt: skip


TIKTOK = {
    "id": "7312345678901234567", "desc": "It floats", "createTime": 1709260200,
    "author": {"id": "680000021", "uniqueId": "reed", "nickname": "Reed Marsh"}, "authorStats": {"followerCount": 88},
    "stats": {"diggCount": 8, "commentCount": 1, "shareCount": 3, "playCount": 210, "collectCount": 4},
}  # fmt: skip
TIKTOK_COMMENT = {
    "id": "7312999999901234567", "cid": "7312999999901234567", "aweme_id": TIKTOK["id"], "reply_id": "0", "text": "Mine sank",
    "create_time": 1709260200, "digg_count": 2, "reply_comment_total": 0, "comment_language": "en",
    "user": {"uid": "680000022", "unique_id": "ana", "nickname": "Ana Reyes"},
    "share_info": {"url": "https://m.tiktok.com/v/7312345678901234567.html"},
}  # fmt: skip
INSTAGRAM = {
    "id": "33_9", "code": "Cx1-_abCDEf", "taken_at": 1709260200, "media_type": 1, "caption": {"text": "It floats"}, "like_count": 8,
    "comment_count": 1, "user": {"pk": "9", "username": "reed", "full_name": "Reed Marsh"},
}  # fmt: skip
INSTAGRAM_GRAPH = {
    "id": "34", "__typename": "GraphImage", "shortcode": "Cx1-_abCDEg", "taken_at_timestamp": 1709260200,
    "edge_media_to_caption": {"edges": [{"node": {"text": "It floats"}}]}, "edge_media_preview_like": {"count": 8},
    "edge_media_preview_comment": {"count": 1}, "owner": {"id": "9", "username": "reed"},
}  # fmt: skip
DOUYIN = {
    "id": "7312345678901234568", "aweme_id": "7312345678901234568", "desc": "真的浮", "create_time": 1709260200,
    "author": {"uid": "680000023", "nickname": "云上咖啡"},
    "statistics": {"digg_count": 8, "comment_count": 1, "share_count": 3, "collect_count": 4, "play_count": 0},
}  # fmt: skip
NOTE = {
    "id": "65a1b2c3000000001e00abcd", "model_type": "note",
    "note_card": {
        "display_title": "浮岛", "desc": "真的浮", "time": 1709260200000, "user": {"user_id": "u17", "nickname": "云上咖啡"},
        "interact_info": {"liked_count": "1.1万", "comment_count": "1", "share_count": "3", "collected_count": "4"},
    },
}  # fmt: skip
NOTE_COMMENT = {
    "id": "65b0000000000000aa00abcd", "note_id": NOTE["id"], "content": "沉了", "create_time": 1709260200000, "like_count": "2",
    "sub_comment_count": "0", "ip_location": "上海", "user_info": {"user_id": "u18", "nickname": "小满"},
}  # fmt: skip


def key(platform: str, id: str) -> UUID:
    return UUID(sha256(f"{platform}\x1f{id}".encode()).hexdigest()[:32])


COUNTS = {"likes": 8, "comments": 1, "reposts": 3, "favourites": 4}
POST = {"kind": "post", "text": "It floats", "author_name": "Reed Marsh"}
ITEMS = [
    (envelope("twitter.com", **x_item("1763000000000000123", "It floats")), "x", "1763000000000000123", POST | COUNTS | {
        "author_id": "900000021", "author_followers": 88, "views": 210, "language": "en",
        "url": "https://x.com/i/status/1763000000000000123"}),
    (envelope("tiktok.com", **TIKTOK), "tiktok", TIKTOK["id"], POST | COUNTS | {
        "author_id": "680000021", "author_followers": 88, "views": 210,
        "url": "https://www.tiktok.com/@reed/video/7312345678901234567"}),
    (envelope("tiktok-comments", **TIKTOK_COMMENT), "tiktok", TIKTOK_COMMENT["cid"], {
        "kind": "comment", "text": "Mine sank", "author_id": "680000022", "author_name": "Ana Reyes", "likes": 2, "comments": 0,
        "language": "en", "url": "https://m.tiktok.com/v/7312345678901234567.html", "edge": "explicit",
        "parent_id": key("tiktok", TIKTOK["id"]), "root_id": key("tiktok", TIKTOK["id"])}),
    (envelope("tiktok-comments", **TIKTOK_COMMENT | {"cid": "7313000000001234567", "reply_id": TIKTOK_COMMENT["cid"]}), "tiktok",
     "7313000000001234567", {
        "kind": "comment", "text": "Mine sank", "author_id": "680000022", "author_name": "Ana Reyes", "likes": 2, "comments": 0,
        "language": "en", "url": "https://m.tiktok.com/v/7312345678901234567.html", "edge": "explicit",
        "parent_id": key("tiktok", TIKTOK_COMMENT["cid"]), "root_id": key("tiktok", TIKTOK["id"])}),
    (envelope("instagram.com", **INSTAGRAM), "instagram", "Cx1-_abCDEf", POST | {
        "author_id": "9", "author_name": "reed", "likes": 8, "comments": 1, "url": "https://www.instagram.com/p/Cx1-_abCDEf"}),
    (envelope("instagram.com", **INSTAGRAM_GRAPH), "instagram", "Cx1-_abCDEg", POST | {
        "author_id": "9", "author_name": "reed", "likes": 8, "comments": 1, "url": "https://www.instagram.com/p/Cx1-_abCDEg"}),
    (envelope("douyin.com", **DOUYIN), "douyin", DOUYIN["id"], COUNTS | {
        "kind": "post", "text": "真的浮", "author_id": "680000023", "author_name": "云上咖啡", "views": 0,
        "url": "https://www.douyin.com/video/7312345678901234568"}),
    (envelope("xiaohongshu.com", **NOTE), "xiaohongshu", NOTE["id"], COUNTS | {
        "kind": "post", "title": "浮岛", "text": "真的浮", "author_id": "u17", "author_name": "云上咖啡", "likes": 11000,
        "url": "https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abcd"}),
    (envelope("xiaohongshu-comments", **NOTE_COMMENT), "xiaohongshu", NOTE_COMMENT["id"], {
        "kind": "comment", "text": "沉了", "author_id": "u18", "author_name": "小满", "likes": 2, "comments": 0, "region": "上海",
        "url": "https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abcd", "edge": "explicit",
        "parent_id": key("xiaohongshu", NOTE["id"]), "root_id": key("xiaohongshu", NOTE["id"])}),
]  # fmt: skip


def ndjson(path, *items: dict):
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("item", "platform", "id", "expected"), ITEMS, ids=[f"{item[1]}-{n}" for n, item in enumerate(ITEMS)]
)
def test_an_item_of_each_platform(tmp_path, item, platform, id, expected):
    prepared = staged(ndjson(tmp_path / "fudao.ndjson", item))
    (found,) = sightings(prepared)
    assert json.loads(found.pop("extra"))["source_platform"] == item["source_platform"]
    assert (prepared.export, found) == (
        "zeeschuimer",
        {
            "mention_id": key(platform, id), "native_id": id, "platform": platform, "published_at": datetime(2024, 3, 1, 10, 30),
            "precision": "second", "collected_at": datetime(2024, 3, 2, 8), "counts_are": "final", "queries": ["fudao"], "line": 1,
            "part": 0, **expected,
        },
    )  # fmt: skip


def test_retweets_replies_quotes_and_long_tweets(tmp_path):
    original = x_item("1763000000000000100", "The Fudao speaker floats, it really does")
    items = [
        x_item("1763000000000000123", "RT @fudao: The Fudao spea…", retweeted_status_result={"result": original}),
        x_item("1763000000000000124", "RT @fudao: The Fudao spea…", retweeted_status_result={"result": {"tweet": original}}),
        x_item("1763000000000000125", "Mine sank", conversation_id_str="1763000000000000100",
               in_reply_to_status_id_str="1763000000000000110"),
        x_item("1763000000000000126", "Look", quoted_status_id_str="1763000000000000100"),
        x_item("1763000000000000127", "A long sto…") | {"note_tweet": {"note_tweet_results": {"result": {"text": "A long story"}}}},
    ]  # fmt: skip
    found = sightings(staged(ndjson(tmp_path / "x.ndjson", *(envelope("twitter.com", **item) for item in items))))
    told = ("kind", "text", "likes", "parent_id", "root_id")
    root = key("x", "1763000000000000100")
    assert [[row.get(name) for name in told] for row in found] == [
        ["repost", "The Fudao speaker floats, it really does", None, root, root],
        ["repost", "The Fudao speaker floats, it really does", None, root, root],
        ["comment", "Mine sank", 8, key("x", "1763000000000000110"), root],
        ["post", "Look", 8, root, root],
        ["post", "A long story", 8, None, None],
    ]


def test_platforms_in_one_file_and_one_without_a_time(tmp_path):
    unknown = envelope("gab.com", id="5", content="x")
    prepared = staged(ndjson(tmp_path / "x.ndjson", *(item for item, *_ in ITEMS), unknown))
    assert (prepared.read, prepared.rejected) == (len(ITEMS) + 1, 1)
    assert [row["mention_id"] for row in sightings(prepared)] == [key(platform, id) for _, platform, id, _ in ITEMS]
