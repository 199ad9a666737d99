"""The page of settings: what is typed is counted, saved, carried by the mentions, recorded, and can be taken back."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import jobs
from analysis.targets import targets
from loaders.fold import publish
from loaders.prepare import prepare
from loaders.rules import documents
from nlp.rules import SETTINGS, default, document
from store import settings
from store.connect import Store, connect
from tests import hostile, visits
from tests.counted import Mention
from tests.pages.conftest import opened
from tests.pages.test_hostile import MARKS, assert_harmless
from tests.pages.test_imports import wait
from tests.visits import choose, rows, said, visit

SAVED, UNSAVED = "**没有未保存的修改**", "**{} 处未保存的修改**"
SHIPPED = len(tomllib.loads(default("accounts"))["account"])
BRAND = {"name": "星澜", "ours": True, "words": "星澜、xinglan"}


@pytest.fixture
def filled(tmp_path: Path, exports: list[Path]) -> Iterator[Store]:
    """A store of the invented exports that a test may change."""
    with opened(tmp_path, exports) as store:
        yield store


def typed(app: AppTest, name: str, *added: dict, changed: dict[int, dict] | None = None, deleted: tuple[int, ...] = ()) -> AppTest:
    """What a person types into a table, as its editor tells it."""
    key = f"grid_{name}_{app.session_state['_grids'][name]['turn']}"
    rows = [{"ours": False} | row if name == "brand" else row for row in added]
    app.session_state[key] = {"edited_rows": changed or {}, "added_rows": rows, "deleted_rows": list(deleted)}
    return visits.run(app)


def kind(app: AppTest, name: str) -> AppTest:
    app.session_state["_kind"] = name
    return visits.run(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return visits.run(app)


def saved(app: AppTest, store: Store) -> AppTest:
    """Save, and wait until every mention follows."""
    press(app, "save")
    wait(store)
    return visits.run(app)


# Tables that are only looked at have no key in AppTest: one of their columns.
LOOKED_AT = {"accounts_met": "账号", "cuts": "加入前的切分", "segments_met": "受众分层", "author_rules_met": "作者类型"}


def shown(app: AppTest, key: str) -> list[list[object]]:
    (frame,) = [
        element.value
        for element in app.dataframe
        if re.fullmatch(rf"{key}(_\d+)?", element.key or "") or LOOKED_AT.get(key) in element.value.columns
    ]
    return rows(frame)


def text(mention: Mention) -> str:
    """Title and text; a title that only begins the text is not said twice."""
    return mention.text if not mention.title or mention.text.startswith(mention.title) else f"{mention.title}\n{mention.text}"


def number(everything: list[Mention], *words: str) -> int:
    return sum(any(word in text(mention) for word in words) for mention in everything)


def stored(store: Store, column: str) -> dict[str, int]:
    with store.cursor() as cursor:
        sql = f"SELECT name, count(*) FROM (SELECT unnest({column}) AS name FROM mention) GROUP BY ALL"
        return dict(cursor.execute(sql).fetchall())


def value(store: Store, key: str) -> dict | None:
    text = documents(store).get(key)
    return None if text is None else tomllib.loads(text)


# Before anything is set


@pytest.mark.parametrize("section", [*SETTINGS, "trail", "exchange"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_section_is_drawn_by_its_link_in_both_languages(store, section, lang):
    app = visit("settings", section=section, lang=lang)
    assert [title.value for title in app.title] == [{"zh": "系统设置", "en": "Settings"}[lang]]
    assert {"zh": SAVED, "en": "**All changes are saved**"}[lang] in said(app)
    assert app.button(key="save").disabled and app.button(key="discard").disabled


def test_a_section_that_there_is_not_is_the_first(store):
    assert "示例：" in said(visit("settings", section="nonsense"))


def test_an_empty_store_can_be_set_up_before_the_first_import(empty_store):
    app = visit("settings")
    assert [title.value for title in app.title] == ["系统设置"]
    assert {"示例：", "导入的信息会按这些规则标注。"} <= set(said(app))
    app = typed(app, "brand", BRAND)
    assert shown(app, "matches_brand") == [["星澜", "0", "–"]]
    app = saved(app, empty_store)
    assert value(empty_store, "watchlist")["brand"] == [{"name": "星澜", "ours": True, "words": ["星澜", "xinglan"]}]


@pytest.mark.parametrize("name", ["product", "problem", "topic", "combination"])
def test_every_table_says_how_to_begin(store, name):
    app = kind(visit("settings"), name)
    told = " ".join(said(app))
    assert "示例：" in told or "先在前面几栏填写" in told


# The watchlist


def test_what_is_typed_is_counted_at_once_and_nothing_is_saved(store, everything):
    app = typed(visit("settings"), "brand", BRAND, {"name": "续航", "words": "续航，掉电"})
    count, battery = number(everything, "星澜"), number(everything, "续航", "掉电")
    total = len(everything)
    assert shown(app, "matches_brand") == [
        ["星澜", f"0 → {count}", f"{count / total:.1%}"], ["续航", f"0 → {battery}", f"{battery / total:.1%}"],
    ]  # fmt: skip
    assert f"共 {total} 条信息，精确统计" in said(app)
    assert {UNSAVED.format(2), "品牌：新增 “星澜”、“续航”"} <= set(said(app))
    assert documents(store) == {}


def test_a_rule_that_is_chosen_shows_what_counts_and_what_does_not(store, everything):
    rule = {"name": "续航", "words": "续航", "without": "续航真的稳、售后"}
    app = typed(visit("settings"), "brand", BRAND, rule)
    assert "#### “星澜”的例子" in said(app)
    app = choose(app, "matches_brand", 1)
    assert "#### “续航”的例子" in said(app)
    counting = shown(app, "counting_brand_1")
    assert all("【续航】" in row[1] for row in counting) and {row[0] for row in counting} == {"续航"}
    passing = shown(app, "passing_brand_1")
    assert passing and {row[1] for row in passing} <= {"属于排除词“续航真的稳”", "正文含排除词“售后”"}
    counts = [one for one in map(text, everything) if "售后" not in one and "续航" in one.replace("续航真的稳", "")]
    expected = number(everything, "续航") - len(counts)
    assert {f"计入 {len(counts)} 条", f"含有词语但不计入 {expected} 条"} <= set(said(app))
    app = choose(app, "counting_brand_1", 0)
    assert any("续航" in element.value for element in app.text)


def test_a_large_store_is_counted_in_a_sample_and_says_so(filled, everything, monkeypatch):
    monkeypatch.setattr("ui.matches.MOST", 100)
    with filled.cursor() as cursor:
        sql = "SELECT count(*) FILTER (text LIKE '%星澜%') FROM (SELECT text FROM mention ORDER BY md5(CAST(mention_id AS VARCHAR)) LIMIT 100)"
        (count,) = cursor.execute(sql).fetchone()
    app = typed(visit("settings"), "brand", BRAND)
    assert shown(app, "matches_brand") == [["星澜", f"0 → {count}", f"{count}.0%"]]
    assert "按抽样的 100 条信息统计" in said(app)


def test_a_combination_shows_what_is_lacking(store):
    app = typed(visit("settings"), "brand", BRAND)
    app = typed(kind(app, "problem"), "problem", {"name": "续航问题", "words": "续航"})
    app = typed(kind(app, "combination"), "combination", {"name": "星澜 × 续航", "of": ["星澜", "续航问题"]})
    words = {tuple(row[:2]) for row in shown(app, "passing_combination_0")}
    assert words <= {("星澜", "未涉及“续航问题”"), ("续航问题", "未涉及“星澜”")} and words
    assert UNSAVED.format(3) in said(app)


def test_a_mention_counts_for_its_query_and_says_so(store, everything):
    app = typed(visit("settings"), "brand", {"name": "星澜", "words": "没有这个词", "queries": "星澜手表"})
    count = sum("星澜手表" in mention.files for mention in everything)
    assert shown(app, "matches_brand")[0][1] == f"0 → {count}"
    assert {row[0] for row in shown(app, "counting_brand_0")} == {"检索词：星澜手表"}


def test_rules_that_cannot_be_used_are_kept_and_say_why(store, everything):
    app = typed(visit("settings"), "brand", BRAND, {"name": "竞品"})
    assert [warning.value.replace("\\", "") for warning in app.warning] == ["“竞品”没有词，请至少填写一个。"]
    assert app.button(key="save").disabled and not app.button(key="discard").disabled
    assert "暂不能保存。监测词：“竞品”没有词，请至少填写一个。" in said(app)
    count = number(everything, "星澜")
    assert [row[:2] for row in shown(app, "matches_brand")] == [["星澜", f"0 → {count}"], ["竞品", "–"]]
    app = kind(kind(app, "topic"), "brand")
    assert [row["name"] for row in app.session_state["_grids"]["brand"]["rows"]] == ["星澜", "竞品"]


def test_what_was_typed_stays_while_its_reader_looks_elsewhere_and_speaks_otherwise(store):
    app = typed(visit("settings"), "brand", BRAND)
    app.switch_page("../pages/overview.py")
    visits.run(app)
    app.switch_page("../pages/settings.py")
    assert UNSAVED.format(1) in said(visits.run(app))
    app.session_state["lang"] = "en"
    assert "**1 unsaved changes**" in said(visits.run(app))
    assert app.session_state["_grids"]["brand"]["rows"] == [BRAND]


def test_an_edit_that_comes_with_a_new_table_is_not_lost(store):
    """The names to choose from change in the same run as a cell."""
    app = typed(visit("settings"), "brand", BRAND)
    app = typed(kind(app, "product"), "product", {"name": "S2", "words": "S2", "brand": "星澜"})
    grids = app.session_state["_grids"]["product"]
    app.session_state[f"grid_product_{grids['turn']}"] = {
        "edited_rows": {}, "added_rows": [{"name": "S2", "words": "S2、S3", "brand": "星澜"}], "deleted_rows": [],
    }  # fmt: skip
    app.session_state["lang"] = "en"
    visits.run(app)
    assert app.session_state["_grids"]["product"]["gave"] == [{"name": "S2", "words": "S2、S3", "brand": "星澜"}]


def test_a_change_is_discarded_and_taken_back(store):
    app = press(typed(visit("settings"), "brand", BRAND), "discard")
    assert {SAVED, "已放弃 1 处修改。"} <= set(said(app))
    assert app.session_state["_grids"]["brand"]["gave"] == []
    app = press(app, "undiscard")
    assert UNSAVED.format(1) in said(app)
    assert app.session_state["_grids"]["brand"]["gave"] == [BRAND]


def test_saving_is_one_setting_and_one_job_and_the_mentions_carry_the_brands(filled, everything):
    count, battery = number(everything, "星澜"), number(everything, "续航")
    app = typed(visit("settings"), "brand", BRAND)
    app = typed(kind(app, "problem"), "problem", {"name": "续航", "words": "续航"})
    app = press(app, "save")
    assert {SAVED, ":material/check: 已保存。品牌：新增 “星澜”；常见问题：新增 “续航”"} <= set(said(app))
    wait(filled)
    assert [(job.kind, job.state) for job in jobs.jobs_of(filled).jobs() if job.kind not in jobs.FOLLOWING] == [("enrich", "done")]
    assert [entry.key for entry in settings.trail(filled, tuple(SETTINGS))] == ["watchlist"]
    assert stored(filled, "brands") == {"星澜": count}
    assert stored(filled, "keyword_sets") == {"续航": battery}
    app = visits.run(app)
    assert shown(app, "matches_problem")[0][1] == str(battery)
    app = typed(app, "problem", changed={0: {"words": "续航、掉电"}})
    assert shown(app, "matches_problem")[0][1] == f"{battery} → {number(everything, '续航', '掉电')}"
    app = saved(typed(app, "problem", deleted=(0,)), filled)
    assert stored(filled, "keyword_sets") == {} and stored(filled, "brands") == {"星澜": count}


def test_rules_of_segments_are_counted_before_they_are_saved_refused_and_saved(filled, everything):
    with filled.cursor() as cursor:
        before = dict(cursor.execute("SELECT segment, count(*) FROM mention GROUP BY ALL").fetchall())
        unverified = cursor.execute("SELECT count(*) FROM mention WHERE author_kind = 'person' AND platform = 'weibo' AND NOT verified").fetchone()[0]
        persons, ours = (cursor.execute(f"SELECT count(*) FROM mention WHERE author_kind = 'person' AND platform {sign} 'weibo'").fetchone()[0] for sign in ("<>", "="))
    assert 0 < unverified < ours
    assert ours <= sum(m.platform == "weibo" for m in everything)
    app = typed(visit("settings", section="segments"), "segment", changed={3: {"brands": None, "platforms": ["微博"]}})
    names = {"核心": "core", "潜在": "potential", "普通": "ordinary", "媒体": "media", "KOL": "kol", "不属于任何一类": None}
    now, then = ({names[row[0]]: int(row[place].replace(",", "")) for row in shown(app, "segments_met")} for place in (1, 3))
    assert {name: count for name, count in now.items() if count} == before
    assert (then["potential"], then["ordinary"]) == (ours, persons) and sum(then.values()) == len(everything)
    turn = app.session_state["_grids"]["segment"]["turn"]
    wrong = typed(app, "segment", changed={3: {"brands": None, "platforms": ["微博"], "order": 5}})
    assert "有两条受众分层规则的顺序都是 5，请分别设置。" in [element.value.replace("\\", "") for element in wrong.warning] and wrong.button(key="save").disabled
    app = typed(wrong, "segment", changed={3: {"brands": None, "platforms": ["微博"], "verified": "未认证"}})
    assert app.session_state["_grids"]["segment"]["gave"][3]["verified"] == "未认证" and app.session_state["_grids"]["segment"]["turn"] == turn
    assert {names[row[0]]: row[3] for row in shown(app, "segments_met")}["potential"] == str(unverified)
    app = typed(app, "segment", changed={3: {"brands": None, "platforms": ["微博"], "verified": "或许"}})
    assert "[[segment]] 的“verified”" in app.warning[0].value.replace("\\", "") and app.button(key="save").disabled
    app = saved(typed(app, "segment", changed={3: {"brands": None, "platforms": ["微博"], "verified": None}}), filled)
    assert any("受众分层规则：修改 “潜在”" in text for text in said(app))
    with filled.cursor() as cursor:
        assert dict(cursor.execute("SELECT segment, count(*) FROM mention GROUP BY ALL").fetchall()) == {name: count for name, count in then.items() if count}
    assert shown(visit("settings", section="trail"), "trail")[0][1] == "受众分层"


def test_mentions_of_earlier_rules_are_said_and_brought_up(filled):
    visit("settings")
    settings.say(filled, {"watchlist": '[[brand]]\nname = "星澜"\nwords = ["星澜"]\n'})
    app = visit("settings")
    assert "548 条信息仍是按以前的规则标注的。" in said(app)
    app = press(app, "apply")
    wait(filled)
    assert stored(filled, "brands").keys() == {"星澜"}
    assert not [button for button in visits.run(app).button if button.key == "apply"]


def test_what_somebody_else_saved_meanwhile_is_said(filled):
    app = typed(visit("settings"), "brand", BRAND)
    settings.say(filled, {"watchlist": '[[brand]]\nname = "乙"\nwords = ["乙"]\n'})
    app = visits.run(app)
    assert "在你编辑期间，监测词已在别处保存过；保存会替换那次修改。" in said(app)
    assert UNSAVED.format(1) in said(app)
    app = press(app, "discard")
    assert [row["name"] for row in app.session_state["_grids"]["brand"]["gave"]] == ["乙"]


def test_a_saved_setting_that_cannot_be_used_is_said_and_replaced(filled):
    settings.say(filled, {"watchlist": "[[brand]]\nname = 3\n"})
    app = visit("settings")
    assert any("已保存的“监测词”不能使用" in warning.value.replace("\\", "") for warning in app.warning)
    app = saved(typed(app, "brand", BRAND), filled)
    assert list(app.warning) == [] and "brand" in value(filled, "watchlist")


# Accounts


def test_accounts_are_counted_searched_and_saved(filled, everything):
    app = visit("settings", section="accounts")
    assert len(shown(app, "accounts_met")) == SHIPPED
    names = [mention.author_name for mention in everything]
    app = typed(app, "accounts", {"id": "@舟小站", "platform": "全部平台", "kind": "KOL"}, {"id": "@舟小站", "platform": "微博", "kind": "个人"})
    every, weibo, *_rest = [row for row in shown(app, "accounts_met") if "舟小站" in row[0]]
    assert every[:2] == ["@舟小站", str(names.count("舟小站"))]
    on_weibo = sum(mention.author_name == "舟小站" and mention.platform == "weibo" for mention in everything)
    assert weibo[:2] == ["@舟小站 · 微博", str(on_weibo)]
    app.text_input(key="seek_accounts").set_value("消费者")
    app = visits.run(app)
    assert [row[0] for row in shown(app, "accounts_met")] == ["@中国消费者协会", "@舟小站", "@舟小站 · 微博"]
    app = typed(app, "accounts", changed={0: {"note": "中消协"}})
    app.text_input(key="seek_accounts").set_value("")
    app = visits.run(app)
    assert len(shown(app, "accounts_met")) == SHIPPED + 2
    saved(app, filled)
    told = value(filled, "accounts")["account"]
    assert {"id": "@中国消费者协会", "kind": "regulator", "note": "中消协"} in told and len(told) == SHIPPED + 2
    with filled.cursor() as cursor:
        found = cursor.execute("SELECT DISTINCT platform = 'weibo', author_kind FROM mention WHERE author_name = '舟小站'").fetchall()
    assert set(found) == {(True, "person"), (False, "kol")}


def kinds_by(frame: pd.DataFrame, followers: int, platforms: tuple[str, ...]) -> pd.Series:
    """Of authors on no list whose kind no export says."""
    known = frame["author_id"].notna() | frame["author_name"].notna()
    ruled = known.map({True: "person", False: None}).mask(frame["author_followers"] >= followers, "kol")
    return ruled.mask((frame["kind"] == "article") & frame["platform"].isin(platforms), "media")


def test_who_is_a_kol_or_a_medium_is_counted_before_it_is_saved_saved_and_taken_back(filled):
    sql = "SELECT kind, platform, author_id, author_name, author_followers, author_kind, export_author_kind FROM mention ORDER BY mention_id"
    with filled.cursor() as cursor:
        frame = cursor.execute(sql).df()
    shipped = kinds_by(frame, 100_000, ("news",))
    told = frame["export_author_kind"].notna() | ~((frame["author_kind"] == shipped) | (frame["author_kind"].isna() & shipped.isna()))
    followers, platforms = int(frame["author_followers"].median()), ("weibo", "wechat")
    expected = kinds_by(frame, followers, platforms).mask(told, frame["author_kind"])
    now, then = (kinds.value_counts() for kinds in (frame["author_kind"], expected))
    assert then["kol"] > now.get("kol", 0) and then["person"] > 0 and then.get("media", 0) != now.get("media", 0)
    app = visit("settings", section="authors")
    assert app.button(key="shipped_authors").disabled
    app.number_input(key="kol_followers_zh").set_value(-1)
    wrong = visits.run(app)
    assert wrong.warning[0].value.replace("\\", "") == "“KOL 粉丝数下限”应是 1 到 1000000000000 之间的整数（粉丝数）。" and wrong.button(key="save").disabled
    assert [row[1] for row in shown(wrong, "author_rules_met")] == [f"{now.get(kind, 0)} → –" for kind in ("kol", "media")]
    app.number_input(key="kol_followers_zh").set_value(followers)
    app.multiselect(key="media_platforms_zh").set_value([*platforms])
    app = visits.run(app)
    assert [row[:2] for row in shown(app, "author_rules_met")] == [[name, f"{now.get(kind, 0)} → {then.get(kind, 0)}"] for name, kind in (("KOL", "kol"), ("媒体", "media"))]
    assert f"KOL 粉丝数下限：修改 “100000 → {followers}”；媒体平台：新增 “微信”、“微博”、删除 “新闻”" in said(app)
    app = saved(app, filled)
    assert value(filled, "authors") == {"kol_followers": followers, "media_platforms": [*platforms]}
    with filled.cursor() as cursor:
        assert cursor.execute(sql).df()["author_kind"].fillna("").tolist() == expected.fillna("").tolist()
    assert shown(visit("settings", section="trail"), "trail")[0][1] == "KOL 与媒体"
    app = visits.run(press(visit("settings", section="accounts"), "shipped_authors"))
    assert (app.number_input(key="kol_followers_zh").value, app.multiselect(key="media_platforms_zh").value) == (100_000, ["news"])
    saved(app, filled)
    with filled.cursor() as cursor:
        assert cursor.execute(sql).df()["author_kind"].fillna("").tolist() == frame["author_kind"].fillna("").tolist()


def test_an_account_needs_an_id_and_a_kind(store):
    app = typed(visit("settings", section="accounts"), "accounts", {"id": "@舟小站"})
    assert "暂不能保存。账号：每个账号都要填写 ID（或 @名称）和类型。" in said(app)
    assert app.button(key="save").disabled


def test_all_accounts_can_be_taken_away(filled):
    app = visit("settings", section="accounts")
    saved(typed(app, "accounts", deleted=tuple(range(SHIPPED))), filled)
    assert value(filled, "accounts") == {"account": []}
    assert shown(visit("settings", section="trail"), "trail")[0][1] == "账号"


# Words


def test_a_new_word_shows_how_a_sentence_is_cut(filled):
    app = visit("settings", section="dictionary")
    app.text_area(key="words_dictionary").set_value("拉胯、表带舒服，睡觉也不勒、从未出现词")
    app = visits.run(app)
    first, *_others = shown(app, "cuts")
    assert first[0] == "表带舒服" and "表带 / 舒服" in first[1] and "表带舒服" in first[2].split(" / ") and first[3] > 0
    assert shown(app, "cuts")[-1][3] == 0
    saved(app, filled)
    assert value(filled, "dictionary") == {"dictionary": ["拉胯", "表带舒服", "睡觉也不勒", "从未出现词"]}


def test_stop_words_are_saved_without_work_for_the_mentions(filled):
    app = visit("settings", section="stop_words")
    app.text_area(key="words_stop_words").set_value("的\n了\n的")
    app = press(visits.run(app), "save")
    assert value(filled, "stop_words") == {"stop_words": ["的", "了"]}
    assert jobs.jobs_of(filled).jobs() == []
    assert app.text_area(key="words_stop_words").value == "的、了"


# The demo


def test_while_the_demo_is_shown_its_own_settings_are_changed(empty_store, exports, tmp_path):
    demo = connect(tmp_path / "demo" / "guanlan.duckdb")
    publish(demo, prepare(exports[1], tmp_path / "prepared", store_zone=demo.time_zone))
    with demo.writing() as cursor:
        cursor.execute("INSERT INTO job (job_id, kind, parameters, state, submitted_at) VALUES (uuid(), 'demo', '{\"name\": \"\"}', 'done', now()::TIMESTAMP)")
    jobs.begin_demo(empty_store)
    wait(demo)
    app = visit("settings")
    assert "这里的修改只作用于示例数据；你自己的数据另有设置。" in said(app)
    app = saved(typed(app, "brand", BRAND), demo)
    assert (documents(empty_store), stored(demo, "brands").keys()) == ({}, {"星澜"})
    assert [job.kind for job in jobs.jobs_of(empty_store).jobs()] == []


# The trail


def test_every_change_is_recorded_in_words_and_restored(filled):
    app = saved(typed(visit("settings"), "brand", BRAND), filled)
    app = saved(typed(app, "brand", {"name": "竞品", "words": "手环"}, changed={0: {"words": "星澜"}}), filled)
    app = visit("settings", section="trail")
    assert [row[1:] for row in shown(app, "trail")] == [["监测词", "品牌：新增 “竞品”、修改 “星澜”", "–"], ["监测词", "品牌：新增 “星澜”", "–"]]
    app = choose(app, "trail", 0)
    assert "与现在的设置相同。" in said(app)
    app = choose(app, "trail", 1)
    assert "恢复后的变化——品牌：删除 “竞品”、修改 “星澜”" in said(app)
    press(app, "restore_version")
    wait(filled)
    assert value(filled, "watchlist")["brand"] == [{"name": "星澜", "ours": True, "words": ["星澜", "xinglan"]}]
    assert len(settings.trail(filled, ("watchlist",))) == 3
    app = press(visit("settings", section="trail"), "default_watchlist")
    wait(filled)
    assert value(filled, "watchlist") is None and stored(filled, "brands") == {}
    assert shown(app, "trail")[0][2] == "恢复默认；品牌：删除 “星澜”"
    assert all(app.button(key=f"default_{name}").disabled for name in SETTINGS)


# Out and in


def upload(app: AppTest, content: bytes) -> AppTest:
    app.file_uploader(key=f"settings_{app.session_state['_exchanged']}").set_value([("设置.toml", content, "text/plain")])
    return visits.run(app)


def test_a_document_shows_what_it_changes_before_it_is_applied(filled):
    content = '[[brand]]\nname = "星澜"\nwords = ["星澜"]\n'.encode()
    app = upload(visit("settings", section="exchange"), b'stop_words = ["x"]\n' + content)
    assert "品牌：新增 “星澜”" in said(app)
    assert documents(filled) == {}
    press(app, "apply_document")
    wait(filled)
    assert value(filled, "stop_words") == {"stop_words": ["x"]}
    assert stored(filled, "brands").keys() == {"星澜"}
    app = upload(visit("settings", section="exchange"), content)
    assert "文件内容与现有设置相同。" in said(app)


def test_what_is_downloaded_changes_nothing_when_it_comes_back(filled):
    from ui.drafts import Drafts
    from ui.exchange import everything

    saved(typed(visit("settings", section="accounts"), "accounts", deleted=tuple(range(SHIPPED))), filled)
    drafts = Drafts(filled)
    app = upload(visit("settings", section="exchange"), everything(drafts).encode())
    assert "文件内容与现有设置相同。" in said(app)


def test_targets_go_out_and_come_in_with_the_settings(filled):
    from ui.drafts import Drafts
    from ui.exchange import everything

    settings.say(filled, {"targets": '[[target]]\nmetric = "net"\nsince = 2025-03-01\nuntil = 2025-03-31\nvalue = 0.0\nside = "least"\n'})
    content = everything(Drafts(filled))
    settings.say(filled, {"targets": None})
    app = upload(visit("settings", section="exchange"), content.encode())
    assert "目标：新增 “净情感度”" in said(app)
    app = press(app, "apply_document")
    assert [(one.metric, one.value) for one in targets(settings.latest(filled, "targets")["targets"].value)] == [("net", 0.0)]
    assert documents(filled) == {} and [job.kind for job in jobs.jobs_of(filled).jobs() if job.kind not in jobs.FOLLOWING] == []
    assert "文件内容与现有设置相同。" in said(upload(app, content.encode()))
    assert any("不是一天" in warning.value for warning in upload(app, content.replace("2025-03-31", '"3/31"').encode()).warning)


REFUSED = {
    "no TOML": (b"brand = [", "这不是 TOML"),
    "no UTF-8": ("[[brand]]\nname = '星澜'".encode("gb18030"), "文件不是 UTF-8 编码。请另存为 UTF-8 后重新选择。"),
    "an unknown table": (b"[[x]]\n", "“x”"),
    "fewer than no followers": (b"kol_followers = -1", "“kol_followers”应是 1 到 1000000000000 之间的整数（粉丝数）。"),
    "a platform that is none": (b"media_platforms = ['news', 'tv']", "“media_platforms”中的“tv”不是平台；可用的有：weibo, "),
    "a rule without words": ("[[brand]]\nname = '星澜'".encode(), "“星澜”没有词，请至少填写一个。"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_document_that_cannot_be_used_is_refused_with_its_sentence(store, name):
    content, sentence = REFUSED[name]
    app = upload(visit("settings", section="exchange"), content)
    (warning,) = app.warning
    assert sentence in warning.value.replace("\\", "")
    assert not [button for button in app.button if button.key == "apply_document"]


# Hostile


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("hostile-settings")
    with opened(folder, hostile.write(folder)) as store:
        yield store


HARMFUL = list(dict.fromkeys(text.strip() for text in hostile.PAYLOADS.values()))
MARKED = {text for text in HARMFUL if len(text) > 3 and MARKS & set(text)}


def test_hostile_rules_accounts_and_words_are_shown_as_text(hostile_store):
    lines = [{"name": text, "words": f"x、{text}", "without": text, "queries": text} for text in HARMFUL]
    app = typed(visit("settings"), "brand", *lines)
    assert_harmless(app, MARKED)
    for row in range(0, len(HARMFUL), 4):
        app = choose(app, "matches_brand", row)
        assert_harmless(app, MARKED)
    app = kind(app, "product")
    app = typed(app, "product", *({"name": text, "words": text, "brand": text} for text in HARMFUL))
    assert_harmless(app, MARKED)
    app = visit("settings", section="accounts")
    app = typed(app, "accounts", *({"id": f"@{text}", "kind": "KOL", "platform": text, "name": text, "note": text, "brand": text} for text in HARMFUL))
    assert_harmless(app, MARKED)
    app = upload(visit("settings", section="exchange"), document({"media_platforms": ["news", "<b>![x](https://evil.example/pixel.png)"]}).encode())
    assert len(app.warning) == 1
    assert_harmless(app, MARKED)
    app = visit("settings", section="dictionary")
    app.text_area(key="words_dictionary").set_value("\n".join(HARMFUL))
    assert_harmless(visits.run(app), MARKED)


def test_hostile_settings_are_saved_recorded_and_restored_as_text(hostile_store):
    app = typed(visit("settings"), "brand", *({"name": text, "words": "甲"} for text in HARMFUL))
    app = saved(app, hostile_store)
    assert_harmless(app, MARKED)
    assert [row["name"] for row in value(hostile_store, "watchlist")["brand"]] == HARMFUL
    app = choose(visit("settings", section="trail"), "trail", 0)
    assert_harmless(app, MARKED)
    press(app, "default_watchlist")
    wait(hostile_store)


def test_a_link_to_a_section_keeps_it_whatever_else_the_link_says():
    app = visit("settings", section="exchange", lang="zh")
    assert app.query_params == {"section": "exchange"}
