"""Tables of delimited text: csv, tsv and their relatives."""

import csv
import io
import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from loaders import encoding
from loaders.layout import Layout, layout_of
from loaders.read import BATCH_ROWS, LINE, Bad, Batch, Table
from loaders.refused import Refused

# pyarrow reads 32 blocks ahead, so they are small; a record that one cannot hold is read again with the larger.
BLOCKS = (2 << 20, 16 << 20)
BATCH_BYTES = 8 << 20
csv.field_size_limit(1 << 26)


class TooLong(Exception):
    """A record is longer than the blocks that the file is read in."""


def table(file: BinaryIO, known: frozenset[str]) -> Table:
    name = encoding.sniff(file)
    layout = layout_of("".join(itertools.islice(encoding.text(file, name, Counter()), 1)), known)
    warnings: Counter = Counter()

    def text() -> Iterator[str]:
        warnings.clear()
        return _without_start(encoding.text(file, name, warnings), layout.skipped)

    def batches() -> Iterator[Batch]:
        return _gathered(_batches(text, layout, warnings))

    return Table("csv", layout.columns, batches, warnings, encoding=name, delimiter=layout.delimiter)


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
    records = pa.Table.from_batches([batch.records for batch in batches]).combine_chunks().to_batches()
    return Batch(records[0] if records else batches[0].records, [bad for batch in batches for bad in batch.bad])


def _batches(text: Callable[[], Iterator[str]], layout: Layout, warnings: Counter) -> Iterator[Batch]:
    given = 0
    for size in BLOCKS:
        ragged: deque[tuple[int, str]] = deque()
        number = 0
        try:
            for records in itertools.chain(_parsed(text(), layout, ragged, size), [_none(layout.columns)]):
                number, batch = _numbered(records, ragged, number, layout, warnings)
                if number > given:
                    yield _after(batch, given + layout.before) if size != BLOCKS[0] else batch
                    given = number
            return
        except TooLong:
            continue
    raise Refused(
        "The table cannot be followed: a cell is larger than {limit} MB or a quote is never closed.",
        limit=BLOCKS[-1] >> 20,
    )


def _after(batch: Batch, line: int) -> Batch:
    """What of the batch follows that line."""
    return Batch(
        batch.records.filter(pc.greater(batch.records[LINE], line)), [bad for bad in batch.bad if bad.line > line]
    )


def _parsed(
    blocks: Iterator[str], layout: Layout, ragged: deque[tuple[int, str]], size: int
) -> Iterator[pa.RecordBatch]:
    """The records that are as wide as the header; the others go to `ragged`, by number."""

    def keep(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append((row.number, row.text))
        return "skip"

    try:
        yield from pyarrow.csv.open_csv(
            encoding.Utf8(blocks),
            read_options=pyarrow.csv.ReadOptions(use_threads=False, column_names=layout.columns, block_size=size),
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
    columns, before = layout.columns, layout.before
    lines = [n for n in range(number + 1, last + 1) if n not in taken] if taken else range(number + 1, last + 1)
    short, bad = [], []
    for n, text in taken.items():
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter), [])
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(columns):
            bad.append(Bad(n + before, "too_many_cells", text))
        elif any(cell.strip() for cell in cells):
            warnings["short_rows"] += len(cells) < len(columns)
            short.append((n, cells + [""] * (len(columns) - len(cells))))
    table = pa.Table.from_batches([records]).append_column(LINE, pa.array(lines, pa.int64()))
    if short:
        extra = [pa.array([cells[i] for _, cells in short], pa.string()) for i in range(len(columns))]
        numbers = pa.array([n for n, _ in short], pa.int64())
        table = pa.concat_tables([table, pa.table([*extra, numbers], names=table.column_names)])
        table = table.take(pc.sort_indices(table[LINE]))
    table = _without_headers(table, layout, warnings)
    table = table.set_column(len(columns), LINE, pc.add(table[LINE], before))
    return last, Batch(table.combine_chunks().to_batches()[0] if table.num_rows else _none([*columns], line=True), bad)


def _without_headers(table: pa.Table, layout: Layout, warnings: Counter) -> pa.Table:
    """Without the headers that appending writers repeat inside the file, and without blank rows."""
    first = pc.utf8_trim_whitespace(table[layout.columns[0]])
    suspects = pc.or_(pc.equal(first, layout.header[0]), pc.equal(first, "")).fill_null(True)
    if not pc.any(suspects).as_py():
        return table
    rows = table.filter(suspects).select(layout.columns).to_pylist()
    cells = [[(row[name] or "").strip() for name in layout.columns] for row in rows]
    repeated = [row == layout.header for row in cells]
    dropped = iter([again or not any(row) for again, row in zip(repeated, cells, strict=True)])
    if any(repeated):
        warnings["repeated_headers"] += sum(repeated)
    return table.filter(pa.array([not (suspect and next(dropped)) for suspect in suspects.to_pylist()]))


def _none(columns: list[str], line: bool = False) -> pa.RecordBatch:
    fields = [(name, pa.string()) for name in columns] + ([(LINE, pa.int64())] if line else [])
    return pa.RecordBatch.from_pylist([], schema=pa.schema(fields))
