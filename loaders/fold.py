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
import pyarrow as pa

from loaders.fields import FIELDS, ORIGIN
from loaders.prepare import Prepared
from loaders.read import BATCH_ROWS
from loaders.receipt import Receipt
from loaders.rules import enricher, rules_of
from nlp.enrich import DERIVED, INPUTS
from nlp.rules import Rules
from store.connect import Store, data_version_grows
from store.labels import GREATEST
from store.overlays import lay_over

EXPORTED = ("mention_id", *FIELDS, *ORIGIN)
EXPORTED_LIST = ", ".join(EXPORTED)

# A staged file's sightings as they go into the store; of $file, $import_id, $file_hash.
INCOMING = (
    "SELECT CAST(mention_id AS UUID) AS mention_id, "
    + ", ".join(f"CAST({name} AS {field.type}) AS {name}" for name, field in FIELDS.items())
    + ", CAST($import_id AS UUID) AS import_id, $file_hash AS file_hash, member, line, part, derived FROM read_parquet($file)"
)

# What is derived of a mention; where an export says it too, its word stands beside it.
STORED = {name: f"export_{name}" if name in DERIVED.names else name for name in EXPORTED}
AS_EXPORTED = ", ".join(f"{column} AS {name}" for name, column in STORED.items())

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
    rules = rules_of(store)
    with store.writing() as cursor:
        before = _imported(cursor, prepared.file_hash)
        if before is not None:
            receipt = _repeated(prepared, before)
            also(cursor, receipt)
            return receipt
        import_id = cursor.execute("SELECT uuidv7()").fetchone()[0]
        added = _add(cursor, prepared, import_id, rules)
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
        lay_over(cursor)
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
    rules = rules_of(store)
    with store.writing() as cursor:
        known = cursor.execute(
            "SELECT count(*) FROM import WHERE import_id = $id AND undone_at IS NULL", {"id": str(import_id)}
        ).fetchone()[0]
        if not known:
            raise NoImport(str(import_id))
        before = cursor.execute("SELECT count(*) FROM mention").fetchone()[0]
        _take_back(cursor, str(import_id), rules)
        lay_over(cursor)
        cursor.execute("DELETE FROM rejected WHERE import_id = $id", {"id": str(import_id)})
        cursor.execute("DELETE FROM word WHERE id NOT IN (SELECT DISTINCT unnest(tokens) FROM mention)")
        cursor.execute(
            "UPDATE import SET undone_at = $now WHERE import_id = $id", {"now": store.now(), "id": str(import_id)}
        )
        data_version_grows(cursor)
        also(cursor)
        return before - cursor.execute("SELECT count(*) FROM mention").fetchone()[0]


def _add(cursor: duckdb.DuckDBPyConnection, prepared: Prepared, import_id: UUID, rules: Rules) -> int:
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
        SELECT {AS_EXPORTED} FROM mention
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
    add_words(cursor, "SELECT * FROM read_parquet($file)", {"file": str(prepared.words)})
    _refold(cursor, "repeated", rules)
    cursor.execute(
        "INSERT INTO rejected (import_id, member, line, part, reason, raw) "
        "SELECT CAST($id AS UUID), member, line, part, reason, raw FROM read_parquet($file)",
        {"id": str(import_id), "file": str(prepared.rejections)},
    )
    added = cursor.execute("SELECT count(*) FILTER (NOT stored) FROM found").fetchone()[0]
    cursor.execute("DROP TABLE found; DROP TABLE repeated")
    return added


def _take_back(cursor: duckdb.DuckDBPyConnection, import_id: str, rules: Rules) -> None:
    cursor.execute(
        "CREATE TEMP TABLE touched AS SELECT mention_id FROM sighting WHERE import_id = $id GROUP BY mention_id",
        {"id": import_id},
    )
    cursor.execute("DELETE FROM sighting WHERE import_id = $id", {"id": import_id})
    cursor.execute(
        "DELETE FROM mention WHERE import_id = $id AND mention_id NOT IN (SELECT mention_id FROM touched)",
        {"id": import_id},
    )
    _refold(cursor, "touched", rules)
    # What is left with one sighting stands in `mention` alone, as it would had it been seen once only.
    cursor.execute(
        "DELETE FROM sighting WHERE mention_id IN ("
        "  SELECT mention_id FROM sighting WHERE mention_id IN (SELECT mention_id FROM touched) GROUP BY mention_id HAVING count(*) = 1"
        ")"
    )
    cursor.execute("DROP TABLE touched")


def _refold(cursor: duckdb.DuckDBPyConnection, table: str, rules: Rules) -> None:
    """Fold the mentions named in the temporary `table` anew from their sightings, and derive anew what follows from them;
    those without any sighting are gone.
    """
    cursor.execute(f"DELETE FROM mention WHERE mention_id IN (SELECT mention_id FROM {table})")
    folded = [f"{RULES[field.fold].format(name)} AS {name}" for name, field in FIELDS.items()]
    origin = [f"arg_max_null({name}, {GREATEST}) AS {name}" for name in ORIGIN]
    cursor.execute(
        f"CREATE TEMP TABLE folded AS SELECT row_number() OVER (ORDER BY mention_id) AS place, * FROM ("
        f"SELECT mention_id, {', '.join([*folded, *origin])} FROM sighting "
        f"WHERE mention_id IN (SELECT mention_id FROM {table}) GROUP BY mention_id)"
    )
    enrich = enricher(rules).enrich
    for first in range(1, cursor.execute("SELECT count(*) FROM folded").fetchone()[0] + 1, BATCH_ROWS):
        batch = {"first": first, "last": first + BATCH_ROWS - 1}
        inputs = f"SELECT place, {', '.join(INPUTS)} FROM folded WHERE place BETWEEN $first AND $last"
        mentions = cursor.execute(inputs, batch).to_arrow_table()
        derived, words = enrich(mentions.select(list(INPUTS)))
        cursor.register("derived", pa.table({"place": mentions["place"], "derived": derived.to_struct_array()}))
        _insert(cursor, "SELECT * FROM folded JOIN derived USING (place)")
        cursor.unregister("derived")
        cursor.register("words", words)
        add_words(cursor, "SELECT * FROM words")
        cursor.unregister("words")
    cursor.execute("DROP TABLE folded")


def _insert(cursor: duckdb.DuckDBPyConnection, folded: str, values: dict[str, str] | None = None) -> None:
    derived = ", ".join(cast_derived("derived", name) for name in DERIVED.names)
    cursor.execute(
        f"INSERT INTO mention ({', '.join(STORED.values())}, {', '.join(DERIVED.names)}, story_id) "
        f"SELECT {EXPORTED_LIST}, {derived}, {cast_derived('derived', 'text_id')} FROM ({folded})",
        values or {},
    )


def cast_derived(row: str, name: str) -> str:
    """A column of nlp.enrich.DERIVED as the store keeps it."""
    return f"CAST({row}.{name} AS UUID)" if name == "text_id" else f"{row}.{name}"


def add_words(cursor: duckdb.DuckDBPyConnection, met: str, values: dict[str, str] | None = None) -> None:
    """Add what the store does not know yet of a query's rows (id, token)."""
    cursor.execute(
        f"INSERT INTO word (id, token) SELECT id, any_value(token) FROM ({met}) "
        "WHERE id NOT IN (SELECT id FROM word) GROUP BY id",
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
