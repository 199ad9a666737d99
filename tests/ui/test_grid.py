import pytest

from ui.grid import edited, frame, spread

ROWS = [{"name": "甲", "words": "a"}, {"name": "乙", "words": "b"}, {"name": "丙", "words": "c"}]
EDITS = {
    "nothing": ({}, ROWS),
    "a cell": ({"edited_rows": {1: {"words": "b、d"}}}, [ROWS[0], {"name": "乙", "words": "b、d"}, ROWS[2]]),
    "a cell as JSON says it": ({"edited_rows": {"1": {"words": None}}}, [ROWS[0], {"name": "乙", "words": None}, ROWS[2]]),
    "a new row": ({"added_rows": [{"name": "丁"}]}, [*ROWS, {"name": "丁"}]),
    "a deleted row": ({"deleted_rows": [0]}, ROWS[1:]),
    "a cell of a deleted row": ({"edited_rows": {0: {"name": "x"}}, "deleted_rows": [0]}, ROWS[1:]),
    "a row that is not there": ({"edited_rows": {9: {"name": "x"}}, "deleted_rows": [9]}, ROWS),
}


@pytest.mark.parametrize("name", EDITS)
def test_rows_are_what_was_typed(name):
    edits, expected = EDITS[name]
    assert edited(ROWS, [0, 1, 2], {"edited_rows": {}, "added_rows": [], "deleted_rows": []} | edits) == expected
    assert ROWS[1] == {"name": "乙", "words": "b"}


def test_rows_that_are_not_shown_stay_where_they_are():
    edits = {"edited_rows": {0: {"words": "x"}}, "added_rows": [{"name": "丁"}], "deleted_rows": [1]}
    assert edited(ROWS, [0, 2], edits) == [{"name": "甲", "words": "x"}, ROWS[1], {"name": "丁"}]


COLUMNS = ["name", "ours", "words", "platform"]
PASTED = {
    "one cell": ("甲", [{"name": "甲", "words": "w"}]),
    "columns": ("甲\t是\ta,b", [{"name": "甲", "ours": True, "words": "a,b"}]),
    "lines": ("甲\n\n乙\r\n", [{"name": "甲", "words": "w"}, {"name": "乙"}]),
    "both": ("甲\tFALSE\ta\n 乙 \tTRUE\tb\t微博\t多", [
        {"name": "甲", "ours": False, "words": "a"}, {"name": "乙", "ours": True, "words": "b", "platform": "weibo"},
    ]),
    "an end of line": ("甲\n", [{"name": "甲\n", "words": "w"}]),
}  # fmt: skip


@pytest.mark.parametrize("name", PASTED)
def test_lines_of_a_spreadsheet_in_a_first_cell_are_rows(name):
    text, expected = PASTED[name]
    other = {"name": "丙", "words": "x\ny"}
    assert spread([{"name": text, "words": "w"}, other], COLUMNS, {"platform": {"微博": "weibo"}.get}) == [*expected, other]


def test_a_table_without_rows_has_its_columns():
    assert list(frame([], {"name": None, "ours": None}).columns) == ["name", "ours"]
    assert frame([{"name": "甲"}], {"name": None, "ours": None}).to_dict("records") == [{"name": "甲", "ours": None}]
