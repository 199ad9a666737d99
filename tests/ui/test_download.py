import csv
import io

import pytest

from ui.download import cell, csv_bytes


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert cell(text) == "'" + text


@pytest.mark.parametrize("value, shown", [(-5, "-5"), (-1.5, "-1.5"), (0, "0"), (None, ""), ("好", "好"), (["甲", "乙"], "甲、乙")])
def test_numbers_and_plain_text_stay(value, shown):
    assert cell(value) == shown


def test_a_table_comes_back_from_its_csv_with_its_mark():
    data = csv_bytes(["时间", "=列"], [["2025-03-01", '他说"好"\n走了'], [None, -3]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows == [["时间", "'=列"], ["2025-03-01", '他说"好"\n走了'], ["", "-3"]]
