"""The list of mentions: what stands in it, in which order, and what a mention shows, against the invented files."""

from collections import Counter

import pytest

from nlp.sentiment import score
from store import settings
from tests import counted, visits
from tests.pages.links import LINKS, NOTHING, REFUSED, felt
from tests.visits import choose, in_list, listed, said, table, visit

pytestmark = pytest.mark.usefixtures("store")


@pytest.mark.parametrize(("link", "leaves"), LINKS.values(), ids=LINKS)
def test_the_list_holds_what_the_link_leaves(everything, link, leaves):
    expected = sorted(
        (mention for mention in everything if leaves(mention)), key=lambda mention: mention.at, reverse=True
    )
    app = visit("mentions", **link)
    assert visits.counted(app) == len(expected)
    rows = listed(app, pages=2)
    assert [row[0] for row in rows] == [mention.at for mention in expected[:100]]
    assert not Counter(map(tuple, rows)) - Counter(tuple(in_list(mention)) for mention in expected)


def test_all_pages_together_hold_every_mention_once(everything):
    rows = listed(visit("mentions"))
    assert Counter(map(tuple, rows)) == Counter(tuple(in_list(mention)) for mention in everything)


ORDERS = {
    "newest": lambda mention: -mention.at.timestamp(),
    "oldest": lambda mention: mention.at.timestamp(),
    "engagement": lambda mention: 1 if mention.engagement is None else -mention.engagement,
    "likes": lambda mention: 1 if mention.likes is None else -mention.likes,
    "comments": lambda mention: 1 if mention.comments is None else -mention.comments,
    "reposts": lambda mention: 1 if mention.reposts is None else -mention.reposts,
    "heat": lambda mention: -mention.heat,
}


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_holds_over_pages(everything, order):
    app = visit("mentions")
    visits.field(app, "排序").set_value(order)
    rows = listed(visits.run(app), pages=3)
    place = {tuple(in_list(mention)): ORDERS[order](mention) for mention in everything}
    assert [place[tuple(row)] for row in rows] == pytest.approx(sorted(map(ORDERS[order], everything))[:150])
    assert app.query_params == ({"order": order} if order != "newest" else {})


def test_the_pages_go_forth_and_back(everything):
    app = visit("mentions")
    first = table(app, "list_mentions")
    assert (len(first), app.button(key="previous").disabled) == (50, True)
    assert f"第 1–50 条，共 {len(everything)} 条" in said(app)
    app.button(key="next").click()
    second = table(visits.run(app), "list_mentions")
    assert f"第 51–100 条，共 {len(everything)} 条" in said(app)
    assert second[0][0] <= first[-1][0]
    app.button(key="previous").click()
    assert table(visits.run(app), "list_mentions") == first


def test_a_filter_begins_at_the_first_page_again():
    app = visit("mentions")
    app.button(key="next").click()
    visits.run(app)
    visits.field(app, "类型").set_value(["comment"])
    assert visits.run(app).button(key="previous").disabled
    assert app.query_params == {"kinds": "comment"}


