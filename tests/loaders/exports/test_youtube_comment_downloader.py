"""youtube-comment-downloader, by invented comments."""

import json
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tests.loaders.staging import sightings, staged

COMMENT = {
    "cid": "UgxInvented0001AAAA",
    "text": "It floats",
    "time": "2 weeks ago (edited)",
    "author": "@reed",
    "channel": "UCinvented17",
    "votes": "1.2K",
    "replies": "1",
    "photo": "https://pictures.example/1.jpg",
    "heart": False,
    "reply": False,
    "time_parsed": 1709260200.125,
}
REPLY = COMMENT | {
    "cid": "UgxInvented0001AAAA.9xYz",
    "text": "Mine sank",
    "votes": "0",
    "reply": True,
    "time": "3 hours ago",
}


def youtube_id(cid: str) -> UUID:
    return UUID(sha256(f"youtube\x1f{cid}".encode()).hexdigest()[:32])


def test_a_comment_and_its_reply(tmp_path):
    path = tmp_path / "fudao.json"
    path.write_text("\n".join(map(json.dumps, [COMMENT, REPLY])), encoding="utf-8")
    prepared = staged(path)
    found, reply = sightings(prepared)
    assert prepared.export == "youtube-comment-downloader"
    assert json.loads(found.pop("extra")) == {
        "time": COMMENT["time"], "votes": "1.2K", "photo": COMMENT["photo"], "heart": "false", "reply": "false",
    }  # fmt: skip
    assert found == {
        "mention_id": youtube_id(COMMENT["cid"]),
        "native_id": COMMENT["cid"],
        "platform": "youtube",
        "kind": "comment",
        "author_id": "UCinvented17",
        "author_name": "@reed",
        "published_at": datetime(2024, 3, 1, 10, 30, 0, 125000),
        "precision": "week",
        "text": "It floats",
        "likes": 1200,
        "comments": 1,
        "counts_are": "final",
        "queries": ["fudao"],
        "line": 1,
        "part": 0,
    }
    told = ("mention_id", "parent_id", "edge", "precision")
    assert [reply[name] for name in told] == [youtube_id(REPLY["cid"]), youtube_id(COMMENT["cid"]), "explicit", "day"]


def test_how_exact_a_time_is(tmp_path):
    words = {
        "5 minutes ago": "minute",
        "2 days ago": "day",
        "3 months ago": "month",
        "1 year ago": "year",
        "hace 2 días": "day",
    }
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(COMMENT | {"cid": w, "time": w}) for w in words), encoding="utf-8")
    assert [row["precision"] for row in sightings(staged(path))] == list(words.values())
