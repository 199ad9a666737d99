"""What figures and hot-search lists have in common: which of both a file is, its numbers, its times."""

import io
import zipfile
from pathlib import Path
from time import perf_counter

import pandas as pd
import pytest
import xlsxwriter

from loaders.refused import Refused
from loaders.supplement import MOST_RAW, Listed, moments, numbers, split, supplement, unless_blank, words

pytestmark = pytest.mark.usefixtures("english")


def looked_at(tmp_path: Path, content: bytes | str, name: str = "f.csv", units: dict[str, str] | None = None):
    path = tmp_path / "upload"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return supplement(path, name, zone="Asia/Shanghai", units=units or {})


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("12", 12, None), ("1,234.5", 1234.5, None), ("−3", -3, None), ("-3.5", -3.5, None), ("1.2万", 12_000, None), ("3.4 亿", 340_000_000, None), ("5k", 5000, None),
        ("¥1,299", 1299, None), ("12.5%", 12.5, "%"), ("+7", 7, None), (".5", 0.5, None), ("１２", 12, None), ("12 单", 12, "单"), ("1.2万元", 12_000, "元"), ("95％", 95, "%"), ("12,5", None, None), ("1,23,456", None, None), ("12 箱", None, None), ("9" * 400, None, None), ("", None, None), ("1.2.3", None, None), ("nan", None, None), ("1e5", None, None), ("-", None, None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(cell, value, unit):
    (read,) = numbers(pd.Series([cell], dtype=object)).astype(object).to_dict("records")
    assert (None if pd.isna(read["value"]) else read["value"], None if pd.isna(read["unit"]) else read["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("header", "name", "unit"), [("订单（单）", "订单", "单"), ("orders (units)", "orders", "units"), ("满意度", "满意度", None), ("销量[台]", "销量", "台"), ("(单)", "(单)", None), ("a(b)c", "a(b)c", None)]
)
def test_a_header_tells_its_unit_in_brackets(header, name, unit):
    assert split(header) == (name, unit)


def test_times_of_every_usual_form_and_days_that_cannot_be_told():
    told = moments(pd.Series(["2025-03-03", "2025/3/4", "20250305", "2025年3月6日", "2025-03-07 08:30:00", "soon", None], dtype=object), "Asia/Shanghai")
    assert [None if pd.isna(at) else at.isoformat(" ", "minutes") for at in told] == [
        "2025-03-03 00:00", "2025-03-04 00:00", "2025-03-05 00:00", "2025-03-06 00:00", "2025-03-07 08:30", None, None,
    ]  # fmt: skip
    assert moments(pd.Series(["13/04/2025", "01/04/2025"], dtype=object), "UTC").dt.day.tolist() == [13, 1]
    assert moments(pd.Series(["04/13/2025", "04/01/2025"], dtype=object), "UTC").dt.day.tolist() == [13, 1]
    with pytest.raises(Refused, match="Dates such as 03/04/2025 may mean"):
        moments(pd.Series(["03/04/2025"], dtype=object), "UTC")


def test_days_as_a_workbook_counts_them():
    told = moments(pd.Series(["45719", "45719.875", "19999", "80001", "2025-03-04"], dtype=object), "Asia/Shanghai")
    assert [None if pd.isna(at) else at.isoformat(" ", "minutes") for at in told] == ["2025-03-03 00:00", "2025-03-03 21:00", None, None, "2025-03-04 00:00"]


def test_many_refused_rows_are_told_at_once_the_first_of_them_as_they_stand_in_the_file(tmp_path):
    bad = MOST_RAW + 3_000
    started = perf_counter()
    found = looked_at(tmp_path, "日期,品牌,订单\n" + "\n".join(["2025-03-03,甲,5", *(f"never,{row},7" for row in range(bad))]))
    assert perf_counter() - started < 5
    assert (len(found.refused), found.refused[0].raw, found.refused[MOST_RAW - 1].raw, found.refused[MOST_RAW].raw) == (bad, "never | 0 | 7", f"never | {MOST_RAW - 1} | 7", "")


def test_a_column_goes_by_the_strongest_name_wherever_it_stands():
    table = Listed(None, pd.DataFrame({"b": [], "A（件）": [], "c": []}))
    assert [table.column(names) for names in (("a", "b"), ("b", "a"), ("x", "c"), ("x",))] == ["A（件）", "b", "c", None]


def test_what_only_says_that_nothing_is_known_is_blank():
    assert unless_blank(pd.Series(["-", "—", "N/A", "无", "无锡", "0", None], dtype=object)).tolist() == [None, None, None, None, "无锡", "0", None]


def test_words_are_on_one_line_and_blank_ones_none():
    assert words(pd.Series([" a\n b ", "", None, "c"], dtype=object)).tolist() == ["a b", None, None, "c"]


def workbook(**sheets: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return buffer.getvalue()


def test_every_sheet_that_holds_figures_is_read_and_the_others_are_named(tmp_path):
    content = workbook(north=[["日期", "品牌", "订单"], ["2025-03-03", "甲", 5]], notes=[["who", "what"], ["a", "b"]], south=[["date", "brand", "orders"], ["2025-03-03", "乙", 7], ["never", "乙", 8]])
    found = looked_at(tmp_path, content, "f.xlsx")
    assert found.table.to_pylist() == [
        {"date": pd.Timestamp("2025-03-03").date(), "brand": "乙", "metric": "orders", "value": 7.0, "unit": None},
        {"date": pd.Timestamp("2025-03-03").date(), "brand": "甲", "metric": "orders", "value": 5.0, "unit": None},
    ]
    assert [(one.member, str(one.why)) for one in found.left_out] == [("notes", "No column is called date or 日期: a table of figures needs one day in each row.")]
    assert [(row.member, row.line, str(row.why), row.raw) for row in found.refused] == [("south", 3, "“never” is no date.", "never | 乙 | 8")]


def test_a_gbk_file_and_the_kind_by_its_headers(tmp_path):
    assert looked_at(tmp_path, "日期,品牌,订单\n2025-03-03,甲,5\n".encode("gbk")).kind == "figures"
    assert looked_at(tmp_path, "时间,榜单,排名,热搜词\n2025-03-03 10:00,微博热搜,1,甲\n".encode("gbk")).kind == "hot_searches"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("who,what\na,b\n", "No column is called date"), ("date,note\n2025-03-03,b\n", "No column holds a figure"), ("", "The file is empty"),
        ("date,orders\n", "header and no rows"), (b"\0\0\0\0\0\0\0\0", "not a text table"),
    ],
)  # fmt: skip
def test_what_is_neither_says_what_it_takes(tmp_path, content, why):
    with pytest.raises(Refused, match=why):
        looked_at(tmp_path, content)


def test_an_archive_of_a_broken_file_is_refused_by_its_reason(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.bin", b"\0\0\0\0\0\0\0\0")
    with pytest.raises(Refused):
        looked_at(tmp_path, buffer.getvalue(), "f.zip")
