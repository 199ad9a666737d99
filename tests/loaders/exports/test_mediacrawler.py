"""MediaCrawler's seven platforms by invented rows under the true headers of both generations, and the real files' facts."""

import csv
import json
import shutil
import sqlite3
from datetime import datetime, timedelta
from hashlib import md5, sha256
from uuid import UUID

import pytest
import xlsxwriter

from store.digest import faults
from tests.loaders.invented import write
from tests.loaders.staging import imported, rows, sightings, staged

AT = datetime(2024, 3, 1, 10, 30, 5)
S, MS = "1709260205", "1709260205000"
SEEN, SEEN_AT = "1709346605000", datetime(2024, 3, 2, 10, 30, 5)
NOW = {"creator_hash": "0a1b2c3d4e5f6071", "nickname": "云***啡"}
ONCE = {"user_id": "680000021", "nickname": "云上咖啡", "avatar": "https://h.example/a.jpg"}
NOTE, ANSWER = "65a1b2c3000000001e00abcd", "65b0000000000000aa00abcd"
MID, VIDEO, CLIP, AID, THREAD = "5000000000012347", "7312345678901234567", "3xabc9defghijkm", "1250000123", "8900001234"


def key(namespace: str, id: str) -> UUID:
    return UUID(sha256(f"{namespace}\x1f{id}".encode()).hexdigest()[:32])


def weibo(mid: str) -> UUID:
    return key("weibo", md5(mid.encode()).hexdigest())


