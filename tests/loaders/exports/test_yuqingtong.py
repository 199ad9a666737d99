"""新浪舆情通's layouts by invented rows under the true headers, and the real files' facts."""

import csv
import json
import shutil
from datetime import datetime
from hashlib import md5, sha256
from uuid import UUID

import pytest

from loaders.detect import UnknownExport, detect
from loaders.read import column_names
from store.digest import faults
from tests.loaders.invented import WEIBO_17, bid_of, headed, weibo_post, write
from tests.loaders.staging import imported, rows, sightings, staged

MID, ROOT, ABOVE = "5000000000012347", "4999999990012341", "4999999995012343"
NONE, OTHER_NONE = "d41d8cd98f00b204e9800998ecf8427e", "e6fda0f0d3e0adfff69e334462d1ef6a"
LINK = f"https://weibo.com/1000000007/{bid_of(MID)}"
AT = datetime(2024, 3, 1, 10, 30, 5)

UI = (
    "序号", "标题／微博内容", "信息属性", "原创/转发", "原文/评论链接", "来源网站", "原文作者", "日期", "媒体类型", "原微博内容", "认证类型",
    "信源地域（IP）", "性别", "全文内容", "粉丝数", "作品数", "转发数", "评论数", "点赞数", "阅读数/浏览热度", "行业标签", "微博情绪", "根微博作者",
    "城市", "精准地域", "涉及词", "注册时间", "信源级别", "收藏数", "媒体信息", "用户类型", "账号类型", "主页链接", "用户简介", "摘要", "头像",
    "相似文章数",
)  # fmt: skip
SHORT = ("序号", "标题/微博内容", "原文/评论链接", "来源网站", "媒体平台", "日期", "原文作者")
BULK = (
    "标题／微博内容", "信息属性", "原创/转发", "原文/评论链接", "来源网站", "原文作者", "日期", "媒体类型", "原微博内容", "认证类型", "信源地域",
    "性别", "全文内容", "作者ID", "粉丝数", "微博数", "转发数", "评论数", "点赞数", "阅读数/浏览热度", "话题", "来源网站", "涉及行业", "微博情绪",
    "用户注册地", "根微博作者", "根微博标题", "根微博发布时间", "城市", "微博内容类型", "微博类型", "精准地域", "图文识别", "涉及词", "用户关注数",
    "注册时间", "信源级别", "抖音认证信息", "用户简介", "MD5-作者ID", "MD5-mid", "MD5-根微博mid", "MD5-根微博用户UID", "MD5-id", "MD5-父微博ID",
)  # fmt: skip
MEDIA_2020 = (
    "标题／微博内容",
    "信息属性",
    "原创/转发",
    "地址",
    "媒体名称",
    "发布日期",
    "媒体类型",
    "地域",
    "全文内容",
    "精准地域",
)
WEIBO_2020 = (
    "标题／微博内容", "信息属性", "原创/转发", "发布日期", "原微博内容", "认证类型", "地域", "城市", "性别", "全文内容", "粉丝数", "微博数", "转",
    "评", "赞", "话题", "微博情绪", "精准地域", "MD5-mid",
)  # fmt: skip
CUT_2020 = (
    "mid",
    "作者ID",
    "发布日期",
    "地址",
    "地域",
    "城市",
    "性别",
    "标题／微博内容",
    "粉丝数",
    "认证类型",
    "评",
    "赞",
    "转",
)
HASHED_2020 = (
    "微博内容",
    "信息属性",
    "发布日期",
    "认证类型",
    "地域",
    "城市",
    "性别",
    "转",
    "评",
    "赞",
    "话题",
    "微博情绪",
    "MD5-作者ID",
    "MD5-mid",
)
LAYOUTS = {
    "yuqingtong": UI, "yuqingtong-short": SHORT, "yuqingtong-2020": MEDIA_2020, "yuqingtong-2020-weibo": WEIBO_2020,
    "yuqingtong-2020-mid": CUT_2020, "yuqingtong-2020-hashed": HASHED_2020,
}  # fmt: skip


def hashed(id: str) -> str:
    return md5(id.encode()).hexdigest()


def weibo(mid: str) -> UUID:
    return UUID(sha256(f"weibo\x1f{hashed(mid)}".encode()).hexdigest()[:32])


