"""X API v2 as pages, flattened and as twarc-csv writes it, by invented tweets; and a real page."""

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest

from store.digest import faults
from tests.loaders.invented import write
from tests.loaders.staging import imported, rows, sightings, staged

IDS = {name: f"17{n}0000000000000123" for n, name in enumerate(("original", "retweet", "reply", "quote", "other"))}
METRICS = {
    "retweet_count": 3,
    "reply_count": 1,
    "like_count": 8,
    "quote_count": 2,
    "bookmark_count": 4,
    "impression_count": 210,
}
USER = {
    "id": "900000017",
    "username": "fudao_audio",
    "name": "Fudao Audio",
    "verified": True,
    "public_metrics": {"followers_count": 4210},
}


def tweet(name: str, text: str, **more: object) -> dict[str, object]:
    return {
        "id": IDS[name],
        "text": text,
        "author_id": USER["id"],
        "created_at": "2024-03-01T02:30:00.000Z",
        "conversation_id": IDS[name],
        "lang": "en",
        "public_metrics": METRICS,
        **more,
    }


def refers(type: str, to: str) -> dict[str, object]:
    return {"referenced_tweets": [{"type": type, "id": IDS[to]}]}


ORIGINAL = tweet("original", "The Fudao speaker floats, it really does")
RETWEET = tweet("retweet", "RT @fudao_audio: The Fudao spea…", **refers("retweeted", "original"))
REPLY = tweet("reply", "@fudao_audio mine sank", **refers("replied_to", "other") | {"conversation_id": IDS["original"]})
QUOTE = tweet("quote", "Look https://t.co/x", **refers("quoted", "original"))
PAGE = {
    "data": [RETWEET, REPLY, QUOTE],
    "includes": {"users": [USER], "tweets": [ORIGINAL]},
    "meta": {"result_count": 3},
    "__twarc": {"retrieved_at": "2024-03-02T00:00:00+00:00"},
}


def x_id(name: str) -> UUID:
    return UUID(sha256(f"x\x1f{IDS[name]}".encode()).hexdigest()[:32])


def jsonl(path: Path, *records: dict) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def links(found: list[dict]) -> dict[UUID, tuple]:
    return {
        row["mention_id"]: tuple(row.get(name) for name in ("kind", "parent_id", "root_id", "edge")) for row in found
    }


LINKS = {
    x_id("original"): ("post", None, None, None),
    x_id("retweet"): ("repost", x_id("original"), x_id("original"), "explicit"),
    x_id("reply"): ("comment", x_id("other"), x_id("original"), "explicit"),
    x_id("quote"): ("post", x_id("original"), x_id("original"), "explicit"),
}


def test_a_page_gives_its_tweets_and_those_that_they_refer_to(tmp_path):
    prepared = staged(jsonl(tmp_path / "fudao.jsonl", PAGE))
    found = sightings(prepared)
    assert (prepared.export, prepared.read, links(found)) == ("x-api-pages", 4, LINKS)
    original = next(row for row in found if row["mention_id"] == x_id("original"))
    extra = json.loads(original.pop("extra"))
    assert extra["author.username"] == "fudao_audio"
    assert {name: value for name, value in original.items() if name not in ("line", "part", "mention_id")} == {
        "native_id": IDS["original"],
        "platform": "x",
        "kind": "post",
        "author_id": "900000017",
        "author_name": "Fudao Audio",
        "author_followers": 4210,
        "verified": True,
        "published_at": datetime(2024, 3, 1, 10, 30),
        "precision": "second",
        "collected_at": datetime(2024, 3, 2, 8),
        "text": "The Fudao speaker floats, it really does",
        "url": f"https://x.com/fudao_audio/status/{IDS['original']}",
        "likes": 8,
        "comments": 1,
        "reposts": 3,
        "favourites": 4,
        "views": 210,
        "counts_are": "final",
        "language": "en",
        "queries": ["fudao"],
    }


COUNTS = ("likes", "comments", "reposts", "favourites", "views")


