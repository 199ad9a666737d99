"""The list of mentions: what stands in it, in which order, and what a mention shows, against the invented files."""

from collections import Counter

import pytest

from analysis.labels import label
from nlp.sentiment import score
from store import settings
from store.digest import faults
from tests import counted, visits
from tests.pages.conftest import opened
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
    "views": lambda mention: 1 if mention.views is None else -mention.views,
    "spread": lambda mention: 1 if mention.reposts is None or mention.is_pure_repost else -mention.reposts,
    "platform": lambda mention: mention.platform,
    "author": lambda mention: mention.author_name,
}


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_holds_over_pages(everything, order):
    app = visit("mentions")
    visits.field(app, "排序").set_value([order])
    rows = listed(visits.run(app), pages=3)
    place = {tuple(in_list(mention)): ORDERS[order](mention) for mention in everything}
    found, expected = [place[tuple(row)] for row in rows], sorted(map(ORDERS[order], everything))[:150]
    assert found == (expected if isinstance(expected[0], str) else pytest.approx(expected))
    assert app.query_params == ({"order": order} if order != "newest" else {})


def test_the_first_order_counts_most_and_the_next_decide_among_equals(everything):
    app = visit("mentions", order=["platform", "likes", "oldest"])
    rows = listed(app, pages=4)
    by = sorted(everything, key=lambda m: (m.platform, 1 if m.likes is None else -m.likes, m.at))[:200]
    assert [(row[0], row[1], row[6]) for row in rows] == [(m.at, visits.NAMES["zh"][m.platform], m.likes) for m in by]
    visits.field(app, "排序").set_value(["likes", "newest"])
    assert visits.run(app).query_params == {"order": ["likes", "newest"]}
    visits.field(app, "排序").set_value([])
    assert visits.run(app).query_params == {}
    assert table(app, "list_mentions")[0][0] == max(m.at for m in everything)


def test_what_the_list_is_sorted_by_stands_in_it(everything):
    app = visit("mentions", order=["heat", "likes"])
    (element,) = [element for element in app.dataframe if element.key.startswith("list_mentions")]
    assert list(element.proto.column_order)[:3] == ["时间", "热度", "点赞"]
    assert element.value["热度"].tolist() == pytest.approx(sorted((m.heat for m in everything), reverse=True)[:50], abs=0.001)


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
    assert visits.counted(app) == 1 + sum(mention.thread == thread for mention in everything)


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


# The values beside the list.


def facet(app, name: str) -> list[tuple[str, bool]]:
    """The buttons of a field: what stands on each, and whether it is chosen."""
    buttons = [element for element in app.button if element.key.startswith(f"facet_{name}_")]
    return [(element.label.replace("\\", ""), element.proto.type == "primary") for element in buttons]


def most_first(counts: dict) -> list[str]:
    """The values as their buttons tell them, those of one count by their codes, unknown last."""
    names = visits.NAMES["zh"] | {None: "未知"}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, str(item[0])))
    return [f"{names.get(value, value)} {count:,}" for value, count in ranked]


def test_each_value_is_shown_with_what_it_would_leave_and_a_click_takes_it(everything):
    app = visit("mentions")
    assert facet(app, "platforms") == [(text, False) for text in most_first(counted.by(everything, "platform"))[:8]]
    feelings = Counter(map(felt, everything))
    assert facet(app, "sentiments") == [(text, False) for text in most_first(feelings)]
    app.button(key="facet_kinds_comment").click()
    app = visits.run(app)
    comments = [m for m in everything if m.kind == "comment"]
    assert (visits.counted(app), app.query_params) == (len(comments), {"kinds": "comment"})
    # Its own choice does not narrow a field: the other kinds could be added.
    assert [(text, chosen) for text, chosen in facet(app, "kinds") if chosen] == [(f"评论 {len(comments):,}", True)]
    assert [text for text, _chosen in facet(app, "kinds")] == most_first(counted.by(everything, "kind"))
    assert facet(app, "sentiments") == [(text, False) for text in most_first(Counter(map(felt, comments)))]
    assert visits.field(app, "类型").value == ["comment"]
    app.button(key="facet_kinds_repost").click()
    assert visits.counted(visits.run(app)) == sum(m.kind in ("comment", "repost") for m in everything)
    app.button(key="facet_kinds_comment").click()
    app = visits.run(app)
    assert (visits.counted(app), app.query_params) == (sum(m.kind == "repost" for m in everything), {"kinds": "repost"})


