"""The ledger: said of mentions on their list and on its own page, seen there, changed, taken away and taken back."""

import re
from collections import Counter
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from store.digest import faults
from store.handling import STATUSES, say
from tests import visits
from tests.hostile import PAYLOADS
from tests.pages.conftest import opened
from tests.pages.links import felt
from tests.pages.test_hostile import MARKS, assert_harmless
from tests.visits import choose, nodes, numbers, said, table, visit
from ui.ledger import _cells, _minutes

NAMES = {"pending": "待处理", "working": "处理中", "replied": "已回应", "closed": "已办结", "none": "无需处理"}
NOON = datetime(2025, 3, 20, 12)


@pytest.fixture
def own(tmp_path, exports):
    with opened(tmp_path, exports) as store:
        yield store


def ids_of(store, condition: str = "true", order: str = "published_at DESC, mention_id", limit: int = 1000) -> list[str]:
    sql = f"SELECT CAST(mention_id AS VARCHAR) FROM mention WHERE {condition} ORDER BY {order} LIMIT {limit}"
    with store.cursor() as cursor:
        return [row[0] for row in cursor.execute(sql).fetchall()]


def fields(app: AppTest, key: str) -> dict[str, object]:
    """The widgets of the form of this place, by column."""
    every = [*app.selectbox, *app.text_area, *app.get("datetime_input"), *app.datetime_input]
    return {
        name: widget for name in ("status", "owner", "reply", "replied_at", "note") for widget in every if (widget.key or "").startswith(f"{name}_{key}_")
    }


def fill(app: AppTest, key: str, **values: object) -> AppTest:
    there = fields(app, key)
    for name, value in values.items():
        there[name].set_value(value)
    app.button(key=f"save_{key}").click()
    return visits.run(app)


def statuses(app: AppTest) -> list[str | None]:
    """The column that tells the status, of the list of mentions."""
    (element,) = [element for element in app.dataframe if (element.key or "").startswith("list_mentions")]
    return [row[0] for row in visits.rows(element.value[["处置状态"]])] if "处置状态" in element.value else [None] * len(element.value)


def test_two_are_chosen_taken_in_and_taken_back(own, everything):
    app = choose(visit("mentions"), "list_mentions", 0, 2)
    assert statuses(app) == [None] * 50
    app.button(key="take_mentions").click()
    app = visits.run(app)
    assert statuses(app) == ["待处理", None, "待处理", *[None] * 47]
    assert any("已将 2 条记入台账：待处理" in text for text in said(app))
    assert faults(own) == []
    app.button(key="unsay_mentions").click()
    app = visits.run(app)
    assert statuses(app) == [None] * 50
    assert any("已撤销，2 条恢复为之前的处置" in text for text in said(app))


def test_of_one_mention_all_is_said_and_its_trail_is_shown(own):
    say(own, ids_of(own, order="published_at", limit=1), owner="小林")
    app = choose(visit("mentions"), "list_mentions", 1)
    app = fill(app, "mentions", status="working", owner="小林", note="先核实")
    app = fill(app, "mentions", status="replied", reply="已私信", replied_at=NOON)
    assert statuses(app)[:3] == [None, "已回应", None]
    assert "处置：已回应" in said(app)
    (trail,) = [element.value for element in app.dataframe if "回应内容" in element.value.columns and "操作人" not in element.value.columns]
    found = trail[["状态", "负责人", "回应内容", "回应时间", "备注"]].astype(object).where(trail.notna(), None).to_numpy().tolist()
    assert [row[:3] + row[4:] for row in found] == [["已回应", "小林", "已私信", "先核实"], ["处理中", "小林", None, "先核实"]]
    assert found[0][3] == NOON
    # The form has what the ledger has.
    assert {name: widget.value for name, widget in fields(app, "mentions").items()} == {
        "status": "replied", "owner": "小林", "reply": "已私信", "replied_at": NOON, "note": "先核实",
    }  # fmt: skip
    app = fill(app, "mentions", owner="", note="")
    with own.cursor() as cursor:
        assert cursor.execute('SELECT status, owner, reply, note FROM handling ORDER BY "at" DESC LIMIT 1').fetchone() == ("replied", None, "已私信", None)


