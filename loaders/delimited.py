"""Tables of delimited text: csv, tsv and their relatives."""

import csv
import io
import itertools
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from loaders import encoding, lines
from loaders.export import Export
from loaders.layout import Layout, layout_of
from loaders.lines import Rows, swallows
from loaders.read import BATCH_ROWS, LINE, Batch, Table

# pyarrow reads 32 blocks ahead, so they are small; a file with a record that one cannot hold is followed line by line.
BLOCK = 2 << 20
BATCH_BYTES = 8 << 20


class TooLong(Exception):
    """A record is longer than the blocks that the file is read in."""


def table(file: BinaryIO, known: frozenset[str]) -> Table:
    name = encoding.sniff(file)
    layout = layout_of("".join(itertools.islice(encoding.text(file, name, Counter()), 1)), known)

    def seen(layout: Layout) -> Table:
        warnings: Counter = Counter()

        def text() -> Iterator[str]:
            warnings.clear()
            return _without_start(encoding.text(file, name, warnings), layout.skipped)

        def batches() -> Iterator[Batch]:
            return _gathered(_batches(text, layout, warnings))

        return Table("csv", layout.columns, batches, warnings, encoding=name, delimiter=layout.delimiter)

    def view(export: Export) -> Table:
        wider = {len(header): header for header in export.generations if len(header) > len(layout.header)}
        return seen(replace(layout, wider=wider))

    return replace(seen(layout), view=view)


def _without_start(blocks: Iterator[str], count: int) -> Iterator[str]:
    for block in blocks:
        yield block[count:]
        count = max(0, count - len(block))


