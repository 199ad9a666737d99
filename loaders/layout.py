"""Where the table begins in a delimited text: its delimiter, its header, and what stands before its first record."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from loaders.read import column_names, header_of, names_known
from loaders.refused import Refused

DELIMITERS = (",", "\t", ";", "|")
SCANNED_RECORDS = 15
SCANNED_CHARACTERS = 1 << 18


@dataclass(frozen=True)
class Layout:
    """`skipped` characters and `before` records, the header included, stand before the first record.

    `wider` are headers of rows that are longer than the file's own, by their width.
    """

    delimiter: str
    header: list[str]
    skipped: int
    before: int
    wider: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[str]:
        return column_names(self.header)


def layout_of(text: str, known: frozenset[str]) -> Layout:
    """The layout of a file that starts with `text`, as the delimiter shows it that gives most known names, then most columns."""
    sample = text[:SCANNED_CHARACTERS]
    best = None
    for delimiter in DELIMITERS:
        rows, ends = _first_rows(sample, delimiter)
        if not rows:
            continue
        at = header_of(rows, known)
        score = (names_known(rows[at], known), len(rows[at]))
        if best is None or score > best[0]:
            best = (score, Layout(delimiter, rows[at], ends[at], at + 1))
    if best is None:
        raise Refused("The file holds no line of text.")
    return best[1]


def _first_rows(sample: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first records that are not blank lines, and where each ends in the text."""
    consumed = 0

    def lines() -> Iterator[str]:
        nonlocal consumed
        for line in io.StringIO(sample, newline=""):
            consumed += len(line)
            yield line

    rows, ends = [], []
    reader = csv.reader(lines(), delimiter=delimiter)
    try:
        for row in reader:
            rows.append([cell.strip() for cell in row])
            ends.append(consumed)
            if len(rows) == SCANNED_RECORDS:
                break
    except csv.Error as error:
        raise Refused("The table's quotes cannot be followed: {error}.", error=error) from error
    return (rows, ends) if any(cell for row in rows for cell in row) else ([], [])
