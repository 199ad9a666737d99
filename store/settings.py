"""What people set: the append-only table `setting`. The latest value of a key counts; one without a value was taken back."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from store.connect import Store

LATEST = """
SELECT key, value, "by", "at" FROM setting WHERE starts_with(key, $prefix)
QUALIFY row_number() OVER (PARTITION BY key ORDER BY "at" DESC) = 1 ORDER BY "at" DESC
"""

# A clock may go back; what is said last counts all the same.
APPEND = """
INSERT INTO setting (key, value, "by", "at") SELECT $key, $value, $by,
    greatest($now, coalesce((SELECT max("at") + INTERVAL 1 MICROSECOND FROM setting WHERE key = $key), $now))
"""


@dataclass(frozen=True)
class Setting:
    """One entry of the trail. `value` None: taken back; `by` None: nobody was logged in."""

    key: str
    value: str | None
    by: str | None
    at: datetime


def latest(store: Store, prefix: str = "") -> dict[str, Setting]:
    """key -> its latest entry, of the keys that begin with `prefix`; the latest first."""
    with store.cursor() as cursor:
        return {row[0]: Setting(*row) for row in cursor.execute(LATEST, {"prefix": prefix}).fetchall()}


def trail(store: Store, keys: tuple[str, ...]) -> list[Setting]:
    """Every entry of these keys, the latest first."""
    sql = 'SELECT key, value, "by", "at" FROM setting WHERE list_contains($keys, key) ORDER BY "at" DESC, key'
    with store.cursor() as cursor:
        return [Setting(*row) for row in cursor.execute(sql, {"keys": list(keys)}).fetchall()]


def say(store: Store, values: dict[str, str | None], by: str | None = None) -> None:
    """Set these keys, together."""
    with store.writing() as cursor:
        append(cursor, values, store.now(), by)


def append(cursor: duckdb.DuckDBPyConnection, values: dict[str, str | None], now: datetime, by: str | None = None) -> None:
    """The same inside a transaction that does more."""
    for key, value in values.items():
        cursor.execute(APPEND, {"key": key, "value": value, "now": now, "by": by})
