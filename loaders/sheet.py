"""Tables in workbooks: xlsx, xls, ods."""

import datetime
import itertools
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import python_calamine

from loaders.read import BATCH_ROWS, Batch, LeftOut, Table, batch_of, column_names, header_of
from loaders.refused import Refused

SCANNED_ROWS = 15


def tables(file: BinaryIO, known: frozenset[str]) -> list[Table | LeftOut]:
    """One table per sheet that holds anything; its member is the sheet's name where there are several."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
        filled = [table for name in book.sheet_names if (table := _table(book, name, known))]
    except (python_calamine.CalamineError, python_calamine.PasswordError) as error:
        raise Refused(
            "The workbook cannot be opened: {error}. Save it again as xlsx, without a password.", error=error
        ) from error
    if not filled:
        raise Refused("The workbook's sheets are empty.")
    return filled


def _table(book: python_calamine.CalamineWorkbook, name: str, known: frozenset[str]) -> Table | None:
    sheet = book.get_sheet_by_name(name)
    rows = [[text_of(cell) or "" for cell in row] for row in itertools.islice(sheet.iter_rows(), SCANNED_ROWS)]
    if not any(cell for row in rows for cell in row):
        return None
    at = header_of(rows, known)
    columns = column_names(rows[at])
    return Table("xlsx", columns, partial(_batches, book, name, columns, at + 1), member=name)


def _batches(book: python_calamine.CalamineWorkbook, name: str, columns: list[str], before: int) -> Iterator[Batch]:
    rows = enumerate(book.get_sheet_by_name(name).iter_rows(), start=1)
    for part in _parts(itertools.islice(rows, before, None)):
        cells = [(line, [text_of(cell) for cell in row][: len(columns)]) for line, row in part]
        kept = [(line, row) for line, row in cells if any(row)]
        yield batch_of(columns, [row for _, row in kept], [line for line, _ in kept], [])


def _parts(rows: Iterator) -> Iterator[list]:
    while part := list(itertools.islice(rows, BATCH_ROWS)):
        yield part


def text_of(cell: object) -> str | None:
    """A cell as it would stand in a csv: whole numbers without a fraction, times in ISO form."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e19 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ", timespec="auto")
    return str(cell)
