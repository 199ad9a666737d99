"""Files of figures and hot searches: the latest counts, and taking one back leaves what the others say."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from store.digest import digest, faults
from store.supplements import FIGURES, HOT_SEARCHES, SupplementError, add, undo, units

pytestmark = pytest.mark.usefixtures("english")


def figures(value: float, *, days: int = 150, unit: str | None = "单") -> pa.Table:
    """The same value of every day."""
    return pa.table({"date": [date(2025, 1, 1) + timedelta(days=day) for day in range(days)], "brand": ["甲"] * days, "metric": ["orders"] * days, "value": [value] * days, "unit": pa.array([unit] * days, pa.string())})


def counted(store) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(f"SELECT value, count(*), min(date) FROM ({FIGURES}) GROUP BY value ORDER BY value").fetchall()


def test_the_newer_file_counts_and_the_older_again_when_it_is_taken_back(store):
    """On each kind of store, with more than 100 rows."""
    first = add(store, "figures", "a.csv", "a", figures(1.0))
    before = digest(store)
    version = store.data_version
    second = add(store, "figures", "b.csv", "b", figures(2.0, days=20), refused=3)
    assert store.data_version == version + 1
    assert counted(store) == [(1.0, 130, date(2025, 1, 21)), (2.0, 20, date(2025, 1, 1))]
    assert units(store) == {"orders": "单"}
    with store.cursor() as cursor:
        assert cursor.execute("SELECT kind, file_name, rows, refused, since, until, undone_at FROM supplement ORDER BY loaded_at").fetchall() == [
            ("figures", "a.csv", 150, 0, datetime(2025, 1, 1), datetime(2025, 5, 30), None), ("figures", "b.csv", 20, 3, datetime(2025, 1, 1), datetime(2025, 1, 20), None),
        ]  # fmt: skip
    assert faults(store) == []
    assert undo(store, second) == 20
    assert (digest(store), counted(store), faults(store)) == (before, [(1.0, 150, date(2025, 1, 1))], [])
    assert undo(store, second) == 0
    assert undo(store, first) == 150
    assert counted(store) == []


def test_the_same_bytes_are_loaded_once_until_they_are_taken_back(native):
    first = add(native, "figures", "a.csv", "a", figures(1.0, days=2))
    with pytest.raises(SupplementError, match=r"This file is loaded already, as a\.csv\."):
        add(native, "figures", "copy of a.csv", "a", figures(1.0, days=2))
    undo(native, first)
    add(native, "figures", "a.csv", "a", figures(1.0, days=2))
    assert counted(native) == [(1.0, 2, date(2025, 1, 1))]


@pytest.mark.parametrize("unit", ["件", None])
def test_a_unit_that_is_another_since_the_file_was_looked_at_is_refused(native, unit):
    """Two files that are looked at together, or by two people."""
    add(native, "figures", "a.csv", "a", figures(1.0, days=2))
    before = digest(native)
    with pytest.raises(SupplementError, match=r"gives .*orders.* another unit: drop the file again"):
        add(native, "figures", "b.csv", "b", figures(2.0, days=2, unit=unit))
    assert (digest(native), faults(native)) == (before, [])


def test_hot_searches_are_kept_by_time_board_and_word(native):
    at = datetime(2025, 3, 30, 21)
    rows = {"at": pa.array([at] * 2, pa.timestamp("us")), "board": ["微博热搜", None], "rank": [1, None], "word": ["甲"] * 2, "heat": [None, 5.0]}
    add(native, "hot_searches", "a.csv", "a", pa.table(rows))
    later = add(native, "hot_searches", "b.csv", "b", pa.table(rows | {"rank": [3, 4]}))
    sql = f"SELECT board, rank, heat FROM ({HOT_SEARCHES}) ORDER BY board NULLS LAST"
    with native.cursor() as cursor:
        assert cursor.execute(sql).fetchall() == [("微博热搜", 3, None), (None, 4, 5.0)]
    undo(native, later)
    with native.cursor() as cursor:
        assert cursor.execute(sql).fetchall() == [("微博热搜", 1, None), (None, None, 5.0)]


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE supplement SET undone_at = TIMESTAMP '2025-01-01'", ["2 figures or hot searches of a file that is unknown or undone"]),
        ("DELETE FROM business WHERE date = DATE '2025-01-01'", ["1 files of which not all rows are kept"]),
        ("UPDATE business SET date = DATE '2025-01-01'", ["1 figures that a file says twice"]),
        ("UPDATE business SET unit = '件' WHERE date = DATE '2025-01-01'", ["1 figures of one metric in several units"]),
    ],
)
def test_a_store_whose_files_contradict_themselves_says_how(native, damage, found):
    add(native, "figures", "a.csv", "a", figures(1.0, days=2))
    with native.writing() as cursor:
        cursor.execute(damage)
    assert faults(native) == found
