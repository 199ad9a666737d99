"""Targets on 系统设置 and beside the numbers that they are of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.targets import SETTING, targets
from store.connect import Store
from store.settings import latest, say
from tests import invented, visits
from tests.pages.conftest import opened, reader  # noqa: F401 (fixture)
from tests.visits import choose, said, visit

NEGATIVE = {"metric": "负面占比 (%)", "since": "2025-03-01", "until": "2025-03-31", "value": 12}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, invented.write(tmp_path)[1:]) as store:
        yield store


def typed(app: AppTest, *added: dict, changed: dict | None = None) -> AppTest:
    key = f"grid_targets_{app.session_state['_grids']['targets']['turn']}"
    app.session_state[key] = {"edited_rows": changed or {}, "added_rows": list(added), "deleted_rows": []}
    return visits.run(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return visits.run(app)


def kept(store: Store) -> list[tuple]:
    said_last = latest(store, SETTING).get(SETTING)
    return [(one.metric, one.brand, one.side, one.value) for one in targets(said_last and said_last.value)]


def test_a_target_is_typed_checked_saved_changed_and_restored(store):
    app = typed(visit("settings", section="targets"), NEGATIVE | {"value": 120})
    assert any("还不能保存：120 不在 0 – 100 之间。" in text for text in said(app))
    assert app.button(key="save_targets").disabled
    app = press(app, "discard_targets")
    app = press(typed(app, NEGATIVE, {"metric": "声量 (条)", "side": "不高于", "since": "2025-03-01", "until": "2025-03-31", "value": 50, "brand": "星澜"}), "save_targets")
    assert kept(store) == [("negative", None, "most", 12.0), ("volume", "星澜", "most", 50.0)]
    assert "目标都已保存。" in said(app)
    app = press(typed(app, changed={0: {"value": 10}}), "save_targets")
    assert kept(store)[0] == ("negative", None, "most", 10.0)
    app = press(choose(app, "target_versions", 1), "restore_targets")
    assert kept(store) == [("negative", None, "most", 12.0), ("volume", "星澜", "most", 50.0)]


def test_a_target_stands_beside_its_number_where_the_view_is_of_what_it_is_of(store):
    rows = [
        '{metric = "negative", since = "2025-03-01", until = "2025-03-31", value = 0.1, side = "most"}',
        '{metric = "volume", since = "2025-03-03", until = "2025-03-23", value = 21, side = "least"}',
        '{metric = "net", since = "2025-03-10", until = "2025-03-12", value = 5, side = "least"}',
    ]
    say(store, {SETTING: f"target = [{', '.join(rows)}]"})
    app = visit("overview", since="2025-03-10", until="2025-03-16")
    told = said(app)
    negative = float(visits.numbers(app)["负面占比 · %"].rstrip("%"))
    assert any(text.startswith("目标 ≤ 0.1% · 与目标相差 +") and text.endswith(":red[未达标]") for text in told)
    assert any(f"与目标相差 +{negative - 0.1:.1f} 个百分点" in text for text in told)
    assert any(text.startswith("目标 ≥ 7 · 与目标相差 +") and "按 21 天中的 7 天折算 · :green[达标]" in text for text in told)
    assert any("目标 ≥ 5% 属于 2025-03-10 – 2025-03-12，与时间窗不一致，不作比较" in text for text in told)
    assert not any("目标" in text for text in said(visit("overview", since="2025-03-10", until="2025-03-16", platforms="weibo")) if text.startswith("目标"))


def test_what_another_saved_meanwhile_is_shown_or_told_before_it_is_replaced(store):
    elsewhere = "target = [{metric = 'net', since = '2025-03-01', until = '2025-03-31', value = {}, side = 'least'}]"
    app = visit("settings", section="targets")
    say(store, {SETTING: elsewhere.replace("{}", "5")})
    app = visits.run(app)
    assert [row["value"] for row in app.session_state["_targets"][store.url].rows] == [5.0] and "目标都已保存。" in said(app)
    # Typed before it is known that somebody saved: it stays, and says what saving does.
    say(store, {SETTING: elsewhere.replace("{}", "6")})
    app = typed(app, NEGATIVE)
    assert any("目标已在别处保存过" in text for text in said(app))
    app = press(app, "save_targets")
    assert [one[0] for one in kept(store)] == ["net", "negative"] and kept(store)[0][-1] == 5.0


def test_targets_that_cannot_be_read_show_none_and_can_be_set_anew(store):
    say(store, {SETTING: "[[target"})
    app = visit("settings", section="targets")
    assert any("已保存的“目标”不能使用" in warning.value for warning in app.warning) and "目标都已保存。" not in said(app)
    app = press(typed(app, NEGATIVE), "save_targets")
    assert kept(store) == [("negative", None, "most", 12.0)]
