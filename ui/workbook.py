"""A table to take away as a workbook: typed cells, none of which a spreadsheet runs, and what was looked at on a sheet of its own."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

# What a cell holds; Excel refuses longer ones.
LONGEST = 32_767
# The same input gives the same bytes.
MADE = datetime(2024, 1, 1)
FORMATS = {
    # The quotation mark before a text that no cell shows: it stays a text when somebody edits it.
    "text": {"quote_prefix": True, "valign": "top", "text_wrap": True},
    "time": {"num_format": "yyyy-mm-dd hh:mm", "valign": "top"},
    "number": {"num_format": "#,##0.0", "valign": "top"},
    "count": {"num_format": "#,##0", "valign": "top"},
}


@dataclass(frozen=True)
class Column:
    title: str
    kind: str = "text"
    width: int = 14


def workbook(name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]], about: str, told: dict[str, object]) -> bytes:
    """The sheet `name` with a header that stays in sight and filters, and the sheet `about` with what is `told`, its texts as they are."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": MADE})
        formats = {kind: book.add_format(told_) for kind, told_ in FORMATS.items()}
        bold = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True})
        sheet = book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.title, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, last, place, column.kind, value, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        beside = book.add_worksheet(about)
        beside.set_column(0, 0, 18)
        beside.set_column(1, 1, 90)
        for line, (title, value) in enumerate(told.items()):
            beside.write_string(line, 0, title, bold)
            kind = "time" if isinstance(value, datetime) else "number" if isinstance(value, int | float) else "text"
            _write(beside, line, 1, kind, value, formats | {"number": formats["text"]})
    return file.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, kind: str, value: object, formats: dict) -> None:
    """Unknown is an empty cell."""
    if value is None:
        return
    if kind == "time":
        sheet.write_datetime(row, place, value, formats[kind])
    elif kind in ("number", "count"):
        sheet.write_number(row, place, value, formats[kind])
    else:
        text = str(value)
        sheet.write_string(row, place, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…", formats[kind])
