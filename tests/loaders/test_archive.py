import io
import zipfile

import pytest

from loaders import archive, read
from loaders.detect import KNOWN
from loaders.read import LINE, LeftOut
from loaders.refused import Refused
from tests.loaders.staging import rejections, sightings, staged
from tests.loaders.test_sheet import workbook

pytestmark = pytest.mark.usefixtures("english")
HEADER = ["id", "作者", "正文", "发布时间", "点赞数"]
CSV = "id,正文,发布时间\n1,浮岛,2024-03-01\n"


def packed(members: dict[str, str | bytes], **options: object) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    file.seek(0)
    return file


def told(file: io.BytesIO) -> dict[str, object]:
    found = {}
    for table in read.tables(file, "x.zip", KNOWN):
        if isinstance(table, LeftOut):
            found[table.member] = str(table.why)
        else:
            found[table.member] = [
                {k: v for k, v in row.items() if k != LINE} for b in table.batches() for row in b.records.to_pylist()
            ]
    return found


def test_every_file_inside_is_read_as_if_it_lay_beside_the_archive():
    sheets = {"帖子": [HEADER, ["1", "a", "b", "2024-03-01", 1]], "合计": [["日期", "声量"], ["2024-03-01", 3]]}
    members = {
        "浮岛/一月.csv": CSV.encode("gb18030"),
        "浮岛/二月.jsonl": '{"id": "2", "正文": "音箱", "发布时间": "2024-03-02"}\n',
        "三月.xlsx": workbook(sheets).getvalue(),
        "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(64),
        "empty.csv": "",
        "more.zip": packed({"a.csv": CSV}).getvalue(),
        "__MACOSX/._一月.csv": "x",
        "folder/": "",
    }
    assert told(packed(members)) == {
        "浮岛/一月.csv": [{"id": "1", "正文": "浮岛", "发布时间": "2024-03-01"}],
        "浮岛/二月.jsonl": [{"id": "2", "正文": "音箱", "发布时间": "2024-03-02"}],
        "三月.xlsx/帖子": [dict(zip(HEADER, ["1", "a", "b", "2024-03-01", "1"], strict=True))],
        "三月.xlsx/合计": [{"日期": "2024-03-01", "声量": "3"}],
        "photo.jpg": "This is not a text table: export it as csv, xlsx, json or jsonl.",
        "empty.csv": "The file is empty.",
        "more.zip": "This is an archive inside an archive: unpack it first.",
    }


def test_names_that_chinese_windows_wrote_are_read():
    file = packed({"placeholder.csv": CSV})
    data = file.getvalue().replace(
        b"placeholder.csv", "浮岛音箱二月.csv"[:5].encode("gb18030").ljust(11, b"_") + b".csv"
    )
    assert list(told(io.BytesIO(data))) == ["浮岛音箱二_.csv"]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (packed({}), "The archive holds no file."),
        (packed({"__MACOSX/x": "y"}), "The archive holds no file."),
        (io.BytesIO(packed({"a.csv": CSV}).getvalue()[:40]), "The archive cannot be opened: File is not a zip file."),
        (packed({f"{n}.csv": "" for n in range(archive.MEMBERS + 1)}), "The archive holds 10001 files of 0 GB in all"),
    ],
    ids=["empty", "nothing of ours", "cut", "too many"],
)
def test_an_archive_that_cannot_be_read_is_refused(file, sentence):
    with pytest.raises(Refused) as refused:
        archive.tables(file, KNOWN)
    assert str(refused.value).startswith(sentence)


def test_an_encrypted_file_is_told():
    data = bytearray(packed({"a.csv": CSV}).getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(io.BytesIO(bytes(data))) == {"a.csv": "The file is encrypted: pack it again without a password."}


def test_a_record_is_traced_to_its_file_and_what_holds_no_mentions_is_told(tmp_path):
    members = {
        "浮岛/10023.csv": "正文,发布时间\n一,2024-03-01\n二,不明\n",
        "totals.csv": "日期,声量\n2024-03-01,5\n",
        "b.csv": "正文,发布时间\n三,2024-03-02\n",
    }
    path = tmp_path / "周报.zip"
    path.write_bytes(packed(members).getvalue())
    prepared = staged(path)
    assert (prepared.rows, prepared.read, prepared.rejected, prepared.export) == (3, 3, 1, "table")
    assert [(row["member"], row["line"], row["text"], row["queries"]) for row in sightings(prepared)] == [
        ("浮岛/10023.csv", 2, "一", ["浮岛"]),
        ("b.csv", 2, "三", ["b"]),
    ]
    assert [(row["member"], row["line"]) for row in rejections(prepared)] == [("浮岛/10023.csv", 3)]
    assert list(prepared.left_out) == ["totals.csv"]


def test_an_archive_without_mentions_is_refused_with_the_first_reason(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(packed({"totals.csv": "日期,声量\n2024-03-01,5\n", "empty.csv": ""}).getvalue())
    with pytest.raises(Refused, match=r"^None of the file") as refused:
        staged(path)
    assert str(refused.value).startswith("None of the file's 2 tables can be imported; totals.csv: These are totals,")
