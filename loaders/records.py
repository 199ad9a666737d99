"""Tables as JSON: an array, one object a line, or objects one after another; nested keys joined by a dot.

A format may say that the objects of a list are records too, as the comments inside a post: see loaders.export.Finding.
"""

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from loaders import encoding
from loaders.export import Export, Lookup
from loaders.read import BATCH_ROWS, MAX_COLUMNS, RECORD, Bad, Batch, Table, batch_of, column_names, names_known
from loaders.refused import Refused

SCANNED_RECORDS = 1000
SCANNED_BYTES = 8 << 20
LARGEST_RECORD = 64 << 20
LONGEST_TOKEN = 12  # characters of a literal or an escape that the end of a block may cut
BETWEEN = re.compile(r"[\s,\[\]]*")
OPENING = re.compile(r"\n\s{0,4}\{")
HALVES = re.compile("[\ud800-\udfff]")
STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
ENVELOPES = ("data", "records", "items", "rows", "results", "list")

Row = dict[str, str | None]


def table(file: BinaryIO, known: frozenset[str] = frozenset()) -> Table:
    name = encoding.sniff(file)
    warnings: Counter = Counter()

    def found() -> Iterator[dict | Bad]:
        warnings.clear()
        return _objects(encoding.text(file, name, warnings))

    sample = []
    for record in itertools.islice(found(), SCANNED_RECORDS):
        sample += [record] if isinstance(record, dict) else []
        if sample and file.tell() > SCANNED_BYTES:
            break
    if not any(sample):
        raise Refused("No record of the file is a JSON object.")

    def seen(rows: Callable[[dict], Iterator[Row]]) -> Table:
        columns = list(dict.fromkeys(key for record in sample for row in rows(record) for key in row if key != RECORD))

        def batches(foreign: Callable[[frozenset[str]], bool] = lambda _keys: False) -> Iterator[Batch]:
            return _batches(found(), rows, columns, foreign)

        return Table("json", column_names(columns), batches, warnings, encoding=name)

    def view(export: Export) -> Table:
        nested = export.records != ("",) or export.lookups
        return seen(lambda record: _nested(record, export)) if nested else plain

    plain = seen(lambda record: (flat(inner) for inner in _inside(record, known)))
    return replace(plain, view=view)


def _batches(
    found: Iterator[dict | Bad],
    rows: Callable[[dict], Iterator[Row]],
    columns: list[str],
    foreign: Callable[[frozenset[str]], bool],
) -> Iterator[Batch]:
    """Objects of another format, and those in which nothing of this one is found, are handed on as bad."""
    own = frozenset(columns)
    part: list[tuple[int, Row]] = []
    bad: list[Bad] = []
    number = itertools.count(1)
    for record in found:
        if isinstance(record, Bad):
            bad.append(replace(record, line=next(number)))
        else:
            held = list(rows(record))
            if not held and len(own & flat(record).keys()) >= 2:
                bad.append(_foreign(next(number), record))
            for row in held:
                if foreign(frozenset(row)):
                    bad.append(_foreign(next(number), {key: cell for key, cell in row.items() if key != RECORD}))
                else:
                    part.append((next(number), row))
        if len(part) + len(bad) >= BATCH_ROWS:
            yield _batch(columns, part, bad)
            part, bad = [], []
    if part or bad:
        yield _batch(columns, part, bad)


def _foreign(line: int, record: dict) -> Bad:
    return Bad(line, "of_another_format", whole(json.dumps(record, ensure_ascii=False)))


def flat(record: dict, prefix: str = "", without: frozenset[str] = frozenset()) -> Row:
    """The record as columns of text: {"user": {"id": 7}} is {"user.id": "7"}; lists stay JSON."""
    cells: Row = {}
    for key, value in record.items():
        name = f"{prefix}{whole(key)}"
        if name in without:
            continue
        while isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$"):
            (value,) = value.values()  # {"$numberInt": "664"}, as MongoDB writes
        if isinstance(value, dict) and value:
            cells.update(flat(value, f"{name}.", without))
        elif value is None or isinstance(value, str):
            cells[name] = value and whole(value)
        elif isinstance(value, bool):
            cells[name] = "true" if value else "false"
        elif isinstance(value, int | float):
            cells[name] = str(value)
        else:
            cells[name] = whole(json.dumps(value, ensure_ascii=False))
    return cells