def test_of_several_what_differs_stays_as_it_is(own):
    one, two = ids_of(own, limit=2)
    say(own, [one], status="working", owner="甲", note="一")
    say(own, [two], status="closed", owner="乙", note="二")
    app = choose(visit("mentions"), "list_mentions", 0, 1)
    assert {name: widget.value or None for name, widget in fields(app, "mentions").items()} == dict.fromkeys(("status", "owner", "reply", "replied_at", "note"))
    app = fill(app, "mentions", reply="统一回复")
    with own.cursor() as cursor:
        rows = cursor.execute('SELECT status, owner, reply, note FROM handling ORDER BY "at" DESC, owner LIMIT 2').fetchall()
    assert sorted(rows) == sorted([("working", "甲", "统一回复", "一"), ("closed", "乙", "统一回复", "二")])
    app = fill(app, "mentions")
    assert any("没有改动" in text for text in said(app))


def test_the_status_is_a_filter_and_a_value_beside_the_list(own, everything):
    some = ids_of(own, limit=5)
    say(own, some[:3], status="pending", owner="小林")
    say(own, some[3:], status="closed")
    app = visit("mentions")
    assert [button.label for button in app.button if button.key.startswith("facet_statuses_")] == [f"未处置 {len(everything) - 5}", "待处理 3", "已办结 2"]
    app.button(key="facet_statuses_pending").click()
    app = visits.run(app)
    assert (visits.counted(app), app.query_params) == (3, {"statuses": "pending"})
    assert visits.counted(visit("mentions", statuses=["pending", "closed"], owners="∅")) == 2
    assert visits.counted(visit("mentions", statuses="∅")) == len(everything) - 5
    # Of a status that no mention has, nothing is shown: the link is right all the same.
    app = visit("mentions", statuses="working")
    assert (list(app.warning), "**没有符合筛选条件的信息。**" in said(app)) == ([], True)
    app = visit("mentions", statuses="done")
    assert "done" in app.warning[0].value


# The page of the ledger.


def test_cold_it_says_how_to_begin_and_one_click_takes_the_negative_in(own, everything):
    negative = sum(felt(m) == -1 for m in everything)
    app = visit("handling")
    assert "**这里还没有处置记录。**" in said(app)
    assert {name: value for name, value in numbers(app).items() if name in ("待办 · 条", "已回应 · 条", "已办结 · 条", "等待最久的负面 · 等待时长")} == {
        "待办 · 条": "0", "已回应 · 条": "0", "已办结 · 条": "0", "等待最久的负面 · 等待时长": "–",
    }  # fmt: skip
    assert any(f"共 {negative} 条，按热度前 20 条" in text for text in said(app))
    by_heat = sorted((m for m in everything if felt(m) == -1), key=lambda m: -m.heat)[:20]
    heats = [row[9] for row in table(app, "list_untaken")]
    assert heats == pytest.approx([m.heat for m in by_heat], abs=0.001)
    app.button(key="take_waiting").click()
    app = visits.run(app)
    assert numbers(app)["待办 · 条"] == "20"
    assert "#### 台账 20 条" in said(app)
    assert any(f"共 {negative - 20} 条" in text for text in said(app))
    app.button(key="unsay_waiting").click()
    assert "**这里还没有处置记录。**" in said(visits.run(app))