def test_a_retweet_has_its_originals_text_and_no_counts_of_its_own(tmp_path):
    found = sightings(staged(jsonl(tmp_path / "x.jsonl", PAGE)))
    (retweet,) = [row for row in found if row["kind"] == "repost"]
    assert retweet["text"] == "The Fudao speaker floats, it really does"
    assert [retweet.get(name) for name in COUNTS] == [None] * 5


def test_flattened_tweets_and_those_of_twarc_csv_are_the_same_mentions(tmp_path):
    inside = {"author": USER, "referenced_tweets": [{"type": "retweeted", **ORIGINAL}]}
    flattened = [ORIGINAL | {"author": USER}, RETWEET | inside, REPLY | {"author": USER}, QUOTE | {"author": USER}]
    references = ("retweeted", "replied_to", "quoted")
    header = (
        "id", "conversation_id", *(f"referenced_tweets.{name}.id" for name in references), "author_id", "created_at", "text", "lang",
        *(f"public_metrics.{name}" for name in METRICS), "author.id", "author.username", "author.name", "author.verified",
        "author.public_metrics.followers_count", "__twarc.retrieved_at",
    )  # fmt: skip
    table = [
        {name: t[name] for name in ("id", "conversation_id", "author_id", "created_at", "text", "lang")}
        | {f"referenced_tweets.{other['type']}.id": other["id"] for other in t.get("referenced_tweets", [])}
        | {f"public_metrics.{name}": count for name, count in METRICS.items()}
        | {"author.username": USER["username"], "author.name": USER["name"], "author.verified": "True"}
        for t in (ORIGINAL, RETWEET | {"text": ORIGINAL["text"]}, REPLY, QUOTE)
    ]
    one, other = staged(jsonl(tmp_path / "a.jsonl", *flattened)), staged(write(tmp_path / "b.csv", header, table))
    assert (one.export, other.export) == ("x-api", "x-api")
    assert links(sightings(one)) == links(sightings(other)) == LINKS
    told = [
        [[row.get(name) for name in ("text", "verified", "url", "published_at", *COUNTS)] for row in sightings(prepared)]
        for prepared in (one, other)
    ]  # fmt: skip
    assert told[0] == told[1]
    assert told[0][1][0] == ORIGINAL["text"]


@pytest.mark.parametrize("references", ["[{'type': 'retweeted'}]", "{}", "retweeted"])
def test_references_that_are_no_list_of_objects_refer_to_nothing(tmp_path, references):
    row = {name: ORIGINAL[name] for name in ("id", "text", "author_id", "created_at", "conversation_id")}
    (found,) = sightings(
        staged(write(tmp_path / "x.csv", [*row, "referenced_tweets"], [row | {"referenced_tweets": references}]))
    )
    assert (found["kind"], found.get("parent_id")) == ("post", None)


def test_the_real_page_gives_its_counted_tweets(samples, native, tmp_path):
    path = samples / "x-api-v2" / "kpop.jsonl"
    page = json.loads(path.read_text(encoding="utf-8"))
    included = page["includes"]["tweets"]
    retweets = {t["id"]: t["referenced_tweets"][0]["id"] for t in page["data"] if t.get("referenced_tweets")}
    assert (len(page["data"]), len(retweets)) == (100, 78)
    receipt = imported(native, Path(copy(path, tmp_path)))
    distinct = {t["id"] for t in [*page["data"], *included]}
    assert (receipt.export, receipt.read, receipt.added, receipt.rejected) == (
        "x-api-pages", 100 + len(included), len(distinct), 0,
    )  # fmt: skip
    found = rows(
        native,
        "SELECT m.native_id, p.native_id FROM mention AS m JOIN mention AS p ON p.mention_id = m.parent_id "
        "AND p.mention_id = m.root_id AND p.text = m.text WHERE m.kind = 'repost' AND m.likes IS NULL",
    )
    assert dict(found) == retweets
    assert faults(native) == []
