"""The library as a workbook: out and in again, in every language; rows that cannot be taken, with why."""

import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from language import LANGUAGES, speaking
from loaders.refused import Refused
from nlp.replies import identified
from nlp.rules import default, library, tables
from tests.hostile import PAYLOADS
from tests.ui.test_workbook import sheets, xml
from ui import reply_sheet
from ui.reply_sheet import Read, coded, read, written_out

ASPECTS = ["battery", "after_sales", "表带"]
HEAD = ["方面", "意图", "回应内容", "匹配词", "编号"]
LINES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="{}｛｝﹛﹜︷︸"), min_size=1, max_size=8)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"text": LINES | st.sampled_from(["=1+1", "@{author} 您好\n第二行", "'x"])},
        optional={"aspect": st.sampled_from(ASPECTS), "intent": st.sampled_from(["praise", "inquiry", "complaint", "other"]), "words": st.lists(LINES, min_size=1, max_size=2, unique=True)},
    ), max_size=4, unique_by=lambda row: row["text"],
)  # fmt: skip


def book(rows: list[list[object]], name: str = "话术") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": True}) as made:
        sheet = made.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return file.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_shipped_comes_back_as_it_went_out_whoever_reads_it(lang):
    shipped = tables(default("replies"))["reply"]
    aspects = [row["aspect"] for row in shipped if "aspect" in row]
    with speaking(lang):
        data = written_out(shipped, {shipped[0]["id"]: 3}, aspects)
    assert read(data, aspects) == Read(shipped, [])
    (first, *_others), about = sheets(data).values()
    assert len(first) == 6 and sheets(data)[next(iter(sheets(data)))][1][-1] == 3 and "{brand}" in about[0][1]


@settings(max_examples=8, deadline=None)
@given(ROWS)
def test_whatever_an_answer_says_comes_back_and_is_no_formula(rows):
    rows = identified(rows)
    data = written_out(rows, {}, ASPECTS)
    assert read(data, ASPECTS) == Read(rows, []) and "<f>" not in xml(data, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", PAYLOADS.values())
def test_a_hostile_text_is_a_text_or_refused_whole(text):
    found = read(written_out(identified([{"text": text}]), {}, ASPECTS), ASPECTS)
    assert [row["text"] for row in found.rows] == [text.strip()] or [line.line for line in found.refused] == [2]


def test_each_row_that_cannot_be_taken_is_named_with_why_and_the_others_are_taken(english):
    found = read(book([
        ["说明：填写后选到设置页"], HEAD, ["电池续航", "投诉", "甲", "掉电、耗电"], ["电量", "", "乙"], ["", "", "", "词"], [], ["", "抱怨", "丙"], ["", "", "{who} 丁"], ["", "", "甲"],
        ["表带", "Complaint", "戊", "", "7"], ["表带", "complaint", "己"], ["", "", "=1+1"], ["", "", 12], ["", "", "长" * 1001],
    ]), ASPECTS)  # fmt: skip
    assert found.rows == [
        {"aspect": "battery", "intent": "complaint", "text": "甲", "words": ["掉电", "耗电"]}, {"aspect": "表带", "intent": "complaint", "text": "己"},
        # Of a formula counts the value that its program wrote, here none yet.
        {"text": "0"}, {"text": "12"},
    ]  # fmt: skip
    told = {line.line: (str(line.why), line.raw) for line in found.refused}
    assert {line: why.split("; ")[0] for line, (why, _raw) in told.items() if line < 12} == {
        4: "There is no aspect “电量”", 5: "A reply has no text", 7: "The reply “丙” is for the intent “抱怨”", 8: "The reply “{who} 丁” has the placeholder “{who}”",
        9: "“甲” stands twice among the replies", 10: "The reply “戊” has the id “7”",
    }  # fmt: skip
    assert (told[4][1], told[5][1]) == ("电量 | 乙", "词") and list(told)[-1] == 14


def test_each_row_is_read_by_itself_its_id_however_it_is_written(english, monkeypatch):
    asked = []
    monkeypatch.setattr(reply_sheet, "library", lambda told: asked.append(len(told["reply"])) or library(told))
    one = "abcdef00-0000-4000-8000-000000000001"
    found = read(book([HEAD, ["", "", "甲", "", one.upper().replace("-", "")], ["", "", "乙", "", one], *(["", "", f"话术 {n}"] for n in range(200))]), ASPECTS)
    assert found.rows[0] == {"text": "甲", "id": one} and len(found.rows) == 201 and set(asked) == {1} and len(asked) == 202
    assert [(line.line, str(line.why)) for line in found.refused] == [(3, f"“{one}” stands twice among the replies; keep one of them.")]


def test_a_workbook_without_the_column_is_refused():
    with pytest.raises(Refused, match="回应内容"):
        read(book([["时间", "数量"], ["a", "b"]]), ASPECTS)
    with pytest.raises(Refused):
        read(b"no workbook", ASPECTS)


def test_a_name_is_read_in_every_language_and_else_left():
    assert [coded("aspect", name, ASPECTS) for name in ("电池续航", "電池續航", "battery life", "battery", "表带", "电量")] == ["battery"] * 4 + ["表带", "电量"]
    assert [coded("intent", name) for name in ("投诉", "Complaint", "抱怨")] == ["complaint", "complaint", "抱怨"]
