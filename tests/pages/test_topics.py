"""话题分析, from its first visit: what stands on it is what the store holds, and opens its mentions."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from store.connect import Store
from tests import visits
from tests.pages.conftest import opened
from tests.pages.links import LINKS, NOTHING
from tests.topics import stand, topic
from tests.visits import chart, choose, click, counted, data, said, table, visit

WEEK = {"since": "2025-03-12", "until": "2025-03-18"}
SINCE, UNTIL = datetime(2025, 3, 12), datetime(2025, 3, 19)
# id -> its title and which mentions are of it, of several the first.
TOPICS = {
    "t4": ("售后 · 客服", "contains(text, '售后') AND text_id NOT IN (SELECT text_id FROM mention WHERE published_at < '2025-03-12' AND text_id IS NOT NULL)"),
    "t1": ("续航 · 掉电", "contains(text, '续航') OR contains(text, '掉电')"),
    "t2": ("表带 <b>起皮</b>", "contains(text, '表带')"),
    "t3": ("发烫 · 担心", "contains(text, '发烫')"),
}


def filled(store: Store) -> None:
    """The topics of TOPICS; of t1 two texts are known to be typical, one of them only of the first days."""
    with store.cursor() as cursor:
        sql = "SELECT CAST(text_id AS VARCHAR) FROM mention WHERE contains(text, '续航') AND text_id IS NOT NULL GROUP BY text_id HAVING"
        early, late = (cursor.execute(f"{sql} {when} ORDER BY 1").fetchone()[0] for when in ("max(published_at) < '2025-03-08'", "min(published_at) BETWEEN '2025-03-13' AND '2025-03-15'"))
    rows = [topic(topic_id, title, pinned=topic_id == "t2") for topic_id, (title, _where) in TOPICS.items()]
    rows[1] |= {"examples": [late, early], "separation": 0.2}
    stand(store, rows, {topic_id: where for topic_id, (_title, where) in TOPICS.items()})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("topics"), exports) as store:
        filled(store)
        yield store


@pytest.fixture(scope="module")
def rows(store) -> list[dict]:
    with store.cursor() as cursor:
        return cursor.execute("SELECT topic_id, platform, sentiment, published_at, text, title, CAST(mention_id AS VARCHAR) AS id FROM mention").to_arrow_table().to_pylist()


def pressed(app, key: str):
    app.button(key=key).click()
    return visits.run(app)


def title(topic_id: str | None) -> str:
    return TOPICS[topic_id][0] if topic_id else "未归入话题"


def link(app) -> dict[str, list[str]]:
    return parse_qs(urlencode(app.query_params, doseq=True))


def within(rows: list[dict]) -> list[dict]:
    return [row for row in rows if SINCE <= row["published_at"] < UNTIL]


def test_the_first_visit_counts_topics_as_the_store_holds_them_each_opening_its_mentions(rows):
    app = visit("topics")
    assert [element.value for element in app.title] == ["话题分析"]
    held = Counter(row["topic_id"] for row in rows)
    shown = table(app, "topics")
    ranked = sorted(held, key=lambda one: (one is None, -held[one]))
    assert [(row[0], row[1]) for row in shown] == [(title(one), held[one]) for one in ranked]
    assert [row[2] for row in shown] == pytest.approx([100 * held[one] / len(rows) for one in ranked])
    negative = [[row["sentiment"] for row in rows if row["topic_id"] == one and row["sentiment"] is not None] for one in ranked]
    assert [row[4] for row in shown] == [pytest.approx(100 * felt.count(-1) / len(felt)) if len(felt) >= 30 else None for felt in negative]
    first = [min(row["published_at"] for row in rows if row["topic_id"] == one) for one in ranked[:-1]]
    assert [row[6] for row in shown] == [*(f"{at:%Y-%m-%d %H:%M}" for at in first), ""]
    assert [row[8] for row in shown] == ["中" if one == "t1" else "高" if one else "" for one in ranked]
    assert len(data(visit("topics", **WEEK), "topics")[0]) == len(data(app, "topics")[0]) + 9
    assert f"谈得最多的是“{title(ranked[0])}”" in "".join(said(app))
    assert f"当前 {held[None]} 条信息未归入话题（{100 * held[None] / len(rows):.1f}%）" in "".join(said(app))
    links = visits.links_to_mentions(app.main)
    assert visits.behind(links[0]) == held[ranked[0]]
    for place in (0, 3):
        assert counted(click(visit("topics"), "topics", place)) == held[ranked[place]]


def test_a_period_before_tells_change_and_what_is_new(rows):
    app = visit("topics", **WEEK)
    now, then = within(rows), [row for row in rows if datetime(2025, 3, 5) <= row["published_at"] < SINCE]
    sizes, earlier = (Counter(row["topic_id"] for row in side) for side in (now, then))
    changes = {title(one): 100 * (sizes[one] / len(now) - earlier[one] / len(then)) for one in sizes}
    assert {row[0]: row[3] for row in table(app, "topics")} == {name: pytest.approx(change) for name, change in changes.items()}
    marked = {row[0]: row[4] for row in table(app, "topics")}
    assert (marked[title("t4")][:3], marked[title("t2")], marked[title("t1")]) == ("新出现", "已固定", "")
    told = "".join(said(app))
    assert f"{sizes['t4']} 条信息" in told and f"首次出现 {min(row['published_at'] for row in rows if row['topic_id'] == 't4'):%Y-%m-%d %H:%M}" in told
    assert "没有可比的上一时段：数据不够早。可选更晚或更短的时间范围。" in said(visit("topics"))


@pytest.mark.parametrize("name", ["a platform", "some days", "a keyword with operators"])
def test_a_link_leaves_the_topics_of_its_mentions(name):
    link, _leaves = LINKS[name]
    app = visit("topics", **link)
    shown = data(app, "topics")
    assert counted(click(app, "topics", 1)) == shown[1][2]


@pytest.mark.parametrize("name", ["a word nobody said", "before the first mention"])
def test_where_nothing_matches_it_says_so(name):
    app = visit("topics", **NOTHING[name])
    assert "**没有符合筛选条件的信息。**" in said(app) and list(app.get("plotly_chart")) == []


def test_topics_in_the_filter_choose_which_are_told_and_not_of_what(rows):
    held = Counter(row["topic_id"] for row in rows)
    app = visit("topics", topics=["t3", "t2"])
    assert [row[:4] for row in table(app, "topics")] == [
        [title(one), held[one], pytest.approx(100 * held[one] / len(rows)), "已固定" if one == "t2" else ""] for one in sorted(["t2", "t3"], key=lambda one: -held[one])
    ]
    assert any(f"n = {len(rows)} " in text for text in said(app) if text.startswith("话题声量"))
    assert counted(click(app, "topics", 0)) == max(held["t2"], held["t3"])
    assert "**这些信息都未归入话题。**" in said(visit("topics", topics="∅"))


def test_without_topics_it_says_why(tmp_path, exports):
    with opened(tmp_path, exports[1:]) as store:
        stand(store, [], {})
        app = visit("topics")
        assert "**还没有话题。**" in said(app) and list(app.get("plotly_chart")) == []


def test_a_row_opens_its_topic_and_the_address_says_so(rows):
    app = visit("topics")
    place = [row[0] for row in table(app, "topics")].index(title("t1"))
    app = choose(app, "topics", place)
    assert link(app) == {"topic": ["t1"]}
    assert "续航、掉电" in [element.value for element in app.text]
    assert "话题质量：中（一致性 0.10，区分度 0.20）" in "".join(said(app))
    assert len(table(app, "list_topic_examples")) == 2
    # By the address alone; what is typical, of the view.
    app = visit("topics", topic="t1", **WEEK)
    assert len(table(app, "list_topic_examples")) == 1
    assert counted(pressed(app, "open_topic")) == sum(row["topic_id"] == "t1" for row in within(rows))
    app = visit("topics", topic="t2")
    assert "**最受关注的原文**" in said(app) and len(table(app, "list_topic_examples")) == 5
    app = pressed(app, "open_first")
    first = min(row["published_at"] for row in rows if row["topic_id"] == "t2")
    assert counted(app) == sum(row["topic_id"] == "t2" and row["published_at"] == first for row in rows)
    app = pressed(visit("topics", topic="t2"), "close_topic")
    assert app.query_params == {} and not [element for element in app.dataframe if (element.key or "").startswith("list_topic")]
    assert "所选话题在当前视图中没有信息。" in said(visit("topics", topic="t9"))


def test_a_cell_opens_the_mentions_of_both(rows):
    app = visit("topics")
    held = Counter((row["topic_id"], row["platform"]) for row in rows)
    shown = data(app, "crossing")
    assert sorted(row[2] for row in shown) == sorted(held[one, platform] for one in TOPICS for platform in {row["platform"] for row in rows})
    place = max(range(len(shown)), key=lambda place: shown[place][2])
    app = click(app, "crossing", place)
    assert (counted(app), len(app.query_params)) == (shown[place][2], 2)
    app = visit("topics")
    visits.field(app, "交叉维度").set_value("aspects")
    app = visits.run(app)
    assert link(app) == {"across": ["aspects"]} and "电池续航" in {row[1] for row in data(app, "crossing")}


def test_a_point_opens_a_topic_of_its_days(rows):
    app = visit("topics", grain="week")
    shown = data(app, "topic_course")
    place = max(range(len(shown)), key=lambda place: shown[place][2])
    assert shown[place][4] == pytest.approx(shown[place][2] / shown[place][3])
    assert counted(click(app, "topic_course", place)) == shown[place][2]


def test_a_query_tells_the_topics_it_goes_together_with(rows):
    app = visit("topics", crisis="发烫 OR 起皮")
    shown = data(app, "association")
    assert [row[1] for row in shown] == sorted((row[1] for row in shown), reverse=True)
    found = Counter(row["topic_id"] for row in rows if "发烫" in row["text"] or "起皮" in row["text"])
    assert {row[0]: row[2] for row in shown} == {title(one): found[one] for one in TOPICS}
    app = click(app, "association", 0)
    assert (counted(app), link(app)["keyword"]) == (shown[0][2], ["发烫 OR 起皮"])
    app = visit("topics", crisis="起皮", keyword="表带")
    both = data(app, "association")[0][2]
    assert counted(click(app, "association", 0)) == both > 0 and link(app)["keyword"] == ["(表带) (起皮)"]
    assert "这些信息都不含“从未出现”，或全部都含，无从比较。" in said(visit("topics", crisis="从未出现"))
    assert "关键词中的引号没有闭合。" in "".join(said(visit("topics", crisis='"发烫')))


def test_names_of_topics_are_text():
    app = visit("topics", topic="t2", crisis="<b>")
    assert "<b>" not in "".join(element.value.replace("\\<", "") for element in app.markdown)
    assert "<b>起皮" not in str(chart(app, "topics"))


def test_the_forecast_rests_on_whole_hours_and_opens_their_mentions(rows):
    link = {"as_of": "2025-03-20T12:30:00", "ahead": "6"}
    app = visit("topics", **link)
    shown = data(app, "forecast")
    hours = [row for row in shown if row[1] is not None]
    first = min(row["published_at"] for row in rows).replace(minute=0, second=0)
    assert (hours[0][0], hours[-1][0], len(shown) - len(hours)) == (first, datetime(2025, 3, 20, 11), 6)
    place = max(range(len(hours)), key=lambda place: hours[place][1])
    assert counted(click(app, "forecast", place)) == hours[place][1]
    assert counted(click(visit("topics", **link), "forecast", len(hours) + 2)) == sum(row[1] for row in hours)


def test_the_forecast_is_of_the_one_topic_in_the_filter_and_says_what_it_would_take():
    assert "续航 · 掉电，未来 24 小时：约" in "".join(said(visit("topics", topics="t1"))).replace("\\", "")
    assert "自首条信息起至少需要 48 个整点小时" in "".join(said(visit("topics", as_of="2025-03-04T12:00:00")))
