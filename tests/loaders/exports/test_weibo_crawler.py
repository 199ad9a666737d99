"""weibo-crawler's csv of every width, json, SQLite and comments by invented records, and the real file's facts."""

import csv
import io
import json
import shutil
import sqlite3
from datetime import datetime
from hashlib import md5, sha256
from uuid import UUID

import pytest

from store.digest import faults
from tests.loaders.invented import bid_of, write
from tests.loaders.staging import imported, rows, sightings, staged

MID, ROOT, UID = "5000000000012347", "4999999990012341", "1000000007"
OLDEST = ("id", "正文", "原始图片url", "视频url", "位置", "日期", "工具", "点赞数", "评论数", "转发数", "话题", "@用户")
NEWEST = (
    "id", "bid", "正文", "头条文章url", "原始图片url", "视频url", "Live Photo视频url", "位置", "日期", "工具", "点赞数", "评论数", "转发数",
    "话题", "@用户", "完整日期", "是否编辑过", "编辑次数",
)  # fmt: skip
WHOLE = (*NEWEST, "是否原创", "源用户id", "源用户昵称", *(f"源微博{name}" for name in NEWEST))
CELLS = {
    "id": f"{MID}\t", "bid": bid_of(MID), "正文": "浮岛音箱沉了", "位置": "上海", "日期": "2024-03-01T10:30:05", "工具": "浮岛 Pad",
    "点赞数": "13", "评论数": "2", "转发数": "5", "话题": "浮岛", "@用户": "云上咖啡", "完整日期": "2024-03-01 10:30:05", "是否编辑过": "False",
    "编辑次数": "0",
}  # fmt: skip
AT = datetime(2024, 3, 1, 10, 30, 5)


def key(namespace: str, id: str) -> UUID:
    return UUID(sha256(f"{namespace}\x1f{id}".encode()).hexdigest()[:32])


def weibo(mid: str) -> UUID:
    return key("weibo", md5(mid.encode()).hexdigest())


def post(header: tuple[str, ...], **cells: str) -> list[str]:
    return [{**CELLS, **cells}.get(name, "") for name in header]


def ragged(path, *lines: list[str]):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


OWN = {
    "mention_id": weibo(MID), "native_id": MID, "platform": "weibo", "kind": "post", "author_id": UID, "published_at": AT, "precision": "second",
    "text": "浮岛音箱沉了", "url": f"https://weibo.com/{UID}/{bid_of(MID)}", "likes": 13, "comments": 2, "reposts": 5, "counts_are": "final",
    "line": 2, "part": 0,
}  # fmt: skip
DAY = {"published_at": datetime(2024, 3, 1), "precision": "day"}
MOBILE = {"url": f"https://m.weibo.cn/detail/{MID}"}
WIDTHS = {
    12: (OLDEST, [*post(OLDEST, 日期="2024-03-01")], OWN | DAY | MOBILE),
    13: (("id", "bid", *OLDEST[1:]), post(("id", "bid", *OLDEST[1:]), 日期="2024-03-01"), OWN | DAY),
    14: (
        OLDEST, ["1000000009", "云上咖啡", *post(OLDEST, 日期="2024-03-01")],
        OWN | DAY | MOBILE | {"author_id": "1000000009", "author_name": "云上咖啡"},
    ),
    18: (NEWEST, post(NEWEST), OWN),
    19: (WHOLE, [*post(NEWEST), "True"], OWN),
    39: (WHOLE, post(WHOLE, 是否原创="True"), OWN),
}  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_a_post_of_every_width(tmp_path, width):
    header, cells, expected = WIDTHS[width]
    assert len(cells) == width
    prepared = staged(ragged(tmp_path / f"{UID}.csv", list(header), cells))
    (found,) = sightings(prepared)
    found.pop("extra")
    assert (prepared.export, found) == ("weibo-crawler", expected)


