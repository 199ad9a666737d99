"""受众与渠道: authors, groups as exported, outlets, own content and channels are what the store holds, and open their mentions."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from store.connect import Store
from tests.mentions import author_key, engagement, outlet
from tests.pages.conftest import opened
from tests.visits import behind, choose, counted, data, field, nodes, run, said, table, visit

WEEK = {"since": "2025-03-12", "until": "2025-03-18"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("channels"), exports) as store:
        with store.writing() as cursor:
            (id_,) = cursor.execute("SELECT author_id FROM mention WHERE kind = 'post' AND author_id IS NOT NULL GROUP BY author_id ORDER BY count(*) DESC, author_id LIMIT 1").fetchone()
            cursor.execute("UPDATE mention SET author_kind = 'official', author_name = '星澜科技' WHERE author_id = $id", {"id": id_})
            cursor.execute("UPDATE mention SET counts_are = 'capped' WHERE author_id = $id", {"id": id_})
            cursor.execute("UPDATE mention SET gender = CASE WHEN sentiment = 1 OR line % 7 = 0 THEN '女' ELSE 'm' END WHERE line % 3 > 0")
        yield store


@pytest.fixture(scope="module")
def mentions(store):
    with store.cursor() as cursor:
        return list(cursor.execute("SELECT * REPLACE (CAST(mention_id AS VARCHAR) AS mention_id, CAST(root_id AS VARCHAR) AS root_id) FROM mention").df().astype(object).replace({float("nan"): None}).itertuples())


@pytest.fixture(scope="module")
def first(store):
    return visit("audiences")


def link(app) -> dict[str, list[str]]:
    return parse_qs(urlencode(app.query_params, doseq=True))


def column(app, key: str, title: str) -> list:
    (found,) = [element for element in app.dataframe if (element.key or "").startswith(f"{key}_")]
    return [None if value != value else value for value in found.value[title].tolist()]


def test_authors_stand_with_what_they_said_and_open_it(first, mentions):
    counts = Counter(author_key(row) for row in mentions)
    del counts[None]
    shown = column(first, "author_ranking", "信息数")
    assert shown == sorted(counts.values(), reverse=True)[:100]
    ten = sum(sorted(counts.values(), reverse=True)[:10]) / sum(counts.values())
    assert f"{len(counts)} 位作者发布 {sum(counts.values())} 条，最活跃的 10 位占 {ten:.1%}。" in said(first)
    assert counted(choose(visit("audiences"), "author_ranking", 0)) == shown[0]


def test_authors_are_ordered_as_the_address_says(mentions):
    app = visit("audiences", authors_by="engagement", **WEEK)
    assert [element.value for element in app.segmented_control if element.label == "排序"] == ["engagement"]
    gained, capped = Counter(), set()
    for row in mentions:
        if "2025-03-12" <= f"{row.published_at:%Y-%m-%d}" <= "2025-03-18" and author_key(row):
            gained[author_key(row)] += engagement(row) or 0
            capped |= {author_key(row)} if row.counts_are == "capped" and engagement(row) is not None else set()
    shown = column(app, "author_ranking", "互动量")
    assert shown[:10] == [f"{'≥ ' if author in capped else ''}{count:,}" for author, count in sorted(gained.items(), key=lambda one: -one[1])[:10]]
    assert sum(text.startswith("≥ ") for text in shown) == len(capped) == 1 and any("点选一行查看其在当前筛选下的发言" in text for text in said(app))
    earlier, heard = column(app, "author_ranking", "此前"), column(app, "author_ranking", "首次发言")
    assert [count > 0 for count in earlier] == [f"{at:%Y-%m-%d}" < "2025-03-12" for at in heard]
    field(app, "排序").set_value("negative")
    assert link(run(app))["authors_by"] == ["negative"]


def test_groups_are_as_exported_and_the_unknown_are_told(first, mentions):
    known = Counter({"女": "女", "m": "男"}.get(row.gender) for row in mentions)
    assert [(row[0], row[1]) for row in data(first, "genders")] == [*sorted(((name, n) for name, n in known.items() if name), key=lambda one: -one[1]), ("未知", known[None])]
    assert any(f"未知 {known[None]} 条，占全部 {len(mentions)} 条的 {known[None] / len(mentions):.1%}" in text for text in said(first))
    # The men of this store never praise.
    assert any("净情感度较" in text and "差异明显" in text for text in said(first))
    told = Counter(row.verified for row in mentions)
    assert {row[0]: row[1] for row in data(first, "verified")} == {name: told[value] for name, value in (("已认证", True), ("未认证", False), ("未知", None))}


def test_outlets_are_those_of_the_articles(first, mentions):
    counts = Counter(filter(None, map(outlet, mentions)))
    assert column(first, "outlets", "信息数") == sorted(counts.values(), reverse=True)
    assert [a + b for a, b in zip(column(first, "outlets", "原创"), column(first, "outlets", "转载"), strict=True)] == column(first, "outlets", "信息数")


def test_own_posts_open_their_threads_and_own_mentions_are_counted(first, mentions):
    ours = [row for row in mentions if row.author_name == "星澜科技"]
    threads = Counter(row.root_id or row.mention_id for row in mentions)
    posts = [row.mention_id for row in ours if row.kind in ("post", "article")]
    assert column(first, "own_content", "讨论串") == sorted((threads[one] for one in posts), reverse=True)
    assert any(text.startswith(f"自有账号发布 {len(ours)} 条，其他 {len(mentions) - len(ours)} 条") for text in said(first))
    (place,) = [node for node in nodes(first.main) if getattr(getattr(node, "proto", None), "id", "").endswith("-own_share")]
    ways = {node.proto.label: behind(node.proto.query_string) for node in nodes(place) if node.type == "page_link"}
    assert ways == {"查看自有原文": len(ours), "查看他人原文": len(mentions) - len(ours)}
    assert counted(choose(visit("audiences"), "own_content", 0)) == max(threads[one] for one in posts)


def test_channels_that_the_data_lacks_are_named_with_what_brings_them(first, mentions):
    platforms = Counter(row.platform for row in mentions)
    shown = dict(zip(column(first, "coverage", "平台"), zip(column(first, "coverage", "合计"), column(first, "coverage", "可用的导出来源"), strict=True), strict=True))
    assert shown["快手"] == (0, "NanmiCoder/MediaCrawler") and shown["微博"][0] == platforms["weibo"]
    assert any(text.startswith("数据中没有：") and "快手" in text and "微博" not in text for text in said(first))


def test_where_nobody_is_ours_it_says_what_to_do(store):
    app = visit("audiences", kinds="comment", author_kinds="person")
    assert any("登记官方账号" in text for text in said(app))
    assert any(text.startswith("这 ") and "没有署名媒体的文章" in text for text in said(app))
    with pytest.raises(ValueError, match="unpack"):
        table(app, "outlets")
