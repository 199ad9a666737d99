"""The Parquet files of a prepared import: what is accepted, and what was rejected as it stood in the file."""

import ctypes
import os
import queue
import sys
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.convert import Converter, Reading
from loaders.fields import FIELDS
from loaders.read import LINE, RECORD, Batch, Table

SIGHTINGS = "sightings-*.parquet"
REJECTED = "rejected-*.parquet"
BAD = pa.schema([("line", pa.int64()), ("reason", pa.string()), ("raw", pa.string())])
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

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._benches: queue.SimpleQueue[Bench] = queue.SimpleQueue()
        self._all = [Bench(folder, number) for number in range(WORKERS)]
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

    def __init__(self, folder: Path, number: int) -> None:
        self._folder, self._number = folder, number
        self._connection = duckdb.connect()
        self._converter: Converter | None = None
        self._writers: dict[str, pq.ParquetWriter] = {}

    def stage(self, batch: Batch, reading: Reading) -> Staged:
        if self._converter is None or self._converter.reading is not reading:
            self._converter = reading.converter()
        found = self._converter.convert(batch.records)
        counted = told(self._connection, found)
        rejected = self._write(found, batch, reading.member)
        staged = Staged(
            rows=batch.records.num_rows + len(batch.bad),
            read=found.num_rows + len(batch.bad),
            rejected=rejected,
            **counted,
        )
        del batch, found
        give_back()
        return staged

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._connection.close()

    def _write(self, found: pa.Table, batch: Batch, member: str | None) -> int:
        """Write what was accepted, and what was rejected as it stood in the file; the number rejected."""
        connection = self._connection
        connection.register("records", pa.Table.from_batches([batch.records]))
        bad = {name: [getattr(b, name) for b in batch.bad] for name in ("line", "reason", "raw")}
        connection.register("bad", pa.table(bad, schema=BAD))
        accepted = connection.execute(
            f"SELECT mention_id, {', '.join(FIELDS)}, CAST($member AS VARCHAR) AS member, line, part "
            "FROM found WHERE reason IS NULL",
            {"member": member},
        ).to_arrow_table()
        own = ", ".join(f'"{name}"' for name in (LINE, RECORD) if name in batch.records.schema.names)
        rejected = connection.execute(
            "SELECT CAST($member AS VARCHAR) AS member, * FROM ("
            "SELECT line, part, reason, CAST(to_json(record) AS VARCHAR) AS raw FROM found "
            f'JOIN (SELECT "{LINE}", "@record" AS record '
            f'  FROM (SELECT * EXCLUDE ({own}) FROM records) AS "@record" POSITIONAL JOIN records) '
            f'ON "{LINE}" = line WHERE reason IS NOT NULL '
            "UNION ALL SELECT line, 0, reason, raw FROM bad) ORDER BY line, part",
            {"member": member},
        ).to_arrow_table()
        for pattern, table in ((SIGHTINGS, accepted), (REJECTED, rejected)):
            self._writer(pattern, table.schema).write_table(table)
        for name in ("found", "records", "bad"):
            connection.unregister(name)
        return rejected.num_rows

    def _writer(self, pattern: str, schema: pa.Schema) -> pq.ParquetWriter:
        if pattern not in self._writers:
            path = self._folder / pattern.replace("*", str(self._number))
            self._writers[pattern] = pq.ParquetWriter(path, schema)
        return self._writers[pattern]


def told(connection: duckdb.DuckDBPyConnection, found: pa.Table) -> dict:
    """How often each warning of loaders.reasons applies, and the span of publication."""
    connection.register("found", found)
    damaged, counts, labels, days, given, since, until = connection.execute(
        "SELECT count(*) FILTER (damaged_id), coalesce(sum(unread_counts), 0), count(*) FILTER (unread_label), "
        "count(*) FILTER (precision NOT IN ('second', 'minute', 'given')), count(*) FILTER (precision = 'given'), "
        "min(published_at), max(published_at) FROM found WHERE reason IS NULL"
    ).fetchone()
    warnings = {
        "damaged_ids": damaged, "unread_counts": int(counts), "unread_labels": labels, "day_only": days,
        "date_given": given,
    }  # fmt: skip
    return {"warnings": Counter(warnings), "since": since, "until": until}


def give_back() -> None:
    """Return what a batch used to the system: glibc would keep it, in pieces, and the process grow with the file."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