def _gathered(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Batches large enough to be worth a statement of SQL."""
    kept: list[Batch] = []
    for batch in batches:
        kept.append(batch)
        size, rows = sum(b.records.nbytes for b in kept), sum(b.records.num_rows for b in kept)
        if size >= BATCH_BYTES or rows >= BATCH_ROWS:
            yield _joined(kept)
            kept = []
    if kept:
        yield _joined(kept)


def _joined(batches: list[Batch]) -> Batch:
    tables = [pa.Table.from_batches([batch.records]) for batch in batches]
    records = pa.concat_tables(tables, promote_options="default").combine_chunks().to_batches()
    return Batch(records[0] if records else batches[0].records, [bad for batch in batches for bad in batch.bad])


def _batches(text: Callable[[], Iterator[str]], layout: Layout, warnings: Counter) -> Iterator[Batch]:
    """The table's batches, read in blocks; from where a block cannot be trusted, record by record."""
    ragged: deque[tuple[int, str]] = deque()
    number = 0
    try:
        for records in itertools.chain(_parsed(text(), layout, ragged), [_none(layout.columns)]):
            if any(swallows(cell, layout) for cell in _manifold(records, ragged)) or _torn(records, ragged, layout):
                break
            number, batch = _numbered(records, ragged, number, layout, warnings)
            if batch:
                yield batch
        else:
            return
    except TooLong:
        pass
    warnings.clear()
    for batch in lines.batches(text(), layout, warnings, BATCH_ROWS):
        rest = _after(batch, number + layout.before)
        if rest:
            yield rest


def _manifold(records: pa.RecordBatch, ragged: deque[tuple[int, str]]) -> Iterator[str]:
    """Cells and ragged rows of so many lines that a quote may have been left open."""
    yield from (text for _, text in ragged if text.count("\n") >= lines.SWALLOWED)
    for column in records.columns:
        if records.num_rows and (pc.max(pc.binary_length(column)).as_py() or 0) > lines.SWALLOWED:
            long = column.filter(pc.greater(pc.binary_length(column), lines.SWALLOWED))
            yield from long.filter(pc.greater_equal(pc.count_substring(long, "\n"), lines.SWALLOWED)).to_pylist()


def _torn(records: pa.RecordBatch, ragged: deque[tuple[int, str]], layout: Layout) -> bool:
    """Whether a cell reaches over a line's end to the opening quote of another: it then ends in that cell's own."""
    inside = f'^[^"]*\n[^"]*{re.escape(layout.delimiter)}[^"]*"$'
    for column in records.columns:
        quoted = column.filter(pc.ends_with(column, '"'))
        if len(quoted) and pc.any(pc.match_substring_regex(quoted, inside)).as_py():
            return True
    return any("\n" in text.strip() and lines.torn(text.splitlines(keepends=True), layout) for _, text in ragged)


def _after(batch: Batch, line: int) -> Batch:
    """What of the batch follows that line."""
    return Batch(
        batch.records.filter(pc.greater(batch.records[LINE], line)), [bad for bad in batch.bad if bad.line > line]
    )


def _parsed(blocks: Iterator[str], layout: Layout, ragged: deque[tuple[int, str]]) -> Iterator[pa.RecordBatch]:
    """The records that are as wide as the header; the others go to `ragged`, by number."""

    def keep(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append((row.number, row.text))
        return "skip"

    try:
        yield from pyarrow.csv.open_csv(
            encoding.Utf8(blocks),
            read_options=pyarrow.csv.ReadOptions(use_threads=False, column_names=layout.columns, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=layout.delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(layout.columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV" not in str(error):
            raise TooLong from error


def _numbered(
    records: pa.RecordBatch, ragged: deque[tuple[int, str]], number: int, layout: Layout, warnings: Counter
) -> tuple[int, Batch]:
    """The block with its records' numbers: those of whole rows are what the ragged ones among them leave.

    Short rows are padded and join the block; longer ones are handed on as bad.
    """
    # pyarrow parses a block ahead: what follows this one's last record is the next one's.
    taken: dict[int, str] = {}
    last = number + records.num_rows
    while ragged and ragged[0][0] <= last + 1:
        n, text = ragged.popleft()
        taken[n] = text
        last += 1
    numbers = [n for n in range(number + 1, last + 1) if n not in taken] if taken else range(number + 1, last + 1)
    table = pa.Table.from_batches([records]).append_column(LINE, pa.array(numbers, pa.int64()))
    rows = Rows(layout, warnings)
    for n, text in taken.items():
        rows.add(n, next(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter), []), text)
    if rows:
        table = pa.concat_tables([table, rows.table()], promote_options="default").sort_by(LINE)
    table = _without_headers(table, layout, warnings)
    at = table.schema.get_field_index(LINE)
    table = table.set_column(at, LINE, pc.add(table[LINE], layout.before))
    whole = table.combine_chunks().to_batches()
    return last, Batch(whole[0] if whole else _none(layout.columns, line=True), rows.bad(layout.before))


def _without_headers(table: pa.Table, layout: Layout, warnings: Counter) -> pa.Table:
    """Without the headers that appending writers repeat inside the file, and without blank rows."""
    first = pc.utf8_trim_whitespace(table[layout.columns[0]])
    suspects = pc.or_(pc.equal(first, layout.header[0]), pc.equal(first, "")).fill_null(True)
    if not pc.any(suspects).as_py():
        return table
    names = [name for name in table.column_names if name != LINE]
    rows = [[(cell or "").strip() for cell in row.values()] for row in table.filter(suspects).select(names).to_pylist()]
    repeated = [row[: len(layout.header)] == layout.header for row in rows]
    dropped = iter([again or not any(row) for again, row in zip(repeated, rows, strict=True)])
    if any(repeated):
        warnings["repeated_headers"] += sum(repeated)
    return table.filter(pa.array([not (suspect and next(dropped)) for suspect in suspects.to_pylist()]))


def _none(columns: list[str], line: bool = False) -> pa.RecordBatch:
    fields = [(name, pa.string()) for name in columns] + ([(LINE, pa.int64())] if line else [])
    return pa.RecordBatch.from_pylist([], schema=pa.schema(fields))
