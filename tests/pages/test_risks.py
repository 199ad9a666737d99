"""风险与诉求, from its first visit: what is complained of, praised and asked is what the store holds, and opens its mentions."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

import written
from store.connect import Store, data_version_grows
from tests.pages.conftest import opened
from tests.pages.links import NOTHING
from tests.topics import stand, topic
from tests.visits import behind, chart, choose, click, counted, data, field, links_to_mentions, run, said, table, visit

WEEK = {"since": "2025-03-12", "until": "2025-03-18"}
# What the lexicons leave to chance in invented texts: who asks, and whom somebody official answered.
ASKED = """
UPDATE mention SET intent = CASE WHEN contains(text, '续航') THEN 'inquiry' WHEN sentiment = -1 THEN 'complaint' WHEN sentiment = 1 THEN 'praise' ELSE 'other' END,
    aspects = CASE WHEN contains(text, '表带') THEN ['quality'] WHEN contains(text, '发烫') THEN ['heat', 'quality'] ELSE ['battery'] END, story_id = NULL, parent_id = NULL, root_id = NULL;
UPDATE mention SET root_id = of, parent_id = of, kind = 'comment', intent = 'other', author_kind = CASE WHEN place = 1 THEN 'official' END, published_at = TIMESTAMP '2025-03-20 10:00', precision = 'second'
FROM (SELECT mention_id AS one, row_number() OVER (ORDER BY mention_id) AS place FROM mention WHERE sentiment = 0 AND intent = 'other' LIMIT 3) AS replies
JOIN (SELECT mention_id AS of, row_number() OVER (ORDER BY mention_id) AS place FROM mention WHERE intent = 'inquiry' AND kind = 'post' AND published_at < TIMESTAMP '2025-03-19' LIMIT 3) AS asked USING (place)
WHERE mention_id = one;
INSERT INTO event (event_id, name, since, until) VALUES ('11111111-0000-4000-8000-000000000000', '表带 <b>起皮</b>', '2025-03-04', '2025-03-12');
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("risks"), exports) as store:
        with store.writing() as cursor:
            cursor.execute(ASKED)
            data_version_grows(cursor)
        yield store


def asked(store: Store, sql: str) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(sql).fetchall()


def spoken(intent: str, felt: int, by: str = "unnest(aspects)", where: str = "true") -> str:
    """Of each value how many of the intent, of known sentiment, and felt so."""
    return f"SELECT count(*) FILTER (intent = '{intent}') AS n, count(sentiment), count(*) FILTER (sentiment = {felt}) FROM (SELECT {by} AS value, intent, sentiment FROM mention WHERE {where}) WHERE value IS NOT NULL GROUP BY value HAVING n > 0"


def told(app, key: str) -> list[tuple]:
    """The numbers of a list: how many, of known sentiment, felt so."""
    return sorted((row[2], row[9], row[10]) for row in data(app, key))


def test_the_first_visit_ranks_aspects_while_there_are_no_topics(store):
    app = visit("risks")
    assert [element.value for element in app.title] == ["风险与诉求"]
    texts = said(app)
    assert any("尚未生成话题，按方面统计" in text and "没有上期，得分不计增长" in text for text in texts)
    assert any(text.startswith("#### 最大风险：“") for text in texts) and any("没有上期可比" in text for text in texts)
    assert told(app, "risks") == sorted(asked(store, spoken("complaint", -1))) != []
    assert told(app, "praised") == sorted(asked(store, spoken("praise", 1))) != []
    (inquiries,) = asked(store, "SELECT count(*) FROM mention WHERE intent = 'inquiry'")[0]
    assert sum(row[2] for row in data(app, "inquiries")) == inquiries
    # Three threads are known, one of them answered.
    assert [sum(row[place] for row in data(app, "inquiries")) for place in (1, 8, 9)] == [2, 1, inquiries - 3]
    assert "会话已知的 3 条疑问中有 2 条还没有官方回应" in " ".join(texts) and behind(links_to_mentions(app.main)[2]) == 2
    months = asked(store, "SELECT count(*) FROM mention WHERE intent = 'complaint' AND list_contains(aspects, 'quality')")[0][0]
    assert sum(row[2] for row in data(app, "seasons") if row[0] == "质量") == months
    assert len(chart(app, "seasons")["data"][0]["x"]) == len(data(app, "seasons"))
    assert parse_qs(urlencode(app.query_params, doseq=True)) == {}


