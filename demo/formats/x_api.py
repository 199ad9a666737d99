"""Pages of the X API v2, as its search sends them: ten tweets, their authors, and the tweets they refer to."""

import json
from datetime import timedelta
from pathlib import Path

from demo.mention import Mention

QUERY = "lanxi"
PAGE = 10
UTC = timedelta(hours=8)
RETRIEVED = "2025-04-28T01:30:00+00:00"


def write(folder: Path, mentions: list[Mention]) -> Path:
    found = [said for said in mentions if said.platform == "x"]
    for said in found:
        said.queries.add(QUERY)
    pages = [
        json.dumps(_page(found[first : first + PAGE]), ensure_ascii=False) + "\n"
        for first in range(0, len(found), PAGE)
    ]
    path = folder / f"{QUERY}.jsonl"
    path.write_bytes("".join(pages).encode())
    return path


def _page(found: list[Mention]) -> dict[str, object]:
    referred = list(dict.fromkeys(said.parent for said in found if said.parent))
    people = dict.fromkeys(said.author for said in (*found, *referred))
    users = [
        {
            "id": one.id,
            "username": one.name.replace(" ", ""),
            "name": one.name,
            "verified": one.badge != "普通用户",
            "public_metrics": {"followers_count": one.followers},
        }
        for one in people
    ]
    includes = {"users": users, "tweets": [_tweet(said) for said in referred]}
    return {
        "data": [_tweet(said) for said in found],
        "includes": includes,
        "meta": {"result_count": len(found)},
        "__twarc": {"retrieved_at": RETRIEVED},
    }


def _tweet(said: Mention) -> dict[str, object]:
    retweet = said.kind == "repost"
    handle = said.parent.author.name.replace(" ", "") if said.parent else ""
    text = f"RT @{handle}: {said.text}"[:140] if retweet else f"@{handle} {said.text}" if said.parent else said.text
    counted = said.parent if retweet else said
    refers = (
        {"referenced_tweets": [{"type": "retweeted" if retweet else "replied_to", "id": said.parent.id}]}
        if said.parent
        else {}
    )
    return {
        "id": said.id,
        "text": text,
        "author_id": said.author.id,
        "created_at": f"{said.at - UTC:%Y-%m-%dT%H:%M:%S}.000Z",
        "conversation_id": said.root.id if said.root and not retweet else said.id,
        "lang": "en",
        "public_metrics": {
            "retweet_count": counted.reposts, "reply_count": 0 if retweet else said.comments, "like_count": 0 if retweet else said.likes, "quote_count": 0,
            "bookmark_count": 0 if retweet else said.likes // 9, "impression_count": 0 if retweet else said.likes * 60 + 41,
        },
    } | refers  # fmt: skip
