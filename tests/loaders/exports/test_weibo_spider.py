"""WeiboSpider's lines by invented posts, as the spider and as MongoDB write them."""

import json
from datetime import datetime
from hashlib import md5, sha256
from uuid import UUID

import pytest

from tests.loaders.invented import bid_of
from tests.loaders.staging import sightings, staged

MID, ROOT = "5000000000012347", "4999999990012341"
URL = f"https://weibo.com/1000000007/{bid_of(MID)}"
POST = {
    "_id": f"1000000007_{bid_of(MID)}", "keyword": "浮岛", "crawl_time": 1709346605, "weibo_url": URL, "user_id": "1000000007",
    "created_at": "2024-03-01 10:30:05", "tool": "浮岛 Pad", "like_num": 13, "repost_num": 5, "comment_num": 2, "content": "浮岛音箱沉了",
}  # fmt: skip


def weibo(mid: str) -> UUID:
    return UUID(sha256(f"weibo\x1f{md5(mid.encode()).hexdigest()}".encode()).hexdigest()[:32])


EXPECTED = {
    "mention_id": weibo(MID), "native_id": POST["_id"], "platform": "weibo", "kind": "post", "author_id": "1000000007",
    "published_at": datetime(2024, 3, 1, 10, 30, 5), "precision": "second", "collected_at": datetime(2024, 3, 2, 10, 30, 5),
    "text": "浮岛音箱沉了", "url": URL, "likes": 13, "comments": 2, "reposts": 5, "counts_are": "final", "queries": ["x", "浮岛"], "line": 1,
    "part": 0, "extra": '{"tool":"浮岛 Pad"}',
}  # fmt: skip
AS_MONGO = POST | {name: {"$numberInt": str(POST[name])} for name in ("crawl_time", "like_num", "repost_num", "comment_num")}


@pytest.mark.parametrize("post", [POST, AS_MONGO], ids=["spider", "mongoexport"])
def test_a_post(tmp_path, post):
    (tmp_path / "x.jsonl").write_text(json.dumps(post, ensure_ascii=False), encoding="utf-8")
    prepared = staged(tmp_path / "x.jsonl")
    assert (prepared.export, sightings(prepared)) == ("weibo-spider", [EXPECTED])


def test_a_repost_hangs_under_its_original(tmp_path):
    repost = POST | {"origin_weibo": f"https://weibo.com/1000000011/{bid_of(ROOT)}"}
    (tmp_path / "x.jsonl").write_text(json.dumps(repost, ensure_ascii=False), encoding="utf-8")
    (found,) = sightings(staged(tmp_path / "x.jsonl"))
    assert [found[name] for name in ("kind", "parent_id", "root_id", "edge")] == ["repost", weibo(ROOT), weibo(ROOT), "explicit"]
