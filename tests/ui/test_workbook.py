"""A workbook read back with another library: values, types, and what a spreadsheet would run."""

import io
import zipfile
from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook

from tests.hostile import PAYLOADS
from ui.workbook import LONGEST, Column, workbook

AT = datetime(2025, 3, 30, 9, 20)
COLUMNS = [Column("状态"), Column("时间", "time", 17), Column("小时", "number"), Column("=备注")]


def made(rows: list, **told: object) -> bytes:
    return workbook("处置台账", COLUMNS, rows, "说明", told)


def sheets(data: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def xml(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def test_values_come_back_with_their_types_and_unknown_is_empty():
    data = made([["待处理", AT, 1.5, "好"], [None, None, None, None], ["已办结", AT, -3, ""]], 筛选="全部时间", 行数=3, 最新=AT)
    assert sheets(data) == {
        "处置台账": [["状态", "时间", "小时", "=备注"], ["待处理", AT, 1.5, "好"], ["", "", "", ""], ["已办结", AT, -3.0, ""]],
        "说明": [["筛选", "全部时间"], ["行数", 3.0], ["最新", AT]],
    }


@pytest.mark.parametrize("text", [*PAYLOADS.values(), "=cmd|' /C calc'!A0", "http://evil.example/x", "1e5", "0123", "{=1+1}"])
def test_what_a_spreadsheet_would_run_is_a_text_and_stays_one(text):
    data = made([[text, AT, 1, text]], **{"筛选": text})
    sheet, about = xml(data, "xl/worksheets/sheet1.xml"), xml(data, "xl/worksheets/sheet2.xml")
    assert [mark for mark in ("<f>", "<f ", "hyperlink") if mark in sheet + about] == []
    assert sheet.count('t="s"') + sheet.count('t="inlineStr"') == len(COLUMNS) + 2
    # What begins with = is not evaluated when somebody edits the cell.
    assert 'quotePrefix="1"' in xml(data, "xl/styles.xml")
    # Control characters are written as the format wants them, and read back otherwise.
    if text.isprintable():
        assert sheets(data)["处置台账"][1][3] == sheets(data)["说明"][0][1] == text


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so():
    (_header, row), *_ = sheets(made([["长" * (LONGEST + 5), AT, 1, "短"]])).values()
    assert (len(row[0]), row[0][-2:], row[3]) == (LONGEST, "长…", "短")
    (_header, row), *_ = sheets(made([["长" * LONGEST, AT, 1, "短"]])).values()
    assert row[0] == "长" * LONGEST


def test_the_header_stays_in_sight_columns_have_widths_and_the_rows_a_filter():
    sheet = xml(made([["a", AT, 1, "b"]] * 3), "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in sheet and 'topLeftCell="A2"' in sheet
    assert '<autoFilter ref="A1:D4"/>' in sheet
    assert [sheet.count(f'width="{width}.7109375"') for width in (14, 17)] == [2, 1]


def test_the_same_table_gives_the_same_bytes():
    rows = [["待处理", AT, 1.5, "好"]]
    assert made(rows, 行数=1) == made(rows, 行数=1)


def test_a_table_without_rows_is_a_header():
    assert sheets(made([]))["处置台账"] == [["状态", "时间", "小时", "=备注"]]
