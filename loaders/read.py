"""Reading a file as batches of text columns, whatever wrote it.

`tables(file)` finds out what the file is. Every cell comes as the text that stands in the file; `LINE` is the record's
number, the header being 1 where it is the first; `RECORD` tells which list of a nested record an object stood in. What a
reader cannot take as a record is handed on as `Bad`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from loaders.export import Export, normal
from loaders.refused import Refused

LINE, RECORD = "@line", "@in"  # an @ opens the names that are ours: no column of a file begins with it
MAX_COLUMNS = 2000
BATCH_ROWS = 20_000


@dataclass(frozen=True)
class Bad:
    """A record that the reader could not take: its reason is a code of loaders.reasons."""

    line: int
    reason: str
    raw: str


@dataclass(frozen=True)
class Batch:
    records: pa.RecordBatch
    bad: list[Bad] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.records.num_rows or self.bad)


@dataclass(frozen=True)
class Table:
    """One table of a file. `batches()` reads it from its start, each time anew; `warnings` counts what was repaired.

    `member` names the sheet, the database's table or the archive's file (`packed`), where there are several. `view` reads the table
    as a format says that it is laid out; `share()` is how much of it has been read, where that is known.
    """

    form: str
    columns: list[str]
    batches: Callable[[], Iterator[Batch]]
    warnings: Counter = field(default_factory=Counter)
    encoding: str | None = None
    delimiter: str | None = None
    member: str | None = None
    packed: bool = False
    view: Callable[[Export], "Table"] | None = None
    share: Callable[[], float | None] = lambda: None

    def seen_as(self, export: Export) -> "Table":
        return (
            replace(self.view(export), member=self.member, packed=self.packed, share=self.share) if self.view else self
        )

    def without(self, foreign: Callable[[frozenset[str]], bool]) -> "Table":
        """The same, its records with such keys handed on as bad: only JSON has records of several kinds in one table."""
        return replace(self, batches=partial(self.batches, foreign)) if self.form == "json" else self


@dataclass(frozen=True)
class LeftOut:
    """A member of a file that is no table: `why` says what it is instead."""

    member: str
    why: Refused


def tables(file: BinaryIO, name: str, known: frozenset[str] = frozenset()) -> list[Table | LeftOut]:
    """The tables in an open binary file, from disk or an upload; it must stay open while their batches are read.

    `known` are column names (`loaders.export.normal`) by which the header is found below a preamble. Raises Refused
    where the file holds no table.
    """
    from loaders import archive, database, delimited, records, sheet

    suffix = Path(name).suffix.lower()
    start = file.read(1 << 16)
    size = file.seek(0, 2)
    file.seek(0)
    if not start.strip():
        raise Refused("The file is empty.")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")) and suffix not in (".xlsx", ".xlsm", ".xlsb", ".ods"):
        return archive.tables(file, known)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return sheet.tables(file, known)
    if start.startswith(b"SQLite format 3\0"):
        return database.tables(file)
    if b"\x00\x00\x00\x00" in start[:64]:
        raise Refused("This is not a text table: export it as csv, xlsx, json or jsonl.")
    is_json = suffix in (".json", ".jsonl", ".ndjson") or start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    table = records.table(file, known) if is_json else delimited.table(file, known)
    return [replace(table, share=lambda: min(file.tell() / size, 1.0))]


def header_of(rows: list[list[str]], known: frozenset[str]) -> int:
    """Which of the first rows is the header: the one with most known names, else the first of the table's usual width.

    It gives way to one above it whose names are among its own: an appending writer wrote a longer header later.
    """
    names = [{normal(cell) for cell in row if cell} & known for row in rows]
    best = max(names, key=len)
    if len(best) >= 2:
        return next(at for at, own in enumerate(names) if own == best or (len(own) >= 3 and own < best))
    widths = [sum(1 for cell in row if cell.strip()) for row in rows]
    return next(i for i, width in enumerate(widths) if width >= 0.6 * max(widths))


def names_known(row: list[str], known: frozenset[str]) -> int:
    return len({normal(cell) for cell in row if cell} & known)


def column_names(header: list[str]) -> list[str]:
    """Names that are not blank, hold no double quote, do not begin with @ and differ even without their case."""
    if len(header) > MAX_COLUMNS:
        raise Refused("The header has {count} columns; at most {limit} are read.", count=len(header), limit=MAX_COLUMNS)
    names: list[str] = []
    seen: Counter = Counter()
    for position, cell in enumerate(header, start=1):
        name = cell.replace("\ufeff", "").replace('"', "'").strip() or f"column {position}"
        name = re.sub("^@", "＠", name)
        seen[name.lower()] += 1
        while seen[name.lower()] > 1:
            seen[(name := f"{name} ({seen[name.lower()]})").lower()] += 1
        names.append(name)
    return names


def batch_of(columns: list[str], rows: list[list[str | None]], lines: list[int], bad: list[Bad]) -> Batch:
    """Rows of cells, padded to the columns, as a batch."""
    width = len(columns)
    padded = [row + [None] * (width - len(row)) for row in rows]
    arrays = (
        [pa.array(cells, pa.string()) for cells in zip(*padded, strict=True)]
        if rows
        else [pa.array([], pa.string())] * width
    )
    return Batch(pa.RecordBatch.from_arrays([*arrays, pa.array(lines, pa.int64())], names=[*columns, LINE]), bad)
