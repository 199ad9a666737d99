import re
from datetime import datetime
from pathlib import Path

import pytest

from loaders import aliases
from loaders.export import normal
from loaders.fields import FIELDS
from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

SHARED = Path(__file__).resolve().parents[3] / "shared"

# docs/formats.md, alias list for Chinese files: its names of fields and ours.
DOCUMENTED = {
    "title": "title", "text": "text", "url": "url", "time": "published_at", "author": "author_name", "type": "media_type",
    "sentiment": "export_sentiment", "sensitivity": "sensitivity", "likes": "likes", "comments": "comments", "reposts": "reposts",
    "views": "views", "region": "region", "followers": "author_followers", "query": "queries",
}  # fmt: skip


def test_every_alias_names_one_field():
    owners: dict[str, set[str]] = {}
    for field, names in aliases.ALIASES.items():
        for name in names:
            owners.setdefault(normal(name), set()).add(field)
    assert {name: fields for name, fields in owners.items() if len(fields) > 1} == {}
    assert set(aliases.ALIASES) - {"media_type"} <= set(FIELDS)


def test_every_alias_is_recognised_alone():
    lost = {}
    for field, names in aliases.ALIASES.items():
        for name in names:
            if aliases.match([name, "别的"]).columns != {field: name}:
                lost[name] = field
    assert lost == {}


def test_the_documented_aliases_of_chinese_files_are_all_known():
    formats = SHARED / "docs" / "formats.md"
    if not formats.exists():
        pytest.skip("docs/formats.md is not on this machine")
    (line,) = re.findall(r"Alias list for Chinese Excel files.*— (.*); normalise", formats.read_text(encoding="utf-8"))
    unknown = []
    for part in line.split("; "):
        field, names = part.split(": ", 1)
        if field in DOCUMENTED:
            known = {normal(name) for name in aliases.ALIASES[DOCUMENTED[field]]}
            unknown += [(field, name) for name in names.split(",") if normal(name) not in known]
    assert unknown == []


def test_the_surest_name_wins_and_the_first_of_equals():
    assert aliases.match(["内容", "正文", "日期", "发布时间", "发布时间 "]).columns == {
        "text": "正文",
        "published_at": "发布时间",
    }
    assert aliases.match(["id", "MID"]).columns == {"native_id": "MID"}
    assert aliases.match(["标题／微博内容", " ＵＲＬ"]).columns == {"title": "标题／微博内容", "url": " ＵＲＬ"}


def test_what_a_person_mapped_wins_and_its_column_serves_nothing_else():
    found = aliases.match(["正文", "日期", "摘要", "时间"], {"text": "摘要", "title": "日期"})
    assert found.columns == {"text": "摘要", "title": "日期"}
    assert found.trusted == {"text", "title"}
    assert aliases.match(["正文", "日期", "时间"], {"title": "正文"}).columns == {
        "published_at": "日期",
        "title": "正文",
    }


def test_a_field_that_a_person_took_from_its_column_has_none():
    found = aliases.match(["正文", "发布时间", "赞", "甲"], {"likes": "", "title": "甲"})
    assert found.columns == {"text": "正文", "published_at": "发布时间", "title": "甲"}


def one(path, row, **parameters):
    (found,) = sightings(staged(write(path, row, [row]), **parameters))
    return {name: value for name, value in found.items() if name not in ("mention_id", "queries", "line", "part")}


def test_a_table_of_every_field_fills_every_field(tmp_path):
    row = {
        "微博ID": "5012345678901234",
        "标题": "浮岛音箱测评",
        "内容": "<b>很好</b>&amp;耐用",
        "原文链接": "https://news.example/a/1",
        "发布时间": "2024-03-01 10:30:05",
        "作者": "云上咖啡",
        "作者ID": "1000000001",
        "来源网站": "某某网",
        "平台": "新闻",
        "信息类型": "原创",
        "情感属性": "负面",
        "信息属性": "敏感",
        "情绪": "愤怒",
        "点赞数": "1.1万",
        "评论数": "7",
        "转发数": "100万+",
        "收藏数": "-",
        "阅读数": "abc",
        "覆盖人数": "1,234",
        "粉丝数": "2.5万",
        "地域": "北京",
        "性别": "女",
        "语言": "zh",
        "关键词": "浮岛",
        "品牌": "浮岛",
        "产品": "音箱",
        "采集时间": "2024-03-02 00:00",
        "自定义": "x",
    }
    found = one(tmp_path / "x.csv", row)
    assert found.pop("extra") == (
        '{"标题":"浮岛音箱测评","内容":"<b>很好</b>&amp;耐用","平台":"新闻","信息类型":"原创","情感属性":"负面",'
        '"点赞数":"1.1万","转发数":"100万+","收藏数":"-","阅读数":"abc","覆盖人数":"1,234","粉丝数":"2.5万","自定义":"x"}'
    )
    assert found == {
        "native_id": "5012345678901234",
        "title": "浮岛音箱测评",
        "text": "很好&耐用",
        "url": "https://news.example/a/1",
        "published_at": datetime(2024, 3, 1, 10, 30, 5),
        "precision": "second",
        "author_name": "云上咖啡",
        "author_id": "1000000001",
        "source_name": "某某网",
        "platform": "news",
        "kind": "post",
        "export_sentiment": -1,
        "sensitivity": "敏感",
        "emotion": "愤怒",
        "likes": 11_000,
        "comments": 7,
        "reposts": 1_000_000,
        "reach": 1234,
        "author_followers": 25_000,
        "counts_are": "capped",
        "region": "北京",
        "gender": "女",
        "language": "zh",
        "brands": ["浮岛"],
        "products": ["音箱"],
        "collected_at": datetime(2024, 3, 2),
    }


@pytest.mark.parametrize(
    ("cells", "platform", "kind"),
    [
        ({"平台": "微博"}, "weibo", "post"),
        ({"来源": "微信公众号"}, "wechat", "article"),
        ({"链接": "https://www.xiaohongshu.com/explore/65a1b2c3000000001e00abcd"}, "xiaohongshu", "post"),
        ({"链接": "https://mp.weixin.qq.com/s/abc"}, "wechat", "article"),
        ({"链接": "https://notweibo.com/1"}, None, "post"),
        ({"媒体类型": "新闻"}, "news", "article"),
        ({"媒体类型": "论坛", "链接": "https://tieba.baidu.com/p/1"}, "tieba", "post"),
        ({"平台": "某个新平台"}, None, "post"),
        ({"类型": "x", "信息类型": "转发"}, None, "repost"),
        ({"信息类型": "评论", "平台": "抖音"}, "douyin", "comment"),
    ],
)
def test_platform_and_kind_are_told_by_word_host_or_type(tmp_path, cells, platform, kind):
    found = one(tmp_path / "x.csv", {"正文": "x", "发布时间": "2024-03-01 10:30", **cells})
    assert (found.get("platform"), found["kind"]) == (platform, kind)


def test_a_title_that_is_the_text_is_no_title(tmp_path):
    found = one(tmp_path / "x.csv", {"标题": "一样", "正文": "一样", "发布时间": "2024-03-01 10:30"})
    assert (found.get("title"), found["text"]) == (None, "一样")


def test_a_table_without_text_keeps_its_titles_and_says_so(tmp_path):
    path = write(tmp_path / "x.csv", ["标题", "日期"], [{"标题": "浮岛", "日期": "2024-03-01"}])
    prepared = staged(path)
    assert prepared.warnings == {"day_only": 1, "title_only": 1}
    assert [(row.get("text"), row["title"]) for row in sightings(prepared)] == [(None, "浮岛")]