def test_rows_and_cells_open_their_mentions(store):
    app = visit("risks")
    risks, inquiries, seasons = table(app, "list_risks"), table(app, "list_inquiries"), data(app, "seasons")
    # Scores are written short, and kept as they are in the download.
    points = {row[0]: row[1] for row in data(app, "risks")}
    assert risks and [row[1] for row in risks] == [written.short(round(points[row[0]])) for row in risks]
    assert counted(choose(visit("risks"), "list_risks", 0)) == risks[0][2]
    place, row = next((place, row) for place, row in enumerate(inquiries) if row[1])
    assert counted(choose(visit("risks"), "list_inquiries", place)) == row[1] == 2
    assert counted(click(app, "seasons", 0)) == seasons[0][2]


def test_a_link_leaves_a_window_a_weekday_and_an_aspect(store):
    app = visit("risks", **WEEK, season="weekday", season_of="quality")
    where = "published_at >= '2025-03-12' AND published_at < '2025-03-19'"
    assert told(app, "risks") == sorted(asked(store, spoken("complaint", -1, where=where)))
    assert any("数据从 2025-03" in text and "认定一个往例之前至少要有 4 周" in text for text in said(app))
    then = asked(store, "SELECT count(*) AS n FROM (SELECT unnest(aspects) AS a FROM mention WHERE intent = 'complaint' AND published_at >= '2025-03-04' AND published_at < '2025-03-12') GROUP BY a HAVING n >= 10")
    cases = table(app, "list_cases")
    assert sorted(row[2] for row in cases) == sorted(n for (n,) in then) and all(row[1] == "表带 <b>起皮</b> · 2025-03-04 至 2025-03-11" for row in cases)
    assert counted(choose(visit("risks", **WEEK), "list_cases", 0)) == cases[0][2]
    days = asked(store, "SELECT isodow(published_at) AS day, count(*) FILTER (list_contains(aspects, 'quality')), count(*) FROM mention WHERE intent = 'complaint' AND precision IN ('second', 'minute', 'day') GROUP BY day ORDER BY day")
    assert [(row[3], row[4]) for row in table(app, "list_season")] == [day[1:] for day in days]
    assert field(app, "周期").value == "weekday" and field(app, "选择方面").value == "quality"
    field(app, "周期").set_value("month")
    app = run(app)
    assert parse_qs(urlencode(app.query_params, doseq=True)) == {**{name: [day] for name, day in WEEK.items()}, "season_of": ["quality"]}
    assert any(text.startswith("还没有月份能与上年同月比较") for text in said(app))


@pytest.mark.parametrize("name", ["a word nobody said", "before the first mention"])
def test_where_nothing_matches_it_says_so(name, store):
    app = visit("risks", **NOTHING[name])
    assert "**没有符合筛选条件的信息。**" in said(app) and list(app.get("plotly_chart")) == []


def test_where_nobody_complains_praises_or_asks_it_says_so(store):
    app = visit("risks", intents="other")
    texts = " ".join(said(app))
    for told in ("没有话题的样本足以排出风险", "这些信息里没有指明对象的投诉", "这些信息里没有指明对象的表扬", "筛选范围内没有人提出疑问", "日期已知的投诉都没有提到任何方面"):
        assert told in texts


def test_once_there_are_topics_these_are_ranked(store):
    stand(store, [topic("t1", "续航 · 掉电"), topic("t2", "表带 <b>起皮</b>")], {"t1": "contains(text, '电')", "t2": "contains(text, '表带')"})
    app = visit("risks", **WEEK)
    where = "published_at >= '2025-03-12' AND published_at < '2025-03-19'"
    assert told(app, "risks") == sorted(asked(store, spoken("complaint", -1, "topic_id", where)))
    assert {row[0] for row in data(app, "risks")} <= {"续航 · 掉电", "表带 <b>起皮</b>"} and not any("尚未生成话题，按方面统计" in text for text in said(app))
