"""The two Parquet files of a prepared import: what is accepted, and what was rejected as it stood in the file."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.fields import FIELDS
from loaders.read import LINE, Batch

SIGHTINGS = "sightings.parquet"
REJECTED = "rejected.parquet"
BAD = pa.schema([("line", pa.int64()), ("reason", pa.string()), ("raw", pa.string())])


class Staging:
    """Written batch by batch, so that memory does not grow with the file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = duckdb.connect()
        self._sightings: pq.ParquetWriter | None = None
        self._rejected: pq.ParquetWriter | None = None

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_error: object) -> None:
        for writer in (self._sightings, self._rejected):
            if writer is not None:
                writer.close()
        self._connection.close()

    def write(self, found: pa.Table, batch: Batch) -> int:
        """Write what was accepted, and what was rejected as it stood in the file; the number rejected."""
        self._connection.register("found", found)
        self._connection.register("records", pa.Table.from_batches([batch.records]))
        bad = {name: [getattr(b, name) for b in batch.bad] for name in ("line", "reason", "raw")}
        self._connection.register("bad", pa.table(bad, schema=BAD))
        accepted = self._connection.execute(
            f"SELECT mention_id, {', '.join(FIELDS)}, line, part FROM found WHERE reason IS NULL"
        ).to_arrow_table()
        rejected = self._connection.execute(
            "SELECT line, part, reason, CAST(to_json(record) AS VARCHAR) AS raw FROM found "
            f'JOIN (SELECT "{LINE}", "@record" AS record '
            f'  FROM (SELECT * EXCLUDE ("{LINE}") FROM records) AS "@record" POSITIONAL JOIN records) '
            f'ON "{LINE}" = line WHERE reason IS NOT NULL '
            "UNION ALL SELECT line, 0, reason, raw FROM bad ORDER BY line, part"
        ).to_arrow_table()
        self._sightings = self._sightings or pq.ParquetWriter(self._folder / SIGHTINGS, accepted.schema)
        self._rejected = self._rejected or pq.ParquetWriter(self._folder / REJECTED, rejected.schema)
        self._sightings.write_table(accepted)
        self._rejected.write_table(rejected)
        for name in ("found", "records", "bad"):
            self._connection.unregister(name)
        return rejected.num_rows


def example(folder: Path, columns: list[str]) -> str:
    """A cell of `columns` that could not be used as a time, for the sentence that says so."""
    connection = duckdb.connect()
    for column in columns:
        row = connection.execute(
            "SELECT json_extract_string(raw, $path) FROM read_parquet($file) "
            "WHERE reason = 'no_time' AND nullif(json_extract_string(raw, $path), '') IS NOT NULL LIMIT 1",
            {"file": str(folder / REJECTED), "path": f'$."{column}"'},
        ).fetchone()
        if row:
            return row[0][:80]
    return "—"