def whole(text: str) -> str:
    """Without the halves of emoji that a tool left of texts cut short: no encoding knows them."""
    return text if text.isascii() else HALVES.sub("\ufffd", text)


def _nested(record: dict, export: Export) -> Iterator[Row]:
    """The rows of all records inside an object: itself where it has a column of its own that the format reads, and the
    objects of the format's lists, with the enclosing objects' columns as "../…".

    What is looked up among other records comes only as far as the format reads it: the rest stands with that record.
    """
    lookups = [(lookup, _keyed(record, lookup)) for lookup in export.lookups]
    read = export.known()
    wanted = {c for c in read if c.startswith("../")}
    for path in export.records:
        known = {c for f in export.findings if f.record == path for c in f.referenced()}
        steps = [step for step in path.split("[]") if step]
        lists = frozenset(
            inner.removeprefix(path).lstrip(".").split("[]")[0]
            for inner in export.records
            if inner != path and inner.startswith(path)
        )
        for element, above in _elements(record, steps, ()):
            row = flat(element, without=lists)
            if not path and known.isdisjoint(row):
                continue
            for height, outer in enumerate(reversed(above), start=1):
                row |= {c: v for c, v in flat(outer, "../" * height).items() if c in wanted}
            for lookup, objects in lookups:
                found = flat(objects.get(str(_at(element, lookup.column)), {}), lookup.prefix)
                row |= {c: v for c, v in found.items() if lookup.list not in export.records or c in read}
            yield row | {RECORD: path}


def _elements(record: dict, steps: list[str], above: tuple[dict, ...]) -> Iterator[tuple[dict, tuple[dict, ...]]]:
    """The objects at the end of a path of lists, each with the objects it stands in, outermost first."""
    if not steps:
        yield record, above
        return
    inner = _at(record, steps[0].strip("."))
    for element in inner if isinstance(inner, list) else [inner]:
        if isinstance(element, dict):
            yield from _elements(element, steps[1:], (*above, record))


def _keyed(record: dict, lookup: Lookup) -> dict[str, dict]:
    found = _at(record, lookup.list.removesuffix("[]"))
    return {str(o[lookup.key]): o for o in found or () if isinstance(o, dict) and lookup.key in o}


def _at(record: object, path: str) -> object:
    """What stands at a path such as "user.name" or "referenced[0].id"; None where nothing does."""
    for key, position in STEP.findall(path):
        if key and isinstance(record, dict):
            record = record.get(key)
        elif position and isinstance(record, list) and int(position) < len(record):
            record = record[int(position)]
        else:
            return None
    return record


def _batch(columns: list[str], part: list[tuple[int, Row]], bad: list[Bad]) -> Batch:
    """Keys that the first records did not have become columns of this batch."""
    names = list(dict.fromkeys([*columns, *(key for _, cells in part for key in cells if key != RECORD)]))
    if len(names) > MAX_COLUMNS:
        raise Refused("The records have more than {limit} different keys.", limit=MAX_COLUMNS)
    rows = [[cells.get(name) for name in names] for _, cells in part]
    batch = batch_of(column_names(names), rows, [line for line, _ in part], bad)
    if any(RECORD in cells for _, cells in part):
        paths = [cells[RECORD] for _, cells in part]
        return replace(batch, records=batch.records.append_column(RECORD, paths))
    return batch


def _objects(blocks: Iterator[str]) -> Iterator[dict | Bad]:
    """Each object of the file. What is no object is Bad up to the next line that opens one."""
    decode = json.JSONDecoder().raw_decode
    text, at, ended = "", 0, False
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
        yield record if isinstance(record, dict) else Bad(0, "not_an_object", text[at:end].rstrip())
        at = end


def _cut_short(error: json.JSONDecodeError, text: str) -> bool:
    """Whether more text could mend it: a string may not hold a newline, so an open one reaches the end of what was read."""
    return error.msg.startswith("Unterminated string") or len(text) - error.pos <= LONGEST_TOKEN


def _inside(record: dict, known: frozenset[str]) -> list[dict]:
    """The records of an envelope such as {"data": [{…}, …]}, else the record itself: what has more columns that are known
    than those inside it is no envelope.
    """
    for key in ENVELOPES:
        inner = record.get(key)
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            own = names_known(list(record), known)
            return inner if own < 2 or own < names_known(list(inner[0]), known) else [record]
    return [record]
