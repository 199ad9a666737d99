"""Running a format over batches: text cells in, sightings out."""

from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from loaders import cast, compile, platforms
from loaders.export import Export, plain
from loaders.read import LINE

# White space and invisible marks around a cell; Arrow takes them off fifty times faster than SQL does.
AROUND = " \t\r\n\u00a0\u200b\u3000\ufeff"
IDENTITY = Path(__file__).with_name("identity.sql")


class Converter:
    """Runs the compiled statement of one format over batches whose columns may differ.

    `source_zone` is of times without an offset; every mention gets `brand` and `query` where they are given.
    """

    def __init__(
        self,
        export: Export,
        *,
        store_zone: str,
        source_zone: str,
        day_first: bool,
        brand: str | None,
        query: str | None,
    ) -> None:
        self._export = export
        self._values = {name: value for name, value in (("brand", brand), ("query", query)) if value}
        self._connection = duckdb.connect()
        # Every `IN` over a handful of words would become a hash join, dozens of them in one statement.
        self._connection.execute("SET disabled_optimizers = 'in_clause'")
        cast.install(self._connection, store_zone=store_zone, source_zone=source_zone, day_first=day_first)
        platforms.install(self._connection)
        self._connection.execute(IDENTITY.read_text(encoding="utf-8"))

    def convert(self, records: pa.RecordBatch) -> pa.Table:
        """One row per mention found: the columns of compile.statement."""
        columns = [name for name in records.schema.names if name != LINE]
        trimmed = {name: pc.utf8_trim(records[name], characters=AROUND) for name in columns}
        sql = compile.statement(self._export, columns, brand="brand" in self._values, query="query" in self._values)
        self._connection.register("batch", pa.table(trimmed | {LINE: records[LINE]}))
        found = self._connection.execute(sql, self._values).to_arrow_table()
        self._connection.unregister("batch")
        return found

    def counts(self, sightings: pa.Table) -> dict[str, int]:
        """How often each warning of loaders.reasons applies."""
        self._connection.register("found", sightings)
        damaged, counts, labels, days = self._connection.execute(
            "SELECT count(*) FILTER (damaged_id), coalesce(sum(unread_counts), 0), count(*) FILTER (unread_label), "
            "count(*) FILTER (precision = 'day' AND reason IS NULL) FROM found"
        ).fetchone()
        return {"damaged_ids": damaged, "unread_counts": int(counts), "unread_labels": labels, "day_only": days}

    def span(self, sightings: pa.Table) -> list[tuple[datetime, datetime]]:
        self._connection.register("found", sightings)
        first, last = self._connection.execute(
            "SELECT min(published_at), max(published_at) FROM found WHERE reason IS NULL"
        ).fetchone()
        return [(first, last)] if first else []


def time_columns(export: Export) -> list[str]:
    """The columns that hold times of publication."""
    return [c for finding in export.findings for c in plain(finding.fields.get("published_at"))]