def test_its_numbers_and_rows_are_those_of_the_ledger(own, everything):
    negative = ids_of(own, "sentiment = -1", "published_at, mention_id")
    others = ids_of(own, "sentiment = 1", limit=4)
    say(own, negative[:6], status="pending", owner="小林")
    say(own, negative[2:4], status="working")
    say(own, negative[4:5], status="replied", replied_at=NOON, reply="已私信")
    say(own, negative[5:6], status="closed")
    say(own, others, status="none")
    app = visit("handling", order="oldest")
    oldest = min(m.at for m in everything if felt(m) == -1)
    newest = max(m.at for m in everything)
    shown = numbers(app)
    assert [shown[name] for name in ("待办 · 条", "已回应 · 条", "已办结 · 条")] == ["4", "1", "1"]
    days = (newest - oldest) / timedelta(days=1)
    assert shown["等待最久的负面 · 等待时长"] == f"{round(days, 1):g} 天"
    assert shown["负面处置率 · %"] == f"{6 / len(negative):.1%}" if len(negative) >= 30 else "样本不足"
    assert shown["回应或办结率 · %"] == "样本不足"
    frame = next(element.value for element in app.dataframe if (element.key or "").startswith("list_ledger"))
    assert Counter(frame["状态"]) == {"待处理": 2, "处理中": 2, "已回应": 1, "已办结": 1, "无需处理": 4}
    assert frame["时间"].is_monotonic_increasing
    assert frame[frame["状态"] == "已回应"][["负责人", "回应内容"]].to_numpy().tolist() == [["小林", "已私信"]]
    # Filtered by the bar, and by a link.
    app = visit("handling", statuses=["working", "∅"])
    assert "#### 台账 2 条" in said(app)
    app = visit("handling", owners="小林", sentiments="-1")
    assert "#### 台账 6 条" in said(app)
    app = visit("handling", statuses="∅")
    assert "**这里还没有处置记录。**" in said(app)


# Under each number its link, and where that number is told: as it is, or in the text under it.
TOLD = {
    "reply_rate": r"回复可知的负面 (\d+) 条，其中 \d+ 条已获回应", "reply_time": r"已获回应的负面 (\d+) 条",
    "handled_share": r"负面 \d+ 条中的 (\d+) 条", "answered_share": r"负面 (\d+) 条中的 \d+ 条", "ledger_time": r"已回应或办结的负面 (\d+) 条",
}  # fmt: skip
SHOWN = {"open": "待办 · 条", "replied": "已回应 · 条", "closed": "已办结 · 条"}
VIEWS = {
    "everything": {}, "what is to be handled": {"statuses": "pending"}, "what is closed or not taken in": {"statuses": ["closed", "∅"]}, "positive": {"sentiments": "1"},
    "of unknown threads": {"answers": "∅"}, "of an owner": {"owners": "小林"},
}  # fmt: skip


def told(app: AppTest, key: str) -> int:
    """The number that a KPI tells of its mentions."""
    (place,) = [node for node in nodes(app.main) if getattr(getattr(node, "proto", None), "id", "").endswith(f"-kpi_{key}")]
    (text,) = [node.value for node in nodes(place) if node.type == "caption" and re.search(TOLD[key], node.value)]
    return int(re.search(TOLD[key], text)[1])


@pytest.mark.parametrize("link", VIEWS.values(), ids=VIEWS)
def test_every_number_opens_its_mentions(own, link):
    negative = ids_of(own, "sentiment = -1", "published_at, mention_id")
    say(own, negative[:4], status="pending", owner="小林")
    say(own, negative[1:2], status="replied", replied_at=NOON)
    say(own, negative[4:6], status="closed")
    say(own, ids_of(own, "sentiment = 0", limit=2), status="closed")
    say(own, ids_of(own, "sentiment = 1", limit=3), status="working")
    app = visit("handling", **link)
    shown = numbers(app)
    of = {key: int(shown[name]) for key, name in SHOWN.items()} | {key: told(app, key) for key in TOLD} | {"waiting": int(shown["等待最久的负面 · 等待时长"] != "–")}
    links = {key: visits.opened(app, key) for key in of}
    # A number of none has a link to none, or no link.
    assert {key: count or 0 for key, count in links.items()} == of
    lists = [*[int(one) for text in said(app) for one in re.findall(r"^#### 台账 (\d+) 条$|^共 (\d+) 条，", text)[:1] for one in one if one]]
    every = Counter(map(visits.behind, visits.links_to_mentions(app.main)))
    assert every == Counter([count for count in links.values() if count is not None] + lists)


