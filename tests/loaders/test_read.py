import io

import pytest

from loaders import read
from loaders.detect import KNOWN
from loaders.refused import Refused
from tests.loaders.invented import table_in

pytestmark = pytest.mark.usefixtures("english")
TABLE = "id,正文,发布时间\n1,浮岛,2024-03-01\n"


def cells(table):
    return [row for batch in table.batches() for row in batch.records.drop_columns([read.LINE]).to_pylist()]


def test_a_file_on_disk_and_an_upload_are_read_alike(tmp_path):
    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    with (tmp_path / "x.csv").open("rb") as file:
        from_disk = cells(table_in(file, "x.csv", KNOWN))
    assert from_disk == cells(table_in(io.BytesIO(TABLE.encode()), "x.csv", KNOWN))
    assert from_disk == [{"id": "1", "正文": "浮岛", "发布时间": "2024-03-01"}]


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("x.csv", TABLE, "csv"),
        ("x.CSV", TABLE, "csv"),
        ("x.txt", TABLE.replace(",", "\t"), "csv"),
        ("x.tsv", TABLE.replace(",", "\t"), "csv"),
        ("no suffix", TABLE, "csv"),
        ("x.json", '[{"id": "1"}]', "json"),
        ("x.jsonl", '{"id": "1"}\n', "json"),
        ("x.ndjson", '{"id": "1"}\n', "json"),
        ("x.csv", '\ufeff\n {"id": "1"}\n', "json"),
        ("x.txt", '[{"id": "1"}]', "json"),
    ],
)
def test_what_a_file_is_is_told_by_its_name_or_its_first_letter(name, data, form):
    assert table_in(io.BytesIO(data.encode()), name, KNOWN).form == form


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.csv", b"", "The file is empty."),
        ("x.csv", b" \r\n\t \n", "The file is empty."),
        ("x.csv", b"\xef\xbb\xbf", "The file holds no line of text."),
        ("x.zip", b"PK\x03\x04\x14\x00", "The archive cannot be opened: File is not a zip file. Pack it again as zip."),
        ("x.csv", b"PK\x03\x04\x14\x00", "The archive cannot be opened: File is not a zip file. Pack it again as zip."),
        ("x.db", b"SQLite format 3\x00\x10\x00", "The database cannot be read: file is not a database."),
        (
            "x.bin",
            b"\x7fELF\x02\x01\x01" + bytes(40),
            "This is not a text table: export it as csv, xlsx, json or jsonl.",
        ),
        (
            "x.csv",
            (",".join(f"c{n}" for n in range(2001)) + "\n").encode(),
            "The header has 2001 columns; at most 2000 are read.",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(name, data, sentence):
    with pytest.raises(Refused) as refused:
        table_in(io.BytesIO(data), name, KNOWN)
    assert str(refused.value) == sentence


def test_the_header_is_the_row_with_most_known_names():
    known = frozenset({"id", "正文", "发布时间", "来源"})
    rows = [["来源", "浮岛月报"], ["正文", "id"], ["ID ", "正文", "发布时间"], ["来源", "id", "1"]]
    assert read.header_of(rows, known) == 2
    assert read.header_of([["report"], [], ["a", "b", "c", "d"], ["1", "2", "3", "4"]], known) == 2


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "A", "a"], ["a", "A (2)", "a (3)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (2) (2)"]),
        ([" a ", "", "  ", "\ufeff"], ["a", "column 2", "column 3", "column 4"]),
        (["", "column 1"], ["column 1", "column 1 (2)"]),
        (['"quoted"', "it's"], ["'quoted'", "it's"]),
        (["@line", "@id", "a@b"], ["＠line", "＠id", "a@b"]),
    ],
)
def test_names_of_columns_differ(header, names):
    assert read.column_names(header) == names
