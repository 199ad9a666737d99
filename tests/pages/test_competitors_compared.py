"""竞品对比, how brands differ: topics and words, answers, authors, launches and peaks, of a store made by hand."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from analysis.crowd import Crowd
from analysis.filters import Filters
from loaders.rules import rules_of
from store.connect import Store, data_version_grows
from store.settings import say
from tests.mentions import numbered, plain, put, stored_of
from tests.pages.conftest import opened
from tests.topics import stand, topic
from tests.visits import click, counted, data, field, run, said, visit

OURS, OTHER = "星澜", "远山"
WATCHED = f"""[[brand]]
name = "{OURS}"
ours = true
words = ["无此词"]

[[brand]]
name = "{OTHER}"
words = ["亦无此词"]
"""
BEFORE, NOW = datetime(2025, 2, 1), datetime(2025, 2, 15)
WINDOW = {"since": "2025-02-15", "until": "2025-02-28"}
# Negative posts, how many of them are answered by the brand, and after how many minutes.
POSTS, ANSWERED, AFTER = 40, {OURS: 32, OTHER: 4}, {OURS: 30, OTHER: 300}
MOVED, BACK, BOTH = 14, 2, 5


def told() -> list[dict]:
    return numbered([*authors(), *threads(), *plain(1, published_at=datetime(2025, 3, 2), platform="weibo", kind="post")])


def said_by(author: str, at: datetime, *brands: str) -> dict:
    return plain(1, published_at=at, platform="weibo", kind="post", author_id=author, author_kind="person", brands=[*brands], sentiment=0)[0]


def authors() -> list[dict]:
    moves = [(f"m{n}", OURS, OTHER) for n in range(MOVED)] + [(f"b{n}", OTHER, OURS) for n in range(BACK)]
    first = [said_by(author, BEFORE + timedelta(hours=n), source) for n, (author, source, _target) in enumerate(moves)]
    second = [said_by(author, NOW + timedelta(hours=n), target) for n, (author, _source, target) in enumerate(moves)]
    return [*first, *second, *(said_by(f"both{n}", NOW, OURS, OTHER) for n in range(BOTH))]


def threads() -> list[dict]:
    """Negative posts, under each a comment, under some an answer of the brand's account; our peak is on the 20th, theirs on the 22nd."""
    rows = []
    for offset, brand in ((1000, OURS), (2000, OTHER)):
        for n in range(POSTS):
            at = NOW + timedelta(days=(5 if brand == OURS else 7) if n % 2 else n % 14, minutes=n)
            post = {"published_at": at, "platform": "weibo", "kind": "post", "author_id": f"{offset + n}", "author_kind": "person", "brands": [brand], "sentiment": -1}
            rows.append(plain(1, **post)[0])
    return rows


def answers(rows: list[dict]) -> list[dict]:
    """The comments and answers under the negative posts."""
    under, place = [], dict.fromkeys(ANSWERED, 0)
    for row in rows:
        if row.get("sentiment") != -1:
            continue
        brand, thread = row["brands"][0], {"parent_id": row["mention_id"], "root_id": row["mention_id"], "platform": "weibo", "kind": "comment", "precision": "second", "sentiment": 0}
        under.append(thread | {"published_at": row["published_at"] + timedelta(minutes=1), "author_id": "路人", "author_kind": "person"})
        if place[brand] < ANSWERED[brand]:
            at = row["published_at"] + timedelta(minutes=AFTER[brand])
            under.append(thread | {"published_at": at, "author_id": brand, "author_name": f"{brand}客服", "author_kind": "official"})
        place[brand] += 1
    return [row | {"mention_id": f"11111111-0000-4000-8000-{n:012d}"} for n, row in enumerate(under)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("compared"), []) as store:
        rows = told()
        say(store, {"watchlist": WATCHED})
        with store.writing() as cursor:
            put(cursor, stored_of([*rows, *answers(rows)]))
            # As if they had been read by these rules: else they would be read again, and their brands are in no text.
            cursor.execute("UPDATE mention SET enriched_by = $version", {"version": rules_of(store).version})
            data_version_grows(cursor)
        stand(store, [topic(brand, f"话题{brand}") for brand in ANSWERED], {brand: f"sentiment = -1 AND list_contains(brands, '{brand}')" for brand in ANSWERED})
        yield store


@pytest.fixture(scope="module")
def app(store):
    return visit("competitors", **WINDOW, launches=[f"{OURS}@2025-02-20", f"{OTHER} 2025-02-22"])


