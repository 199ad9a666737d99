"""What was corrected together, on 系统设置: listed, undone, several at once, all since, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.corrections import correct, take_back, undo
from loaders.fold import undo as undo_import
from store.connect import Store
from store.digest import digest, faults
from tests import invented, visits
from tests.pages.conftest import opened
from tests.visits import choose, said, table, visit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, invented.write(tmp_path)[1:]) as store:
        yield store


def ids(store: Store) -> list[str]:
    with store.cursor() as cursor:
        return [row[0] for row in cursor.execute("SELECT CAST(mention_id AS VARCHAR) FROM mention ORDER BY mention_id").fetchall()]


def listed(app: AppTest) -> list[list[object]]:
    return [row[1:] for row in table(app, "batches")]


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return visits.run(app)


def test_without_corrections_there_is_nothing(store):
    assert "情感修正" not in [element.value for element in visit("settings", section="trail").subheader]


def test_batches_are_told_with_what_still_counts(store):
    one, two, three = ids(store)[:3]
    first = correct(store, [one, two], -1, by="小林")
    correct(store, [two, three], 1)
    take_back(store, [three])
    undo(store, first.at, by="阿奎")
    app = visit("settings", section="trail")
    assert listed(app) == [
        ["撤销 1 批修正", 2, "–", "", "阿奎"],
        ["撤销修正", 1, "1", "", "未登录"],
        ["正面", 2, "1", "", "未登录"],
        ["负面", 2, "0", "已撤销", "小林"],
    ]
    app = choose(app, "batches", 3)
    assert app.button(key="undo_batches").disabled
    (link,) = [element for element in app.get("page_link") if "corrections" in element.proto.query_string]
    assert visits.counted(visit("mentions", corrections=first.at.isoformat())) == 2
    assert first.at.isoformat(sep=" ").replace(" ", "+").replace(":", "%3A") in link.proto.query_string


def test_a_batch_of_mentions_that_are_gone_stands_there_and_opens_nothing(store):
    correct(store, ids(store)[:2], -1)
    with store.writing() as cursor:
        (import_id,) = cursor.execute("SELECT import_id FROM import").fetchone()
    undo_import(store, import_id)
    app = visit("settings", section="trail")
    assert listed(app) == [["负面", 0, "0", "", "未登录"]]
    app = choose(app, "batches", 0)
    assert [link for link in app.get("page_link") if "corrections" in link.proto.query_string] == []


def test_one_several_and_all_since_are_undone_and_come_back(store):
    before = digest(store)["mention"]
    one, two, three, four = ids(store)[:4]
    correct(store, [four], 0)
    first = digest(store)["mention"]
    correct(store, [one, two], -1)
    correct(store, [two, three], 1)
    all_ = digest(store)["mention"]
    app = press(choose(visit("settings", section="trail"), "batches", 0, 1), "undo_batches")
    assert (digest(store)["mention"], faults(store)) == (first, [])
    assert any("已撤销，涉及 3 条信息。" in text for text in said(app))
    assert [row[3] for row in listed(app)] == ["", "已撤销", "已撤销", ""]
    app = press(app, "redo_batches")
    assert digest(store)["mention"] == all_
    assert any("已恢复，涉及 3 条信息。" in text for text in said(app))
    app = press(choose(app, "batches", 4), "undo_since")
    assert (digest(store)["mention"], faults(store)) == (before, [])
    app = press(app, "redo_batches")
    assert digest(store)["mention"] == all_


def test_undoing_the_earlier_one_last_brings_nothing_back(store):
    before = digest(store)["mention"]
    one, two, three = ids(store)[:3]
    correct(store, [one, two], -1)
    correct(store, [two, three], 1)
    app = press(choose(visit("settings", section="trail"), "batches", 1), "undo_batches")
    press(choose(app, "batches", 1), "undo_batches")
    assert (digest(store)["mention"], faults(store)) == (before, [])
