"""CHECKED by an invented post with comments and reposts, and the real files' facts."""

import json
import shutil
from datetime import datetime
from hashlib import md5, sha256
from uuid import UUID

from store.digest import faults
from tests.loaders.staging import imported, rows, sightings, staged


def hashed(n: int) -> str:
    return md5(str(n).encode()).hexdigest()


def key(n: int) -> UUID:
    return UUID(sha256(f"checked\x1f{hashed(n)}".encode()).hexdigest()[:32])


def said(n: int, text: str) -> dict[str, object]:
    return {"id": hashed(n), "date": f"2024-03-01 10:3{n}", "user_id": hashed(100 + n), "text": text, "pic_url": ""}


POST = said(0, "浮岛音箱会沉") | {
    "label": "fake", "video_url": "", "comment_num": "2", "repost_num": "1", "like_num": "13", "analysis": "经查,不实",
    "comments": [said(1, "：真沉"), said(2, "没沉")], "reposts": [said(3, "//@小满: 转发微博")],
}  # fmt: skip


def test_a_post_its_comments_and_its_reposts(tmp_path):
    (tmp_path / "x.json").write_text(json.dumps(POST, ensure_ascii=False), encoding="utf-8")
    prepared = staged(tmp_path / "x.json")
    found = sightings(prepared)
    above = {"parent_id": key(0), "root_id": key(0), "edge": "explicit"}
    counts = {"likes": 13, "comments": 2, "reposts": 1, "counts_are": "final"}
    told = [
        (0, "post", "浮岛音箱会沉", counts),
        (1, "comment", "：真沉", above),
        (2, "comment", "没沉", above),
        (3, "repost", "//@小满: 转发微博", above),
    ]
    assert prepared.export == "checked"
    assert json.loads(found[0]["extra"])["label"] == "fake"
    assert [{k: v for k, v in row.items() if k not in ("extra", "line", "part", "queries")} for row in found] == [
        {
            "mention_id": key(n), "native_id": hashed(n), "platform": "weibo", "kind": kind, "author_id": hashed(100 + n), "text": text,
            "published_at": datetime(2024, 3, 1, 10, 30 + n), "precision": "minute", **more,
        }
        for n, kind, text, more in told
    ]  # fmt: skip


def test_the_real_files(samples, tmp_path, native):
    expected: dict[str, int] = {}
    for path in sorted((samples / "checked-weibo").glob("*.json")):
        receipt = imported(native, shutil.copy(path, tmp_path) and tmp_path / path.name)
        whole = json.loads(path.read_text(encoding="utf-8"))
        count = 1 + len(whole["comments"]) + len(whole["reposts"])
        assert (receipt.export, receipt.read, receipt.added, receipt.rejected) == ("checked", count, count, 0)
        for kind, records in (("post", [whole]), ("comment", whole["comments"]), ("repost", whole["reposts"])):
            expected[kind] = expected.get(kind, 0) + len(records)
    assert dict(rows(native, "SELECT kind, count(*) FROM mention GROUP BY kind")) == expected
    assert expected == {"post": 4, "comment": 914, "repost": 701}
    assert faults(native) == []