def test_a_row_of_the_ledger_is_opened_changed_and_taken_back(own):
    say(own, ids_of(own, "sentiment = -1", limit=3), status="pending")
    say(own, ids_of(own, "sentiment = 0", "published_at", limit=1), status="none", owner="客服")
    app = choose(visit("handling", sentiments="-1"), "list_ledger", 1)
    assert [element for element in app.text if "微博" in element.value or "·" in element.value]
    app = fill(app, "ledger", status="closed", note="已解决")
    assert numbers(app)["已办结 · 条"] == "1"
    app.button(key="unsay_ledger").click()
    app = visits.run(app)
    assert numbers(app)["待办 · 条"] == "3"
    app = choose(app, "list_ledger", 0, 1, 2)
    assert "**已选 3 条**" in said(app)
    app = fill(app, "ledger", owner="客服")
    frame = next(element.value for element in app.dataframe if (element.key or "").startswith("list_ledger"))
    assert set(frame["负责人"]) == {"客服"}
    assert faults(own) == []


def test_where_nothing_matches_it_says_what_to_do(store):
    app = visit("handling", keyword="从未出现的词")
    assert {"**没有符合筛选条件的信息。**", "请放宽时间范围或去掉一个筛选条件。"} <= set(said(app))
    assert list(app.metric) == []


# What is taken away.


TYPED = list(dict.fromkeys(text.replace("\x00", "").strip() for text in PAYLOADS.values() if text != "∅"))
ROW = {
    "status": "working", "owner": "小林", "platform": "weibo", "kind": "post", "published_at": NOON, "author_name": "甲", "title": None, "text": "文",
    "sentiment": -1, "reply": None, "reply_id": None, "replied_at": None, "note": None, "url": None, "precision": "second",
}  # fmt: skip
WAITED = [
    ({}, 90.0), ({"replied_at": NOON + timedelta(minutes=30)}, 30.0), ({"status": "closed"}, None), ({"status": "none"}, None),
    ({"status": "closed", "replied_at": NOON + timedelta(hours=2)}, 120.0), ({"precision": "day"}, None), ({"replied_at": NOON - timedelta(minutes=1)}, None),
]  # fmt: skip


@pytest.mark.parametrize(("values", "minutes"), WAITED, ids=str)
def test_how_long_a_mention_waited(values, minutes):
    row = ROW | values
    assert _minutes(row, NOON + timedelta(minutes=90)) == minutes
    assert _cells(row, NOON + timedelta(minutes=90))[11] == (None if minutes is None else minutes / 60)


@pytest.fixture(scope="module")
def typed(tmp_path_factory, exports):
    """A ledger in which people typed one of these into every field."""
    with opened(tmp_path_factory.mktemp("typed"), exports) as store:
        for id_, text in zip(ids_of(store, "sentiment = -1", limit=len(TYPED)), TYPED, strict=True):
            say(store, [id_], status="replied", owner=text, reply=text, note=text)
        yield store


@pytest.mark.parametrize(("page", "key"), [("handling", "list_ledger"), ("mentions", "list_mentions")])
def test_what_people_type_is_text_on_every_page(typed, page, key):
    needles = {text for text in TYPED if len(text) > 3 and MARKS & set(text)}
    app = visit(page, statuses="replied")
    assert_harmless(app, needles)
    for row in range(0, len(TYPED), 5):
        assert_harmless(choose(app, key, row), needles)
    assert_harmless(choose(app, key, 0, 1, 2), needles)


def test_an_owner_is_filtered_by_whatever_the_name(typed):
    for text in TYPED[::6]:
        app = visit("handling", owners=text)
        assert "#### 台账 1 条" in said(app)


def test_the_statuses_of_the_pages_are_those_of_the_store():
    assert tuple(NAMES) == STATUSES
