"""传播分析, from its first visit: what stands on it is what the store holds, and opens its mentions."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from store.connect import Store
from tests.loaders.invented import WEIBO_17, weibo_post, write
from tests.pages.conftest import opened
from tests.pages.links import LINKS, NOTHING
from tests.visits import behind, choose, counted, data, field, links_to_mentions, run, said, table, visit

# number -> author, minutes after the root, text, whether it is a repost. 丙 is only named.
TOLD = {
    0: ("源头号", 0, "新表带一周就起皮了，客服让等消息，等了三天还是没有答复。", False),
    1: ("甲转", 10, "等一个说法", True), 2: ("乙转", 20, "同问//@甲转:等一个说法", True), 3: ("丁转", 30, "啊//@丙看:嗯//@甲转:等一个说法", True),
    4: ("戊转", 100, "转//@乙转:同问//@甲转:等一个说法", True), 5: ("己转", 200, "路过", True),
}  # fmt: skip
# Who passes on whose words, so by hand; 丙看 is the sixth.
CAUSED = {"源头号": 6, "甲转": 4, "乙转": 1, "丙看": 1}


def told(folder: Path) -> Path:
    at = "2025-03-{:02} {:02}:{:02}"
    posts = [
        weibo_post(n, user_id=str(9_000 + n), **{"用户昵称": author, "微博正文": text, "发布时间": at.format(14, 8 + minutes // 60, minutes % 60), "retweet_id": weibo_post(0)["id"] if again else ""})
        for n, (author, minutes, text, again) in TOLD.items()
    ]
    return write(folder / "转发.csv", WEIBO_17, posts)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("propagation")
    with opened(folder, [*exports, told(folder)]) as store:
        yield store


@pytest.fixture(scope="module")
def counts(store) -> dict[str, tuple[int, int]]:
    """Nodes and mentions of each cascade."""
    with store.cursor() as cursor:
        rows = cursor.execute("SELECT CAST(cascade_id AS VARCHAR), count(*), count(mention_id) FROM cascade_node GROUP BY ALL").fetchall()
    return {cascade: (nodes, mentions) for cascade, nodes, mentions in rows}


@pytest.fixture(scope="module")
def ours(store) -> str:
    with store.cursor() as cursor:
        return cursor.execute("SELECT CAST(cascade_id AS VARCHAR) FROM mention WHERE author_name = '源头号'").fetchone()[0]


def link(app) -> dict[str, list[str]]:
    return parse_qs(urlencode(app.query_params, doseq=True))


def metrics(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_the_first_visit_ranks_all_cascades_and_looks_at_the_first(counts):
    app = visit("propagation")
    assert [element.value for element in app.title] == ["传播分析"]
    shown = table(app, "cascades")
    assert [row[1] for row in shown] == sorted((nodes for nodes, _mentions in counts.values()), reverse=True)[:50]
    assert any(text.startswith(f"共 {len(counts)} 条") for text in said(app))
    assert metrics(app)["节点数"] == str(shown[0][1])
    assert behind(links_to_mentions(app.main)[0]) == max(counts.values())[1]
    assert link(app) == {}


def test_a_cascade_is_told_with_its_numbers_its_edges_and_who_caused_most(ours):
    app = visit("propagation", cascade=ours)
    assert {name: metrics(app)[name] for name in ("节点数", "层级", "最大宽度", "每小时最多", "负面占比")} == {
        "节点数": "7", "层级": "3", "最大宽度": "2", "每小时最多": "4", "负面占比": "样本不足",
    }  # fmt: skip
    # Subtrees of 甲转, 乙转, 丙看 and three leaves.
    assert metrics(app)["结构病毒性"] == f"{2 * sum(s * (7 - s) for s in (5, 2, 2, 1, 1, 1)) / 42:.2f}"
    assert metrics(app)["到达一半用时"] == "20 分钟"
    assert any("据编号 33.3%" in text and "据转发语 66.7%" in text for text in said(app))
    assert {row[0]: row[5] for row in table(app, "spreaders_table")} == CAUSED
    assert behind(links_to_mentions(app.main)[2]) == 6


def test_a_row_is_chosen_and_the_address_says_so(counts, ours):
    app = visit("propagation")
    place = next(place for place, row in enumerate(table(app, "cascades")) if row[0].startswith("源头号"))
    app = choose(app, "cascades", place)
    assert link(app) == {"cascade": [ours]} and metrics(app)["节点数"] == "7"
    app = choose(app, "spreaders_table", [row[0] for row in table(app, "spreaders_table")].index("丙看"))
    assert link(app)["node"] == ["@丙看"]
    texts = [element.value for element in app.text]
    assert "从源头到此：源头号 → 甲转 → 丙看" in texts
    assert any("余 5 个节点（共 7 个）" in text for text in said(app))
    app.button(key="close_node").click()
    assert "node" not in link(run(app))


def test_a_link_opens_a_node_whose_mention_and_author_open(store, ours):
    with store.cursor() as cursor:
        node = cursor.execute("SELECT CAST(mention_id AS VARCHAR) FROM mention WHERE author_name = '戊转'").fetchone()[0]
    app = visit("propagation", cascade=ours, node=node)
    assert "从源头到此：源头号 → 甲转 → 乙转 → 戊转" in [element.value for element in app.text]
    (query,) = [element.proto.query_string for element in app.get("page_link") if element.proto.label == "打开这条信息"]
    assert behind(query) == 1


def test_orders_and_lists_are_chosen_and_stay_in_the_address(ours):
    app = visit("propagation", cascade=ours)
    assert [field(app, name).value for name in ("排序", "列表", "图")] == ["size", "spreaders", "tree"]
    asked = visit("propagation", picture="authors", painted="edge", spread_by="virality")
    assert [field(asked, name).value for name in ("排序", "图", "颜色")] == ["virality", "authors", "community"]
    field(app, "排序").set_value("speed")
    app = run(app)
    assert link(app) == {"cascade": [ours], "spread_by": ["speed"]}
    field(app, "列表").set_value("leaders")
    app = run(app)
    assert link(app)["spreaders"] == ["leaders"]
    assert any(text.startswith("未发现") for text in said(app))


@pytest.mark.parametrize("name", ["a platform", "some days", "a keyword with operators"])
def test_a_link_leaves_the_cascades_of_its_mentions(name, store):
    filters, _leaves = LINKS[name]
    app = visit("propagation", **filters)
    shown = data(app, "cascades")
    mentions = visit("mentions", **filters)
    assert 0 < sum(row[7] for row in shown) <= counted(mentions)


@pytest.mark.parametrize("name", ["a word nobody said", "before the first mention"])
def test_where_nothing_matches_it_says_so(name, store):
    app = visit("propagation", **NOTHING[name])
    assert "**没有符合筛选条件的信息。**" in said(app) and list(app.get("plotly_chart")) == []


def test_where_nobody_passes_anything_on_it_says_what_a_cascade_takes(store):
    app = visit("propagation", kinds="comment")
    assert "**当前视图的信息都不属于任何传播链。**" in said(app)
    app = visit("propagation", cascade="ffffffff-0000-4000-8000-000000000000", node="@谁")
    assert any(text.startswith("所选传播链不在其中") for text in said(app))


def test_two_to_four_are_compared_whatever_they_are_called(counts, ours):
    app = visit("propagation", compared=[ours])
    assert "再选一条即可对比。" in said(app)
    app = visit("propagation", compared=[ours, *[one for one in counts if one != ours][:2], "ffffffff-0000-4000-8000-000000000000"])
    assert any(text.startswith("要对比的传播链中有") for text in said(app))
    told = field(app, "对比传播链")
    assert len(set(told.options)) == len(told.options)
    assert len([element for element in app.get("plotly_chart") if element.key in ("growth_compared", "shapes_compared")]) == 2