COUNTS = {"likes": 13, "comments": 2, "reposts": 5}
CONTENTS = {
    "weibo": (
        {"note_id": MID, "content": "浮岛音箱真的浮", "create_time": S, "create_date_time": "2024-03-01 10:30:05+08:00", "liked_count": "13",
         "comments_count": "2", "shared_count": "5", "last_modify_ts": SEEN, "note_url": f"https://m.weibo.cn/detail/{MID}",
         "source_keyword": "浮岛"},
        {"ip_location": "上海", "gender": "f", "profile_url": "https://h.example/u"},
        weibo(MID),
        COUNTS | {"text": "浮岛音箱真的浮", "url": f"https://m.weibo.cn/detail/{MID}"},
    ),
    "xiaohongshu": (
        {"note_id": NOTE, "type": "normal", "title": "浮岛开箱", "desc": "真的浮\n\t\n#浮岛[话题]#", "video_url": "", "time": MS,
         "last_update_time": MS, "liked_count": "1.1万", "collected_count": "1020", "comment_count": "2", "share_count": "5",
         "image_list": "https://h.example/1.jpg", "tag_list": "浮岛", "last_modify_ts": SEEN,
         "note_url": f"https://www.xiaohongshu.com/explore/{NOTE}?xsec_token=A&xsec_source=pc", "source_keyword": "浮岛", "xsec_token": "A"},
        {"ip_location": "上海"},
        key("xiaohongshu", NOTE),
        {"title": "浮岛开箱", "text": "真的浮\n\t\n#浮岛[话题]#", "likes": 11000, "comments": 2, "reposts": 5, "favourites": 1020,
         "url": f"https://www.xiaohongshu.com/explore/{NOTE}?xsec_token=A&xsec_source=pc"},
    ),
    "douyin": (
        {"aweme_id": VIDEO, "aweme_type": "0", "title": "真的浮", "desc": "真的浮", "create_time": S, "liked_count": "13",
         "collected_count": "None", "comment_count": "2", "share_count": "5", "last_modify_ts": SEEN,
         "aweme_url": f"https://www.douyin.com/video/{VIDEO}", "cover_url": "", "video_download_url": "", "source_keyword": "浮岛"},
        {"ip_location": "上海", "sec_uid": "MS4", "short_user_id": "1", "user_unique_id": "reed", "user_signature": ""},
        key("douyin", VIDEO),
        COUNTS | {"text": "真的浮", "url": f"https://www.douyin.com/video/{VIDEO}"},
    ),
    "kuaishou": (
        {"video_id": CLIP, "video_type": "1", "title": "真的浮", "desc": "真的浮", "create_time": MS, "liked_count": "13",
         "viewd_count": "2.5万", "last_modify_ts": SEEN, "video_url": f"https://www.kuaishou.com/short-video/{CLIP}",
         "video_cover_url": "", "video_play_url": "", "source_keyword": "浮岛"},
        {},
        key("kuaishou", CLIP),
        {"text": "真的浮", "likes": 13, "views": 25000, "url": f"https://www.kuaishou.com/short-video/{CLIP}"},
    ),
    "bilibili": (
        {"video_id": AID, "video_type": "video", "title": "浮岛拆解", "desc": "看里面", "create_time": S, "liked_count": "13",
         "disliked_count": "0", "video_play_count": "210", "video_favorite_count": "4", "video_share_count": "5", "video_coin_count": "1",
         "video_danmaku": "7", "video_comment": "2", "last_modify_ts": SEEN, "video_url": f"https://www.bilibili.com/video/av{AID}",
         "video_cover_url": "", "source_keyword": "浮岛"},
        {},
        key("bilibili", AID),
        COUNTS | {"title": "浮岛拆解", "text": "看里面", "favourites": 4, "views": 210, "url": f"https://www.bilibili.com/video/av{AID}"},
    ),
    "tieba": (
        {"note_id": THREAD, "title": "浮岛怎么样", "desc": "求问", "note_url": f"https://tieba.baidu.com/p/{THREAD}",
         "publish_time": "2024-03-01 10:30", "user_nickname": "云***啡", "tieba_name": "音箱吧", "tieba_link": "https://h.example/f",
         "total_replay_num": "2", "total_replay_page": "1", "source_keyword": "浮岛", "last_modify_ts": SEEN},
        {"ip_location": "上海", "user_link": "", "user_avatar": ""},
        key("tieba", THREAD),
        {"title": "浮岛怎么样", "text": "求问", "comments": 2, "source_name": "音箱吧", "url": f"https://tieba.baidu.com/p/{THREAD}",
         "published_at": AT.replace(second=0), "precision": "minute"},
    ),
    "zhihu": (
        {"content_id": "3400000123", "content_type": "answer", "content_text": "真的浮", "question_id": "640000001", "title": "浮岛值得买吗",
         "content_url": "https://www.zhihu.com/question/640000001/answer/3400000123", "desc": "", "created_time": S, "updated_time": S,
         "voteup_count": "13", "comment_count": "2", "source_keyword": "浮岛", "user_nickname": "云***啡", "last_modify_ts": SEEN},
        {"user_link": "", "user_avatar": "", "user_url_token": ""},
        key("zhihu", "answer/3400000123"),
        {"title": "浮岛值得买吗", "text": "真的浮", "likes": 13, "comments": 2,
         "url": "https://www.zhihu.com/question/640000001/answer/3400000123"},
    ),
}  # fmt: skip