def test_each_brand_has_what_its_own_account_answered(app):
    assert [row[:7] for row in data(app, "brand_replies")] == [[brand, POSTS, POSTS, POSTS, ANSWERED[brand], 0, POSTS - ANSWERED[brand]] for brand in (OURS, OTHER)]
    assert any(f"{OURS}（我方）回应了 80.0%（40 条中的 32 条），半数在 30 分钟内。 {OTHER}回应了 10.0%（40 条中的 4 条）。 {OURS}（我方）的回应率明显高于{OTHER}。" in text for text in said(app))


@pytest.mark.parametrize(("key", "mark", "count"), [("brand_replies", (1, "unanswered"), POSTS - ANSWERED[OTHER]), ("indexed", (1,), POSTS), ("author_overlap", (0,), BOTH), ("moved", (1,), MOVED)])
def test_a_mark_opens_what_it_counts(store, key, mark, count):
    assert counted(click(visit("competitors", **WINDOW), key, *mark)) == count


def test_authors_of_both_and_those_that_moved(app):
    assert data(app, "author_overlap") == [[OURS, OTHER, BOTH, POSTS + BACK + BOTH, POSTS + MOVED + BOTH, pytest.approx(BOTH / (POSTS + BACK + BOTH)), BOTH]]
    assert [row[:4] for row in data(app, "moved")] == [[OURS, OURS, 0, MOVED], [OURS, OTHER, MOVED, MOVED], [OTHER, OURS, BACK, BACK], [OTHER, OTHER, 0, BACK]]
    assert any(f"{MOVED + BACK} 位发布者换了主要谈论的品牌，其中有明显的单向流动：{OURS}（我方） → {OTHER} {MOVED} 位，反向 {BACK} 位。" in text for text in said(app))


def test_where_no_link_could_hold_the_authors_of_a_cell_it_says_so(store):
    within = Crowd(OURS, OTHER, Filters(crowds=(Crowd(OURS, OTHER, Filters()),)))
    app = visit("competitors", **WINDOW, crowds=str(within))
    assert sum("筛选条件过多，链接放不下格子里的发布者：减少筛选后可点开" in text for text in said(app)) == 2
    assert data(app, "author_overlap")[0][:3] == [OURS, OTHER, BOTH]
    assert click(app, "author_overlap", 0).title[0].value == "竞品对比"


def test_topics_and_peaks_are_told_by_shares(app):
    assert [(row[0], row[2], row[4], row[6]) for row in data(app, "indexed")] == [(f"话题{OURS}", POSTS, 0, POSTS), (f"话题{OTHER}", 0, POSTS, 0)]
    tops = [row for row in data(app, "peaks") if row[1] == 0]
    assert [(row[2].date().isoformat() if hasattr(row[2], "date") else row[2], row[3] > POSTS / 2 - 1, row[5]) for row in tops] == [("2025-02-20", True, POSTS), ("2025-02-22", True, POSTS)]
    assert any("达到峰值" in text and "集中" not in text for text in said(app))


def test_the_course_of_voice_and_what_authors_write_are_told_in_a_sentence(store):
    told = said(visit("competitors", since="2025-02-01", until="2025-02-28", grain="week"))
    assert any(text.endswith("从 2025年2月10日 – 2025年2月16日 到 2025年2月17日 – 2025年2月23日，各品牌的占比均无明显变化") for text in told)
    assert any(text.endswith("各品牌的作者人均发文没有明显差异") for text in told)


def test_what_is_unknown_of_a_brand_is_named_and_no_share_is_told(store):
    assert f"#### 按预估曝光无法给出声量占比：{OURS}（我方）、{OTHER}的该项数据未知。请改按信息数比较。" in said(visit("competitors", **WINDOW, base="impressions"))


def test_launches_are_typed_or_chosen_and_what_is_none_is_named(app, store):
    rows = [row for row in data(app, "aligned") if row[2] == 0]
    assert [row[0] for row in rows] == [OURS, OTHER] and all(row[4] > POSTS / 2 - 1 for row in rows)
    assert any("涨幅无从判断" in text for text in said(app))
    wrong = visit("competitors", **WINDOW, launches="无此牌@2025-02-20", peak_a="远山@某日", indexed="words", indexed_of=OTHER)
    assert any(text.startswith("“无此牌@2025-02-20” 不是可用的起点") for text in said(wrong))
    assert any(text.startswith("“远山@某日” 不是对比品牌与日期的组合") for text in said(wrong))
    field(wrong, "对比内容").set_value("topics")
    wrong = run(wrong)
    assert [row[0] for row in data(wrong, "indexed")] == [f"话题{OTHER}", f"话题{OURS}"]


def test_without_a_period_before_nobody_is_said_to_have_moved(store):
    app = visit("competitors", since="2025-02-01", until="2025-02-28", sentiments="0")
    assert any(text.startswith("需要此前一段等长的时间作对照") for text in said(app))
    assert "当前筛选下没有负面信息。" in said(app)
