"""Tweets.csv, by invented rows under both of its headers and by the counted facts of the real one."""

import csv
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest

from loaders.prepare import prepare
from tests.loaders.invented import write
from tests.loaders.staging import imported, rows, sightings, staged

SIX = ("tweet_id", "airline_sentiment", "negativereason", "airline", "text", "tweet_created")
FIFTEEN = (
    "tweet_id", "airline_sentiment", "airline_sentiment_confidence", "negativereason", "negativereason_confidence", "airline",
    "airline_sentiment_gold", "name", "negativereason_gold", "retweet_count", "text", "tweet_coord", "tweet_created", "tweet_location",
    "user_timezone",
)  # fmt: skip
TWEET = {
    "tweet_id": "570000000000001234",
    "airline_sentiment": "negative",
    "negativereason": "Lost Luggage",
    "airline": "Fudao Air",
    "text": "@fudaoair where is my speaker?",
    "tweet_created": "2/24/2015 11:35",
}
FOUND = {
    "mention_id": UUID(sha256(b"x\x1f570000000000001234").hexdigest()[:32]),
    "native_id": "570000000000001234",
    "platform": "x",
    "kind": "post",
    "published_at": datetime(2015, 2, 25, 3, 35),
    "precision": "minute",
    "text": "@fudaoair where is my speaker?",
    "url": "https://x.com/i/status/570000000000001234",
    "brands": ["Fudao Air"],
    "queries": ["Tweets"],
    "export_sentiment": -1,
    "extra": '{"airline_sentiment":"negative","negativereason":"Lost Luggage"}',
    "line": 2,
    "part": 0,
}


def test_a_row_of_six_columns(tmp_path):
    assert sightings(staged(write(tmp_path / "Tweets.csv", SIX, [TWEET]))) == [FOUND]


def test_a_row_of_fifteen_columns_has_an_author_and_reposts(tmp_path):
    more = {"name": "oliv_1", "retweet_count": "2", "tweet_created": "2015-02-24 11:35:52 -0800"}
    assert sightings(staged(write(tmp_path / "Tweets.csv", FIFTEEN, [TWEET | more]))) == [
        FOUND | {"author_name": "oliv_1", "reposts": 2, "counts_are": "final", "precision": "second",
                 "published_at": datetime(2015, 2, 25, 3, 35, 52)}
    ]  # fmt: skip


@pytest.fixture(scope="module")
def real(samples: Path) -> Path:
    return samples / "tweets-csv" / "Tweets.csv"


def test_the_real_file_gives_its_counted_mentions(real, native, tmp_path):
    receipt = imported(native, Path(copy(real, tmp_path)))
    assert (receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        "airline-tweets", 14640, 14640, 14485, 155, 0,
    )  # fmt: skip
    assert rows(native, "SELECT count(*) FROM mention WHERE len(brands) <> 1 OR export_sentiment IS NULL") == [(0,)]
    with real.open(encoding="utf-8-sig", newline="") as file:
        ids = {row["tweet_id"] for row in csv.DictReader(file)}
    key = "CAST(left(sha256('x' || chr(31) || native_id), 32) AS UUID)"
    assert rows(native, f"SELECT count(*) FROM mention WHERE mention_id = {key}") == [(len(ids),)]


def test_the_real_times_are_those_that_the_ids_were_given_at(real, tmp_path):
    """An X id counts milliseconds since November 2010 in its upper bits; the file's times lack the seconds."""
    with real.open(encoding="utf-8-sig", newline="") as file:
        ids = [int(row["tweet_id"]) for row in csv.DictReader(file)]
    given = [datetime(1970, 1, 1) + timedelta(milliseconds=(n >> 22) + 1288834974657) for n in ids]
    found = sightings(prepare(real, tmp_path, store_zone="UTC"))
    late = [then - row["published_at"] for then, row in zip(given, found, strict=True)]
    assert [gap for gap in late if not timedelta(0) <= gap < timedelta(minutes=1)] == []
