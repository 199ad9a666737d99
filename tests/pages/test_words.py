"""词云热词: opened cold, by links and with nothing matching; what it counts, what its marks open, and what is changed in place."""

import json
from collections import Counter
from urllib.parse import parse_qs, urlencode

import pytest

import jobs
from store import settings, views
from tests import visits
from tests.pages.conftest import opened
from tests.pages.links import LINKS, NOTHING
from tests.visits import chart, choose, click, counted, data, said, table, visit

WEEK = {"since": "2025-03-12", "until": "2025-03-18"}


@pytest.fixture(scope="module")
def rows(store) -> list[dict]:
    """Of every mention: the words it holds, its sentiment, story and platform."""
    with store.cursor() as cursor:
        sql = "SELECT list_sort(list(DISTINCT token)) AS words, any_value(sentiment) AS sentiment FROM (SELECT mention_id, sentiment, unnest(tokens) AS id FROM mention) JOIN word USING (id) GROUP BY mention_id"
        return cursor.execute(sql).to_arrow_table().to_pylist()


def placed(app, word: str, key: str = "cloud") -> int:
    """The row of a word behind a chart."""
    return next(place for place, row in enumerate(data(app, key)) if row[0] == word)


def pressed(app, key: str):
    app.button(key=key).click()
    return visits.run(app)


def test_the_first_visit_counts_words_as_the_store_holds_them_each_opening_its_mentions(store, rows):
    app = visit("words")
    assert [title.value for title in app.title] == ["词云热词"]
    held = Counter(word for row in rows for word in row["words"])
    shown = data(app, "cloud")
    assert [row[1] for row in shown] == [held[row[0]] for row in shown] and len(shown) > 50
    assert [row[1] for row in shown] == sorted((row[1] for row in shown), reverse=True)
    assert not {row[0] for row in shown} & {"的", "了", "充"} and not any(row[0].isdigit() for row in shown)
    negative = Counter(word for row in rows if row["sentiment"] == -1 for word in row["words"])
    assert [row[6] for row in shown] == [negative[row[0]] for row in shown]
    for place in (0, 7, 30):
        assert counted(click(visit("words"), "cloud", place)) == shown[place][1]
    assert shown[0][0] in "".join(said(app))


@pytest.mark.parametrize("name", ["a platform", "a word", "some hours", "all at once"])
def test_a_link_leaves_the_words_of_its_mentions(name):
    link, _leaves = LINKS[name]
    app = visit("words", **link)
    place = len(data(app, "cloud")) // 2
    _word, mentions, *_rest = data(app, "cloud")[place]
    assert counted(click(app, "cloud", place)) == mentions


@pytest.mark.parametrize("name", NOTHING)
def test_where_nothing_matches_it_says_so(name):
    app = visit("words", **NOTHING[name])
    assert "**没有符合筛选条件的信息。**" in said(app) and list(app.get("plotly_chart")) == []


def test_a_cloud_of_one_word_opens_mentions_that_hold_both(rows):
    app = visit("words", words="续航")
    place = next(place for place, row in enumerate(data(app, "cloud")) if row[0] != "续航")
    word, mentions, *_rest = data(app, "cloud")[place]
    assert mentions == sum({word, "续航"} <= set(row["words"]) for row in rows)
    app = click(app, "cloud", place)
    assert (counted(app), parse_qs(urlencode(app.query_params, doseq=True))["words"]) == (mentions, ["续航", word])


def test_other_clouds_are_in_the_address_and_say_where_there_is_none():
    app = visit("words", cloud="emoji")
    assert "这些信息里没有。可换一类、缩短词长，或减少停用词。" in said(app)
    visits.field(app, "词云类别").set_value("words")
    app = visits.run(app)
    assert app.query_params == {} and data(app, "cloud")


def test_topics_emoticons_and_emoji_have_clouds_of_their_own(tmp_path):
    texts = ["#新品# 不错[哈哈]😀", "#新品# 一般 😀😀", "[哈哈] 还行"]
    file = tmp_path / "表.csv"
    file.write_text("平台,作者,发布时间,正文\n" + "\n".join(f"微博,甲{n},2025-03-0{n + 1} 10:00,{text}" for n, text in enumerate(texts)), encoding="utf-8-sig")
    with opened(tmp_path, [file]):
        for kind, sign, count in (("hashtags", "#新品#", 2), ("emoticons", "[哈哈]", 2), ("emoji", "😀", 2)):
            app = visit("words", cloud=kind)
            assert [row[:2] for row in data(app, "cloud")] == [[sign, count]]
            assert counted(click(app, "cloud", 0)) == count


def test_growth_colours_the_cloud_where_there_is_a_period_before():
    app = visit("words", colour="growth", **WEEK)
    assert "醒目：较 2025-03-05 至 2025-03-11 明显增多" in "".join(said(app))
    assert len(data(app, "cloud")[0]) == 11
    assert "蓝：偏正面" in "".join(said(visit("words", colour="growth")))


def test_a_bar_opens_the_mentions_of_its_side():
    shown = data(visit("words", kinds="comment"), "distinctive")
    for place in (0, len(shown) - 1):
        _word, z, *_rest, here, there = shown[place]
        assert counted(click(visit("words", kinds="comment"), "distinctive", place)) == (here if z > 0 else there)
    assert shown[0][1] > 0 > shown[-1][1]


