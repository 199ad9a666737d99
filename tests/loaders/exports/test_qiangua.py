"""A data vendor's list of notes by an invented row."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

NOTE = "65a1b2c3000000001e00abcd"
ROW = {
    "官方笔记地址": f"https://www.xiaohongshu.com/explore/{NOTE}", "笔记标题": "浮岛开箱", "关键词": "浮岛，音箱", "预估阅读量": "1.2万", "互动量": "1,038",
    "点赞数": "1000", "收藏数": "20", "评论数": "13", "分享数": "5", "发布时间": "2024-03-01 10:30", "笔记类型": "图文", "封面地址": "",
    "达人名称": "云上咖啡", "小红书号": "680000021", "粉丝数": "8.8万",
}  # fmt: skip


def test_a_note(tmp_path):
    prepared = staged(write(tmp_path / "x.csv", ROW, [ROW]))
    (found,) = sightings(prepared)
    found.pop("extra")
    assert (prepared.export, found) == ("qiangua", {
        "mention_id": UUID(sha256(f"xiaohongshu\x1f{NOTE}".encode()).hexdigest()[:32]), "platform": "xiaohongshu", "kind": "post",
        "author_id": "680000021", "author_name": "云上咖啡", "author_followers": 88000, "published_at": datetime(2024, 3, 1, 10, 30),
        "precision": "minute", "title": "浮岛开箱", "url": ROW["官方笔记地址"], "likes": 1000, "comments": 13, "reposts": 5, "favourites": 20,
        "reach": 12000, "counts_are": "final", "queries": ["x", "浮岛", "音箱"], "line": 2, "part": 0,
    })  # fmt: skip
