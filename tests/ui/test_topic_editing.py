"""Topics as people change them on 话题分析: what a change does, its message, and the way back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jobs import jobs_of
from loaders import topics
from store.connect import Store
from tests.loaders.staging import found
from tests.loaders.test_topics import TEXTS, export, shown
from tests.pages.conftest import opened, reader  # noqa: F401 (fixture)
from tests.visits import run, said, visit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The planted texts with their three topics."""
    with opened(tmp_path / "store", [export(tmp_path, TEXTS)], settled=False) as store:
        found(store)
        yield store


def press(app: AppTest, name: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == name]
    button.click()
    return run(app)


def titles(app: AppTest) -> set[str]:
    (listed,) = [element.value for element in app.dataframe if "话题" in element.value.columns and "标记" in element.value.columns]
    return set(listed["话题"])


def test_a_topic_is_renamed_pinned_and_merged_and_each_change_taken_back(store):
    app = visit("topics", topic="t2")
    before = titles(app)
    (name,) = [one for one in app.text_input if one.label == "话题名称" and one.value]
    name.set_value("送货 <b>慢</b>")
    app = press(app, "保存")
    assert "送货 <b>慢</b>" in titles(app) and "<b>" not in "".join(element.value for element in app.markdown)
    assert any("改名 · 送货" in text for text in said(app))
    assert titles(press(app, "撤销")) == before
    app = press(visit("topics", topic="t2"), "固定")
    assert [one.label for one in app.button if one.label in ("固定", "取消固定")] == ["取消固定"]
    (which,) = [one for one in app.multiselect if one.label == "要合并的话题"]
    which.set_value(["t1", "t3"])
    app = press(app, "合并")
    assert shown(store) == ["t1", "t2"] and len(titles(app)) == 2
    assert any(text.startswith("并入了“") for text in said(visit("topics", topic="t1")))
    app = press(app, "撤销")
    assert shown(store) == ["t1", "t2", "t3"]
    assert titles(app) == before


def test_what_cannot_be_done_is_said_and_an_earlier_version_can_be_returned_to(store):
    app = press(visit("topics"), "合并")
    assert any("请选择两个或更多话题再合并" in text for text in said(app))
    (which,) = [one for one in app.multiselect if one.label == "要合并的话题"]
    which.set_value(["t1", "t2", "t3"])
    app = press(app, "合并")
    assert shown(store) == ["t1"]
    press(app, "恢复此版本")
    assert shown(store) == ["t1", "t2", "t3"]


def test_topics_are_found_anew_and_for_the_view_alone_when_they_are_asked_for(store):
    app = visit("topics", keyword="快递 OR 物流")
    for kind in ("view_topics", "topics"):
        (button,) = [one for one in app.button if one.label == "识别话题" and one.form_id == f"find_{kind}"]
        button.click()
        app = run(app)
        assert jobs_of(store).jobs()[0].kind == kind
    assert topics.asked(store) is None


def test_why_no_topics_were_found_is_said_where_they_were_asked_for(store):
    asked = {"find_view_topics": {"keyword": "驿站 签收"}, "split_topic": {"topic": "t1"}}
    for form, link in asked.items():
        app = visit("topics", **link)
        (button,) = [one for one in app.button if one.form_id == form]
        button.click()
        run(app)
    queue = jobs_of(store)
    end = time.monotonic() + 60
    while not all(job.ended for job in queue.jobs()):
        assert time.monotonic() < end
        time.sleep(0.05)
    told = ["当前视图不足 50 条不同内容，无法单独识别话题。", "该话题不足 50 条不同内容，无法拆分。"]
    assert [[why in "".join(said(visit("topics", **link))) for why in told] for link in asked.values()] == [[True, False], [False, True]]
    assert "不足 50 条不同内容" not in "".join(said(visit("topics", topic="t2")))
