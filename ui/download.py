"""Tables to take away: files that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Iterable

FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def csv_bytes(columns: list[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with its mark, as spreadsheets want it; text that a spreadsheet would take for a formula begins with '."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([cell(name) for name in columns])
    writer.writerows([cell(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    if value is None:
        return ""
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return "'" + text if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
