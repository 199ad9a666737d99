import datetime
import io

import pytest
import xlsxwriter

from loaders import read
from loaders.detect import KNOWN
from loaders.read import LINE
from loaders.refused import Refused
from tests.loaders.invented import table_in

pytestmark = pytest.mark.usefixtures("english")
HEADER = ["id", "作者", "正文", "发布时间", "点赞数"]


def workbook(sheets: dict[str, list[list]], **options) -> io.BytesIO:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False, **options}) as book:
        forms = {
            datetime.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            datetime.date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    if type(cell) in forms:
                        sheet.write_datetime(y, x, cell, forms[type(cell)])
                    elif cell is not None:
                        sheet.write(y, x, cell)
    file.seek(0)
    return file


def told(file, name="x.xlsx"):
    table = table_in(file, name, KNOWN)
    records = {}
    for batch in table.batches():
        assert batch.bad == []
        for row in batch.records.to_pylist():
            records[row.pop(LINE)] = [row[column] for column in table.columns]
    return table.columns, records, dict(table.warnings)


def test_cells_come_as_the_text_that_a_csv_would_hold():
    moment, day = datetime.datetime(2024, 3, 1, 10, 30, 5), datetime.date(2024, 3, 2)
    rows = [
        HEADER,
        ["5012345678901234", "云上咖啡", "两行\n😤", moment, 12],
        [5012345678901234, True, 1.5, day, 0],
        [None, None, '=";"', "2024-03-03", 1e300],
    ]
    columns, records, warnings = told(workbook({"Sheet": rows}, strings_to_formulas=False))
    assert (columns, warnings) == (HEADER, {})
    assert records == {
        2: ["5012345678901234", "云上咖啡", "两行\n😤", "2024-03-01 10:30:05", "12"],
        3: ["5012345678901234", "true", "1.5", "2024-03-02", "0"],
        4: [None, None, '=";"', "2024-03-03", "1e+300"],
    }


def test_a_preamble_and_blank_rows_are_left_out_and_rows_keep_their_numbers():
    rows = [["浮岛 monthly report"], [], ["made on", datetime.date(2024, 4, 1)], [], HEADER]
    rows += [["1", "a", "b", "2024-03-01", 1], [], ["2", "a", "b", "2024-03-01", 2]]
    assert told(workbook({"Sheet": rows})) == (
        HEADER,
        {6: ["1", "a", "b", "2024-03-01", "1"], 8: ["2", "a", "b", "2024-03-01", "2"]},
        {},
    )


def test_a_table_that_starts_lower_and_further_right_keeps_its_rows_numbers():
    rows = [[], [], [None, None, *HEADER], [None, None, "1", "a", "b", "2024-03-01", 1]]
    assert told(workbook({"Sheet": rows})) == (HEADER, {4: ["1", "a", "b", "2024-03-01", "1"]}, {})


def test_every_sheet_that_holds_anything_is_a_table():
    sheets = {
        "Cover": [["浮岛"], ["made by", "somebody"]],
        "Empty": [],
        "Mentions": [HEADER, ["1", "a", "b", "2024-03-01", 1]],
        "Totals": [["日期", "声量"], ["2024-03-01", 12]],
    }
    found = read.tables(workbook(sheets), "x.xlsx", KNOWN)
    assert [(table.member, table.columns) for table in found] == [
        ("Cover", ["made by", "somebody"]),
        ("Mentions", HEADER),
        ("Totals", ["日期", "声量"]),
    ]


def test_a_header_with_blank_and_equal_cells_gets_names():
    rows = [["", "正文", None, "正文", "发布时间"], ["x", "a", "y", "b", "2024-03-01"]]
    columns, records, _ = told(workbook({"Sheet": rows}))
    assert columns == ["column 1", "正文", "column 3", "正文 (2)", "发布时间"]
    assert records == {2: ["x", "a", "y", "b", "2024-03-01"]}


def test_a_long_sheet_comes_in_batches_and_whole():
    rows = [HEADER, *([str(n), "a", "b", "2024-03-01", n] for n in range(read.BATCH_ROWS + 5))]
    table = table_in(workbook({"Sheet": rows}, constant_memory=False), "x.xlsx", KNOWN)
    sizes, ids = [], []
    for batch in table.batches():
        sizes.append(batch.records.num_rows)
        ids += batch.records.column("id").to_pylist()
    assert (sizes, ids) == ([read.BATCH_ROWS, 5], [str(n) for n in range(read.BATCH_ROWS + 5)])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook({"Sheet": []}).getvalue(), "The workbook's sheets are empty."),
        (b"PK\x03\x04 no workbook at all", "The workbook cannot be opened: "),
        (b"\xd0\xcf\x11\xe0 no workbook at all", "The workbook cannot be opened: "),
    ],
)
def test_what_is_no_workbook_with_a_table_is_refused(data, sentence):
    with pytest.raises(Refused) as refused:
        told(io.BytesIO(data))
    assert str(refused.value).startswith(sentence)
