"""What becomes of mentions: the append-only table `handling`. A row holds all that is known of a mention from then on, so that
its latest row counts; one without a status took it out of the ledger again.

Rows of one time are a batch: what was said together, or which batch was undone (`undoes`). What a row says is what it
changed of the row before it; of each column the latest batch that holds counts.

It is keyed by mention_id and lies in no import: what is said of a mention outlives its text, and comes back with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from store.connect import Store, data_version_grows
from store.corrections import out_of_force

STATUSES = ("pending", "working", "replied", "closed", "none")
OPEN, ANSWERED = ("pending", "working"), ("replied", "closed")
COLUMNS = ("status", "owner", "reply", "note", "replied_at", "reply_id")
TYPES = {"replied_at": "TIMESTAMP", "reply_id": "UUID"}

# The mentions of the ledger, each as it stands now.
LATEST = """
SELECT * FROM (SELECT * FROM handling QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY "at" DESC) = 1)
WHERE status IS NOT NULL
"""

# A clock may go back; what is said last counts all the same, and what is said together has a time of its own.
NEXT = 'SELECT greatest($now, coalesce(max("at") + INTERVAL 1 MICROSECOND, $now)) FROM handling'

UNDOINGS = 'SELECT DISTINCT "at", undoes FROM handling WHERE undoes IS NOT NULL'

# The mentions of a batch as the batches that hold say; one of which none says anything is out of the ledger, one of which none
# says a status is as it comes in.
WITHOUT = f"""
SELECT mention_id, CASE WHEN holds THEN coalesce(status, '{STATUSES[0]}') END AS status, {", ".join(COLUMNS[1:])} FROM (
    SELECT mention_id, bool_or(holds) AS holds, {", ".join(f'last({name} ORDER BY "at") FILTER (holds AND {name}_changed) AS {name}' for name in COLUMNS)}
    FROM (
        SELECT *, undoes IS NULL AND NOT list_contains($out, "at") AS holds,
            {", ".join(f"{name} IS DISTINCT FROM lag({name}) OVER said AS {name}_changed" for name in COLUMNS)}
        FROM handling WHERE mention_id IN (SELECT mention_id FROM handling WHERE "at" = $batch)
        WINDOW said AS (PARTITION BY mention_id ORDER BY "at")
    ) GROUP BY mention_id
)
"""


@dataclass(frozen=True)
class Batch:
    """What was said together: its time, None where nothing was to be said, and of how many mentions."""

    at: datetime | None
    mentions: int


def say(store: Store, mention_ids: Iterable[str], *, by: str | None = None, **said: object) -> Batch:
    """Say of these mentions any of `COLUMNS`; what is not given stays as it was, and None is unknown. A mention that was not in
    the ledger is pending unless said otherwise; one that is open again is not replied to, and one that is said to be replied
    to without a time was so now.

    Those of which it is already said are left as they are.
    """
    with store.writing() as cursor:
        return append(cursor, mention_ids, store.now(), by=by, **said)


def append(cursor: duckdb.DuckDBPyConnection, mention_ids: Iterable[str], now: datetime, *, by: str | None = None, **said: object) -> Batch:
    """The same inside a transaction that does more."""
    if unknown := said.keys() - set(COLUMNS):
        raise ValueError(f"Nothing is known of {', '.join(sorted(unknown))}; a mention has {', '.join(COLUMNS)}.")
    if said.get("status", STATUSES[0]) not in STATUSES:
        raise ValueError(f"There is no status {said['status']!r}; known are {', '.join(STATUSES)}.")
    given = {name: f"CAST(${name} AS {TYPES.get(name, 'VARCHAR')})" if name in said else name for name in COLUMNS}
    status = given["status"] if "status" in said else f"coalesce(status, '{STATUSES[0]}')"
    known = given["replied_at"] if "replied_at" in said else f"CASE WHEN {status} NOT IN {OPEN} OR status IN {OPEN} THEN replied_at END"
    replied_at = f"CASE WHEN {status} = 'replied' THEN coalesce({known}, $moment) ELSE {known} END"
    fresh = given | {"status": status, "replied_at": replied_at}
    sql = f"""
        SELECT mention_id, {", ".join(f"{expression} AS {name}" for name, expression in fresh.items())}
        FROM (SELECT DISTINCT mention_id FROM mention WHERE mention_id IN (SELECT CAST(unnest($ids) AS UUID)))
        LEFT JOIN ({LATEST}) AS handled USING (mention_id)
        WHERE {" OR ".join(f"({expression}) IS DISTINCT FROM {name}" for name, expression in fresh.items())}
    """
    return _append(cursor, sql, {"ids": list(mention_ids), **said}, now, by)


def undo(store: Store, at: datetime, *, by: str | None = None) -> Batch:
    """Take back what was said together at that time, in whatever order: its mentions are as if it had never been. An undoing is
    a batch too. Nothing is said where it is out of force already.
    """
    with store.writing() as cursor:
        undoings = cursor.execute(UNDOINGS).fetchall()
        if at in out_of_force(undoings):
            return Batch(None, 0)
        out = out_of_force([*undoings, (datetime.max, at)])
        return _append(cursor, WITHOUT, {"batch": at, "out": list(out)}, store.now(), by, at)


def _append(
    cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object], now: datetime, by: str | None, undoes: datetime | None = None
) -> Batch:
    (moment,) = cursor.execute(NEXT, {"now": now}).fetchone()
    if "$moment" in sql:
        values = values | {"moment": moment}
    cursor.execute(f"CREATE TEMP TABLE said AS {sql}", values)
    (count,) = cursor.execute("SELECT count(*) FROM said").fetchone()
    if count:
        columns = ", ".join(COLUMNS)
        cursor.execute(
            f'INSERT INTO handling (mention_id, {columns}, "by", "at", undoes) SELECT mention_id, {columns}, $by, $at, $undoes FROM said',
            {"by": by, "at": moment, "undoes": undoes},
        )
        data_version_grows(cursor)
    cursor.execute("DROP TABLE said")
    return Batch(moment if count else None, count)