def test_two_clouds_open_the_mentions_of_their_sides_and_are_in_the_address():
    link = {"kinds": "comment", "drawn": "clouds"}
    app = visit("words", **link)
    shown, marks = data(app, "distinctive"), chart(app, "distinctive")["data"][0]
    assert {note["text"] for note in chart(app, "distinctive")["layout"]["annotations"]} == {"<b>当前视图</b>", "<b>同期其余信息</b>"}
    placed_in = {key[0]: base for key, base in zip(marks["customdata"], marks["base"], strict=True)}
    for place, (_word, z, *_rest, here, there) in ((place, shown[place]) for place in (0, len(shown) - 1)):
        assert (placed_in[place] < 370) == (z > 0)
        assert counted(click(visit("words", **link), "distinctive", place)) == (here if z > 0 else there)
    assert {"矢量图", "图片"} <= {element.proto.label for element in app.get("download_button") if "sides" in element.proto.id}
    visits.field(app, "图形").set_value("bars")
    assert "drawn" not in visits.run(app).query_params


def test_where_nothing_can_be_compared_it_says_why():
    assert "当前视图就是整个时段：先筛选，或另选对照。" in said(visit("words"))
    assert "没有明显不同的词，或有一方没有信息。" in said(visit("words", against="previous", **WEEK))


def test_a_view_is_compared_with_a_saved_one_and_one_that_is_gone_is_named(store):
    view = views.save(store, "负面", "words", "sentiments=-1")
    try:
        link = {"sentiments": "1", "against": f"view:{view.view_id}"}
        app = visit("words", **link)
        shown = data(app, "distinctive")
        last = len(shown) - 1
        assert shown[0][1] > 0 > shown[last][1] and "负面" in str(chart(app, "distinctive"))
        assert counted(click(app, "distinctive", last)) == shown[last][-1]
    finally:
        views.remove(store, view.view_id)
    app = visit("words", **link)
    assert "链接中的对照不在数据中，请另选。" in said(app)


def test_a_burst_opens_the_mentions_of_its_days():
    app = visit("words")
    shown = data(app, "bursts")
    assert counted(click(app, "bursts", 0)) == shown[0][7]


def test_the_network_of_a_word_opens_mentions_of_two_and_of_three(rows):
    app = visit("words", beside="充电")
    word, mentions, *_rest = data(app, "beside")[0]
    assert mentions == sum({word, "充电"} <= set(row["words"]) for row in rows)
    assert counted(click(app, "beside", 0)) == mentions
    app = visit("words", beside="充电")
    joints = next(trace for trace in chart(app, "beside")["data"] if trace.get("customdata") and len(trace["customdata"][0]) == 2)
    told = joints["hovertext"][0]
    assert f"{counted(click(app, 'beside', *joints['customdata'][0]))} 条" in told
    assert "含“从未”又含其他词的相似文章不足 5 组。" in said(visit("words", beside="从未"))


def test_the_table_is_searched_and_leads_to_mentions_and_neighbours(rows):
    app = visit("words")
    app.text_input(key="seek_words").set_value("续航")
    app = visits.run(app)
    assert {row[0] for row in table(app, "words")} == {word for row in rows for word in row["words"] if "续航" in word}
    app = pressed(choose(app, "words", 0), "beside_word")
    assert app.query_params["beside"] == table(app, "words")[0][0] or app.query_params["beside"] == [table(app, "words")[0][0]]
    app = pressed(choose(app, "words", 0), "open_word")
    assert counted(app) == sum("续航" in row["words"] for row in rows)


def test_a_stop_word_leaves_the_cloud_at_once_and_comes_back(tmp_path, exports):
    with opened(tmp_path, exports) as store:
        app = visit("words")
        first = table(app, "words")[0][0]
        app = pressed(choose(app, "words", 0), "stop_word")
        assert first not in {row[0] for row in data(app, "cloud")} and f"停用词：新增 “{first}”" in "".join(said(app))
        assert first in settings.latest(store)["stop_words"].value
        assert counted(visit("mentions", words=first)) > 0
        app = pressed(app, "undo_added")
        assert table(app, "words")[0][0] == first and settings.latest(store)["stop_words"].value is None
        app.text_input(key="new_stop_words").set_value(f"{first}、从未")
        app = pressed(app, "add_stop_words")
        assert first not in {row[0] for row in data(app, "cloud")}
        assert [entry.key for entry in settings.trail(store, ("stop_words",))] == ["stop_words"] * 3
        app.text_input(key="new_dictionary").set_value("四天一充")
        app = pressed(app, "add_dictionary")
        assert "四天一充" in settings.latest(store)["dictionary"].value and "种草" in settings.latest(store)["dictionary"].value
        assert "enrich" in {job.kind for job in jobs.jobs_of(store).jobs()}


def test_the_shortest_word_is_in_the_address():
    app = visit("words", shortest="3")
    assert data(app, "cloud") and all(len(row[0]) >= 3 for row in data(app, "cloud"))
    assert any(len(row[0]) == 1 for row in data(visit("words", shortest="1"), "cloud"))


def test_the_cloud_is_taken_away_as_svg_and_png():
    app = visit("words")
    labels = [json.dumps(element.proto.label, ensure_ascii=False) for element in app.get("download_button")]
    assert '"矢量图"' in labels and '"图片"' in labels