def test_unknown_is_a_value_and_what_the_bar_takes_away_is_taken_away_here_too(everything):
    app = visit("mentions")
    app.button(key="facet_regions_∅").click()
    app = visits.run(app)
    assert (visits.counted(app), app.query_params) == (sum(m.region is None for m in everything), {"regions": "∅"})
    visits.field(app, "地域").set_value([])
    app = visits.run(app)
    assert visits.counted(app) == len(everything)
    assert [text for text, chosen in facet(app, "regions") if chosen] == []


def test_the_rarer_values_unfold_and_a_chosen_one_is_always_there(everything):
    regions = counted.by(everything, "region")
    assert len(regions) > 8
    rarest = min((region for region in regions if region), key=regions.get)
    app = visit("mentions")
    assert len(facet(app, "regions")) == 8
    app.button(key="more_regions").click()
    assert len(facet(visits.run(app), "regions")) == len(regions)
    app = visit("mentions", regions=rarest)
    assert (f"{rarest} {regions[rarest]}", True) in facet(app, "regions")
    kinds = {m.kind for m in everything if m.region == rarest}
    other = next(m for m in everything if m.region and m.kind not in kinds)
    app = visit("mentions", regions=[rarest, other.region], kinds=other.kind)
    assert (f"{rarest} 0", True) in facet(app, "regions")


# Corrections, on a store of their own.


@pytest.fixture
def own(tmp_path, exports):
    with opened(tmp_path, exports) as store:
        yield store


def feelings(app) -> list[object]:
    return [row[3] for row in table(app, "list_mentions")]


def test_one_mention_is_corrected_and_undone(own, everything):
    app = choose(visit("mentions", platforms="weibo"), "list_mentions", 2)
    before = feelings(app)
    wanted = "正面" if before[2] != "正面" else "负面"
    app.button(key=f"correct_mentions_{1 if wanted == '正面' else -1}").click()
    app = visits.run(app)
    assert feelings(app) == [*before[:2], wanted, *before[3:]]
    assert any(f"已将 1 条改为{wanted}" in text for text in said(app))
    assert "人工修正" in concluded(app)["情感"]
    (trail,) = [element.value for element in app.dataframe if "修正后" in element.value.columns]
    assert trail[["修改人", "修正前", "修正后"]].to_numpy().tolist() == [["未登录", before[2], wanted]]
    assert faults(own) == []
    app.button(key="undo_mentions").click()
    app = visits.run(app)
    assert feelings(app) == before
    assert any("已撤销，1 条恢复为之前的情感" in text for text in said(app))
    assert "人工修正" not in concluded(app)["情感"]


def test_a_correction_is_taken_back_in_the_detail(own):
    app = choose(visit("mentions"), "list_mentions", 0)
    before = feelings(app)
    for sentiment in (0, 1):
        app.button(key=f"correct_mentions_{sentiment}").click()
        app = visits.run(app)
    assert app.button(key="correct_mentions_1").disabled
    app.button(key="take_back_mentions").click()
    app = visits.run(app)
    assert (feelings(app), faults(own)) == (before, [])
    assert [button.key for button in app.button if button.key == "take_back_mentions"] == []


def test_several_are_chosen_corrected_and_let_go(own, everything):
    app = choose(visit("mentions"), "list_mentions", 0, 3, 4)
    before = feelings(app)
    assert "**已选 3 条**" in said(app)
    assert [element for element in app.get("download_button") if element.proto.label == "下载所选"]
    app.button(key="correct_mentions_0").click()
    app = visits.run(app)
    changed = [place for place in (0, 3, 4) if before[place] != "中性"]
    assert [feelings(app)[place] for place in (0, 3, 4)] == ["中性"] * 3
    assert changed and any("已将 3 条改为中性" in text for text in said(app))
    # The same rows are still chosen.
    assert "**已选 3 条**" in said(app)
    app.button(key="choose_none").click()
    app = visits.run(app)
    assert "**已选 3 条**" not in said(app)
    app.button(key="undo_mentions").click()
    assert feelings(visits.run(app)) == before