POST = {
    "标题／微博内容": "浮岛音箱沉了 ??", "微博内容": "浮岛音箱沉了 ??", "全文内容": "浮岛音箱沉了 ??", "信息属性": "敏感", "原创/转发": "原创", "原文/评论链接": LINK,
    "地址": LINK, "来源网站": "新浪微博", "媒体名称": "新浪微博", "原文作者": "'云上咖啡", "日期": "2024-03-01 10:30:05", "发布日期": "2024-03-01 10:30:05",
    "媒体类型": "微博", "认证类型": "黄V", "信源地域（IP）": "上海", "信源地域": "上海", "地域": "上海", "城市": " ", "性别": "女", "粉丝数": "1,024",
    "作者ID": "1000000007", "转发数": "5", "评论数": "2", "点赞数": "13", "转": "5", "评": "2", "赞": "13", "收藏数": "4", "阅读数/浏览热度": "210",
    "微博情绪": "愤怒", "涉及词": "浮岛,音箱", "MD5-mid": hashed(MID), "MD5-作者ID": hashed("1000000007"), "MD5-根微博mid": NONE,
    "MD5-父微博ID": OTHER_NONE, "mid": MID, "话题": "浮岛", "标题/微博内容": "浮岛音箱沉了 ??", "媒体平台": "微博",
}  # fmt: skip
BASE = {
    "mention_id": weibo(MID), "platform": "weibo", "kind": "post", "published_at": AT, "precision": "second", "text": "浮岛音箱沉了 ??", "line": 2, "part": 0,
}  # fmt: skip
NAMED = {"source_name": "新浪微博", "url": LINK}
AUTHOR = {"author_followers": 1024, "verified": True, "gender": "女", "region": "上海"}
COUNTS = {"likes": 13, "comments": 2, "reposts": 5, "counts_are": "snapshot"}
FEELING = {"emotion": "愤怒", "export_sentiment": -1, "sensitivity": "敏感"}
EXPECTED = {
    "yuqingtong": NAMED | AUTHOR | COUNTS | FEELING | {"author_name": "云上咖啡", "favourites": 4, "views": 210, "queries": ["x", "浮岛", "音箱"]},
    "yuqingtong-short": NAMED | {"author_name": "云上咖啡"},
    "yuqingtong-2020": NAMED | {"sensitivity": "敏感", "region": "上海"},
    "yuqingtong-2020-weibo": AUTHOR | COUNTS | FEELING | {"native_id": hashed(MID)},
    "yuqingtong-2020-mid": AUTHOR | COUNTS | {"native_id": MID, "author_id": "1000000007", "url": LINK},
    "yuqingtong-2020-hashed": AUTHOR | COUNTS | FEELING | {"native_id": hashed(MID), "author_id": hashed("1000000007")},
}  # fmt: skip


def cells(header: tuple[str, ...], row: dict[str, str]) -> dict[str, str]:
    return {name: row.get(name, "") for name in header}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_post_in_each_layout_is_the_same_mention(tmp_path, name):
    header = LAYOUTS[name]
    prepared = staged(write(tmp_path / "x.csv", header, [cells(header, POST)], encoding="gb18030"))
    (found,) = sightings(prepared)
    found.pop("extra", None)
    followers = {} if "粉丝数" in header else {"author_followers"}
    expected = BASE | {"queries": ["x"]} | {k: v for k, v in EXPECTED[name].items() if k not in followers}
    assert (prepared.export, found) == (name, expected)


def bulk(path, *posts: dict[str, str]):
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(BULK)
        writer.writerows([[(POST | post).get(name, "") for name in BULK] for post in posts])
    return path


def test_names_that_stand_twice_are_two_columns(tmp_path):
    (found,) = sightings(staged(bulk(tmp_path / "x.csv", {})))
    assert json.loads(found["extra"])["来源网站 (2)"] == "新浪微博"
    assert found["mention_id"] == weibo(MID)


def test_reposts_know_their_parent_and_root_and_originals_have_none(tmp_path):
    repost = {"原创/转发": "转发", "MD5-根微博mid": hashed(ROOT)}
    posts = [
        {},
        repost | {"MD5-mid": hashed("1" + MID[1:]), "MD5-父微博ID": hashed(ABOVE)},
        repost | {"MD5-mid": hashed("2" + MID[1:])},
        {"MD5-根微博mid": hashed(MID), "MD5-父微博ID": hashed(MID)},
    ]
    found = sightings(staged(bulk(tmp_path / "x.csv", *posts)))
    assert [tuple(row.get(name) for name in ("kind", "parent_id", "root_id", "edge")) for row in found] == [
        ("post", None, None, None),
        ("repost", weibo(ABOVE), weibo(ROOT), "explicit"),
        ("repost", weibo(ROOT), weibo(ROOT), "explicit"),
        ("post", None, None, None),
    ]


def test_plain_ids_of_the_older_variants_are_the_hashed_ones(tmp_path):
    plain = {"父微博ID": ABOVE, "根微博链接": f"https://weibo.com/1000000011/{bid_of(ROOT)}"}
    header = (*UI, "id", *plain)
    repost = POST | plain | {"原创/转发": "转发", "id": "77000123"}
    (found,) = sightings(staged(write(tmp_path / "x.csv", header, [cells(header, repost)])))
    assert [found[name] for name in ("mention_id", "kind", "parent_id", "root_id")] == [
        weibo(MID),
        "repost",
        weibo(ABOVE),
        weibo(ROOT),
    ]