COMMENTS = {
    "weibo": (
        {"comment_id": "5000000000099999", "create_time": S, "create_date_time": "2024-03-01 10:30:05+08:00", "note_id": MID,
         "content": "沉了", "sub_comment_count": "2", "comment_like_count": "13", "last_modify_ts": SEEN, "parent_comment_id": "5000000000099999"},
        {"ip_location": "上海", "gender": "f", "profile_url": ""}, ("weibo-comment", "5000000000099999"), weibo(MID), {"likes": 13, "comments": 2},
    ),
    "xiaohongshu": (
        {"comment_id": ANSWER, "create_time": MS, "note_id": NOTE, "content": "沉了", "sub_comment_count": "2", "pictures": "",
         "parent_comment_id": "0", "last_modify_ts": SEEN, "like_count": "13"},
        {"ip_location": "上海"}, ("xiaohongshu", ANSWER), key("xiaohongshu", NOTE), {"likes": 13, "comments": 2},
    ),
    "douyin": (
        {"comment_id": "7312999999901234567", "create_time": S, "aweme_id": VIDEO, "content": "沉了", "sub_comment_count": "2",
         "like_count": "13", "last_modify_ts": SEEN, "parent_comment_id": "0", "pictures": ""},
        {"ip_location": "上海", "sec_uid": "MS4"}, ("douyin-comment", "7312999999901234567"), key("douyin", VIDEO), {"likes": 13, "comments": 2},
    ),
    "kuaishou": (
        {"comment_id": "900000123", "create_time": MS, "video_id": CLIP, "content": "沉了", "sub_comment_count": "2", "last_modify_ts": SEEN},
        {}, ("kuaishou-comment", "900000123"), key("kuaishou", CLIP), {"comments": 2},
    ),
    "bilibili": (
        {"comment_id": "900000124", "parent_comment_id": "0", "create_time": S, "video_id": AID, "content": "沉了", "sub_comment_count": "2",
         "like_count": "13", "last_modify_ts": SEEN},
        {"sex": "女", "sign": ""}, ("bilibili-comment", "900000124"), key("bilibili", AID), {"likes": 13, "comments": 2},
    ),
    "tieba": (
        {"comment_id": "150000000123", "parent_comment_id": "", "content": "沉了", "user_nickname": "云***啡", "publish_time": "2024-03-01 10:30",
         "sub_comment_count": "2", "note_id": THREAD, "note_url": f"https://tieba.baidu.com/p/{THREAD}", "tieba_id": "1", "tieba_name": "音箱吧",
         "tieba_link": "https://h.example/f", "last_modify_ts": SEEN},
        {"ip_location": "上海", "user_link": ""}, ("tieba-comment", "150000000123"), key("tieba", THREAD),
        {"comments": 2, "source_name": "音箱吧", "published_at": AT.replace(second=0), "precision": "minute"},
    ),
    "zhihu": (
        {"comment_id": "10900000123", "parent_comment_id": "0", "content": "沉了", "publish_time": S, "sub_comment_count": "2", "like_count": "13",
         "dislike_count": "0", "content_id": "3400000123", "content_type": "answer", "user_nickname": "云***啡", "last_modify_ts": SEEN},
        {"ip_location": "上海", "user_link": ""}, ("zhihu-comment", "10900000123"), key("zhihu", "answer/3400000123"), {"likes": 13, "comments": 2},
    ),
}  # fmt: skip

GENERATIONS = {"2026": NOW, "before": ONCE}


def row_of(own: dict, old: dict, generation: str) -> dict:
    named = {"nickname" if "user_nickname" not in own else "user_nickname": GENERATIONS[generation]["nickname"]}
    author = {name: cell for name, cell in GENERATIONS[generation].items() if name != "nickname"}
    return own | named | author | (old if generation == "before" else {})


def common(own: dict, old: dict, generation: str) -> dict:
    once = generation == "before"
    told = {"region": old.get("ip_location"), "gender": old.get("gender") or old.get("sex")} if once else {}
    return {
        "author_id": ONCE["user_id"] if once else NOW["creator_hash"],
        "author_name": GENERATIONS[generation]["nickname"],
        "published_at": AT,
        "precision": "second",
        "collected_at": SEEN_AT,
        "counts_are": "final",
        "line": 2,
        "part": 0,
        **{name: value for name, value in told.items() if value},
    }


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("platform", CONTENTS)
def test_a_post_of_each_platform_in_both_generations(tmp_path, platform, generation):
    own, old, mention_id, expected = CONTENTS[platform]
    row = row_of(own, old, generation)
    prepared = staged(write(tmp_path / "浮岛.csv", row, [row]))
    (found,) = sightings(prepared)
    found.pop("extra", None)
    native_id = next(own[name] for name in ("note_id", "aweme_id", "video_id", "content_id") if name in own)
    assert (prepared.export, found) == (
        f"mediacrawler-{platform}",
        common(own, old, generation)
        | {"mention_id": mention_id, "native_id": native_id, "platform": platform, "kind": "post", "queries": ["浮岛"]}
        | expected,
    )


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("platform", COMMENTS)
def test_a_comment_of_each_platform_in_both_generations(tmp_path, platform, generation):
    own, old, mention, post, expected = COMMENTS[platform]
    row = row_of(own, old, generation)
    prepared = staged(write(tmp_path / "浮岛.csv", row, [row]))
    (found,) = sightings(prepared)
    found.pop("extra", None)
    assert (prepared.export, found) == (
        f"mediacrawler-{platform}-comments",
        common(own, old, generation)
        | {"mention_id": key(*mention), "native_id": own["comment_id"], "platform": platform, "kind": "comment", "text": "沉了",
           "parent_id": post, "root_id": post, "edge": "explicit"}
        | expected,
    )  # fmt: skip