def test_a_last_page_that_is_full_has_no_next(everything):
    times = sorted(mention.at for mention in everything)
    full = next(n for n in range(50, len(times), 50) if times[n - 1] < times[n])
    app = visit("mentions", as_of=times[full - 1].isoformat())
    assert visits.counted(app) == full
    for _page in range(full // 50 - 1):
        app.button(key="next").click()
        visits.run(app)
    assert (len(table(app, "list_mentions")), app.button(key="next").disabled) == (50, True)


def test_a_chosen_mention_shows_its_whole_text_and_counts(everything):
    longest = max(everything, key=lambda mention: mention.engagement or 0)
    app = visit("mentions", order="engagement")
    choose(app, "list_mentions", 0)
    texts = [element.value for element in app.text]
    assert longest.text in texts
    assert (
        f"{visits.NAMES['zh'][longest.platform]} · {visits.NAMES['zh'][longest.kind]} · {longest.at:%Y-%m-%d %H:%M} · {longest.author_name}"
        in texts[0]
    )
    assert (
        f"点赞 {longest.likes:,} · 评论 {longest.comments:,} · 转发 {longest.reposts:,} · 阅读 {longest.views:,} · 采集时的值"
        in said(app)
    )
    assert [link.proto.url for link in app.get("link_button")] == [longest.url]


def test_a_mention_says_which_files_held_it(everything, exports):
    longest = max(everything, key=lambda mention: mention.engagement or 0)
    app = choose(visit("mentions", order="engagement"), "list_mentions", 0)
    record = [row["链接"] for row in counted.records(exports[1])].index(longest.url) + 2
    seen = [element.value for element in app.dataframe if "文件" in element.value.columns]
    assert [frame.iloc[:, :3].to_numpy().tolist() for frame in seen] == [[[exports[1].name, str(record), "table"]]]


def test_a_comment_opens_its_thread(everything):
    app = choose(visit("mentions", kinds="comment", order="likes"), "list_mentions", 0)
    row = tuple(table(app, "list_mentions")[0])
    (thread,) = {mention.thread for mention in everything if tuple(in_list(mention)) == row}
    app.button(key="thread_mentions").click()
    app = visits.run(app)
    assert visits.counted(app) == sum(mention.thread == thread for mention in everything)


def test_in_english_the_list_is_english(everything):
    app = visit("mentions", lang="en")
    assert visits.counted(app, "en") == len(everything)
    rows = Counter(map(tuple, listed(app, pages=3)))
    assert not rows - Counter(tuple(in_list(mention, "en")) for mention in everything)


@pytest.mark.parametrize("link", NOTHING.values(), ids=NOTHING)
def test_where_nothing_matches_the_page_says_what_to_do(everything, link):
    app = visit("mentions", **link)
    assert {"**没有符合筛选条件的信息。**", "请放宽时间范围或去掉一个筛选条件。"} <= set(said(app))
    assert list(app.dataframe) == []
    app.button(key="reset").click()
    assert visits.counted(visits.run(app)) == len(everything)
    assert app.query_params == {}


@pytest.mark.parametrize(("link", "named"), REFUSED.values(), ids=REFUSED)
def test_a_link_that_asks_for_what_is_not_there_gives_no_numbers(link, named):
    app = visit("mentions", **link)
    (warning,) = app.warning
    assert named in warning.value.replace("\\", "")
    assert [list(app.title), list(app.dataframe)] == [[], []]


def test_the_view_without_what_is_not_there_is_one_button_away(everything):
    app = visit("mentions", platforms=["xiaohongshu", "nope"], keyword="续航")
    app.button(key="forgive").click()
    app = visits.run(app)
    assert visits.counted(app) == sum(
        m.platform == "xiaohongshu" and "续航" in f"{m.title} {m.text}" for m in everything
    )
    assert app.query_params == {"platforms": "xiaohongshu", "keyword": "续航"}
    assert list(app.warning) == []


def concluded(app) -> dict[str, str]:
    (frame,) = [element.value for element in app.dataframe if list(element.value.columns) == ["项目", "值"]]
    return dict(zip(frame["项目"], frame["值"], strict=True))


def test_a_mention_shows_what_is_concluded_from_it_and_by_whom(store, everything):
    app = visit("mentions", platforms="xiaohongshu", order="likes")
    most = max((m for m in everything if m.platform == "xiaohongshu"), key=lambda m: m.likes)
    found = concluded(choose(app, "list_mentions", 0))
    odds = score([most.text]).iloc[0]
    word = {1: "正面", 0: "中性", -1: "负面"}[felt(most)]
    by = "来自导出文件" if most.sentiment is not None else "模型判断"
    assert found["情感"] == f"{word} · {by} · 模型：负面 {odds['p_negative']:.1%}，正面 {odds['p_positive']:.1%}"
    assert (found["语言"], found["作者类型"], found["品牌"], found["关键词组"]) == ("中文", "个人", "–", "–")
    assert not [text for text in said(app) if text.startswith("这是按之前的规则")]


def test_a_mention_that_earlier_rules_reached_last_says_so(store):
    settings.say(store, {"dictionary": 'dictionary = ["星澜"]'})
    try:
        app = choose(visit("mentions"), "list_mentions", 0)
        assert [text for text in said(app) if text.startswith("这是按之前的规则")]
    finally:
        settings.say(store, {"dictionary": None})


def test_the_same_text_is_one_click_away(everything):
    text = next(text for text, count in Counter(m.text for m in everything).most_common() if count > 1 and len(text) > 30)
    same = [m for m in everything if m.text == text]
    app = choose(visit("mentions", keyword=f'"{text}"', order="oldest"), "list_mentions", 0)
    app.button(key="story_mentions").click()
    assert visits.counted(visits.run(app)) >= len(same)