def test_a_post_without_a_link_is_known_by_its_record_id_hashed_or_not(tmp_path):
    post = POST | {"原文/评论链接": "", "MD5-mid": ""}
    plain, hashes = (*UI, "id"), (*UI, "MD5-id")
    (one,) = sightings(staged(write(tmp_path / "a.csv", plain, [cells(plain, post | {"id": "77000123"})])))
    (other,) = sightings(
        staged(write(tmp_path / "b.csv", hashes, [cells(hashes, post | {"MD5-id": hashed("77000123")})]))
    )
    assert one["mention_id"] == other["mention_id"]


def test_sentinels_identify_nobody(tmp_path):
    post = {"MD5-mid": NONE, "原文/评论链接": "", "MD5-作者ID": OTHER_NONE, "作者ID": " "}
    first, second = sightings(staged(bulk(tmp_path / "x.csv", post, post | {"全文内容": "浮岛音箱浮着"})))
    assert first["mention_id"] != second["mention_id"]
    assert "author_id" not in first


def test_news_has_its_title_and_kind_and_foreign_or_other_regions_are_unknown(tmp_path):
    link = "https://news.example/a/1.html"
    news = {
        "标题／微博内容": "浮岛回应", "全文内容": "浮岛公司今天……", "来源网站": "浮岛日报", "媒体类型": "客户端", "原文/评论链接": link,
        "信源地域（IP）": "其他", "微博情绪": "惊奇", "原创/转发": "",
    }  # fmt: skip
    (found,) = sightings(staged(write(tmp_path / "x.csv", UI, [cells(UI, POST | news)])))
    assert {name: found.get(name) for name in ("platform", "kind", "title", "text", "region", "emotion", "export_sentiment", "source_name")} == {
        "platform": "news", "kind": "article", "title": "浮岛回应", "text": "浮岛公司今天……", "region": None, "emotion": "惊奇",
        "export_sentiment": None, "source_name": "浮岛日报",
    }  # fmt: skip


def test_a_comment_is_a_mention_under_its_post(tmp_path):
    header = (*UI, "评论内容", "评论原文链接")
    comment = POST | {"原创/转发": "评论", "评论内容": "沉得好", "评论原文链接": LINK}
    post, found = sightings(staged(write(tmp_path / "x.csv", header, [cells(header, POST), cells(header, comment)])))
    assert post["mention_id"] == weibo(MID) != found["mention_id"]
    assert [found.get(name) for name in ("kind", "text", "parent_id", "root_id")] == [
        "comment",
        "沉得好",
        weibo(MID),
        weibo(MID),
    ]


def test_a_hashed_post_meets_the_crawlers_and_counts_are_the_larger(tmp_path, native):
    post = weibo_post(3)
    imported(native, write(tmp_path / "浮岛.csv", WEIBO_17, [post | {"点赞数": 900}]))
    assert imported(native, bulk(tmp_path / "x.csv", {"MD5-mid": hashed(post["id"])})).merged == 1
    assert rows(native, "SELECT likes, sensitivity FROM mention") == [(900, "敏感")]


def test_the_real_hot_posts(samples, tmp_path, native):
    path = samples / "sina-yuqingtong" / "hot.csv"
    receipt = imported(native, shutil.copy(path, tmp_path) and tmp_path / path.name)
    assert (receipt.export, receipt.rows, receipt.added, receipt.rejected, receipt.warnings) == (
        "yuqingtong-2020-hashed",
        20,
        20,
        0,
        {},
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = list(csv.DictReader(file))
    feeling = {"愤怒": -1, "悲伤": -1, "中性": 0}
    expected = {
        r["MD5-mid"]: (
            datetime.strptime(r["发布日期"], "%Y/%m/%d %H:%M"),
            int(r["赞"]),
            int(r["评"]),
            int(r["转"]),
            r["信息属性"],
            feeling.get(r["微博情绪"]),
        )
        for r in records
    }
    found = rows(
        native,
        "SELECT native_id, published_at, likes, comments, reposts, sensitivity, export_sentiment FROM mention WHERE counts_are = 'snapshot'",
    )
    assert {row[0]: row[1:] for row in found} == expected
    assert rows(native, "SELECT count(*) FROM mention WHERE json_extract_string(extra, '$.城市') IS NOT NULL") == [(8,)]
    assert faults(native) == []


def test_the_real_cut_without_dates_asks_for_the_day(samples, tmp_path, native, english):
    path = samples / "sina-yuqingtong" / "34924182.csv"
    shutil.copy(path, tmp_path)
    with pytest.raises(UnknownExport) as refused:
        staged(tmp_path / path.name)
    assert refused.value.asks == "date"
    assert staged(tmp_path / path.name, date="2022-01-15").read == 9


def test_the_real_schema_of_2025_is_known(samples):
    fields = json.loads((samples / "sina-yuqingtong" / "weibo_schema.json").read_text(encoding="utf-8"))["fields"]
    names = column_names(fields)
    assert {"话题 (2)", "来源网站 (2)"} <= set(names)
    assert detect(headed(names)).export.name == "yuqingtong"
