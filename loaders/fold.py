"""Publishing staged sightings, and taking them back: a mention is the fold of all its sightings.

The rules are commutative and idempotent, so the order of imports does not matter and an undo leaves what the others
alone would have made. A mention seen once stands in `mention` only; seen again, every sighting of it is kept in
`sighting`, the first included.
"""

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

import duckdb

from loaders.fields import FIELDS, ORIGIN
from loaders.prepare import Prepared
from loaders.receipt import Receipt
from store.connect import Store, data_version_grows

EXPORTED = ("mention_id", *FIELDS, *ORIGIN)
EXPORTED_LIST = ", ".join(EXPORTED)

# A staged file's sightings as they go into the store; of $file, $import_id, $file_hash.
INCOMING = (
    "SELECT CAST(mention_id AS UUID) AS mention_id, "
    + ", ".join(f"CAST({name} AS {field.type}) AS {name}" for name, field in FIELDS.items())
    + ", CAST($import_id AS UUID) AS import_id, $file_hash AS file_hash, member, line, part FROM read_parquet($file)"
)

# What follows from the exported label alone; the rest of mention's columns is enrichment.
DERIVED = {"sentiment": "export_sentiment", "sentiment_by": "CASE WHEN export_sentiment IS NOT NULL THEN 'export' END"}

# The greatest sighting: latest collected, then by file and place in it.
GREATEST = "row(coalesce(collected_at, TIMESTAMP '0001-01-01'), file_hash, coalesce(member, ''), line, part)"
FINEST = "list_position(['second', 'minute', 'day', 'week', 'month', 'year', 'given'], precision)"
RULES = {
    "latest": f"arg_max({{0}}, {GREATEST})",
    "max": "max({0})",
    "text": "arg_max({0}, row(length({0}), {0}))",
    "time": f"arg_min({{0}}, row({FINEST}, published_at))",
    "union": "nullif(list_sort(list_distinct(flatten(coalesce(list({0}), [])))), [])",
}


class NoImport(Exception):
    """There is no such import, or it was undone before."""


def publish(
    store: Store,
    prepared: Prepared,
    *,
    seconds: float = 0.0,
    also: Callable[[duckdb.DuckDBPyConnection, Receipt], None] = lambda _cursor, _receipt: None,
) -> Receipt:
    """Add a prepared file's sightings to the store in one transaction; the same file again adds nothing.

    `also` writes what is to be committed with it.
    """
    started = time.monotonic()
    with store.writing() as cursor:
        before = _imported(cursor, prepared.file_hash)
        if before is not None:
            receipt = _repeated(prepared, before)
            also(cursor, receipt)
            return receipt
        import_id = cursor.execute("SELECT uuidv7()").fetchone()[0]
        added = _add(cursor, prepared, import_id)
        receipt = Receipt(
            import_id=str(import_id),
            file=prepared.file_name,
            export=prepared.export,
            rows=prepared.rows,
            read=prepared.read,
            added=added,
            merged=prepared.read - prepared.rejected - added,
            rejected=prepared.rejected,
            warnings=prepared.warnings,
            left_out=prepared.left_out,
            seconds=round(seconds + time.monotonic() - started, 3),
        )
        _record(cursor, prepared, receipt, store.now())
        data_version_grows(cursor)
        also(cursor, receipt)
    return receipt


def undo(
    store: Store,
    import_id: UUID | str,
    *,
    also: Callable[[duckdb.DuckDBPyConnection], None] = lambda _cursor: None,
) -> int:
    """Take an import back in one transaction, `also` with it; the number of mentions that are gone. Raises NoImport."""
    with store.writing() as cursor:
        known = cursor.execute(
            "SELECT count(*) FROM import WHERE import_id = $id AND undone_at IS NULL", {"id": str(import_id)}
        ).fetchone()[0]
        if not known:
            raise NoImport(str(import_id))
        before = cursor.execute("SELECT count(*) FROM mention").fetchone()[0]
        _take_back(cursor, str(import_id))
        cursor.execute("DELETE FROM rejected WHERE import_id = $id", {"id": str(import_id)})
        cursor.execute(
            "UPDATE import SET undone_at = $now WHERE import_id = $id", {"now": store.now(), "id": str(import_id)}
        )
        data_version_grows(cursor)
        also(cursor)
        return before - cursor.execute("SELECT count(*) FROM mention").fetchone()[0]


