"""Tables in workbooks: xlsx, xls, ods."""

import datetime
import itertools
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import python_calamine

from loaders.read import BATCH_ROWS, Batch, Table, batch_of, column_names, header_of, names_known
from loaders.refused import Refused

SCANNED_ROWS = 15


def table(file: BinaryIO, known: frozenset[str]) -> Table:
    """The sheet with most known column names; the others are named in the warnings by their number."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(file)
    except (python_calamine.CalamineError, python_calamine.PasswordError) as error:
        raise Refused(
            "The workbook cannot be opened: {error}. Save it again as xlsx, without a password.", error=error
        ) from error
    best, filled = None, 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = [[_text(cell) or "" for cell in row] for row in itertools.islice(sheet.iter_rows(), SCANNED_ROWS)]
        if not any(cell for row in rows for cell in row):
            continue
        filled += 1
        at = header_of(rows, known)
        score = names_known(rows[at], known)
        if best is None or score > best[0]:
            best = (score, name, rows[at], at)
    if best is None:
        raise Refused("The workbook's sheets are empty.")
    _score, name, header, at = best
    columns = column_names(header)
    warnings: Counter = Counter()

    def batches() -> Iterator[Batch]:
        warnings.clear()
        warnings.update({"other_sheets": filled - 1} if filled > 1 else {})
        sheet = book.get_sheet_by_name(name)
        rows = enumerate(sheet.iter_rows(), start=1)
        for part in _parts(itertools.islice(rows, at + 1, None)):
            cells = [(line, [_text(cell) for cell in row][: len(columns)]) for line, row in part]
            kept = [(line, row) for line, row in cells if any(row)]
            yield batch_of(columns, [row for _, row in kept], [line for line, _ in kept], [])

    return Table("xlsx", columns, batches, warnings)


def _parts(rows: Iterator) -> Iterator[list]:
    while part := list(itertools.islice(rows, BATCH_ROWS)):
        yield part


def _text(cell: object) -> str | None:
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
