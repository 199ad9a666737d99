"""情感分析: opened cold, by links and with nothing matching; its numbers are tests/pages/test_numbers.py."""

from collections import Counter
from datetime import datetime

import pytest

from analysis.labels import label
from tests import visits
from tests.mentions import numbered, plain, put, stored_of
from tests.pages.links import LINKS, NOTHING, REFUSED, felt
from tests.visits import CHARTS, chart, click, columns_of, data, numbers, said, visit

pytestmark = pytest.mark.usefixtures("store")

TREND = {"count": 4, "share": 3}
WEEK = {"since": "2025-03-10", "until": "2025-03-16"}


def test_the_first_visit_shows_the_course_and_the_platforms(everything):
    app = visit("sentiment")
    assert [title.value for title in app.title] == ["情感分析"]
    assert [element.key for element in app.get("plotly_chart")][:5] == [f"chart_{key}" for key in CHARTS["sentiment"]]
    felt_so = Counter(felt(mention) for mention in everything)
    known = len(everything) - felt_so[None]
    assert numbers(app).items() >= {
        "负面占比 · %": f"{felt_so[-1] / known:.1%}",
        "净情感度 · %": f"{(felt_so[1] - felt_so[-1]) / (felt_so[1] + felt_so[-1]):.1%}".replace("-", "−"),
        "观点分歧度 · %": f"{2 * min(felt_so[1], felt_so[-1]) / (felt_so[1] + felt_so[-1]):.1%}",
        "情感已知率 · %": f"{known / len(everything):.1%}",
    }.items()
    assert f"负面占比 {felt_so[-1] / known:.1%}。" in "".join(said(app))


@pytest.mark.parametrize("name", LINKS)
def test_the_course_counts_what_a_link_leaves(name, everything):
    link, leaves = LINKS[name]
    app = visit("sentiment", **link)
    expected = Counter(felt(mention) for mention in everything if leaves(mention))
    drawn = {name: sum(height for _start, height in bars) for name, bars in columns_of(app, "course").items()}
    assert [drawn.get(title, 0) for title in ("负面", "中性", "正面", "未知")] == [expected[one] for one in (-1, 0, 1, None)]


@pytest.mark.parametrize("show", ["count", "share", "negative", "net"])
@pytest.mark.parametrize("by", [None, "platforms", "brands", "aspects", "emotions", "intents"])
def test_it_is_shown_as_the_link_says(show, by):
    link = {"show": show, "grain": "week"} | ({"by": by} if by else {})
    app = visit("sentiment", **link)
    figure = chart(app, "course")
    types = {trace["type"] for trace in figure["data"]}
    assert types == ({"bar"} if show in TREND else {"scatter"})
    panels = len([name for name in figure["layout"] if name.startswith("yaxis")])
    groups = {row[0] for row in data(app, "course")} if by else {None}
    assert panels == min(len(groups), 6)
    assert app.query_params == {name: value for name, value in link.items() if (name, value) != ("show", "count")}


def test_a_person_chooses_how_it_is_shown():
    app = visit("sentiment")
    visits.field(app, "显示方式").set_value("negative")
    app = visits.run(app)
    visits.field(app, "拆分方式").set_value("kinds")
    app = visits.run(app)
    assert app.query_params == {"show": "negative", "by": "kinds"}
    assert [element.key for element in app.get("plotly_chart")][:5] == [f"chart_{key}" for key in CHARTS["sentiment"]]
    assert {row[0] for row in data(app, "groups")} == {"帖子", "转发", "评论", "文章"}


def test_with_a_period_before_it_tells_what_moved_net_sentiment():
    app = visit("sentiment", **WEEK)
    rows = data(app, "contributions")
    assert sum(row[1] for row in rows) == pytest.approx(_net(app) - _net(visit("sentiment", since="2025-03-03", until="2025-03-09")), abs=1.1e-3)


def _net(app) -> float:
    return float(numbers(app)["净情感度 · %"].replace("−", "-").rstrip("%")) / 100


@pytest.mark.parametrize("sentiment", [-1, 0, 1])
def test_a_part_of_a_bar_opens_exactly_its_mentions(sentiment):
    rows = data(visit("sentiment"), "groups")
    column = {-1: 2, 0: 3, 1: 4}[sentiment]
    assert visits.counted(click(visit("sentiment"), "groups", 0, sentiment)) == rows[0][column] > 0


@pytest.mark.parametrize("sentiment", [-1, 0, 1])
def test_a_part_of_an_aspect_opens_exactly_its_mentions(sentiment):
    rows = data(visit("sentiment"), "aspects")
    column = {-1: 3, 0: 4, 1: 5}[sentiment]
    place = max(range(len(rows)), key=lambda row: rows[row][column])
    app = click(visit("sentiment"), "aspects", place, sentiment)
    assert visits.counted(app) == rows[place][column] > 0
    aspect, feeling = app.query_params["aspect_sentiments"].split(":")
    assert (label("aspects", aspect), int(feeling)) == (rows[place][0], sentiment)


@pytest.mark.parametrize("key", ["emotions", "intents"])
def test_a_bar_of_emotions_or_intents_opens_exactly_its_mentions_unknown_too(key):
    rows = data(visit("sentiment"), key)
    for place in (0, len(rows) - 1):
        app = click(visit("sentiment"), key, place)
        assert visits.counted(app) == rows[place][1] > 0
        assert label(key, None if app.query_params[key] == "∅" else app.query_params[key]) == rows[place][0]


