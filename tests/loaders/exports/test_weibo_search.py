"""The counted facts of the real exports: what is expected is made with csv and pandas alone."""

import csv
import re
from datetime import datetime
from hashlib import md5, sha256
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest

from loaders.fold import publish, undo
from loaders.prepare import prepare
from store.connect import connect
from store.digest import digest, faults
from tests.loaders.invented import WEIBO_17, WEIBO_19, WEIBO_21, WEIBO_24, weibo_comment, weibo_post, write
from tests.loaders.staging import imported, rows, sightings, staged

NAMES = ("TCL电视_2021", "华为", "OPPO")
README = {"TCL电视_2021": (181, 181, 161, 20, 0), "华为": (3383, 6766, 3789, 2977, 0), "OPPO": (719, 1438, 805, 633, 0)}
INVISIBLE = " \t\n\r\xa0\u200b\u3000\ufeff"


def shown(html: str) -> str:
    """A comment as its reader saw it: pictures by their names, without tags."""
    text = re.sub(r'<img [^>]*?alt="?([^">\s]*)"?[^>]*>', r"\1", html)
    text = re.sub(r"<[a-zA-Z/][^>]*>", "", re.sub(r"<br ?/?>", "\n", text))
    for entity, character in {
        "&lt;": "<",
        "&gt;": ">",
        "&quot;": '"',
        "&#39;": "'",
        "&nbsp;": " ",
        "&amp;": "&",
    }.items():
        text = text.replace(entity, character)
    return text.strip(INVISIBLE)


