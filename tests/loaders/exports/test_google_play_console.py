"""Google Play Console's monthly file, by invented rows in UTF-16."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

HEADER = (
    "Package Name", "App Version Code", "App Version Name", "Reviewer Language", "Device", "Review Submit Date and Time",
    "Review Submit Millis Since Epoch", "Review Last Update Date and Time", "Review Last Update Millis Since Epoch", "Star Rating",
    "Review Title", "Review Text", "Developer Reply Date and Time", "Developer Reply Millis Since Epoch", "Developer Reply Text",
    "Review Link",
)  # fmt: skip
RATED = {
    "Package Name": "com.fudao",
    "App Version Code": "21",
    "Reviewer Language": "en",
    "Device": "pad1",
    "Review Submit Date and Time": "2024-03-01T02:30:00Z",
    "Review Submit Millis Since Epoch": "1709260200000",
    "Star Rating": "5",
}
WRITTEN = RATED | {
    "Star Rating": "2",
    "Review Text": "it sank",
    "Review Link": "http://play.google.com/console/developers/1/app/2/user-feedback/review-details?reviewId=0f0f-11&corpus=PUBLIC_REVIEWS",
}


def test_a_review_with_a_text_has_its_id_in_its_link(tmp_path):
    path = write(tmp_path / "reviews_com.fudao_202403.csv", HEADER, [WRITTEN], encoding="utf-16")
    (found,) = sightings(staged(path))
    del found["extra"]
    assert found == {
        "mention_id": UUID(sha256(b"google_play\x1f0f0f-11").hexdigest()[:32]),
        "native_id": "0f0f-11",
        "platform": "google_play",
        "kind": "review",
        "published_at": datetime(2024, 3, 1, 10, 30),
        "precision": "second",
        "text": "it sank",
        "url": WRITTEN["Review Link"],
        "language": "en",
        "products": ["com.fudao"],
        "version": "21",
        "queries": ["reviews_com.fudao_202403"],
        "export_sentiment": -1,
        "line": 2,
        "part": 0,
    }


def test_stars_without_a_text_are_told_apart_by_who_gave_them_when(tmp_path):
    others = [{"Device": "pad2"}, {"Star Rating": "1"}, {"Review Submit Millis Since Epoch": "1709260200001"}]
    rated = [RATED, RATED, *(RATED | other for other in others)]
    prepared = staged(write(tmp_path / "x.csv", HEADER, rated, encoding="utf-16"))
    found = [row["mention_id"] for row in sightings(prepared)]
    assert (prepared.rejected, len(found), len(set(found))) == (0, 5, 4)
    assert found[0] == found[1]


def test_links_that_differ_only_behind_the_hash_are_several(tmp_path):
    old = "https://play.google.com/apps/publish?account=1#ReviewDetailsPlace:p=com.fudao&reviewid=gp:AOq"
    written = [WRITTEN | {"Review Link": f"{old}{n}"} for n in range(3)]
    found = sightings(staged(write(tmp_path / "x.csv", HEADER, written, encoding="utf-16")))
    assert [row["native_id"] for row in found] == ["gp:AOq0", "gp:AOq1", "gp:AOq2"]
    assert len({row["mention_id"] for row in found}) == 3
