"""Figures of the business beside the mentions: over the charts, before and after the window, and who moves first."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest

import language
from analysis.targets import SETTING
from store.connect import Store
from store.settings import latest, say
from store.supplements import add
from tests import invented, visits
from tests.hostile import PWN
from tests.pages.conftest import opened, reader  # noqa: F401 (fixture)
from tests.topics import stand, topic
from tests.visits import chart, click, counted, data, said, visit
from ui.figures import _change, _found, _sentence

HOSTILE = f"<img src=x onerror={PWN}> [x](javascript:alert) **b**"
ORDERS = "orders|星澜"
WEEK = {"since": "2025-03-10", "until": "2025-03-16"}


def value(day: int) -> float:
    return 100.0 + day % 3 + (50 if 7 <= day < 14 else 0)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("figures")
    with opened(folder, invented.write(folder)) as store:
        say(store, {"watchlist": '[[brand]]\nname = "星澜"\nours = true\nwords = ["星澜"]\n'})
        days = [date(2025, 3, 3) + timedelta(days=day) for day in range(21)]
        rows = {"date": days, "brand": ["星澜"] * 21, "metric": ["orders"] * 21, "value": list(map(value, range(21))), "unit": ["单"] * 21}
        add(store, "figures", "a.csv", "a", pa.table(rows))
        add(store, "figures", "b.csv", "b", pa.table(rows | {"metric": [HOSTILE] * 21, "brand": pa.array([None] * 21, pa.string())}))
        hot = {"at": [f"2025-03-12 10:{minute}" for minute in ("00", "10", "20")], "board": ["微博热搜"] * 3, "rank": [3, 2, 9], "word": ["星澜发布"] * 3, "heat": [1.0, 2.0, 3.0]}
        stand(store, [topic("t1", "续航"), topic("t2", "表带")], {"t1": "contains(text, '续航')", "t2": "contains(text, '表带')"})
        add(store, "hot_searches", "c.csv", "c", pa.table(hot | {"at": pa.array(hot["at"]).cast(pa.timestamp("us"))}))
        yield store


def overlaid(app, key: str) -> list[dict]:
    """The dashed lines on axes of their own, panel by panel."""
    return [trace for trace in chart(app, key)["data"] if trace.get("line", {}).get("dash") == "dash"]


def over(app, key: str) -> dict | None:
    return next(iter(overlaid(app, key)), None)


def test_the_figure_that_the_address_names_lies_over_the_course_day_by_day_and_week_by_week(store):
    app = visit("sentiment", figure=ORDERS, **WEEK)
    assert over(app, "course")["y"] == [value(day) for day in range(7, 14)]
    assert chart(app, "course")["layout"]["yaxis9"]["title"]["text"] == "订单 · 星澜 (单)"
    assert any("虚线、右轴：订单 · 星澜" in text for text in said(app))
    assert app.query_params["figure"] == ORDERS
    # Before and during the week: 7 days each.
    rows = data(app, "around")
    assert rows[-1][:3] == ["订单", "星澜", "单"]
    before, during, after = (sum(map(value, days)) / 7 for days in (range(7), range(7, 14), range(14, 21)))
    assert [rows[-1][place] for place in (3, 5, 7)] == pytest.approx([before, during, after])
    assert any("与之前相比有明显变化" in text and "订单 · 星澜 :green[+49.7%]" in text for text in said(app))
    assert any("数据不足：至少要有 28 天两者都有数据。" in text for text in said(app))
    # Hot searches: marked, and told.
    assert any("热搜第2名：星澜发布" in (note.get("hovertext") or "") for note in chart(app, "course")["layout"]["annotations"])
    assert any("“星澜发布”：2025-03-12 10:10 位列微博热搜第 2，在榜至少 20 分钟" in text for text in said(app))
    # Another one, whose name is hostile: shown and never run.
    visits.field(app, "对照业务指标").set_value(f"{HOSTILE}|")
    app = visits.run(app)
    assert app.query_params["figure"] == f"{HOSTILE}|"
    assert chart(app, "course")["layout"]["yaxis9"]["title"]["text"].startswith("&lt;img")
    assert "<img" not in "".join(element.value for element in (*app.markdown, *app.caption)).replace("\\<", "")


@pytest.mark.parametrize(("page", "key", "link"), [("sentiment", "course", {"by": "platforms", "show": "negative"}), ("topics", "topic_course", {}), ("audiences", "newcomers", {})])
def test_it_lies_over_every_panel_of_the_other_charts_over_time_and_opens_a_day_of_all_their_groups(store, page, key, link):
    app = visit(page, figure=ORDERS, grain="day", **WEEK, **link)
    axes, lines = [axis for name, axis in chart(app, key)["layout"].items() if name.startswith("yaxis")], overlaid(app, key)
    own = [axis for axis in axes if "overlaying" in axis]
    assert [line["y"] for line in lines] == [[value(day) for day in range(7, 14)]] * (len(axes) - len(own))
    assert [axis["title"]["text"] for axis in own if axis["title"].get("text")] == ["订单 · 星澜 (单)"]
    assert any("虚线、右轴：订单 · 星澜" in text for text in said(app))
    assert visits.field(app, "对照业务指标").value == ORDERS
    of_all = counted(visit("mentions", since="2025-03-12", until="2025-03-12"))
    assert of_all > 0
    assert counted(click(app, key, *lines[-1]["customdata"][2])) == of_all


def test_on_the_overview_by_the_week_it_adds_up_by_the_hour_it_says_why_it_is_not_drawn(store):
    app = visit("overview", figure=ORDERS, grain="week")
    assert over(app, "volume")["y"] [:3] == [sum(map(value, range(first, first + 7))) for first in (0, 7, 14)]
    app = visit("overview", figure=ORDERS, grain="hour", **WEEK)
    assert over(app, "volume") is None
    assert any("订单 · 星澜是按天的数据，选“日”或“周”才能对照" in text for text in said(app))
    # From a Wednesday to a Wednesday: two weeks, each cut.
    app = visit("overview", figure=ORDERS, grain="week", since="2025-03-05", until="2025-03-12")
    assert over(app, "volume") is None
    assert any("订单 · 星澜在所选时段内没有完整的一周或一个月，选“日”才能对照" in text for text in said(app))


def test_settings_that_cannot_be_used_leave_the_pages_standing(store):
    kept = latest(store, "watchlist")["watchlist"].value
    say(store, {"watchlist": "[[brand"})
    for page in ("overview", "sentiment"):
        app = visit(page, figure=ORDERS, **WEEK)
        assert not app.exception and any("虚线、右轴：订单 · 星澜" in text for text in said(app))
    assert not visit("competitors", **WEEK).exception
    say(store, {"watchlist": kept})


def test_a_target_of_a_week_is_not_judged_over_another_span(store):
    row = '{{metric = "figure:orders", brand = "星澜", since = "2025-03-10", until = "{until}", value = 700, side = "least"}}'
    for until, told in (("2025-03-16", "日均 ≥ 100 · 达标"), ("2025-03-12", "日均 ≥ 233.33，属于 2025-03-10 – 2025-03-12，与时间窗不一致，不作比较")):
        say(store, {SETTING: f"target = [{row.format(until=until)}]"})
        (column,) = [frame.value["目标"] for frame in visit("sentiment", **WEEK).dataframe if "目标" in frame.value]
        assert column.iloc[-1] == told
    say(store, {SETTING: None})


def test_days_too_alike_are_told_from_too_few_and_a_rise_from_0_is_told():
    language.follow(lambda: "en")
    row = {"metric": "price", "brand": None, "before": 1299.0, "during": 1199.0, "before_days": 14, "during_days": 14, "during_change": -100.0, "during_low": None, "during_high": None, "during_clear": False}
    assert _change(row, "during") == "−100, days too alike for an interval"
    assert _change(row | {"before_days": 6}, "during") == "−100, too few days"
    row = {"metric": "complaints", "brand": None, "before": 0.0, "during": 12.0, "during_change": 12.0, "during_clear": True}
    assert _found([row]).startswith("Clearly otherwise than before: ") and "0 → 12" in _found([row])


@pytest.mark.parametrize(("lag", "told"), [(2, "at a lag of +2 d"), (-3, "at a lag of −3 d"), (0, "on the same day"), (None, "28 days on which both are known; at no lag")])
def test_who_moves_first_is_told_from_the_clear_lag_that_is_furthest_from_0(lag, told):
    language.follow(lambda: "en")
    rows = [{"lag": one, "r": 0.9 if one == lag else 0.95, "r_low": 0.5, "r_high": 0.97, "clear": one == lag, "common": 28} for one in (-3, 0, 2)]
    sentence = _sentence(SimpleNamespace(rows=rows), "Orders", "Net sentiment")
    assert told in sentence and ("a correlation and no cause" in sentence) == (lag is not None)


def test_without_figures_there_is_a_way_to_load_them(tmp_path):
    with opened(tmp_path, invented.write(tmp_path)[1:]):
        app = visit("sentiment")
        assert any("载入订单、退货、满意度等每日业务指标" in text for text in said(app))
        assert "业务指标" not in [element.value for element in app.subheader]
        assert "对照业务指标" not in [element.label for element in app.selectbox]