def table(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as file:
        frame = pd.DataFrame(list(csv.DictReader(file)))
    return frame.map(lambda cell: (cell or "").strip(INVISIBLE))


def longest(texts: pd.Series) -> str | None:
    return max(texts, key=lambda text: (len(text), text)) or None


def posts(frame: pd.DataFrame) -> dict[str, tuple]:
    """By id: text, time, likes, comments, reposts, author, kind and the parent's id."""
    counts = frame[["点赞数", "评论数", "转发数"]].astype(int)
    groups = frame.assign(text=frame["微博正文"].map(shown), **counts).groupby("id")
    facts = groups.agg(
        text=("text", longest),
        time=("发布时间", "min"),
        likes=("点赞数", "max"),
        comments=("评论数", "max"),
        reposts=("转发数", "max"),
        author=("user_id", "last"),
        parent=("retweet_id", "max"),
    )
    return {
        row.Index: (
            row.text,
            datetime.strptime(row.time, "%Y-%m-%d %H:%M"),
            row.likes,
            row.comments,
            row.reposts,
            row.author,
            "repost" if row.parent else "post",
            row.parent or None,
        )
        for row in facts.itertuples()
    }


def comments(frame: pd.DataFrame) -> list[tuple]:
    """Post's id, author, time, text and likes of each comment: one a post, author, time and shown text."""
    if "评论内容" not in frame:
        return []
    frame = frame[(frame[["评论人ID", "评论人昵称", "评论时间", "评论内容"]] != "").any(axis=1)]
    own = frame.assign(text=frame["评论内容"].map(shown), likes=frame["点赞次数"].astype(int))
    facts = own.groupby(["id", "评论人ID", "评论时间", "text"], as_index=False)["likes"].max()
    return sorted(
        (
            row.id,
            row.评论人ID,
            datetime.strptime(row.评论时间, "%a %b %d %H:%M:%S +0800 %Y"),
            row.text or None,
            row.likes,
        )
        for row in facts.itertuples()
    )


def frame_of(files: dict[str, Path], *names: str) -> pd.DataFrame:
    return pd.concat([table(files[name]) for name in names], ignore_index=True).fillna("")


@pytest.fixture(scope="module")
def files(samples: Path) -> dict[str, Path]:
    return {name: samples / "weibo-search" / f"{name}.csv" for name in NAMES}


@pytest.fixture(scope="module")
def prepared(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    return {name: prepare(path, folder / name, store_zone="Asia/Shanghai") for name, path in files.items()}


POSTS = (
    "SELECT m.native_id, m.text, m.published_at, m.likes, m.comments, m.reposts, m.author_id, m.kind, "
    "  coalesce(p.native_id, json_extract_string(m.extra, '$.retweet_id')) "
    "FROM mention AS m LEFT JOIN mention AS p ON p.mention_id = m.parent_id WHERE m.kind <> 'comment'"
)
COMMENTS = (
    "SELECT p.native_id, m.author_id, m.published_at, m.text, m.likes "
    "FROM mention AS m JOIN mention AS p ON p.mention_id = m.parent_id AND p.mention_id = m.root_id WHERE m.kind = 'comment'"
)


def compared(store, frame):
    assert {row[0]: row[1:] for row in rows(store, POSTS)} == posts(frame)
    assert sorted(rows(store, COMMENTS), key=repr) == sorted(comments(frame), key=repr)


@pytest.mark.parametrize("name", NAMES)
def test_each_real_export_gives_its_counted_mentions(name, files, prepared, native):
    receipt = publish(native, prepared[name])
    frame = frame_of(files, name)
    read = len(frame) + int((frame.get("评论内容", pd.Series(dtype=str)) != "").sum())
    added = frame["id"].nunique() + len(comments(frame))
    assert (receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == (
        len(frame),
        read,
        added,
        read - added,
        0,
    )
    assert (receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == README[name]
    assert (receipt.export, receipt.warnings) == ("weibo-search", {})
    compared(native, frame)
    assert faults(native) == []


def test_all_reposts_of_the_real_export_have_their_parent_in_the_file(files, prepared, native):
    publish(native, prepared["TCL电视_2021"])
    frame = frame_of(files, "TCL电视_2021")
    reposts = frame[frame["retweet_id"] != ""].drop_duplicates("id")
    assert len(reposts) == 30
    assert reposts["retweet_id"].isin(frame["id"]).all()
    found = rows(
        native,
        "SELECT m.native_id, p.native_id, m.edge FROM mention AS m JOIN mention AS p "
        "ON p.mention_id = m.parent_id AND p.mention_id = m.root_id WHERE m.kind = 'repost'",
    )
    expected = [(row.id, row.retweet_id, "explicit") for row in reposts.itertuples()]
    assert sorted(found) == sorted(expected)
    assert rows(native, "SELECT count(*) FROM mention WHERE kind = 'repost'") == [(30,)]


def test_all_real_exports_make_one_store_in_any_order(files, prepared, native):
    frame = frame_of(files, *NAMES)
    digests = set()
    for order in permutations(NAMES):
        receipts = [publish(native, prepared[name]) for name in order]
        assert sum(receipt.added for receipt in receipts) == 4604
        digests.add(digest(native)["store"])
        if order == NAMES:
            compared(native, frame)
            assert (
                receipts[2].added
                == len(posts(frame)) + len(comments(frame)) - sum(r.added for r in receipts[:2])
                == 654
            )
        for receipt in receipts:
            undo(native, receipt.import_id)
    assert len(digests) == 1


@pytest.mark.postgres
def test_the_real_exports_make_the_same_store_in_a_lake(files, prepared, native, lake_url):
    lake = connect(lake_url)
    for name in ("华为", "TCL电视_2021", "OPPO"):
        publish(lake, prepared[name])
    for name in NAMES:
        publish(native, prepared[name])
    assert digest(lake) == digest(native)
    compared(lake, frame_of(files, *NAMES))
    assert faults(lake) == []
    lake.close()


def mention_id(mid: str) -> UUID:
    return UUID(sha256(f"weibo\x1f{md5(mid.encode()).hexdigest()}".encode()).hexdigest()[:32])


@pytest.mark.parametrize("header", [WEIBO_17, WEIBO_19, WEIBO_21, WEIBO_24], ids=len)
def test_every_header_generation_gives_the_same_posts(tmp_path, header):
    posts = [weibo_post(n, retweet_id=weibo_post(n - 1)["id"] if n % 3 == 1 else "") for n in range(1, 40)]
    found = sightings(staged(write(tmp_path / "浮岛.csv", header, posts)))
    known = [{k: v for k, v in row.items() if k not in ("extra", "line")} for row in found]
    assert [row["line"] for row in found] == list(range(2, 41))
    first = posts[0]
    assert known[0] == {
        "mention_id": mention_id(first["id"]),
        "native_id": first["id"],
        "platform": "weibo",
        "kind": "repost",
        "author_id": str(first["user_id"]),
        "author_name": first["用户昵称"],
        "published_at": datetime(2024, 3, 1, 8, 37),
        "precision": "minute",
        "text": first["微博正文"],
        "url": f"https://weibo.com/{first['user_id']}/{first['bid']}",
        "likes": 13,
        "comments": 1,
        "reposts": 1,
        "counts_are": "final",
        "parent_id": mention_id(first["retweet_id"]),
        "root_id": mention_id(first["retweet_id"]),
        "edge": "explicit",
        "queries": ["浮岛"],
        "part": 0,
    }
    assert [row["mention_id"] for row in known] == [mention_id(post["id"]) for post in posts]
    assert [row["kind"] for row in known] == ["repost" if n % 3 == 1 else "post" for n in range(1, 40)]


def test_who_is_verified_and_where_a_post_is_from(tmp_path):
    kinds = ["蓝V", "黄V", "红V", "金V", "普通用户", "", "新V"]
    posts = [weibo_post(n, user_authentication=kind, ip="北京" if n % 2 else "") for n, kind in enumerate(kinds)]
    found = sightings(staged(write(tmp_path / "x.csv", WEIBO_19, posts)))
    assert [row.get("verified") for row in found] == [True, True, True, True, False, None, None]
    assert [row.get("region") for row in found] == [None, "北京", None, "北京", None, "北京", None]


def test_two_comments_by_one_author_in_one_minute_with_one_text_under_two_posts_stay_two(tmp_path, native):
    same = {"评论人ID": 2_000_000_001, "评论时间": "Sun Mar 03 09:00:00 +0800 2024", "评论内容": "支持"}
    first = write(tmp_path / "a.csv", WEIBO_24, [weibo_comment(1, 1, **same), weibo_comment(2, 1, **same)])
    again = write(tmp_path / "b.csv", WEIBO_24, [weibo_comment(2, 1, **same), weibo_comment(1, 1, **same)])
    assert imported(native, first).added == 4
    receipt = imported(native, again)
    assert (receipt.added, receipt.merged) == (0, 4)
    assert rows(
        native,
        "SELECT p.native_id, m.text FROM mention AS m JOIN mention AS p ON p.mention_id = m.parent_id ORDER BY ALL",
    ) == [(weibo_post(1)["id"], "支持"), (weibo_post(2)["id"], "支持")]


def test_a_post_without_a_comment_gives_none_and_an_empty_comment_with_an_author_gives_one(tmp_path):
    lacking = {"评论人ID": "", "评论人昵称": "", "评论时间": "", "评论内容": "", "点赞次数": ""}
    empty = weibo_comment(2, 2, 评论内容='<img src="x.png">')
    found = sightings(staged(write(tmp_path / "x.csv", WEIBO_24, [weibo_comment(1, 1, **lacking), empty])))
    assert [(row["kind"], row["line"], row.get("text")) for row in found] == [
        ("post", 2, weibo_post(1)["微博正文"]),
        ("post", 3, weibo_post(2)["微博正文"]),
    ]


def test_the_file_name_is_the_query_and_a_brand_is_given(tmp_path):
    path = write(tmp_path / "%23浮岛音箱%23.csv", WEIBO_17, [weibo_post(1)])
    (row,) = sightings(staged(path, brand="浮岛"))
    assert (row["queries"], row["brands"]) == (["浮岛音箱"], ["浮岛"])
