"""Tables in SQLite databases, as crawlers write them."""

import contextlib
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from loaders.read import BATCH_ROWS, Batch, LeftOut, Table, batch_of, column_names
from loaders.refused import Refused
from loaders.sheet import text_of

# Not views, virtual tables or what the database keeps for itself: those may run what a stranger wrote.
TABLES = """
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name
"""


def tables(file: BinaryIO) -> list[Table | LeftOut]:
    """One table per table of the database that has a row. Raises Refused where it is damaged or all are empty."""
    try:
        with _opened(file) as database:
            names = [name for (name,) in database.execute(TABLES)]
            filled = [name for name in names if database.execute(f"SELECT 1 FROM {_quoted(name)} LIMIT 1").fetchone()]
            headers = {
                name: [c[0] for c in database.execute(f"SELECT * FROM {_quoted(name)} LIMIT 0").description]
                for name in filled
            }
    except sqlite3.DatabaseError as error:
        raise Refused("The database cannot be read: {error}.", error=error) from error
    if not filled:
        raise Refused("The database's tables are empty.")
    return [
        Table("sqlite", column_names(header), partial(_batches, file, name, column_names(header)), member=name)
        for name, header in headers.items()
    ]


def _batches(file: BinaryIO, name: str, columns: list[str]) -> Iterator[Batch]:
    try:
        with _opened(file) as database:
            rows = database.execute(f"SELECT * FROM {_quoted(name)}")
            line = 0
            while part := rows.fetchmany(BATCH_ROWS):
                cells = [[_text(cell) for cell in row] for row in part]
                yield batch_of(columns, cells, list(range(line + 1, line + len(part) + 1)), [])
                line += len(part)
    except sqlite3.DatabaseError as error:
        raise Refused("The database cannot be read: {error}.", error=error) from error


@contextlib.contextmanager
def _opened(file: BinaryIO) -> Iterator[sqlite3.Connection]:
    """The database, read only; one inside an archive is unpacked to a temporary file first."""
    with contextlib.ExitStack() as stack:
        path = getattr(file, "name", None)
        if isinstance(file, zipfile.ZipExtFile) or not isinstance(path, str) or not Path(path).is_file():
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guanlan-"))) / "database"
            file.seek(0)
            with path.open("wb") as copy:
                shutil.copyfileobj(file, copy)
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            raise Refused("Another program is writing to the database: close it and import again.")
        uri = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
        database = stack.enter_context(contextlib.closing(sqlite3.connect(uri, uri=True, check_same_thread=False)))
        database.text_factory = lambda cell: cell.decode("utf-8", errors="replace")
        database.execute("PRAGMA trusted_schema = OFF")
        yield database


def _text(cell: object) -> str | None:
    return cell.decode("utf-8", errors="replace") if isinstance(cell, bytes) else text_of(cell)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
