"""The section of the library: what is typed is checked, shown filled in, saved with its trail, counted, and taken from a workbook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import jobs
from analysis.filters import Filters
from analysis.mentions import mentions
from nlp.rules import replies
from store.connect import Store
from store.handling import say
from tests import hostile, visits
from tests.pages.conftest import exports, opened, reader  # noqa: F401 (fixtures)
from tests.pages.test_hostile import assert_harmless
from tests.pages.test_settings import SAVED, UNSAVED, press, shown, typed, value
from tests.ui.test_reply_sheet import HEAD, book
from tests.visits import choose, said, visit
from ui.reply_library import merged

SHIPPED = replies(None)
PAYLOAD = hostile.PAYLOADS["a Markdown picture"]


@pytest.fixture
def filled(tmp_path: Path, exports: list[Path]) -> Iterator[Store]:  # noqa: F811
    with opened(tmp_path, exports) as store:
        yield store


def upload(app: AppTest, content: bytes) -> AppTest:
    app.file_uploader(key=f"replies_{app.session_state['_replies_read']}").set_value([("话术.xlsx", content, "application/octet-stream")])
    return visits.run(app)


def test_an_answer_is_checked_shown_saved_and_counted_without_work_for_the_mentions(filled):
    with filled.cursor() as cursor:
        newest, *older = mentions(cursor, Filters(), limit=3).rows
    say(filled, [str(row["mention_id"]) for row in older], reply_id=SHIPPED[1].reply_id)
    app = visit("settings", section="replies")
    assert SAVED in said(app) and shown(app, "replies_read")[1] == [SHIPPED[1].beginning, 1, 2]
    assert any(f"@{newest['author_name']} 您好" in element.value for element in app.code)
    assert any(SHIPPED[1].reply_id in str(link.proto) for link in choose(app, "replies_read", 1).get("page_link"))
    app = typed(app, "replies", {"aspect": "电池续航", "intent": "咨询", "text": f"{{who}} {PAYLOAD}"})
    assert any("占位符“{who}”无法识别" in warning.value.replace("\\", "") for warning in app.warning) and app.button(key="save").disabled
    app = typed(app, "replies", {"aspect": "电池续航", "intent": "咨询", "text": f"{{author}} {PAYLOAD}"}, changed={0: {"text": "您好，请私信"}})
    assert UNSAVED.format(3) in said(app)
    place = len(SHIPPED)
    app = choose(app, "replies_read", place)
    assert f"{newest['author_name']} {PAYLOAD}" in [element.value for element in app.code]
    assert_harmless(app, {PAYLOAD})
    app = press(app, "save")
    told = value(filled, "replies")["reply"]
    assert (told[0]["id"], told[0]["text"]) == (SHIPPED[0].reply_id, "您好，请私信")
    assert {name: told[-1][name] for name in ("aspect", "intent", "text")} == {"aspect": "battery", "intent": "inquiry", "text": f"{{author}} {PAYLOAD}"}
    assert [job.kind for job in jobs.jobs_of(filled).jobs() if job.kind not in jobs.FOLLOWING] == []
    assert "回应话术：新增" in shown(visit("settings", section="trail"), "trail")[0][2]


def test_a_workbook_is_taken_into_the_table_and_what_of_it_cannot_be_is_said(filled):
    app = upload(visit("settings", section="replies"), book([HEAD, ["电池续航", "投诉", "改过的", "掉电", SHIPPED[0].reply_id], ["", "", SHIPPED[1].text, "新词", ""], ["电量", "", PAYLOAD, "", ""], ["", "", "新增的", "", ""]]))
    assert "可导入 3 行：新增 1 条，替换 2 条。" in said(app)
    (refused,) = [element.value for element in app.dataframe if "原因" in element.value.columns]
    assert refused.to_numpy().tolist() == [[4, "没有“电量”这个方面。请留空，或从“说明”工作表中选一个。", f"电量 | {PAYLOAD}"]]
    assert_harmless(app, {PAYLOAD})
    app = press(app, "replies_take")
    rows = app.session_state["_grids"]["replies"]["gave"]
    assert (len(rows), rows[0]["text"], rows[1]["words"], rows[-1]["text"]) == (len(SHIPPED) + 1, "改过的", "新词", "新增的")
    assert value(filled, "replies") is None
    assert any("不能打开" in warning.value or "工作簿" in warning.value for warning in upload(app, b"no workbook").warning)
    press(app, "save")
    assert {row["id"] for row in value(filled, "replies")["reply"]} > {reply.reply_id for reply in SHIPPED}


def test_rows_with_a_known_id_or_text_stand_in_the_place_of_those():
    there = [{"id": "1", "text": "a", "aspect": "battery"}, {"id": "2", "text": "b"}]
    assert merged(there, [{"id": "2", "text": "c"}, {"text": "a"}, {"text": "d"}, {"text": "d", "words": ["e"]}]) == [
        {"id": "1", "text": "a"}, {"id": "2", "text": "c"}, {"text": "d", "words": ["e"]},
    ]  # fmt: skip


def test_a_row_with_another_id_and_the_same_text_leaves_the_id_that_its_uses_are_counted_by():
    assert merged([{"id": "1", "text": "a b"}], [{"id": "9", "text": "a  b", "words": ["c"]}]) == [{"id": "1", "text": "a  b", "words": ["c"]}]
    assert merged([{"id": "1", "text": "a"}, {"id": "2", "text": "b"}], [{"id": "1", "text": "b"}, {"id": "2", "text": "a"}]) == [{"id": "1", "text": "b"}, {"id": "2", "text": "a"}]
