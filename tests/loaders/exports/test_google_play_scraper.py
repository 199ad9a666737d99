"""google-play-scraper, by an invented file and by the counted facts of the real one."""

import csv
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest

from tests.loaders.invented import write
from tests.loaders.staging import imported, rows, sightings, staged

HEADER = (
    "reviewId", "userName", "userImage", "content", "score", "thumbsUpCount", "reviewCreatedVersion", "at", "replyContent", "repliedAt",
    "appVersion",
)  # fmt: skip
REVIEW = {
    "reviewId": "0f0f0f0f-1111-4222-8333-444444444444",
    "userName": "Paper Plane",
    "content": "It stopped after the update",
    "score": "1",
    "thumbsUpCount": "30",
    "reviewCreatedVersion": "2.1.0",
    "at": "2026-01-21 12:46:59",
    "replyContent": "Please write to us",
    "appVersion": "2.1.0",
}


def test_a_review(tmp_path):
    assert sightings(staged(write(tmp_path / "fudao.csv", HEADER, [REVIEW]))) == [
        {
            "mention_id": UUID(sha256(f"google_play\x1f{REVIEW['reviewId']}".encode()).hexdigest()[:32]),
            "native_id": REVIEW["reviewId"],
            "platform": "google_play",
            "kind": "review",
            "author_name": "Paper Plane",
            "published_at": datetime(2026, 1, 21, 12, 46, 59),
            "precision": "second",
            "text": "It stopped after the update",
            "likes": 30,
            "counts_are": "final",
            "version": "2.1.0",
            "queries": ["fudao"],
            "export_sentiment": -1,
            "extra": '{"score":"1","replyContent":"Please write to us"}',
            "line": 2,
            "part": 0,
        }
    ]


def test_one_and_two_stars_are_negative_three_neutral_four_and_five_positive(tmp_path):
    written = [REVIEW | {"reviewId": f"r{score}", "score": score} for score in ("1", "2", "3", "4", "5", "5.0", "")]
    found = sightings(staged(write(tmp_path / "x.csv", HEADER, written)))
    assert [row.get("export_sentiment") for row in found] == [-1, -1, 0, 1, 1, 1, None]


@pytest.fixture(scope="module")
def real(samples: Path) -> Path:
    return samples / "google-play" / "reviews_raw.csv"


def test_the_real_export_gives_its_counted_mentions(real, native, tmp_path):
    receipt = imported(native, Path(copy(real, tmp_path)))
    assert (receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        "google-play-scraper", 600, 600, 600, 0, 0,
    )  # fmt: skip
    with real.open(encoding="utf-8", newline="") as file:
        reviews = list(csv.DictReader(file))
    labels = [(-1, "12"), (0, "3"), (1, "45")]
    assert rows(native, "SELECT export_sentiment, count(*) FROM mention GROUP BY ALL ORDER BY ALL") == [
        (label, sum(row["score"] in scores for row in reviews)) for label, scores in labels
    ]
    assert rows(native, "SELECT sum(likes) FROM mention") == [(sum(int(row["thumbsUpCount"]) for row in reviews),)]