def test_an_answer_hangs_under_the_comment_and_its_root_is_the_post(tmp_path):
    own = COMMENTS["bilibili"][0] | NOW
    found = sightings(
        staged(write(tmp_path / "x.csv", own, [own | {"comment_id": "900000125", "parent_comment_id": "900000124"}]))
    )
    assert [(row["parent_id"], row["root_id"]) for row in found] == [
        (key("bilibili-comment", "900000124"), key("bilibili", AID))
    ]


def test_a_zhihu_article_is_an_article_and_known_by_its_address(tmp_path, native):
    url = "https://zhuanlan.zhihu.com/p/680000123"
    row = CONTENTS["zhihu"][0] | NOW | {"content_id": "680000123", "content_type": "article", "content_url": url}
    imported(native, write(tmp_path / "a.csv", row, [row]))
    other = {"标题": "浮岛值得买吗", "链接": f"{url}?utm_id=0", "发布时间": "2024-03-01 10:30"}
    assert imported(native, write(tmp_path / "b.csv", other, [other])).merged == 1
    assert rows(native, "SELECT kind, platform FROM mention") == [("article", "zhihu")]


ADDRESSED = ("weibo", "xiaohongshu", "douyin", "kuaishou", "bilibili", "tieba", "zhihu")


@pytest.mark.parametrize("platform", ADDRESSED)
def test_a_table_with_the_address_only_meets_the_same_post(tmp_path, native, platform):
    row = CONTENTS[platform][0] | NOW
    imported(native, write(tmp_path / "a.csv", row, [row]))
    other = {"标题": "浮岛", "链接": CONTENTS[platform][3]["url"], "发布时间": "2024-03-01 10:30"}
    assert imported(native, write(tmp_path / "b.csv", other, [other])).merged == 1


def test_json_jsonl_sqlite_and_xlsx_hold_the_same_mentions_as_csv(tmp_path):
    post, comment = CONTENTS["weibo"][0] | NOW, COMMENTS["weibo"][0] | NOW
    csvs = [write(tmp_path / f"{name}.csv", row, [row]) for name, row in (("post", post), ("comment", comment))]
    (tmp_path / "a.json").write_text(json.dumps([post], ensure_ascii=False, indent=4), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps(comment, ensure_ascii=False) + "\n", encoding="utf-8")
    with sqlite3.connect(tmp_path / "c.db") as database:
        for table, row in (("weibo_note", post), ("weibo_note_comment", comment)):
            cells = {"id": 1, "add_ts": 1709346605000, **row}
            database.execute(f"CREATE TABLE {table} ({', '.join(cells)})")
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(cells))})", list(cells.values()))
    with xlsxwriter.Workbook(tmp_path / "d.xlsx") as book:
        for name, row in (("Contents", post), ("Comments", comment)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(row))
            sheet.write_row(1, 0, list(row.values()))

    def known(*paths):
        ours = ("mention_id", "published_at", "text", "likes", "parent_id", "author_id", "collected_at")
        found = [row for path in paths for row in sightings(staged(path))]
        return sorted([[row.get(name) for name in ours] for row in found], key=str)

    assert len(known(*csvs)) == 2
    assert (
        known(tmp_path / "a.json", tmp_path / "b.jsonl")
        == known(tmp_path / "c.db")
        == known(tmp_path / "d.xlsx")
        == known(*csvs)
    )