def _add(cursor: duckdb.DuckDBPyConnection, prepared: Prepared, import_id: UUID) -> int:
    """Add the staged sightings; the number of mentions that are new."""
    staged = {"file": str(prepared.sightings)}
    origin = staged | {"import_id": str(import_id), "file_hash": prepared.file_hash}
    cursor.execute(
        "CREATE TEMP TABLE found AS SELECT mention_id, times, mention_id IN (SELECT mention_id FROM mention) AS stored FROM ("
        "  SELECT CAST(mention_id AS UUID) AS mention_id, count(*) AS times FROM read_parquet($file) GROUP BY ALL"
        ")",
        staged,
    )
    cursor.execute("CREATE TEMP TABLE repeated AS SELECT mention_id, stored FROM found WHERE stored OR times > 1")
    cursor.execute(
        f"""
        INSERT INTO sighting ({EXPORTED_LIST})
        SELECT {EXPORTED_LIST} FROM mention
        WHERE mention_id IN (SELECT mention_id FROM repeated WHERE stored)
          AND mention_id NOT IN (SELECT mention_id FROM sighting WHERE mention_id IN (SELECT mention_id FROM repeated WHERE stored))
        """
    )
    cursor.execute(
        f"INSERT INTO sighting ({EXPORTED_LIST}) SELECT {EXPORTED_LIST} FROM ({INCOMING}) "
        "WHERE mention_id IN (SELECT mention_id FROM repeated)",
        origin,
    )
    _insert(cursor, f"SELECT * FROM ({INCOMING}) WHERE mention_id NOT IN (SELECT mention_id FROM repeated)", origin)
    _refold(cursor, "repeated")
    cursor.execute(
        "INSERT INTO rejected (import_id, member, line, part, reason, raw) "
        "SELECT CAST($id AS UUID), member, line, part, reason, raw FROM read_parquet($file)",
        {"id": str(import_id), "file": str(prepared.rejections)},
    )
    added = cursor.execute("SELECT count(*) FILTER (NOT stored) FROM found").fetchone()[0]
    cursor.execute("DROP TABLE found; DROP TABLE repeated")
    return added


def _take_back(cursor: duckdb.DuckDBPyConnection, import_id: str) -> None:
    cursor.execute(
        "CREATE TEMP TABLE touched AS SELECT mention_id FROM sighting WHERE import_id = $id GROUP BY mention_id",
        {"id": import_id},
    )
    cursor.execute("DELETE FROM sighting WHERE import_id = $id", {"id": import_id})
    cursor.execute(
        "DELETE FROM mention WHERE import_id = $id AND mention_id NOT IN (SELECT mention_id FROM touched)",
        {"id": import_id},
    )
    _refold(cursor, "touched")
    # What is left with one sighting stands in `mention` alone, as it would had it been seen once only.
    cursor.execute(
        "DELETE FROM sighting WHERE mention_id IN ("
        "  SELECT mention_id FROM sighting WHERE mention_id IN (SELECT mention_id FROM touched) GROUP BY mention_id HAVING count(*) = 1"
        ")"
    )
    cursor.execute("DROP TABLE touched")


def _refold(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    """Fold the mentions named in the temporary `table` anew from their sightings; those without any are gone."""
    cursor.execute(f"DELETE FROM mention WHERE mention_id IN (SELECT mention_id FROM {table})")
    folded = [f"{RULES[field.fold].format(name)} AS {name}" for name, field in FIELDS.items()]
    origin = [f"arg_max_null({name}, {GREATEST}) AS {name}" for name in ORIGIN]
    _insert(
        cursor,
        f"SELECT mention_id, {', '.join([*folded, *origin])} FROM sighting "
        f"WHERE mention_id IN (SELECT mention_id FROM {table}) GROUP BY mention_id",
    )


def _insert(cursor: duckdb.DuckDBPyConnection, folded: str, values: dict[str, str] | None = None) -> None:
    cursor.execute(
        f"INSERT INTO mention ({EXPORTED_LIST}, {', '.join(DERIVED)}) "
        f"SELECT {EXPORTED_LIST}, {', '.join(DERIVED.values())} FROM ({folded})",
        values or {},
    )


def _imported(cursor: duckdb.DuckDBPyConnection, file_hash: str) -> UUID | None:
    found = cursor.execute(
        "SELECT import_id FROM import WHERE file_hash = $hash AND undone_at IS NULL", {"hash": file_hash}
    ).fetchone()
    return found[0] if found else None


def _repeated(prepared: Prepared, import_id: UUID) -> Receipt:
    return Receipt(
        import_id=str(import_id),
        file=prepared.file_name,
        export=prepared.export,
        rows=prepared.rows,
        read=prepared.read,
        added=0,
        merged=prepared.read - prepared.rejected,
        rejected=prepared.rejected,
        warnings=prepared.warnings | {"already_imported": 1},
        left_out=prepared.left_out,
        seconds=0.0,
    )


def _record(cursor: duckdb.DuckDBPyConnection, prepared: Prepared, receipt: Receipt, now: datetime) -> None:
    row = {
        "import_id": receipt.import_id,
        "file_hash": prepared.file_hash,
        "file_name": prepared.file_name,
        "bytes": prepared.bytes,
        "export": prepared.export,
        "parameters": json.dumps(asdict(prepared.parameters), ensure_ascii=False),
        "rows": receipt.rows,
        "read": receipt.read,
        "added": receipt.added,
        "merged": receipt.merged,
        "rejected": receipt.rejected,
        "warnings": json.dumps(receipt.warnings),
        "left_out": json.dumps(receipt.left_out, ensure_ascii=False),
        "since": prepared.since,
        "until": prepared.until,
        "seconds": receipt.seconds,
        "imported_at": now,
    }
    cursor.execute(f"INSERT INTO import ({', '.join(row)}) VALUES ({', '.join(f'${name}' for name in row)})", row)
