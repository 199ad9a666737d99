"""Figures and hot-search lists on 数据导入: looked at, loaded, refused rows by their reason, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import ui.supplements
from loaders.supplement import supplement
from store.connect import Store, data_version_grows
from store.digest import digest, faults
from store.supplements import FIGURES
from tests import visits
from tests.pages.conftest import opened, reader  # noqa: F401 (fixture)
from tests.visits import choose, rows, said, table, visit

WEEK = "日期,品牌,订单（单）,满意度,备注\n2025-03-10,星澜,\"1,200\",4.5,<b>促销</b>\n2025-03-11,星澜,,4.4,\n坏日子,星澜,3,4,\n2025-03-12,星澜,许多,3.9,\n"
LATER = "date,brand,orders\n2025-03-10,星澜,1300\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, []) as store:
        yield store


def drop(app: AppTest, *files: tuple[str, str]) -> AppTest:
    turn = app.session_state["_supplement_turn"]
    app.file_uploader(key=f"supplements_{turn}").set_value([(name, content.encode(), "text/csv") for name, content in files])
    return visits.run(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return visits.run(app)


def figures(store: Store) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(f"SELECT strftime(date, '%m-%d'), metric, value, unit FROM ({FIGURES}) ORDER BY 2, 1").fetchall()


def test_a_file_is_looked_at_loaded_and_taken_back(store):
    empty = digest(store)
    app = drop(visit("imports"), ("周报.csv", WEEK), ("说明.csv", "谁,什么\na,b\n"))
    assert "业务指标 · 4 行 · 订单 (单)、满意度 · 星澜 · 2025-03-10 – 2025-03-12" in said(app)
    assert "未读取的列：备注" in said(app)
    assert [error.value for error in app.error] == ["没有名为“日期”或 date 的列：指标表每行要有一个日期。"]
    (refused,) = [element.value for element in app.dataframe if "未载入原因" in element.value.columns]
    assert rows(refused) == [["4", "“坏日子”不是日期。", "坏日子 | 星澜 | 3 | 4"], ["5", "订单：“许多”不是数字。", "2025-03-12 | 星澜 | 许多 | 3.9"]]
    assert not list((store.folder / "uploads").iterdir())
    app = press(app, "load_supplements")
    assert any("周报.csv：已载入 4 行。" in text for text in said(app))
    first = [("03-10", "orders", 1200.0, "单"), ("03-10", "satisfaction", 4.5, None), ("03-11", "satisfaction", 4.4, None), ("03-12", "satisfaction", 3.9, None)]
    assert figures(store) == first
    app = press(drop(app, ("更正.csv", LATER)), "load_supplements")
    assert figures(store) == [("03-10", "orders", 1300.0, "单"), *first[1:]]
    assert [row[1:5] for row in table(app, "supplements_loaded")] == [["更正.csv", "业务指标", 1, 0], ["周报.csv", "业务指标", 4, 2]]
    app = press(drop(app, ("又一份.csv", WEEK)), "load_supplements")
    assert [warning.value.replace("\\", "") for warning in app.warning] == ["又一份.csv: 这个文件已经载入过，当时名为 周报.csv。"]
    app = press(choose(app, "supplements_loaded", 0), "undo_supplement")
    assert (figures(store), faults(store)) == (first, [])
    app = press(choose(app, "supplements_loaded", 1), "undo_supplement")
    assert digest(store) == empty
    assert [row[-1] for row in table(app, "supplements_loaded")] == ["已撤销", "已撤销"]


def test_two_files_of_different_units_are_not_both_loaded_and_a_file_is_read_once(store, monkeypatch):
    read = []
    monkeypatch.setattr(ui.supplements, "supplement", lambda path, name, **told: read.append(name) or supplement(path, name, **told))
    app = drop(visit("imports"), ("a.csv", "日期,订单（单）\n2025-03-10,5\n"), ("b.csv", "日期,订单（件）\n2025-03-11,6\n"))
    with store.writing() as cursor:
        data_version_grows(cursor)
    app = visits.run(app)
    assert read == ["a.csv", "b.csv"]
    app = press(app, "load_supplements")
    assert [warning.value.replace("\\", "") for warning in app.warning] == ["b.csv: 其间载入的数据让订单的单位有了变化，请重新拖入这个文件核对。"]
    assert (figures(store), faults(store)) == ([("03-10", "orders", 5.0, "单")], [])
    drop(app, ("b.csv", "日期,订单（件）\n2025-03-11,6\n"))
    assert len(app.session_state["_supplements"]) == 1


def test_hot_searches_are_recognised_by_their_columns(store):
    app = drop(visit("imports"), ("榜单.csv", "时间,榜单,排名,热搜词,热度\n2025-03-12 10:00,微博热搜,3,星澜发布,12万\n"))
    assert "热搜 · 1 行 · 微博热搜 · 2025-03-12 10:00 – 2025-03-12 10:00" in said(app)
    press(app, "load_supplements")
    with store.cursor() as cursor:
        assert cursor.execute("SELECT board, rank, word, heat FROM hot_search").fetchall() == [("微博热搜", 3, "星澜发布", 120_000.0)]
