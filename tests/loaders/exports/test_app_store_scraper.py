"""app-store-scraper, by invented reviews: without a date they wait for one."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

import pytest

from loaders.refused import Refused
from tests.loaders.staging import sightings, staged

HEADER = "id;userName;userUrl;version;score;title;text;url;"
ROW = '{id};Paper Plane;https://itunes.apple.com/us/reviews/id90017;2.1.0;4;Good;"It; floats";https://apps.apple.com/us/app/id17;'


def write(path, header=HEADER, more=""):
    path.write_text("\n".join([header, *(ROW.format(id=f"70000000{n}") + more for n in range(2))]), encoding="utf-8")
    return path


@pytest.mark.usefixtures("english")
def test_it_is_recognised_and_refused_for_it_has_no_date(tmp_path):
    with pytest.raises(Refused) as refused:
        staged(write(tmp_path / "fudao.csv"))
    assert str(refused.value) == (
        "Exports of app-store-scraper-undated hold no dates. "
        "Say the day that the mentions are placed on: --date 2024-03-01."
    )


FOUND = {
    "mention_id": UUID(sha256(b"app_store\x1f700000000").hexdigest()[:32]),
    "native_id": "700000000",
    "platform": "app_store",
    "kind": "review",
    "author_id": "90017",
    "author_name": "Paper Plane",
    "title": "Good",
    "text": "It; floats",
    "url": "https://apps.apple.com/us/app/id17",
    "version": "2.1.0",
    "queries": ["fudao"],
    "export_sentiment": 1,
    "extra": '{"userUrl":"https://itunes.apple.com/us/reviews/id90017","score":"4"}',
    "line": 2,
    "part": 0,
}


def test_with_a_day_that_a_person_gives_it_is_imported(tmp_path):
    found = sightings(staged(write(tmp_path / "fudao.csv"), date="2024-03-01"))
    assert found[0] == FOUND | {"published_at": datetime(2024, 3, 1), "precision": "given"}
    assert len({row["mention_id"] for row in found}) == 2


def test_a_newer_version_has_dates(tmp_path):
    path = write(tmp_path / "fudao.csv", HEADER + "updated", "2024-03-01T10:30:00-07:00")
    prepared = staged(path)
    assert prepared.export == "app-store-scraper"
    assert sightings(prepared)[0] == FOUND | {"published_at": datetime(2024, 3, 2, 1, 30), "precision": "second"}


def test_reviews_whose_ids_are_lost_are_not_one_for_the_apps_address(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(
        "\n".join(
            [
                HEADER,
                *(
                    ROW.format(id="").replace("Good", f"Good {n}").replace("It; floats", f"It floats {n}")
                    for n in range(2)
                ),
            ]
        ),
        encoding="utf-8",
    )
    assert len({row["mention_id"] for row in sightings(staged(path, date="2024-03-01"))}) == 2
