"""Tables as JSON: an array, one object a line, or objects one after another; nested keys joined by a dot."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from loaders import encoding
from loaders.read import BATCH_ROWS, MAX_COLUMNS, Bad, Batch, Table, batch_of, column_names
from loaders.refused import Refused

SCANNED_RECORDS = 1000
LARGEST_RECORD = 64 << 20
LONGEST_TOKEN = 12  # characters of a literal or an escape that the end of a block may cut
BETWEEN = re.compile(r"[\s,\[\]]*")
OPENING = re.compile(r"\n\s{0,4}\{")
ENVELOPES = ("data", "records", "items", "rows", "results", "list")


def table(file: BinaryIO) -> Table:
    name = encoding.sniff(file)
    warnings: Counter = Counter()

    def found() -> Iterator[tuple[int, dict | Bad]]:
        warnings.clear()
        return _records(encoding.text(file, name, warnings))

    columns: dict[str, None] = {}
    for position, (_line, record) in enumerate(found()):
        if isinstance(record, dict):
            columns.update(dict.fromkeys(flat(record)))
        if position == SCANNED_RECORDS:
            break
    if not columns:
        raise Refused("No record of the file is a JSON object.")

    def batches() -> Iterator[Batch]:
        part: list[tuple[int, dict[str, str | None]]] = []
        bad: list[Bad] = []
        for line, record in found():
            if isinstance(record, Bad):
                bad.append(record)
            else:
                part.append((line, flat(record)))
            if len(part) + len(bad) == BATCH_ROWS:
                yield _batch(list(columns), part, bad)
                part, bad = [], []
        if part or bad:
            yield _batch(list(columns), part, bad)

    return Table("json", column_names(list(columns)), batches, warnings, encoding=name)


def flat(record: dict, prefix: str = "") -> dict[str, str | None]:
    """The record as columns of text: {"user": {"id": 7}} is {"user.id": "7"}; lists stay JSON."""
    cells: dict[str, str | None] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            cells.update(flat(value, f"{name}."))
        elif value is None or isinstance(value, str):
            cells[name] = value
        elif isinstance(value, bool):
            cells[name] = "true" if value else "false"
        elif isinstance(value, int | float):
            cells[name] = str(value)
        else:
            cells[name] = json.dumps(value, ensure_ascii=False)
    return cells


def _batch(columns: list[str], part: list[tuple[int, dict[str, str | None]]], bad: list[Bad]) -> Batch:
    """Keys that the first records did not have become columns of this batch."""
    names = list(dict.fromkeys([*columns, *(key for _, cells in part for key in cells)]))
    if len(names) > MAX_COLUMNS:
        raise Refused("The records have more than {limit} different keys.", limit=MAX_COLUMNS)
    rows = [[cells.get(name) for name in names] for _, cells in part]
    return batch_of(column_names(names), rows, [line for line, _ in part], bad)


def _records(blocks: Iterator[str]) -> Iterator[tuple[int, dict | Bad]]:
    """Each object of the file with its number, from 1. What is no object is Bad up to the next line that opens one."""
    decode = json.JSONDecoder().raw_decode
    text, at, ended = "", 0, False
    number = itertools.count(1)
    while True:
        at = BETWEEN.match(text, at).end()
        record, end = None, None
        try:
            record, end = decode(text, at) if at < len(text) else (None, None)
        except RecursionError:
            raise Refused("A record is nested too deeply to be read.") from None
        except json.JSONDecodeError as error:
            if ended or not _cut_short(error, text):
                following = OPENING.search(text, at + 1)
                end = following.start() + 1 if following else len(text) if ended else None
        if end is None and ended:
            return
        if end is None:
            if len(text) - at > LARGEST_RECORD:
                raise Refused("A record is larger than {limit} MB.", limit=LARGEST_RECORD >> 20)
            block = next(blocks, None)
            text, at, ended = text[at:] + (block or ""), 0, block is None
            continue
        if isinstance(record, dict):
            yield from ((next(number), inner) for inner in _inside(record))
        else:
            line = next(number)
            yield line, Bad(line, "not_an_object", text[at:end].rstrip())
        at = end


def _cut_short(error: json.JSONDecodeError, text: str) -> bool:
    """Whether more text could mend it: a string may not hold a newline, so an open one reaches the end of what was read."""
    return error.msg.startswith("Unterminated string") or len(text) - error.pos <= LONGEST_TOKEN


def _inside(record: dict) -> list[dict]:
    """The records of an envelope such as {"data": [{…}, …]}, else the record itself."""
    for key in ENVELOPES:
        inner = record.get(key)
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            return inner
    return [record]
