"""The first records of a file as the text that stands in it, before any format is chosen."""

from pathlib import Path

import pyarrow as pa

from loaders import read
from loaders.detect import KNOWN
from loaders.guess import SAMPLED
from loaders.read import Table


def sample(path: Path, name: str) -> pa.RecordBatch:
    """Columns of text and LINE, of the table whose header has most known names. Raises Refused where there is none."""
    with path.open("rb") as file:
        found = read.tables(file, name, KNOWN)
        tables = [table for table in found if isinstance(table, Table)]
        if not tables:
            raise found[0].why
        table = max(tables, key=lambda table: read.names_known(table.columns, KNOWN))
        first = next((batch.records for batch in table.batches() if batch.records.num_rows), None)
        return read.batch_of(table.columns, [], [], []).records if first is None else first.slice(0, SAMPLED)
