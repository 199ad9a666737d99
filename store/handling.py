"""What becomes of mentions: the append-only table `handling`. A row holds all that is known of a mention from then on, so that
its latest row counts; one without a status took it out of the ledger again.

It is keyed by mention_id and lies in no import: what is said of a mention outlives its text, and comes back with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import duckdb

from store.connect import Store, data_version_grows

STATUSES = ("pending", "working", "replied", "closed", "none")
OPEN, ANSWERED = ("pending", "working"), ("replied", "closed")
COLUMNS = ("status", "owner", "reply", "note", "replied_at")
TYPES = {"replied_at": "TIMESTAMP"}

# The mentions of the ledger, each as it stands now.
LATEST = """
SELECT * FROM (SELECT * FROM handling QUALIFY row_number() OVER (PARTITION BY mention_id ORDER BY "at" DESC) = 1)
WHERE status IS NOT NULL
"""

# A clock may go back; what is said last counts all the same, and what is said together has a time of its own.
NEXT = 'SELECT greatest($now, coalesce(max("at") + INTERVAL 1 MICROSECOND, $now)) FROM handling'

# What was said to be before a batch; mentions of which more was said since are left as they are.
BEFORE = f"""
SELECT mention_id, {", ".join(COLUMNS)} FROM (
    SELECT mention_id, {", ".join(f"lag({name}) OVER said AS {name}" for name in COLUMNS)}, "at", lead("at") OVER said AS later
    FROM handling WINDOW said AS (PARTITION BY mention_id ORDER BY "at")
) WHERE "at" = $before AND later IS NULL
"""


@dataclass(frozen=True)
class Batch:
    """What was said together: its time, None where nothing was to be said, and of how many mentions."""

    at: datetime | None
    mentions: int


def say(store: Store, mention_ids: Iterable[str], *, by: str | None = None, **said: object) -> Batch:
    """Say of these mentions any of `COLUMNS`; what is not given stays as it was, and None is unknown. A mention that was not in
    the ledger is pending unless said otherwise, and one that is said to be replied to without a time was so now.

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
    replied_at = f"CASE WHEN {status} = 'replied' THEN coalesce({given['replied_at']}, $moment) ELSE {given['replied_at']} END"
    fresh = given | {"status": status, "replied_at": replied_at}
    sql = f"""
        SELECT mention_id, {", ".join(f"{expression} AS {name}" for name, expression in fresh.items())}
        FROM (SELECT DISTINCT mention_id FROM mention WHERE mention_id IN (SELECT CAST(unnest($ids) AS UUID)))
        LEFT JOIN ({LATEST}) AS handled USING (mention_id)
        WHERE {" OR ".join(f"({expression}) IS DISTINCT FROM {name}" for name, expression in fresh.items())}
    """
    return _append(cursor, sql, {"ids": list(mention_ids), **said}, now, by)


def undo(store: Store, at: datetime, *, by: str | None = None) -> Batch:
    """Take back what was said together at that time: its mentions are as they were before it."""
    with store.writing() as cursor:
        return _append(cursor, BEFORE, {"before": at}, store.now(), by)


def _append(cursor: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object], now: datetime, by: str | None) -> Batch:
    (moment,) = cursor.execute(NEXT, {"now": now}).fetchone()
    if "$moment" in sql:
        values = values | {"moment": moment}
    cursor.execute(f"CREATE TEMP TABLE said AS {sql}", values)
    (count,) = cursor.execute("SELECT count(*) FROM said").fetchone()
    if count:
        columns = ", ".join(COLUMNS)
        cursor.execute(
            f'INSERT INTO handling (mention_id, {columns}, "by", "at") SELECT mention_id, {columns}, $by, $at FROM said',
            {"by": by, "at": moment},
        )
        data_version_grows(cursor)
    cursor.execute("DROP TABLE said")
    return Batch(moment if count else None, count)