@pytest.mark.parametrize("intents", [None, "complaint", "praise", ["praise", "other"]], ids=str)
def test_the_complaint_share_opens_who_complains(intents):
    app = visit("sentiment", **({"intents": intents} if intents else {}))
    rows = {row[0]: row[1] for row in data(app, "intents")}
    complain = rows.get("投诉", 0)
    known = sum(count for name, count in rows.items() if name != "未知")
    assert numbers(app)["投诉占比 · %"] == f"{complain / known:.1%}"
    assert visits.opened(app, "complaints") == (complain or None)


@pytest.mark.parametrize(("groups", "left_out"), [(10, []), (16, [10]), (18, [10, 16, 16])])
def test_what_a_chart_leaves_out_is_said(empty_store, groups, left_out):
    """Of the contributions ten are drawn, of the groups and the aspects sixteen."""
    records = [
        record
        for name in map(str, range(groups)) for day in (1, 2)
        for record in plain(2 if name != "0" else 20, published_at=datetime(2024, 3, day), brands=[name], aspects=[name], aspect_sentiments=[f"{name}:-1"], sentiment=1 if name < "1" else -1)
    ]  # fmt: skip
    with empty_store.writing() as cursor:
        put(cursor, stored_of(numbered(records)))
    app = visit("sentiment", since="2024-03-02", until="2024-03-02", by="brands")
    assert [len(data(app, key)) for key in ("contributions", "groups", "aspects")] == [groups] * 3
    told = [text.rpartition(" · ")[2] for text in said(app) if text.endswith("其余见“数据”")]
    assert sorted(told) == [f"前 {most} 个，共 {groups} 个，其余见“数据”" for most in left_out]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"aspect_sentiments": "battery:-1"}, ["battery"]),
        ({"aspect_sentiments": "battery:-1", "aspects": "heat"}, ["heat"]),
        ({"aspect_sentiments": "∅"}, None),
    ],
    ids=str,
)
def test_the_sentiments_of_aspects_in_the_filter_only_choose_which_aspects_are_told(chosen, told):
    left = {name: value for name, value in chosen.items() if name == "aspects"}
    app, without = visit("sentiment", **chosen), visit("sentiment", **left)
    names = told and [label("aspects", name) for name in told]
    assert data(app, "aspects") == [row for row in data(without, "aspects") if names is None or row[0] in names] != []
    assert [sum(text.endswith(" · 不计筛选中的方面情感") for text in said(one)) for one in (app, without)] == [1, 0]


def test_the_cards_of_word_lists_lead_to_them():
    links = [element.proto for element in visit("sentiment", lang="en").get("page_link")]
    found = [link.query_string for link in links if link.label == "By word lists"]
    assert found == ["section=aspects&lang=en", "section=emotions&lang=en", "section=intents&lang=en"]


def test_where_no_aspect_is_named_the_card_says_so_and_what_is_unknown_has_no_bars():
    app = visit("sentiment", aspects="∅")
    assert "这些信息均未提及词表中的方面。" in said(app)
    assert "chart_aspects" not in [element.key for element in app.get("plotly_chart")]
    app = visit("sentiment", intents="∅")
    assert ("这些信息均未判断。" in said(app), numbers(app)["投诉占比 · %"]) == (True, "样本不足")


def test_a_link_to_the_sentiment_of_an_aspect_that_there_is_not_is_refused():
    app = visit("sentiment", aspect_sentiments="nowhere:-1")
    assert [warning.value.replace("\\", "") for warning in app.warning] and list(app.metric) == []
    assert not visit("sentiment", aspect_sentiments="battery:-1").warning


def test_a_panel_opens_the_mentions_of_its_group():
    link = {"by": "platforms", "grain": "week"}
    rows = data(visit("sentiment", **link), "course")
    place = max(range(len(rows)), key=lambda row: rows[row][3])
    app = click(visit("sentiment", **link), "course", place, -1)
    assert visits.counted(app) == rows[place][3]
    assert (visits.NAMES["zh"][app.query_params["platforms"]], app.query_params["sentiments"]) == (rows[place][0], "-1")


@pytest.mark.parametrize("link", NOTHING.values(), ids=NOTHING)
def test_where_nothing_matches_the_page_says_what_to_do(link):
    app = visit("sentiment", **link)
    assert {"**没有符合筛选条件的信息。**", "请放宽时间范围或去掉一个筛选条件。"} <= set(said(app))
    assert [list(app.metric), app.get("plotly_chart")] == [[], []]


@pytest.mark.parametrize(("link", "named"), REFUSED.values(), ids=REFUSED)
def test_a_link_that_asks_for_what_is_not_there_gives_no_numbers(link, named):
    app = visit("sentiment", **link)
    (warning,) = app.warning
    assert named in warning.value.replace("\\", "")
    assert [list(app.metric), app.get("plotly_chart")] == [[], []]


def test_one_mention_is_too_few_for_shares():
    app = visit("sentiment", since="2025-03-12T09:00:00", until="2025-03-12T10:00:00")
    assert [metric.value for metric in app.metric][:3] == ["样本不足"] * 3
