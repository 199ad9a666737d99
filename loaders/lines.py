"""Delimited text record by record, for what no block can be trusted with: rows of other widths, quotes left open, cells of
many megabytes.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from loaders.layout import Layout
from loaders.read import LINE, Bad, Batch, batch_of

LONGEST = 64 << 20  # characters of a cell
SWALLOWED = 20  # lines in a cell from which on a quote may have been left open
FEWEST_CELLS = 3
SHOWN = 1 << 20  # characters kept of a record that is too long
ENDS = re.compile(r"\r\n|\n|\r(?=[^\n])")
csv.field_size_limit(LONGEST)


@dataclass
class Rows:
    """Rows of any width put under the layout's columns; those that fit none are told as bad."""

    layout: Layout
    warnings: Counter
    _rows: list[dict[str, str]] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _bad: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, number: int, cells: list[str], raw: str) -> None:
        """A record by its number. Blank ones are dropped."""
        columns = self.layout.wider.get(len(cells), self.layout.columns)
        if [cell.strip() for cell in cells] in (list(columns), self.layout.header):
            self.warnings["repeated_headers"] += 1
            return
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(columns):
            self.refuse(number, "too_many_cells", raw)
        elif any(cell.strip() for cell in cells):
            self.warnings["short_rows"] += len(cells) < len(columns)
            self._rows.append(dict(zip(columns, cells, strict=False)))
            self._numbers.append(number)

    def refuse(self, number: int, reason: str, raw: str) -> None:
        self._bad.append((number, reason, raw[:SHOWN].rstrip("\r\n")))

    def __len__(self) -> int:
        return len(self._rows)

    def table(self) -> pa.Table:
        extra = [name for row in self._rows for name in row]
        columns = list(dict.fromkeys([*self.layout.columns, *extra]))
        cells = {name: pa.array([row.get(name, "") for row in self._rows], pa.string()) for name in columns}
        return pa.table(cells | {LINE: pa.array(self._numbers, pa.int64())})

    def bad(self, before: int) -> list[Bad]:
        return [Bad(number + before, reason, raw) for number, reason, raw in self._bad]


def swallows(cell: str, layout: Layout) -> bool:
    """Whether most lines of a cell are records of their own: then a quote before them was never closed."""
    lines = cell.split("\n")[1:-1]
    return len(lines) + 2 > SWALLOWED and _are_records(lines, layout)


def batches(blocks: Iterator[str], layout: Layout, warnings: Counter, size: int) -> Iterator[Batch]:
    """The records of the text, in batches of about `size`."""
    rows, last = Rows(layout, warnings), 0
    for number, cells, raw in _records(blocks, layout, warnings):
        last = number
        if cells is None:
            rows.refuse(number, "too_long", raw)
        else:
            rows.add(number, cells, raw)
        if len(rows) >= size:
            yield _batch(rows, layout)
            rows = Rows(layout, warnings)
    if last:
        yield _batch(rows, layout)


def _batch(rows: Rows, layout: Layout) -> Batch:
    table = rows.table()
    numbers = [n + layout.before for n in table[LINE].to_pylist()]
    columns = [name for name in table.column_names if name != LINE]
    cells = [list(row.values()) for row in table.select(columns).to_pylist()]
    return batch_of(columns, cells, numbers, rows.bad(layout.before))


def _records(blocks: Iterator[str], layout: Layout, warnings: Counter) -> Iterator[tuple[int, list[str] | None, str]]:
    """Each record with its number, its cells (None where one is too long) and its text."""
    taken: list[str] = []

    def fed(source: Iterator[str]) -> Iterator[str]:
        for line in source:
            taken.append(line)
            yield line

    lines = _lines(blocks)
    number = 0
    while True:
        reader = csv.reader(fed(lines), delimiter=layout.delimiter)
        try:
            for cells in reader:
                if len(taken) > 1 and _open_quote(taken, layout):
                    warnings["open_quotes"] += 1
                    yield from ((number := number + 1, _plain(line, layout), line) for line in taken)
                else:
                    yield (number := number + 1), cells, "".join(taken) if len(cells) > len(layout.columns) else ""
                taken.clear()
            return
        except csv.Error:
            if _open_quote(taken, layout):
                warnings["open_quotes"] += 1
                yield from ((number := number + 1, _plain(line, layout), line) for line in taken)
            else:
                yield (number := number + 1), None, "".join(taken)
            taken.clear()


def _open_quote(lines: list[str], layout: Layout) -> bool:
    """Whether these lines were one record only because a quote was never closed: most of many are records of their own, or
    all of a few are, and the quote that closed it stands inside a cell.
    """
    if len(lines) > SWALLOWED and _are_records(lines[1:], layout):
        return True
    return len(lines) > 1 and torn(lines, layout) and all(len(_plain(line, layout)) == len(layout.header) for line in lines)


def torn(lines: list[str], layout: Layout) -> bool:
    """Whether a closing quote is followed by more of its cell."""
    try:
        list(csv.reader(lines, delimiter=layout.delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _are_records(lines: list[str], layout: Layout) -> bool:
    """Whether most lines have one width: that of the header, or of rows that are never as wide as it."""
    widths = Counter(len(_plain(line, layout)) for line in lines)
    width, times = widths.most_common(1)[0]
    return times * 2 > len(lines) and (width == len(layout.header) or width >= FEWEST_CELLS)


def _plain(line: str, layout: Layout) -> list[str]:
    """A line as a record of its own: by its quotes where they close in it, else as if it had none."""
    line = line.rstrip("\r\n")
    quoted = next(csv.reader([line], delimiter=layout.delimiter), [])
    if len(quoted) == len(layout.header) and line.count('"') % 2 == 0:
        return quoted
    return next(csv.reader([line], delimiter=layout.delimiter, quoting=csv.QUOTE_NONE), [])


def _lines(blocks: Iterator[str]) -> Iterator[str]:
    """The text's lines with their ends. A carriage return that ends a block may be half of one."""
    rest: list[str] = []
    for block in blocks:
        if rest and rest[-1].endswith("\r"):
            block = rest.pop() + block
        start = 0
        for end in ENDS.finditer(block):
            yield "".join([*rest, block[start : end.end()]])
            rest, start = [], end.end()
        rest += [block[start:]] if start < len(block) else []
    if rest:
        yield "".join(rest)
