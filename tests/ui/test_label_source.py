"""Whose label counted since when, on 系统设置."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.labels import prefer, preferred
from store.connect import Store
from store.digest import faults
from tests import invented, visits
from tests.pages.conftest import opened
from tests.visits import choose, said, table, visit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, invented.write(tmp_path)[1:]) as store:
        yield store


def test_before_the_first_choice_there_is_nothing(store):
    assert "以谁的标注为准" not in [element.value for element in visit("settings", section="trail").subheader]


def test_each_choice_is_on_record_and_can_be_made_again(store):
    prefer(store, "table", "model", by="小林")
    prefer(store, "table", "export")
    app = choose(visit("settings", section="trail"), "label_choices", 0)
    assert [row[1:] for row in table(app, "label_choices")] == [["table", "以导出标注为准", "–"], ["table", "以模型标注为准", "小林"]]
    assert "与现在的设置相同。" in said(app)
    assert [button for button in app.button if button.key == "choose_label"] == []
    app = choose(app, "label_choices", 1)
    app.button(key="choose_label").click()
    app = visits.run(app)
    assert (preferred(store), faults(store)) == ({"table": "model"}, [])
    assert len(table(app, "label_choices")) == 3
    app.button(key="undo_label").click()
    visits.run(app)
    assert preferred(store) == {"table": "export"}


def test_what_somebody_else_had_chosen_already_is_not_undone_here(store):
    prefer(store, "table", "model")
    prefer(store, "table", "export")
    app = choose(visit("settings", section="trail"), "label_choices", 1)
    prefer(store, "table", "model", by="小林")
    app.button(key="choose_label").click()
    app = visits.run(app)
    assert [len(table(app, "label_choices")), preferred(store)] == [3, {"table": "model"}]
    assert [button for button in app.button if button.key == "undo_label"] == []
