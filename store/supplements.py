"""Supplements: files of what stands beside the mentions, figures of the business (`business`) and hot-search lists (`hot_search`).

Every row of every file is kept. Where several files say the same, the one that was loaded last counts (FIGURES, HOT_SEARCHES), so that
taking it back leaves what the others say.
"""

from uuid import UUID, uuid4

import pyarrow as pa

from language import Sentence
from store.connect import Store, data_version_grows

# Of each kind the table that it fills, its columns, and the one that is its time.
TABLES = {
    "figures": ("business", ("date", "brand", "metric", "value", "unit"), "date"),
    "hot_searches": ("hot_search", ("at", "board", "rank", "word", "heat"), "at"),
}

FIGURES = """
SELECT date, brand, metric, value, unit FROM business LEFT JOIN supplement USING (supplement_id)
QUALIFY row_number() OVER (PARTITION BY date, brand, metric ORDER BY loaded_at DESC NULLS LAST) = 1
"""

HOT_SEARCHES = """
SELECT "at", board, rank, word, heat FROM hot_search LEFT JOIN supplement USING (supplement_id)
QUALIFY row_number() OVER (PARTITION BY "at", board, word ORDER BY loaded_at DESC NULLS LAST) = 1
"""

# The unit of each metric: all its rows that have one have the same.
UNITS = "SELECT metric, max(unit) AS unit FROM business WHERE unit IS NOT NULL GROUP BY metric"

# Metrics whose unit is another by now, or that had none when the file was looked at.
OTHERWISE = f"""
SELECT DISTINCT metric FROM supplement_rows JOIN ({UNITS}) AS kept USING (metric)
WHERE supplement_rows.unit IS DISTINCT FROM kept.unit ORDER BY metric
"""

# A clock may go back; what is loaded last counts all the same.
NEXT = "SELECT greatest($now, coalesce(max(loaded_at) + INTERVAL 1 MICROSECOND, $now)) FROM supplement"

LOADED = "SELECT file_name FROM supplement WHERE file_hash = $file_hash AND kind = $kind AND undone_at IS NULL"

KEPT = """
INSERT INTO supplement (supplement_id, kind, file_name, file_hash, rows, refused, since, until, loaded_at)
SELECT CAST($supplement_id AS UUID), $kind, $file_name, $file_hash, count(*), $refused, min("{time}"), max("{time}"), $loaded_at FROM supplement_rows
"""


class SupplementError(Exception):
    """A file that is not loaded; the sentence says why."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.sentence)


def units(store: Store) -> dict[str, str]:
    """metric -> its unit, of the metrics that have one."""
    with store.cursor() as cursor:
        return dict(cursor.execute(UNITS).fetchall())


def add(store: Store, kind: str, file_name: str, file_hash: str, rows: pa.Table, *, refused: int = 0) -> UUID:
    """Keep the rows of a file, in one transaction. Raises SupplementError where its bytes are loaded already, and where a metric has
    another unit than its rows say.
    """
    table, columns, time = TABLES[kind]
    names, supplement_id = ", ".join(f'"{name}"' for name in columns), uuid4()
    with store.writing() as cursor:
        if found := cursor.execute(LOADED, {"file_hash": file_hash, "kind": kind}).fetchone():
            raise SupplementError("This file is loaded already, as {name}.", name=found[0])
        (loaded_at,) = cursor.execute(NEXT, {"now": store.now()}).fetchone()
        cursor.register("supplement_rows", rows)
        if kind == "figures" and (otherwise := cursor.execute(OTHERWISE).fetchall()):
            cursor.unregister("supplement_rows")
            raise SupplementError("What was loaded meanwhile gives {metrics} another unit: drop the file again to look at it anew.", metrics=[metric for (metric,) in otherwise])
        told = {"supplement_id": str(supplement_id), "kind": kind, "file_name": file_name, "file_hash": file_hash, "refused": refused, "loaded_at": loaded_at}
        cursor.execute(KEPT.format(time=time), told)
        cursor.execute(
            f"INSERT INTO {table} ({names}, supplement_id) SELECT {names}, CAST($supplement_id AS UUID) FROM supplement_rows",
            {"supplement_id": str(supplement_id)},
        )
        cursor.unregister("supplement_rows")
        data_version_grows(cursor)
    return supplement_id


def undo(store: Store, supplement_id: UUID | str) -> int:
    """Take a file back, in one transaction: what others say of the same counts again. How many rows are gone."""
    told = {"supplement_id": str(supplement_id)}
    with store.writing() as cursor:
        gone = 0
        for table, _columns, _time in TABLES.values():
            gone += cursor.execute(f"DELETE FROM {table} WHERE supplement_id = CAST($supplement_id AS UUID)", told).fetchone()[0]
        cursor.execute(
            "UPDATE supplement SET undone_at = $now WHERE supplement_id = CAST($supplement_id AS UUID) AND undone_at IS NULL", told | {"now": store.now()}
        )
        data_version_grows(cursor)
    return gone