def test_what_has_no_field_stays_and_a_time_is_never_invented(tmp_path):
    row = CONTENTS["xiaohongshu"][0] | NOW
    prepared = staged(write(tmp_path / "x.csv", row, [row, row | {"note_id": NOTE[:-1] + "e", "time": ""}]))
    assert (prepared.read, prepared.rejected) == (2, 1)
    (found,) = sightings(prepared)
    kept = json.loads(found["extra"])
    assert {name: kept[name] for name in ("type", "tag_list", "liked_count", "xsec_token")} == {
        "type": "normal", "tag_list": "浮岛", "liked_count": "1.1万", "xsec_token": "A",
    }  # fmt: skip


RECEIPTS = {
    "mediacrawler-weibo/search_contents_2026-07-14.jsonl": ("mediacrawler-weibo", 175, 175, 128, 47, 0),
    "mediacrawler-weibo/detail_comments_2026-07-14.jsonl": ("mediacrawler-weibo-comments", 326, 326, 163, 163, 0),
}


@pytest.mark.parametrize("name", RECEIPTS)
def test_the_real_files_give_their_counted_receipts(samples, tmp_path, native, name):
    receipt = imported(native, shutil.copy(samples / name, tmp_path) and tmp_path / name.split("/")[1])
    assert (receipt.export, receipt.rows, receipt.read, receipt.added, receipt.merged, receipt.rejected) == RECEIPTS[
        name
    ]
    records = [json.loads(line) for line in (samples / name).read_text(encoding="utf-8").splitlines()]
    at = {
        r.get("comment_id") or r["note_id"]: datetime(1970, 1, 1, 8) + timedelta(seconds=r["create_time"])
        for r in records
    }
    assert dict(rows(native, "SELECT native_id, published_at FROM mention")) == at
    assert faults(native) == []


def test_a_real_post_found_by_several_words_has_all_of_them(samples, tmp_path, native):
    path = samples / "mediacrawler-weibo/search_contents_2026-07-14.jsonl"
    imported(native, shutil.copy(path, tmp_path) and tmp_path / path.name)
    words: dict[str, set] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        words.setdefault(record["note_id"], set()).add(record["source_keyword"])
    assert max(map(len, words.values())) > 1
    found = rows(native, "SELECT native_id, queries FROM mention")
    assert {id: set(queries) for id, queries in found} == words


def test_the_real_comments_are_top_level_and_some_have_no_text(samples, tmp_path, native):
    path = samples / "mediacrawler-weibo/detail_comments_2026-07-14.jsonl"
    imported(native, shutil.copy(path, tmp_path) and tmp_path / path.name)
    records = {r["comment_id"]: r for r in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    assert rows(native, "SELECT count(*), count(DISTINCT parent_id), count(*) FILTER (parent_id = root_id), count(text) FROM mention") == [
        (163, 25, 163, sum(1 for r in records.values() if r["content"].strip())),
    ]  # fmt: skip


def test_the_real_notes_and_their_reply_chain(samples, tmp_path, native):
    for path in sorted((samples / "mediacrawler-xhs").glob("*.csv")):
        receipt = imported(native, shutil.copy(path, tmp_path) and tmp_path / path.name)
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.DictReader(file))
        kind = "comment" if "comments" in path.name else "post"
        id = "comment_id" if kind == "comment" else "note_id"
        assert (receipt.rows, receipt.added, receipt.rejected) == (len(records), len(records), 0)
        assert len(records) == {"comment": 16, "post": 3}[kind]
        at = {
            r[id]: datetime(1970, 1, 1, 8) + timedelta(milliseconds=int(r.get("create_time") or r["time"]))
            for r in records
        }
        assert dict(rows(native, "SELECT native_id, published_at FROM mention WHERE kind = $kind", kind=kind)) == at
        if kind == "comment":
            above = {
                r["comment_id"]: r["note_id"] if r["parent_comment_id"] in ("", "0") else r["parent_comment_id"]
                for r in records
            }
            ids = {id: key("xiaohongshu", above[id]) for id in above}
            assert dict(rows(native, "SELECT native_id, parent_id FROM mention WHERE kind = 'comment'")) == ids
    assert rows(native, "SELECT max(likes) FROM mention WHERE kind = 'post'") == [(11000,)]
