"""4CAT's csv of five kinds and YouTube Data Tools' comments, by invented rows under the true headers."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import pytest

from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

TIMES = {"timestamp": "2024-03-01 03:30:00", "unix_timestamp": "1709260200"}
AT = datetime(2024, 3, 1, 10, 30)
TWEET = TIMES | {
    "id": "1763000000000000123", "thread_id": "1763000000000000123", "link": "https://twitter.com/reed/status/1763000000000000123",
    "subject": "", "body": "It floats", "author": "reed", "author_fullname": "Reed Marsh", "author_id": "900000021",
    "author_followers": "88", "source": "Web", "language_guess": "en", "possibly_sensitive": "no", "retweet_count": "3",
    "reply_count": "1", "like_count": "8", "quote_count": "0", "impression_count": "210", "is_retweet": "no", "retweeted_user": "",
    "is_quote_tweet": "no", "quoted_user": "", "is_reply": "no", "replied_user": "", "hashtags": "", "urls": "", "images": "",
    "videos": "", "mentions": "", "long_lat": "", "place_name": "",
}  # fmt: skip
VIDEO = {
    "id": "7312345678901234567", "thread_id": "7312345678901234567", "author": "reed", "author_full": "Reed Marsh",
    "author_id": "680000021", "author_followers": "88", "body": "It floats", "timestamp": "1709260200", "is_duet": "False",
    "music_name": "m", "video_url": "", "tiktok_url": "https://tiktok.com/@reed/video/7312345678901234567", "likes": "8",
    "comments": "1", "shares": "3", "plays": "210", "hashtags": "",
}  # fmt: skip
TIKTOK_COMMENT = TIMES | {
    "id": "7312999999901234567", "thread_id": "7312888888801234567", "author": "ana", "author_full": "Ana Reyes", "body": "Mine sank",
    "likes": "2", "replies": "0", "post_id": VIDEO["id"], "post_url": "https://m.tiktok.com/v/7312345678901234567",
    "post_body": "It floats", "comment_url": "https://m.tiktok.com/v/7312345678901234567.html", "is_liked_by_post_author": "no",
    "is_sticky": "no", "is_comment_on_comment": "yes", "language_guess": "en",
}  # fmt: skip
NOTE = TIMES | {
    "collected_from_url": "https://www.xiaohongshu.com/explore", "id": "65a1b2c3000000001e00abcd", "thread_id": "65a1b2c3000000001e00abcd",
    "url": "https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abcd?xsec_token=A", "title": "浮岛", "body": "真的浮", "hashtags": "",
    "author": "云上咖啡", "author_avatar_url": "", "image_urls": "", "video_url": "", "likes": "1.1万",
}  # fmt: skip
NOTE_COMMENT = TIMES | {
    "id": "65b0000000000000aa00abcd", "thread_id": NOTE["id"], "url": "https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abcd",
    "body": "沉了", "author": "小满", "author_avatar_url": "", "ip_location": "上海", "likes": "2", "replies": "0",
}  # fmt: skip
YOUTUBE_COMMENT = {
    "id": "UgxInvented0001.9x", "replyCount": "0", "likeCount": "2", "publishedAt": "2024-03-01 02:30:00", "authorName": "Ana Reyes",
    "text": "Mine sank", "authorChannelId": "UCinvented21", "authorChannelUrl": "", "isReply": "1", "isReplyTo": "UgxInvented0001",
    "isReplyToName": "Reed",
}  # fmt: skip


def key(platform: str, id: str) -> UUID:
    return UUID(sha256(f"{platform}\x1f{id}".encode()).hexdigest()[:32])


COMMENT = {"kind": "comment", "edge": "explicit"}
FORMATS = {
    "4cat-twitter": (TWEET, "x", {
        "kind": "post", "author_id": "900000021", "author_name": "Reed Marsh", "author_followers": 88, "text": "It floats",
        "url": TWEET["link"], "likes": 8, "comments": 1, "reposts": 3, "views": 210, "language": "en"}),
    "4cat-tiktok": (VIDEO, "tiktok", {
        "kind": "post", "author_id": "680000021", "author_name": "Reed Marsh", "author_followers": 88, "text": "It floats",
        "url": VIDEO["tiktok_url"], "likes": 8, "comments": 1, "reposts": 3, "views": 210}),
    "4cat-tiktok-comments": (TIKTOK_COMMENT, "tiktok", COMMENT | {
        "author_id": "ana", "author_name": "Ana Reyes", "text": "Mine sank", "url": TIKTOK_COMMENT["comment_url"], "likes": 2,
        "comments": 0, "language": "en", "parent_id": key("tiktok", "7312888888801234567"), "root_id": key("tiktok", VIDEO["id"])}),
    "4cat-xiaohongshu": (NOTE, "xiaohongshu", {
        "kind": "post", "author_name": "云上咖啡", "title": "浮岛", "text": "真的浮", "url": NOTE["url"], "likes": 11000}),
    "4cat-xiaohongshu-comments": (NOTE_COMMENT, "xiaohongshu", COMMENT | {
        "author_name": "小满", "text": "沉了", "url": NOTE_COMMENT["url"], "likes": 2, "comments": 0, "region": "上海",
        "parent_id": key("xiaohongshu", NOTE["id"]), "root_id": key("xiaohongshu", NOTE["id"])}),
    "youtube-data-tools": (YOUTUBE_COMMENT, "youtube", COMMENT | {
        "author_id": "UCinvented21", "author_name": "Ana Reyes", "text": "Mine sank", "likes": 2, "comments": 0,
        "parent_id": key("youtube", "UgxInvented0001")}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "row", "platform", "expected"), [(name, *rest) for name, rest in FORMATS.items()], ids=FORMATS
)
def test_a_row_of_each(tmp_path, name, row, platform, expected):
    prepared = staged(write(tmp_path / "fudao.csv", row, [row]))
    (found,) = sightings(prepared)
    found.pop("extra", None)
    assert (prepared.export, found) == (
        name,
        {
            "mention_id": key(platform, row["id"]), "native_id": row["id"], "platform": platform, "published_at": AT,
            "precision": "second", "counts_are": "final", "queries": ["fudao"], "line": 2, "part": 0, **expected,
        },
    )  # fmt: skip


def test_a_retweet_has_no_counts_of_its_own_and_a_reply_knows_its_conversation(tmp_path):
    rows = [
        TWEET | {"is_retweet": "yes", "retweeted_user": "fudao"},
        TWEET | {"id": "1763000000000000124", "is_reply": "yes", "replied_user": "reed"},
    ]
    retweet, reply = sightings(staged(write(tmp_path / "x.csv", TWEET, rows)))
    assert [retweet.get(name) for name in ("kind", "likes", "comments", "reposts", "views", "parent_id", "root_id")] == [
        "repost", None, None, None, None, None, None,
    ]  # fmt: skip
    assert [reply.get(name) for name in ("kind", "likes", "parent_id", "root_id")] == [
        "comment", 8, None, key("x", TWEET["thread_id"]),
    ]  # fmt: skip


def test_a_comment_that_answers_no_other_hangs_under_nothing_known_on_youtube(tmp_path):
    first = YOUTUBE_COMMENT | {"id": "UgxInvented0001", "isReplyTo": "", "isReply": "0"}
    (found,) = sightings(staged(write(tmp_path / "x.csv", first, [first])))
    assert [found.get(name) for name in ("kind", "parent_id", "edge")] == ["comment", None, None]
