"""Which files of figures and hot searches were loaded."""

from datetime import date

import pyarrow as pa

from analysis.filters import Filters
from analysis.supplements import supplements
from store.supplements import add, undo


def test_files_are_told_with_what_became_of_them_the_latest_first(native):
    rows = pa.table({"date": [date(2025, 1, 1)], "brand": ["甲"], "metric": ["orders"], "value": [1.0], "unit": pa.array([None], pa.string())})
    first = add(native, "figures", "a.csv", "a", rows, refused=2)
    add(native, "figures", "b.csv", "b", rows)
    undo(native, first)
    with native.cursor() as cursor:
        told = [(row["file_name"], row["kind"], row["rows"], row["refused"], row["undone_at"] is not None) for row in supplements(cursor, Filters()).rows]
    assert told == [("b.csv", "figures", 1, 0, False), ("a.csv", "figures", 1, 2, True)]
