"""The Parquet files of a prepared import: what is accepted, with what is derived from it and the words in it, and what was
rejected as it stood in the file.
"""

import ctypes
import os
import queue
import sys
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from loaders.convert import Converter, Reading
from loaders.fields import FIELDS
from loaders.pool import Pool
from loaders.read import LINE, RECORD, Batch, Table
from nlp.enrich import INPUTS, WORDS

SIGHTINGS = "sightings-*.parquet"
REJECTED = "rejected-*.parquet"
WORDS_MET = "words-*.parquet"
# The column of a sighting that holds what is derived from it.
DERIVED = "derived"
ACCEPTED = ["mention_id", *FIELDS, "line", "part"]
BAD = pa.schema([("line", pa.int64()), ("part", pa.int32()), ("reason", pa.string()), ("raw", pa.string())])
WORKERS = min(os.cpu_count() or 1, 4)


@dataclass(frozen=True)
class Staged:
    """What was staged: `rows` records held `read` mentions, `rejected` ones included, published between the two times."""

    rows: int = 0
    read: int = 0
    rejected: int = 0
    warnings: Counter = field(default_factory=Counter)
    since: datetime | None = None
    until: datetime | None = None

    def __add__(self, other: "Staged") -> "Staged":
        return Staged(
            self.rows + other.rows,
            self.read + other.read,
            self.rejected + other.rejected,
            self.warnings + other.warnings,
            min(filter(None, (self.since, other.since)), default=None),
            max(filter(None, (self.until, other.until)), default=None),
        )


class Staging:
    """Batches staged by a few threads, each with files of its own, so that memory does not grow with the file."""

    def __init__(self, folder: Path, pool: Pool) -> None:
        self._folder = folder
        self._benches: queue.SimpleQueue[Bench] = queue.SimpleQueue()
        self._all = [Bench(folder, number, pool) for number in range(WORKERS)]
        for bench in self._all:
            self._benches.put(bench)
        self._threads = ThreadPoolExecutor(WORKERS)

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_error: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        for bench in self._all:
            bench.close()

    def stage(self, table: Table, reading: Reading) -> Iterator[Staged]:
        """Stage a table's batches, telling of each when it is done."""
        waiting: deque = deque()
        for batch in table.batches():
            waiting.append(self._threads.submit(self._staged, batch, reading))
            del batch
            while len(waiting) > WORKERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _staged(self, batch: Batch, reading: Reading) -> Staged:
        bench = self._benches.get()
        try:
            return bench.stage(batch, reading)
        finally:
            self._benches.put(bench)

    def relative(self) -> bool:
        """Whether a time was rejected because it counts from when the file was collected."""
        sql = "SELECT count(*) FROM read_parquet($file) WHERE reason = 'relative_time'"
        return duckdb.connect().execute(sql, {"file": str(self._folder / REJECTED)}).fetchone()[0] > 0

    def example(self, columns: list[str]) -> str:
        """A cell of `columns` that could not be used as a time, for the sentence that says so."""
        connection = duckdb.connect()
        for column in columns:
            row = connection.execute(
                "SELECT json_extract_string(raw, $path) FROM read_parquet($file) "
                "WHERE reason IN ('no_time', 'relative_time') AND nullif(json_extract_string(raw, $path), '') IS NOT NULL LIMIT 1",
                {"file": str(self._folder / REJECTED), "path": f'$."{column}"'},
            ).fetchone()
            if row:
                return row[0][:80]
        return "—"


