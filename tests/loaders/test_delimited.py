import csv
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import delimited, encoding
from loaders.detect import KNOWN
from loaders.export import Export, Finding
from loaders.read import LINE, Bad
from tests.loaders.invented import table_in

HEADER = ["id", "用户昵称", "微博正文", "发布时间"]


def told(data: bytes, name: str = "x.csv"):
    """The columns, each record by its number, what was bad, and what was repaired."""
    table = table_in(io.BytesIO(data), name, KNOWN)
    records, bad = {}, []
    for batch in table.batches():
        for row in batch.records.to_pylist():
            line = row.pop(LINE)
            assert line not in records
            records[line] = [row[column] for column in table.columns]
        bad += batch.bad
    return table.columns, records, bad, {code: count for code, count in table.warnings.items() if count}


def written(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, ends="\r\n"):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ends).writerows(rows)
    return file.getvalue()


# What cells hold: quotes, every delimiter, ends of lines, blanks, Chinese, emoji, and any other character.
PIECES = st.sampled_from(
    ['"', "'", ",", "\t", ";", "|", "\n", "\r\n", " ", "\u3000", "//@云上咖啡:", "浮岛", "😤", "é", "a", "1", "\\"]
)
CELLS = st.lists(
    st.one_of(PIECES, st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00\r\ufffd"))
).map("".join)


@settings(max_examples=120)
@given(
    rows=st.lists(
        st.lists(CELLS, min_size=4, max_size=4).filter(lambda row: any(cell.strip() for cell in row)),
        min_size=1,
        max_size=12,
    ),
    name=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"]),
    delimiter=st.sampled_from([",", "\t", ";", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_comes_back_cell_for_cell(rows, name, delimiter, quoting, ends):
    data = written([HEADER, *rows], delimiter, quoting, ends).encode(name)
    columns, records, bad, _warnings = told(data)
    assert (columns, bad) == (HEADER, [])
    assert [records[line] for line in sorted(records)] == rows
    assert sorted(records) == list(range(2, len(rows) + 2))


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf16_without_its_mark_comes_back(name):
    rows = [["1", "云上咖啡", "浮岛", "2024-03-01"], ["2", "Rollo-42", "音箱\n两行", "2024-03-02"]]
    assert told(written([HEADER, *rows], "\t").encode(name))[:2] == (HEADER, {2: rows[0], 3: rows[1]})


def test_a_preamble_is_left_out_and_its_lines_are_counted():
    preamble = 'Report for "浮岛"\nFrom 2024-03-01, to 2024-03-31\n\nBrand: 浮岛\n'
    rows = [["1", "云上咖啡", "很好", "2024-03-01"]]
    assert told((preamble + written([HEADER, *rows])).encode()) == (HEADER, {6: rows[0]}, [], {})


def test_a_header_that_no_format_knows_is_the_first_row_of_the_tables_width():
    data = b"An export\n\nalpha,beta,gamma\n1,2,3\n4,5,6\n"
    assert told(data)[:2] == (["alpha", "beta", "gamma"], {4: ["1", "2", "3"], 5: ["4", "5", "6"]})


def test_headers_repeated_inside_the_file_are_left_out_and_counted():
    rows = [["1", "a", "b", "2024-03-01"], ["id", "a", "b", "no header"], ["2", "a", "b", "2024-03-01"]]
    data = written([HEADER, rows[0], HEADER, rows[1], [f" {cell} " for cell in HEADER], rows[2]])
    marked = data.replace("\r\nid,用户昵称,微博", "\r\n\ufeffid,用户昵称,微博")
    expected = {2: rows[0], 4: rows[1], 6: rows[2]}
    assert told(data.encode()) == (HEADER, expected, [], {"repeated_headers": 2})
    assert told(marked.encode()) == (HEADER, expected, [], {"repeated_headers": 2, "marks_inside": 1})


def test_marks_before_cells_do_not_split_their_records():
    data = 'id,微博正文\n\ufeff"1","两\n行"\n\ufeff2,\ufeff一行\n'
    assert told(data.encode("utf-8-sig")) == (
        ["id", "微博正文"],
        {2: ["1", "两\n行"], 3: ["2", "一行"]},
        [],
        {"marks_inside": 3},
    )


def test_short_rows_are_filled_and_counted_and_long_ones_are_handed_on_as_they_stand():
    data = 'id,微博正文,发布时间,点赞数\n1,a,2024-03-01,5\n2,b\n3,c,2024-03-01,5,6,\n\n4,d,2024-03-01,5,,\n5,"e\ne",2024-03-01\n'
    records = {
        2: ["1", "a", "2024-03-01", "5"],
        3: ["2", "b", "", ""],
        6: ["4", "d", "2024-03-01", "5"],
        7: ["5", "e\ne", "2024-03-01", ""],
    }
    assert told(data.encode()) == (
        ["id", "微博正文", "发布时间", "点赞数"],
        records,
        [Bad(4, "too_many_cells", "3,c,2024-03-01,5,6,")],
        {"short_rows": 2},
    )


def test_a_table_whose_every_row_is_ragged_loses_none():
    data = "id,微博正文,发布时间,点赞数\n" + "".join(f"{n},a,2024-03-01\n" for n in range(2, 40)) + "40,a,b,c,d\n"
    _columns, records, bad, warnings = told(data.encode())
    assert records == {n: [str(n), "a", "2024-03-01", ""] for n in range(2, 40)}
    assert (bad, warnings) == ([Bad(40, "too_many_cells", "40,a,b,c,d")], {"short_rows": 38})


def test_a_cell_longer_than_a_block_is_read_whole_and_nothing_twice():
    rows = {n: [str(n), "浮岛" * (n % 90), "2024-03-01"] for n in range(2, 30_000)}
    rows[20_000][1] = "长" * (1 << 20)
    data = written([["id", "微博正文", "发布时间"], *rows.values()])
    data = data.replace("\n8000,", "\n\ufeff8000,").replace("\n8001,", "\nid,微博正文,发布时间\r\n8001,")
    data += "short\r\n,,\r\na,b,c,d\r\n"
    _columns, records, bad, warnings = told(data.encode())
    assert list(records) == sorted(records)
    assert list(records.values()) == [*rows.values(), ["short", "", ""]]
    assert bad == [Bad(30_003, "too_many_cells", "a,b,c,d")]
    assert warnings == {"marks_inside": 1, "repeated_headers": 1, "short_rows": 1}


def test_batches_are_large_enough_for_a_statement_and_small_enough_for_memory():
    data = written([["id", "微博正文"], *([str(n), "x" * 900] for n in range(60_000))]).encode()
    sizes = [batch.records.nbytes for batch in table_in(io.BytesIO(data), "x.csv", KNOWN).batches()]
    assert len(sizes) > 3
    assert [size for size in sizes[:-1] if not delimited.BATCH_BYTES <= size < 2 * delimited.BATCH_BYTES] == []


def test_a_cell_of_many_megabytes_is_read_and_one_beyond_all_measure_is_rejected_alone():
    rows = ["1,a,2024", '2,"' + "x" * (20 << 20) + '",2024', '3,"' + "y" * (65 << 20) + '",2024', '4,"b\nb",2024', ""]
    _columns, records, bad, warnings = told("id,微博正文,发布时间\n".encode() + "\n".join(rows).encode())
    assert {line: (cells[0], len(cells[1])) for line, cells in records.items()} == {
        2: ("1", 1), 3: ("2", 20 << 20), 5: ("4", 3),
    }  # fmt: skip
    assert [(one.line, one.reason, one.raw[:4], len(one.raw)) for one in bad] == [(4, "too_long", '3,"y', 1 << 20)]
    assert warnings == {}


OPEN = [
    ("to the end of the file", lambda n: f"{n},text {n},2024-03-01"),
    ("to the next cell in quotes", lambda n: f'{n},"text, {n}",2024-03-01' if n % 50 == 0 else f"{n},text {n},2024-03-01"),
]  # fmt: skip


@pytest.mark.parametrize("rows", [100, 120_000])
@pytest.mark.parametrize(("where", "line"), OPEN, ids=[where for where, _ in OPEN])
def test_a_quote_that_is_never_closed_swallows_no_row(where, line, rows):
    lines = [line(n) for n in range(2, rows)]
    lines[8] = '10,"never closed,2024-03-01'
    _columns, records, bad, warnings = told(("id,微博正文,发布时间\n" + "\n".join(lines)).encode())
    expected = {n: [str(n), f"text, {n}" if '"' in line(n) else f"text {n}", "2024-03-01"] for n in range(2, rows)}
    assert records == expected | {10: ["10", '"never closed', "2024-03-01"]}
    assert (bad, warnings) == ([], {"open_quotes": 1})


def test_a_long_text_of_many_lines_is_no_open_quote():
    text = "\n".join(f"第{n}段，说了一些话, 真的" for n in range(60))
    data = written([["id", "微博正文", "发布时间"], ["1", text, "2024"], ["2", "b", "2024"]])
    assert told(data.encode())[1:] == ({2: ["1", text, "2024"], 3: ["2", "b", "2024"]}, [], {})


def test_rows_of_another_generation_are_read_by_its_header():
    header = ("id", "微博正文", "发布时间")
    export = Export("x", "x", (), (Finding({}),), generations=(("user", "name", *header), (*header, "ip")))
    data = "id,微博正文,发布时间\n1,a,2024\n7,甲,2,b,2025\n3,c\n4,d,2026,北京\n,,,,\n8,乙,5,e,\n1,2,3,4,5,6\n"
    table = table_in(io.BytesIO(data.encode()), "x.csv", KNOWN).seen_as(export)
    (batch,) = table.batches()
    rows = {row.pop(LINE): {k: v for k, v in row.items() if v} for row in batch.records.to_pylist()}
    assert rows == {
        2: {"id": "1", "微博正文": "a", "发布时间": "2024"},
        3: {"user": "7", "name": "甲", "id": "2", "微博正文": "b", "发布时间": "2025"},
        4: {"id": "3", "微博正文": "c"},
        5: {"id": "4", "微博正文": "d", "发布时间": "2026", "ip": "北京"},
        7: {"user": "8", "name": "乙", "id": "5", "微博正文": "e"},
    }
    assert (batch.bad, dict(table.warnings)) == ([Bad(8, "too_many_cells", "1,2,3,4,5,6")], {"short_rows": 1})


def test_blank_rows_are_no_records():
    data = "id,微博正文,发布时间\n,,\n1,a,2024-03-01\n\n  , ,\n,b,\n"
    assert told(data.encode()) == (
        ["id", "微博正文", "发布时间"],
        {3: ["1", "a", "2024-03-01"], 6: ["", "b", ""]},
        [],
        {},
    )


def test_the_order_and_the_numbers_of_ragged_rows_hold_over_many_blocks():
    draw = random.Random(3)
    rows, lines = {}, ["id,微博正文,发布时间"]
    long_text = "浮岛" * 4000
    for line in range(2, 2500):
        kind = draw.choice(["whole", "whole", "short", "long"])
        rows[line] = kind
        lines.append(
            {"whole": f'{line},"{long_text}\n",x', "short": f"{line},{long_text}", "long": f"{line},a,b,c"}[kind]
        )
    data = "\n".join(lines).encode()
    assert len(data) > 2 * (16 << 20)
    _columns, records, bad, warnings = told(data)
    assert {line: row[0] for line, row in records.items()} == {n: str(n) for n, kind in rows.items() if kind != "long"}
    assert bad == [Bad(n, "too_many_cells", f"{n},a,b,c") for n, kind in rows.items() if kind == "long"]
    assert list(records) == sorted(records)
    assert warnings == {"short_rows": sum(kind == "short" for kind in rows.values())}


def test_bad_bytes_are_replaced_where_they_stand_and_counted():
    good = "1,云上咖啡,新出的浮岛音箱音质真好,2024-03-01 10:30\n"
    data = (
        ",".join(HEADER).encode() + b"\n" + good.encode() * 20 + b"2,\xff\xfe,bad\x80,2024-03-01\n" + good.encode() * 20
    )
    columns, records, bad, warnings = told(data)
    assert (columns, bad, warnings) == (HEADER, [], {"bad_bytes": 3})
    assert records.pop(22) == ["2", "\ufffd\ufffd", "bad\ufffd", "2024-03-01"]
    assert list(records.values()) == [good.strip().split(",")] * 40


def test_names_of_columns_differ_are_not_blank_and_leave_ours_alone():
    data = 'id,ID,id,,来源,来源,"say ""hi""",@line,__line,发布时间\n' + ",".join("0123456789") + "\n"
    columns, records, _bad, _warnings = told(data.encode())
    assert columns == [
        "id",
        "ID (2)",
        "id (3)",
        "column 4",
        "来源",
        "来源 (2)",
        "say 'hi'",
        "＠line",
        "__line",
        "发布时间",
    ]
    assert records == {2: list("0123456789")}


def test_batches_can_be_read_again_and_count_their_warnings_anew():
    table = table_in(io.BytesIO("id,正文,发布时间\n1,a\n2,\ufeffb,c\n".encode()), "x.csv", KNOWN)
    for _ in range(2):
        first = next(table.batches())
        assert first.records.num_rows == 2
        for _batch in table.batches():
            pass
        assert {c: n for c, n in table.warnings.items() if n} == {"short_rows": 1, "marks_inside": 1}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(ends):
    data = ends.join(["id,微博正文", "1,a", '2,"b\nb"', ""]).encode()
    assert told(data)[:2] == (["id", "微博正文"], {2: ["1", "a"], 3: ["2", "b\nb"]})


def test_a_file_without_a_last_line_end_loses_nothing():
    assert told("id,微博正文\n1,a\n2,b".encode())[1] == {2: ["1", "a"], 3: ["2", "b"]}


def test_quotes_inside_a_cell_without_quotes_are_text():
    data = 'id,微博正文,发布时间\n1,5" screen,2024\n2,he said "no",2024\n'
    assert told(data.encode())[1] == {2: ["1", '5" screen', "2024"], 3: ["2", 'he said "no"', "2024"]}


def test_encoding_and_delimiter_are_told():
    table = table_in(
        io.BytesIO(written([HEADER, ["1", "云上咖啡", "好", "2024"]], "\t").encode("utf-16")), "x.csv", KNOWN
    )
    assert (table.form, table.encoding, table.delimiter) == ("csv", "utf-16-le", "\t")
    assert encoding.BLOCK == 1 << 20
