"""Running a format over batches: text cells in, sightings out."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from loaders import cast, compile, platforms
from loaders.export import Export, Finding, Sql, plain
from loaders.read import LINE

# White space and invisible marks around a cell; Arrow takes them off fifty times faster than SQL does.
AROUND = " \t\r\n\u00a0\u200b\u3000\ufeff"
IDENTITY = Path(__file__).with_name("identity.sql")


@dataclass(frozen=True)
class Reading:
    """How the records of one table are read: by which format, with what a person or the file itself says of them.

    `source_zone` is of times without an offset; `rounded` where a spreadsheet rounded its ids; `given` are the values of compile.statement's parameters.
    """

    export: Export
    member: str | None
    store_zone: str
    source_zone: str
    day_first: bool
    rounded: bool | None
    given: dict[str, str | None]

    def converter(self) -> "Converter":
        return Converter(self)


class Batches:
    """The batch of the moment, as a table that DuckDB scans anew with each execution of a prepared statement."""

    table: pa.Table

    def __arrow_c_schema__(self) -> object:
        return self.table.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class Converter:
    """Runs the compiled statement of one format over batches whose columns may differ; a header is planned once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._connection = duckdb.connect()
        # Every `IN` over a handful of words would become a hash join, dozens of them in one statement.
        self._connection.execute("SET disabled_optimizers = 'in_clause'")
        cast.install(
            self._connection,
            store_zone=reading.store_zone,
            source_zone=reading.source_zone,
            day_first=reading.day_first,
            rounded=reading.rounded,
        )
        platforms.install(self._connection)
        self._connection.execute(IDENTITY.read_text(encoding="utf-8"))
        for name, value in reading.given.items():
            self._connection.execute(f"SET VARIABLE {name} = CAST($value AS VARCHAR)", {"value": value or None})
        self._batches = Batches()
        self._planned: list[str] = []

    def convert(self, records: pa.RecordBatch) -> pa.Table:
        """One row per mention found: the columns of compile.statement."""
        columns = [name for name in records.schema.names if name != LINE]
        trimmed = {name: pc.utf8_trim(records[name], characters=AROUND) for name in columns}
        self._batches.table = pa.table(trimmed | {LINE: records[LINE]})
        if columns != self._planned:
            self._connection.register("batch", self._batches)
            given = {name for name, value in self.reading.given.items() if value}
            self._connection.execute(f"PREPARE found AS {compile.statement(self.reading.export, columns, given)}")
            self._planned = columns
        return self._connection.execute("EXECUTE found").to_arrow_table()


def columns_behind(export: Export, field: str) -> list[str]:
    """The columns that a field is taken from, also those that only a formula names."""
    return list(dict.fromkeys(c for finding in export.findings for c in _behind(finding, field)))


def _behind(finding: Finding, field: str) -> list[str]:
    source = finding.fields.get(field)
    names = source.columns() if isinstance(source, Sql) else plain(source)
    while derived := [name for name in names if name in finding.derive]:
        inner = [column for name in derived for column in finding.derive[name].columns()]
        names = [*(name for name in names if name not in derived), *inner]
    return list(names)