def test_rows_of_all_widths_stand_in_one_file(tmp_path):
    repost = [
        *post(NEWEST, id="5000000000022347\t", bid=""),
        "False",
        "1000000011",
        "小满",
        *post(NEWEST[:16], id=ROOT, bid=bid_of(ROOT)),
    ]
    lines = [post(OLDEST), ["1000000009", "云上咖啡", *post(OLDEST)], post(NEWEST), [*post(NEWEST), "True"], repost]
    assert [len(line) for line in lines] == [12, 14, 18, 19, 37]
    prepared = staged(ragged(tmp_path / f"{UID}.csv", list(OLDEST), *lines))
    found = sightings(prepared)
    assert (prepared.rows, prepared.read, prepared.rejected) == (5, 6, 0)
    assert [(row["line"], row["part"], row["mention_id"]) for row in found] == [
        (2, 0, weibo(MID)), (3, 0, weibo(MID)), (4, 0, weibo(MID)), (5, 0, weibo(MID)), (6, 0, weibo("5000000000022347")), (6, 1, weibo(ROOT)),
    ]  # fmt: skip


def test_the_original_inside_a_repost_is_a_mention_of_its_own(tmp_path):
    original = {f"源微博{name}": cell for name, cell in CELLS.items()} | {
        "源微博id": f"{ROOT}\t", "源微博bid": bid_of(ROOT), "源微博正文": "浮岛来了", "源微博转发数": "1000000",
        "源用户id": "1000000011", "源用户昵称": "小满",
    }  # fmt: skip
    repost, root = sightings(staged(write(tmp_path / f"{UID}.csv", WHOLE, [CELLS | original | {"是否原创": "False"}])))
    assert {name: repost[name] for name in ("mention_id", "kind", "parent_id", "root_id", "edge", "reposts", "counts_are")} == {
        "mention_id": weibo(MID), "kind": "repost", "parent_id": weibo(ROOT), "root_id": weibo(ROOT), "edge": "explicit", "reposts": 5,
        "counts_are": "final",
    }  # fmt: skip
    root.pop("extra", None)
    assert root == OWN | {
        "mention_id": weibo(ROOT), "native_id": ROOT, "author_id": "1000000011", "author_name": "小满", "text": "浮岛来了", "part": 1,
        "url": f"https://weibo.com/1000000011/{bid_of(ROOT)}", "reposts": 1_000_000, "counts_are": "capped",
    }  # fmt: skip


STATUS = {
    "user_id": int(UID), "screen_name": "云上咖啡", "id": int(MID), "bid": bid_of(MID), "text": "<a href=/n/x>@小满</a> 浮岛音箱沉了", "article_url": "",
    "pics": "", "video_url": "", "location": "", "created_at": "2024-03-01T10:30:05", "source": "浮岛 Pad", "attitudes_count": 13,
    "comments_count": 2, "reposts_count": 5, "topics": "", "at_users": "", "full_created_at": "2024-03-01 10:30:05",
}  # fmt: skip
KNOWN = (
    "mention_id",
    "kind",
    "author_id",
    "author_name",
    "published_at",
    "text",
    "likes",
    "comments",
    "reposts",
    "parent_id",
    "root_id",
)
TOLD = [weibo(MID), "repost", UID, "云上咖啡", AT, "@小满 浮岛音箱沉了", 13, 2, 5, weibo(ROOT), weibo(ROOT)]