def test_what_is_corrected_out_of_the_filter_leaves_the_list_and_can_be_undone_there(own, everything):
    app = choose(visit("mentions", sentiments="-1"), "list_mentions", 0)
    count = visits.counted(app)
    app.button(key="correct_mentions_1").click()
    app = visits.run(app)
    # Nothing is chosen any more: the next one stands where it stood.
    assert (visits.counted(app), [b for b in app.button if b.key == "correct_mentions_1"]) == (count - 1, [])
    app.button(key="undo_mentions").click()
    assert visits.counted(visits.run(app)) == count


def test_what_is_chosen_is_let_go_when_other_mentions_stand_there(everything):
    app = choose(visit("mentions"), "list_mentions", 0, 1)
    assert "**已选 2 条**" in said(app)
    app.button(key="next").click()
    assert "**已选 2 条**" not in said(visits.run(app))


# What the word lists and the model find.


def test_a_tag_opens_what_has_the_same(store):
    app = visit("mentions", aspects="battery", platforms="weibo")
    app = choose(app, "list_mentions", 0)
    (tag,) = [button.key for button in app.button if button.key and button.key.startswith("tag_mentions_aspect_sentiments_battery")]
    app.button(key=tag).click()
    app = visits.run(app)
    felt_so = tag.rpartition(":")[2]
    with store.cursor() as cursor:
        sql = "SELECT count(*) FROM mention WHERE platform = 'weibo' AND list_contains(aspect_sentiments, $told)"
        assert visits.counted(app) == cursor.execute(sql, {"told": f"battery:{felt_so}"}).fetchone()[0] > 0
    assert app.query_params == {"aspects": "battery", "platforms": "weibo", "aspect_sentiments": f"battery:{felt_so}"}


def test_an_author_is_looked_at_alone_or_left_out(everything):
    counts = Counter(mention.author for mention in everything if mention.kind == "post")
    app = choose(visit("mentions", kinds="post"), "list_mentions", 0)
    app.button(key="only_mentions").click()
    app = visits.run(app)
    author = app.query_params["authors"]
    assert visits.counted(app) == counts[author] > 0
    app = choose(app, "list_mentions", 0)
    app.button(key="without_mentions").click()
    app = visits.run(app)
    assert visits.counted(app) == counts.total() - counts[author] > 0
    assert app.query_params == {"kinds": "post", "without_authors": author}
    assert any(text.endswith(f"类型：帖子 · 排除作者：{author}") for text in said(app))


def test_why_it_is_felt_so_is_told_with_the_parts_that_decided(store):
    app = choose(visit("mentions", sentiments="-1", order="negative", platforms="weibo"), "list_mentions", 0)
    with store.cursor() as cursor:
        p = cursor.execute("SELECT p_negative, p_positive FROM mention WHERE sentiment = -1 AND platform = 'weibo' ORDER BY p_negative DESC LIMIT 1").fetchone()
    told = said(app)
    assert f"负面 {p[0]:.1%} · 中性 {1 - p[0] - p[1]:.1%} · 正面 {p[1]:.1%}" in told
    assert [text for text in told if ":red-background[" in text]
    (parts,) = [element.value for element in app.dataframe if "片段" in element.value.columns]
    assert 0 < len(parts) <= 5 and parts["倾向"].tolist() == ["正面" if weight > 0 else "负面" for weight in parts["权重"]]
    assert parts["权重"].abs().is_monotonic_decreasing and parts["权重"].iloc[0] < 0


def test_aspects_intent_and_emotion_are_columns_that_can_be_taken(store):
    app = visit("mentions", intents="complaint", aspects="battery")
    (found,) = [element for element in app.dataframe if element.key and element.key.startswith("list_mentions")]
    assert {"方面", "意图", "情绪"} <= set(visits.hidden(found))
    assert set(found.value["意图"]) == {"投诉"} and all("电池续航" in told for told in found.value["方面"])


