"""Bringing a store to this version's schema: `migrations/NNN.sql` in order, each in a transaction of its own (DuckDB refuses to
alter a table that the same transaction has written), forward only.
"""

from pathlib import Path

from language import _

MIGRATIONS = sorted((Path(__file__).parent / "migrations").glob("[0-9][0-9][0-9].sql"))
VERSION = len(MIGRATIONS)


class NewerStore(Exception):
    """The store was made by a newer version of the program."""


def migrate(store, time_zone: str) -> None:
    """Run what `store` has not seen yet; a new store also gets its time zone, which stays for ever."""
    seen = version(store)
    while seen != VERSION:
        with store.writing() as cursor:
            # Read again under the lock: another machine may have migrated meanwhile.
            seen = _version(cursor)
            if seen > VERSION:
                raise NewerStore(
                    _(
                        "The store has version {seen}, this program knows {known}. Update the program.",
                        seen=seen,
                        known=VERSION,
                    )
                )
            if seen < VERSION:
                _step(cursor, seen, time_zone)
                seen += 1


def _step(cursor, seen: int, time_zone: str) -> None:
    cursor.execute(MIGRATIONS[seen].read_text(encoding="utf-8"))
    if seen == 0:
        cursor.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("schema_version", "0"), ("time_zone", time_zone), ("data_version", "0")],
        )
    cursor.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(seen + 1)])


def version(store) -> int:
    with store.cursor() as cursor:
        return _version(cursor)


def _version(cursor) -> int:
    made = cursor.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_catalog = current_catalog() AND table_name = 'meta'"
    ).fetchone()[0]
    if not made:
        return 0
    return int(cursor.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0])
