"""CED's originals and cascades by invented files, and the real ones as one archive."""

import json
import zipfile
from datetime import datetime, timedelta
from hashlib import md5, sha256
from pathlib import Path
from uuid import UUID

import pytest

from store.digest import faults
from tests.conftest import SHARED
from tests.loaders.invented import bid_of, mid_of
from tests.loaders.staging import imported, rows, sightings, staged

ROOT, FIRST, SECOND = "3500000000012347", "3500000000022341", "3500000000032343"
NAME = f"17_{bid_of(ROOT)}_1000000007.json"
ORIGINAL = {
    "multi": None, "text": "浮岛音箱会沉", "user": {"verified": False, "gender": "f", "followers": 1024, "location": "上海", "time": 1333252421},
    "has_url": False, "comments": 2, "pics": 1, "source": "浮岛 Pad", "likes": 13, "time": 1344914205, "reposts": 5,
}  # fmt: skip
REPOSTS = [
    {
        "kids": [bid_of(SECOND)],
        "uid": "1000000011",
        "parent": "",
        "text": "",
        "mid": bid_of(FIRST),
        "date": "2012-08-14 11:20:05",
    },
    {
        "kids": [],
        "uid": "1000000013",
        "parent": bid_of(FIRST),
        "text": "真沉",
        "mid": bid_of(SECOND),
        "date": "2012-08-14 11:30:05",
    },
]


def weibo(mid: str) -> UUID:
    return UUID(sha256(f"weibo\x1f{md5(mid.encode()).hexdigest()}".encode()).hexdigest()[:32])


def written(path: Path, whole: object) -> Path:
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=0), encoding="utf-8")
    return path


def test_an_original_is_known_by_its_file_name(tmp_path):
    prepared = staged(written(tmp_path / NAME, ORIGINAL))
    (found,) = sightings(prepared)
    found.pop("extra")
    assert (prepared.export, found) == ("ced-original", {
        "mention_id": weibo(ROOT), "native_id": bid_of(ROOT), "platform": "weibo", "kind": "post", "author_id": "1000000007", "author_followers": 1024,
        "verified": False, "gender": "f", "published_at": datetime(2012, 8, 14, 11, 16, 45), "precision": "second", "text": "浮岛音箱会沉",
        "url": f"https://weibo.com/1000000007/{bid_of(ROOT)}", "likes": 13, "comments": 2, "reposts": 5, "counts_are": "final", "region": "上海",
        "line": 1, "part": 0,
    })  # fmt: skip


def test_a_repost_hangs_under_its_parent_or_the_original(tmp_path):
    prepared = staged(written(tmp_path / NAME, REPOSTS))
    found = [
        [
            row.get(name)
            for name in ("mention_id", "kind", "author_id", "published_at", "text", "parent_id", "root_id", "edge")
        ]
        for row in sightings(prepared)
    ]
    assert (prepared.export, found) == ("ced-reposts", [
        [weibo(FIRST), "repost", "1000000011", datetime(2012, 8, 14, 11, 20, 5), None, weibo(ROOT), weibo(ROOT), "explicit"],
        [weibo(SECOND), "repost", "1000000013", datetime(2012, 8, 14, 11, 30, 5), "真沉", weibo(FIRST), weibo(ROOT), "explicit"],
    ])  # fmt: skip


def test_a_file_of_another_name_gives_reposts_without_their_root(tmp_path):
    first, second = sightings(staged(written(tmp_path / "cascade.json", REPOSTS)))
    assert [first.get("parent_id"), first.get("root_id"), first.get("edge")] == [None, None, None]
    assert [second.get("parent_id"), second.get("root_id")] == [weibo(FIRST), None]


def test_a_bid_of_six_characters_is_its_mid(tmp_path):
    mid = "12345670123456"[:11]
    assert len(bid_of(mid)) == 6
    (found,) = sightings(staged(written(tmp_path / f"17_{bid_of(mid)}_1000000007.json", ORIGINAL)))
    assert found["mention_id"] == weibo(mid)


@pytest.fixture(scope="module")
def cascades() -> Path:
    if not (SHARED / "datasets" / "cascades").exists():
        pytest.skip("the cascades are not beside the project")
    return SHARED / "datasets" / "cascades"


def test_the_real_cascades_have_their_counted_edges(cascades, tmp_path, native):
    originals, reposts = (sorted((cascades / kind).glob("*.json"))[::6] for kind in ("originals", "reposts"))
    with zipfile.ZipFile(tmp_path / "ced.zip", "w") as archive:
        for path in [*originals, *reposts]:
            archive.write(path, path.relative_to(cascades))
    receipt = imported(native, tmp_path / "ced.zip")
    edges, read = {}, len(originals)
    for path in reposts:
        records = json.loads(path.read_text(encoding="utf-8"))
        read += len(records)
        root = path.stem.split("_")[1]
        edges |= {r["mid"]: (weibo(mid_of(r["parent"] or root)), weibo(mid_of(root))) for r in records}
    times = {
        path.stem.split("_")[1]: datetime(1970, 1, 1, 8)
        + timedelta(seconds=int(json.loads(path.read_text(encoding="utf-8"))["time"]))
        for path in originals
    }
    assert (receipt.rows, receipt.read, receipt.rejected) == (read, read, 0)
    assert (len(originals), receipt.added) == (9, len(edges.keys() | times.keys()))
    found = rows(native, "SELECT native_id, parent_id, root_id FROM mention WHERE kind = 'repost'")
    assert {bid: tuple(links) for bid, *links in found} == edges
    assert dict(rows(native, "SELECT native_id, published_at FROM mention WHERE kind = 'post'")) == times
    assert faults(native) == []