def test_json_has_the_accounts_followers_and_the_reposted_post(tmp_path):
    retweet = STATUS | {
        "id": int(ROOT),
        "bid": bid_of(ROOT),
        "user_id": 1000000011,
        "screen_name": "小满",
        "text": "浮岛来了",
    }
    whole = {"user": {"id": UID, "followers_count": 4210, "verified": True}, "weibo": [STATUS | {"retweet": retweet}]}
    (tmp_path / f"{UID}.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    prepared = staged(tmp_path / f"{UID}.json")
    repost, root = sightings(prepared)
    assert prepared.export == "weibo-crawler-json"
    assert [repost.get(name) for name in (*KNOWN, "author_followers", "verified")] == [*TOLD, 4210, True]
    assert [root.get(name) for name in (*KNOWN, "author_followers")] == [
        weibo(ROOT), "post", "1000000011", "小满", AT, "浮岛来了", 13, 2, 5, None, None, None,
    ]  # fmt: skip


ANSWER = {
    "id": "5000000000099999", "weibo_id": MID, "created_at": "Fri Mar 01 10:30:05 +0800 2024", "user_screen_name": "小满", "text": "沉得好", "like_count": "3",
}  # fmt: skip


def test_the_tables_of_the_database(tmp_path):
    comment = {**ANSWER, "bid": "", "root_id": "5000000000088888", "user_id": "1000000011"}
    repost = {**ANSWER, "id": "5000000000077777", "bid": bid_of("5000000000077777"), "user_id": "1000000011"}
    tables = {"weibo": STATUS | {"retweet_id": ROOT}, "comments": comment, "reposts": repost}
    with sqlite3.connect(tmp_path / "weibo.db") as database:
        for table, cells in tables.items():
            database.execute(f"CREATE TABLE {table} ({', '.join(cells)})")
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", list(cells.values()))
    found = {row["mention_id"]: row for row in sightings(staged(tmp_path / "weibo.db"))}
    assert [found[weibo(MID)].get(name) for name in KNOWN] == TOLD
    said = ("kind", "author_id", "author_name", "published_at", "text", "likes", "parent_id", "root_id")
    assert [found[key("weibo-comment", ANSWER["id"])].get(name) for name in said] == [
        "comment", "1000000011", "小满", AT, "沉得好", 3, key("weibo-comment", "5000000000088888"), weibo(MID),
    ]  # fmt: skip
    assert [found[weibo("5000000000077777")].get(name) for name in said] == [
        "repost", "1000000011", "小满", AT, "沉得好", 3, weibo(MID), weibo(MID),
    ]  # fmt: skip
    assert len(found) == 3


def test_comments_as_csv(tmp_path):
    row = {**ANSWER, "pic_url": ""}
    prepared = staged(write(tmp_path / "x_comments.csv", row, [row]))
    (found,) = sightings(prepared)
    assert [prepared.export, *(found.get(name) for name in ("mention_id", "kind", "author_name", "parent_id", "root_id"))] == [
        "weibo-crawler-comments", key("weibo-comment", ANSWER["id"]), "comment", "小满", weibo(MID), weibo(MID),
    ]  # fmt: skip


def test_the_real_file_of_two_widths(samples, tmp_path, native):
    path = samples / "weibo-crawler" / "1669879400.csv"
    receipt = imported(native, shutil.copy(path, tmp_path) and tmp_path / path.name)
    text = path.read_text(encoding="utf-8").replace("\ufeff", "")
    records = [r for r in list(csv.reader(io.StringIO(text)))[1:] if "id" not in r]
    ids = {r[0] if len(r) == 12 else r[2] for r in records}
    counted = (len(records), len(records), len(ids), len(records) - len(ids), 0)
    assert (receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == counted
    assert (len({r[0] for r in records if len(r) == 12}), len({r[2] for r in records if len(r) == 14}), len(ids)) == (173, 530, 530)
    reposts: dict[str, int] = {}
    for r in records:
        id, count = (r[0], r[9]) if len(r) == 12 else (r[2], r[11])
        reposts[id] = max(reposts.get(id, 0), int(count))
    assert dict(rows(native, "SELECT native_id, reposts FROM mention")) == reposts
    assert rows(native, "SELECT DISTINCT author_id, precision FROM mention") == [("1669879400", "day")]
    assert rows(
        native,
        "SELECT count(*) FROM mention WHERE counts_are = 'capped' AND reposts < 1000000 AND likes < 1000000 AND comments < 1000000",
    ) == [(0,)]
    assert faults(native) == []
