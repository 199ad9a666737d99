from datetime import datetime, timedelta

import pandas as pd

from analysis.filters import Filters
from analysis.imports import imports, rejected
from tests.mentions import SOME, insert, stored_of

DAY = datetime(2024, 3, 1)


def told(number, **values):
    """The row of an import, its receipt numbers different from each other."""
    return {
        "import_id": SOME[number], "file_name": f"{number}.csv", "export": "weibo-search", "rows": 9, "read": 8, "added": 5, "merged": 2,
        "rejected": 1, "warnings": '{"day_only":3}', "left_out": '{"合计":{"text":"x","values":{}}}', "since": DAY, "until": DAY + timedelta(days=2), "seconds": 0.5,
        "imported_at": DAY + timedelta(days=number), "undone_at": None, **values,
    }  # fmt: skip


def test_imports_are_told_latest_first_with_their_receipt_and_what_they_were_imported_as(holding):
    parameters = ['{"brand":"甲\'s","query":"手机"}', '{"brand":null}', None]
    rows = [told(0), told(1, undone_at=DAY), told(2, export="table", warnings=None)]
    with holding(stored_of([])) as cursor:
        insert(cursor, "import", pd.DataFrame(rows, dtype=object).assign(parameters=parameters, file_hash="f", bytes=1))
        answer = imports(cursor, Filters())
        latest = imports(cursor, Filters(), limit=1)
    named = [("甲's", "手机"), (None, None), (None, None)]
    expected = [row | {"brand": brand, "query": query} for row, (brand, query) in zip(rows, named, strict=True)]
    assert answer.rows == expected[::-1]
    assert latest.rows == expected[:1:-1]


def test_rejected_records_of_one_import_are_told_in_the_order_of_the_file(holding):
    columns = ["import_id", "member", "line", "part", "reason", "raw"]
    records = [
        [None, 12, 0, "no_time", "<b>x</b>"],
        [None, 3, 1, "no_content", '{"a": 1}'],
        [None, 3, 0, "no_time", None],
    ]
    with holding(stored_of([])) as cursor:
        rows = [[SOME[0], *record] for record in records] + [[SOME[1], None, 1, 0, "no_time", "another file's"]]
        insert(cursor, "rejected", pd.DataFrame(rows, columns=columns, dtype=object))
        found = rejected(cursor, Filters(), import_id=SOME[0]).rows
        first = rejected(cursor, Filters(), import_id=SOME[0], limit=2).rows
        none = rejected(cursor, Filters(), import_id=SOME[2]).rows
    assert [list(row.values()) for row in found] == sorted(records, key=lambda record: record[1:3])
    assert (first, none) == (found[:2], [])
