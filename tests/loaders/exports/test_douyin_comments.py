"""Douyin's own pages of comments by an invented page with an answer."""

import json
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tests.loaders.staging import sightings, staged

VIDEO = "7312345678901234567"
USER = {"uid": "680000021", "nickname": "云上咖啡", "follower_count": 88}
COMMENT = {
    "cid": "7312999999901234567", "text": "沉了", "create_time": 1709260205, "digg_count": 13, "reply_comment_total": 1, "reply_id": "0",
    "aweme_id": VIDEO, "ip_label": "上海", "user": USER, "reply_comment": None,
}  # fmt: skip


def key(namespace: str, id: str) -> UUID:
    return UUID(sha256(f"{namespace}\x1f{id}".encode()).hexdigest()[:32])


def test_a_comment_and_its_answer(tmp_path):
    answer = COMMENT | {
        "cid": "7312999999901234999",
        "text": "没沉",
        "reply_id": COMMENT["cid"],
        "digg_count": 2,
        "reply_comment_total": 0,
    }
    page = {
        "status_code": 0,
        "cursor": 20,
        "comments": [COMMENT | {"reply_comment": [answer]}, COMMENT | {"cid": "7312999999901234111"}],
    }
    (tmp_path / "x.json").write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
    prepared = staged(tmp_path / "x.json")
    found = {row["native_id"]: row for row in sightings(prepared)}
    for row in found.values():
        row.pop("extra", None)
    post, first = key("douyin", VIDEO), key("douyin-comment", COMMENT["cid"])
    assert (prepared.export, len(found)) == ("douyin-comments", 3)
    assert found[COMMENT["cid"]] == {
        "mention_id": first, "native_id": COMMENT["cid"], "platform": "douyin", "kind": "comment", "author_id": "680000021",
        "author_name": "云上咖啡", "author_followers": 88, "published_at": datetime(2024, 3, 1, 10, 30, 5), "precision": "second", "text": "沉了",
        "likes": 13, "comments": 1, "counts_are": "final", "region": "上海", "parent_id": post, "root_id": post, "edge": "explicit",
        "queries": ["x"], "line": 1, "part": 0,
    }  # fmt: skip
    assert [found[answer["cid"]][name] for name in ("text", "parent_id", "root_id", "likes")] == [
        "没沉",
        first,
        post,
        2,
    ]
    assert found["7312999999901234111"]["parent_id"] == post
