"""Tables of delimited text: csv, tsv and their relatives."""

import csv
import io
import itertools
from collections import Counter, deque
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from loaders import encoding
from loaders.read import LINE, Bad, Batch, Table, column_names, header_of, names_known
from loaders.refused import Refused

DELIMITERS = (",", "\t", ";", "|")
SCANNED_RECORDS = 15
SCANNED_CHARACTERS = 1 << 18
BLOCK = 4 << 20
csv.field_size_limit(1 << 26)


def table(file: BinaryIO, known: frozenset[str]) -> Table:
    name = encoding.sniff(file)
    sample = "".join(itertools.islice(encoding.text(file, name, Counter()), 1))[:SCANNED_CHARACTERS]
    delimiter, header, skipped, before = _layout(sample, known)
    columns = column_names(header)
    warnings: Counter = Counter()

    def batches() -> Iterator[Batch]:
        warnings.clear()
        blocks = encoding.text(file, name, warnings)
        return _batches(_without_start(blocks, skipped), columns, header, delimiter, before, warnings)

    return Table("csv", columns, batches, warnings, encoding=name, delimiter=delimiter)


def _layout(sample: str, known: frozenset[str]) -> tuple[str, list[str], int, int]:
    """Delimiter, header cells, characters up to the first record, and records before it (the header included)."""
    best = None
    for delimiter in DELIMITERS:
        rows, ends = _first_rows(sample, delimiter)
        if not rows:
            continue
        at = header_of(rows, known)
        score = (names_known(rows[at], known), len(rows[at]))
        if best is None or score > best[0]:
            best = (score, delimiter, rows[at], ends[at], at + 1)
    if best is None:
        raise Refused("The file holds no line of text.")
    return best[1:]


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


def _without_start(blocks: Iterator[str], count: int) -> Iterator[str]:
    for block in blocks:
        yield block[count:]
        count = max(0, count - len(block))


def _batches(
    blocks: Iterator[str], columns: list[str], header: list[str], delimiter: str, before: int, warnings: Counter
) -> Iterator[Batch]:
    ragged: deque[tuple[int, str]] = deque()
    number = 0
    for records in _parsed(blocks, columns, delimiter, ragged):
        number, batch = _numbered(records, ragged, number, columns, header, delimiter, before, warnings)
        yield batch
    if ragged:
        yield _numbered(_none(columns), ragged, number, columns, header, delimiter, before, warnings)[1]


def _parsed(
    blocks: Iterator[str], columns: list[str], delimiter: str, ragged: deque[tuple[int, str]]
) -> Iterator[pa.RecordBatch]:
    """The records that are as wide as the header; the others go to `ragged`, by number."""

    def keep(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append((row.number, row.text))
        return "skip"

    try:
        yield from pyarrow.csv.open_csv(
            encoding.Utf8(blocks),
            read_options=pyarrow.csv.ReadOptions(use_threads=False, column_names=columns, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV" not in str(error):
            raise Refused(
                "The table cannot be followed: a cell is larger than {limit} MB or a quote is never closed.",
                limit=BLOCK >> 20,
            ) from error


def _numbered(
    records: pa.RecordBatch,
    ragged: deque[tuple[int, str]],
    number: int,
    columns: list[str],
    header: list[str],
    delimiter: str,
    before: int,
    warnings: Counter,
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
    lines = [n for n in range(number + 1, last + 1) if n not in taken] if taken else range(number + 1, last + 1)
    short, bad = [], []
    for n, text in taken.items():
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
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
    table = _without_headers(table, columns, header, warnings)
    table = table.set_column(len(columns), LINE, pc.add(table[LINE], before))
    return last, Batch(table.combine_chunks().to_batches()[0] if table.num_rows else _none([*columns], line=True), bad)


def _without_headers(table: pa.Table, columns: list[str], header: list[str], warnings: Counter) -> pa.Table:
    """Without the headers that appending writers repeat inside the file, and without blank rows."""
    first = pc.utf8_trim_whitespace(table[columns[0]])
    suspects = pc.or_(pc.equal(first, header[0].strip()), pc.equal(first, "")).fill_null(True)
    if not pc.any(suspects).as_py():
        return table
    rows = table.filter(suspects).select(columns).to_pylist()
    cells = [[(row[name] or "").strip() for name in columns] for row in rows]
    repeated = [row == [cell.strip() for cell in header] for row in cells]
    dropped = iter([again or not any(row) for again, row in zip(repeated, cells, strict=True)])
    if any(repeated):
        warnings["repeated_headers"] += sum(repeated)
    return table.filter(pa.array([not (suspect and next(dropped)) for suspect in suspects.to_pylist()]))


def _none(columns: list[str], line: bool = False) -> pa.RecordBatch:
    fields = [(name, pa.string()) for name in columns] + ([(LINE, pa.int64())] if line else [])
    return pa.RecordBatch.from_pylist([], schema=pa.schema(fields))