class Bench:
    """Where one thread stages its batches."""

    def __init__(self, folder: Path, number: int, pool: Pool) -> None:
        self._folder, self._number, self._pool = folder, number, pool
        self._converter: Converter | None = None
        self._writers: dict[str, pq.ParquetWriter] = {}

    def stage(self, batch: Batch, reading: Reading) -> Staged:
        if self._converter is None or self._converter.reading is not reading:
            self._converter = reading.converter()
        found = self._converter.convert(batch.records)
        accepted = accepted_of(found)
        derived, words = self._pool.enrich(accepted.select(list(INPUTS)))
        sightings = accepted.select(ACCEPTED).append_column(DERIVED, derived.to_struct_array())
        self._write(SIGHTINGS, _of_member(sightings, reading.member))
        self._write(WORDS_MET, words)
        rejected = 0
        if accepted.num_rows < found.num_rows or batch.bad:
            rejected = self._write(REJECTED, _of_member(self._rejected(found, batch, reading), reading.member))
        staged = Staged(
            rows=batch.records.num_rows + len(batch.bad),
            read=found.num_rows + len(batch.bad),
            rejected=rejected,
            **found_in(accepted),
        )
        del batch, found, accepted, derived, sightings
        give_back()
        return staged

    def close(self) -> None:
        for pattern, nothing in ((REJECTED, _of_member(BAD.empty_table(), None)), (WORDS_MET, WORDS.empty_table())):
            if pattern not in self._writers:
                self._write(pattern, nothing)
        for writer in self._writers.values():
            writer.close()

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect()

    def _rejected(self, found: pa.Table, batch: Batch, reading: Reading) -> pa.Table:
        """What was rejected, as it stood in the file, but for what is secret."""
        bad = {name: [getattr(one, name) for one in batch.bad] for name in ("line", "reason", "raw")}
        bad["part"] = [0] * len(batch.bad)
        tables = {"found": found, "records": pa.table(batch.records), "bad": pa.table(bad, schema=BAD)}
        for name, table in tables.items():
            self._connection.register(name, table)
        left = {LINE, RECORD, *reading.export.secret}
        own = ", ".join(f'"{c}"' for c, name in reading.export.named(batch.records.schema.names).items() if name in left)
        rejected = self._connection.execute(
            "SELECT line, part, reason, CAST(to_json(record) AS VARCHAR) AS raw FROM found "
            f'JOIN (SELECT "{LINE}", "@record" AS record '
            f'  FROM (SELECT * EXCLUDE ({own}) FROM records) AS "@record" POSITIONAL JOIN records) '
            f'ON "{LINE}" = line WHERE reason IS NOT NULL '
            "UNION ALL FROM bad ORDER BY line, part"
        ).to_arrow_table()
        for name in tables:
            self._connection.unregister(name)
        return rejected.cast(BAD)

    def _write(self, pattern: str, table: pa.Table) -> int:
        if pattern not in self._writers:
            path = self._folder / pattern.replace("*", str(self._number))
            self._writers[pattern] = pq.ParquetWriter(path, table.schema, use_dictionary=False)
        self._writers[pattern].write_table(table)
        return table.num_rows


def _of_member(table: pa.Table, member: str | None) -> pa.Table:
    members = pa.nulls(table.num_rows, pa.string()) if member is None else pa.repeat(member, table.num_rows)
    return table.append_column("member", members)


def accepted_of(found: pa.Table) -> pa.Table:
    reasons = found["reason"]
    return found if reasons.null_count == found.num_rows else found.filter(pc.is_null(reasons))


def found_in(accepted: pa.Table) -> dict:
    """How often each warning of loaders.reasons applies, and the span of publication."""
    precisions = {found["values"]: found["counts"] for found in pc.value_counts(accepted["precision"]).to_pylist()}
    sums = {name: pc.sum(accepted[name]).as_py() or 0 for name in ("damaged_id", "unread_counts", "unread_label")}
    warnings = Counter(
        damaged_ids=sums["damaged_id"],
        unread_counts=int(sums["unread_counts"]),
        unread_labels=sums["unread_label"],
        day_only=sum(n for precision, n in precisions.items() if precision not in ("second", "minute", "given")),
        date_given=precisions.get("given", 0),
    )
    span = pc.min_max(accepted["published_at"])
    return {"warnings": warnings, "since": span["min"].as_py(), "until": span["max"].as_py()}


def give_back() -> None:
    """Return what a batch used to the system: glibc would keep it, in pieces, and the process grow with the file."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
