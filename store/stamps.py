"""Of what that stands in the store something was found: a line in `meta`, by which it is known whether it must be found anew."""

import duckdb


def stamp(cursor: duckdb.DuckDBPyConnection, key: str) -> str:
    """Of what `key` was found last; empty where it never was."""
    found = cursor.execute("SELECT value FROM meta WHERE key = $key", {"key": key}).fetchone()
    return found[0] if found else ""


def put_stamp(cursor: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Inside the transaction that writes what was found."""
    cursor.execute("DELETE FROM meta WHERE key = $key", {"key": key})
    cursor.execute("INSERT INTO meta VALUES ($key, $value)", {"key": key, "value": value})