@pytest.mark.parametrize("field", ["aspects", "intents", "emotions"])
def test_what_the_word_lists_find_is_a_facet_that_filters(store, field):
    with store.cursor() as cursor:
        column = {"aspects": "unnest(CASE WHEN len(aspects) > 0 THEN aspects ELSE [NULL] END)", "intents": "intent", "emotions": "emotion"}[field]
        sql = f"SELECT value, count(*) FROM (SELECT {column} AS value FROM mention) GROUP BY value ORDER BY count(*) DESC, value NULLS LAST"
        counts = cursor.execute(sql).fetchall()
    app = visit("mentions")
    assert [text for text, _chosen in facet(app, field)] == [f"{label(field, value)} {count:,}" for value, count in counts][:8]
    value, count = next((value, count) for value, count in counts if value is not None)
    app.button(key=f"facet_{field}_{value}").click()
    app = visits.run(app)
    assert (visits.counted(app), app.query_params) == (count, {field: value})


# Thread and story.


def test_the_root_of_a_comment_is_told_and_opened_from_it(everything):
    app = choose(visit("mentions", kinds="comment", order="likes"), "list_mentions", 0)
    row = tuple(table(app, "list_mentions")[0])
    (thread,) = {mention.thread for mention in everything if tuple(in_list(mention)) == row}
    assert f"整个讨论串 {1 + sum(m.thread == thread for m in everything)} 条" in [button.label for button in app.button]
    app.button(key="root_mentions").click()
    app = visits.run(app)
    texts = [element.value for element in app.text]
    assert any(text.startswith(("微博 · 帖子", "微博 · 转发")) for text in texts)
    app.button(key="thread_mentions").click()
    assert visits.counted(visits.run(app)) == 1 + sum(mention.thread == thread for mention in everything)


def test_back_from_the_root_is_the_comment(everything):
    app = choose(visit("mentions", kinds="comment", order="likes"), "list_mentions", 0)
    before = [element.value for element in app.text]
    app.button(key="root_mentions").click()
    app = visits.run(app)
    assert [element.value for element in app.text] != before
    app.button(key="back_mentions").click()
    assert [element.value for element in visits.run(app).text] == before


def test_the_story_is_told_with_its_size_before_it_is_opened(everything):
    text = next(text for text, count in Counter(m.text for m in everything).most_common() if count > 1 and len(text) > 30)
    app = choose(visit("mentions", keyword=f'"{text}"', order="oldest"), "list_mentions", 0)
    (told,) = [button.label for button in app.button if button.key == "story_mentions"]
    app.button(key="story_mentions").click()
    assert told == f"相似文章 {visits.counted(visits.run(app))} 条"


def test_similar_texts_are_one_row_by_link_and_tell_how_they_spread(store):
    with store.cursor() as cursor:
        sizes = cursor.execute("SELECT count(*) FROM mention WHERE story_id IS NOT NULL GROUP BY story_id HAVING count(*) > 1 ORDER BY count(*) DESC").fetchall()
    app = visit("mentions", period="all", rows="stories")
    rows = table(app, "stories")
    assert [row[0] for row in rows] == [count for (count,) in sizes[:200]]
    whole, within = visits.counted(app), sum(count for (count,) in sizes)
    assert f"{len(sizes):,} 组相似文章共含 {within:,} 条信息，其余 {whole - within:,} 条各自独立。" in said(app)
    app = choose(app, "stories", 0)
    (spread,) = [visits.rows(element.value) for element in app.dataframe if "距首发" in element.value.columns]
    assert (sum(row[3] for row in spread), spread[0][2]) == (rows[0][0], "0 分钟")
    assert [row[1] for row in spread] == sorted(row[1] for row in spread)
    assert rows[0][3] == " → ".join(row[0] for row in spread)
    app.button(key="story_mentions").click()
    app = visits.run(app)
    assert visits.counted(app) == rows[0][0]


def test_where_nothing_was_said_twice_the_list_of_similar_texts_says_so(everything):
    app = visit("mentions", rows="stories", **NOTHING["a word nobody said"])
    assert "**没有符合筛选条件的信息。**" in said(app)
    texts = [mention.text or "" for mention in everything]
    alone = next(text for text in texts if text and '"' not in text and sum(text in other for other in texts) == 1)
    app = visit("mentions", rows="stories", keyword=f'"{alone}"')
    assert "这些信息中没有重复出现的文章。" in [element.value for element in app.info]
