"""Tables to take away: files that no spreadsheet runs."""

import csv
import io
import re
from collections.abc import Callable, Iterable

from language import current, speaking

FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def spoken(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same in the language that is read now: a file is made where nobody's language is known, when it is asked for."""
    language = current()

    def made() -> bytes:
        with speaking(language):
            return make()

    return made


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
