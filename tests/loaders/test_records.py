import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import encoding, read, records
from loaders.detect import KNOWN
from loaders.export import Export, Finding, Lookup, Sql
from loaders.read import BATCH_ROWS, LINE, RECORD, Bad
from loaders.refused import Refused

pytestmark = pytest.mark.usefixtures("english")
ROWS = [
    {"id": "1", "text": '浮岛\n两行 {[]}"', "likes": 7},
    {"id": "2", "text": "", "likes": None},
    {"id": "3", "text": "😤\u2028"},
]
CELLS = [["1", '浮岛\n两行 {[]}"', "7"], ["2", "", None], ["3", "😤\u2028", None]]


def told(data: bytes | str):
    table = records.table(io.BytesIO(data.encode() if isinstance(data, str) else data))
    found, bad = {}, []
    for batch in table.batches():
        for row in batch.records.to_pylist():
            line = row.pop(LINE)
            assert line not in found
            found[line] = row
        bad += batch.bad
    return table.columns, found, bad


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    "write",
    [
        lambda rows, **how: json.dumps(rows, **how),
        lambda rows, **how: json.dumps(rows, indent=2, **how),
        lambda rows, **how: "\n".join(json.dumps(row, **how) for row in rows),
        lambda rows, **how: "\r\n\r\n".join(json.dumps(row, **how) for row in rows) + "\r\n",
        lambda rows, **how: ",\n".join(json.dumps(row, **how) for row in rows),
        lambda rows, **how: "".join(json.dumps(row, indent=4, **how) for row in rows),
        lambda rows, **how: json.dumps({"code": 0, "data": rows}, **how),
        lambda rows, **how: json.dumps({"list": rows[:2]}, **how) + "\n" + json.dumps({"list": rows[2:]}, **how),
    ],
    ids=[
        "array",
        "pretty array",
        "lines",
        "blank lines between",
        "commas between",
        "pretty objects",
        "envelope",
        "pages",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_same_records_however_they_are_written(write, ascii_only, encoding):
    columns, found, bad = told(write(ROWS, ensure_ascii=ascii_only).encode(encoding))
    assert columns == ["id", "text", "likes"]
    assert {line: list(row.values()) for line, row in found.items()} == dict(enumerate(CELLS, start=1))
    assert bad == []


def test_nested_objects_become_columns_and_lists_stay_json():
    record = {
        "id": 7,
        "user": {"id": 1.5, "tags": ["a", {"b": "好"}], "vip": True, "more": {"deep": None}},
        "none": {},
        "flag": False,
    }
    assert records.flat(record) == {
        "id": "7",
        "user.id": "1.5",
        "user.tags": '["a", {"b": "好"}]',
        "user.vip": "true",
        "user.more.deep": None,
        "none": "{}",
        "flag": "false",
    }


def test_long_ids_keep_every_digit():
    _columns, found, _bad = told('{"id": 1782345678901234567, "big": 123456789012345678901234567890}')
    assert found == {1: {"id": "1782345678901234567", "big": "123456789012345678901234567890"}}


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "2", "text": }',
        '{"id": "2", "text": "no end',
        '{"id": "2",',
        "nonsense",
        '{"id": "2"} trailing }',
        '"text"',
        "17",
        "null",
    ],
)
def test_a_broken_line_is_handed_on_as_it_stands_and_the_rest_is_read(broken):
    lines = ['{"id": "1", "text": "a"}', broken, '{"id": "3", "text": "c"}', '{"id": "4", "text": "d"}']
    _columns, found, bad = told("\n".join(lines))
    ids = [row["id"] for row in found.values()]
    assert [i for i in ids if i != "2"] == ["1", "3", "4"]
    raw = "\n".join(b.raw for b in bad)
    assert raw == broken or ("2" in ids and raw and raw in broken)
    assert sorted([*found, *(b.line for b in bad)]) == list(range(1, len(found) + len(bad) + 1))


def test_a_broken_last_line_is_handed_on():
    _columns, found, bad = told('{"id": "1"}\n{"id": "2", "te')
    assert (found, bad) == ({1: {"id": "1"}}, [Bad(2, "not_an_object", '{"id": "2", "te')])


def test_keys_that_come_late_are_columns_of_their_batch():
    rows = [{"id": n} for n in range(records.SCANNED_RECORDS + 50)] + [{"id": -1, "late": "x"}]
    columns, found, _bad = told("\n".join(map(json.dumps, rows)))
    assert columns == ["id"]
    assert found[len(rows)] == {"id": "-1", "late": "x"}
    assert found[1] == {"id": "0", "late": None}


def test_keys_that_differ_only_in_case_stay_two_columns():
    columns, found, _bad = told('{"id": "a", "ID": "b", "@id": "c"}')
    assert (columns, found) == (["id", "ID (2)", "＠id"], {1: {"id": "a", "ID (2)": "b", "＠id": "c"}})


@pytest.mark.parametrize("shift", range(11))
def test_a_record_across_two_blocks_is_one_record_wherever_it_is_cut(shift):
    record = '{"id": 1, "flag": true, "none": null, "no": false, "number": -1.5e10, "text": "\\u6d6e\\ud83d\\ude24\\n"}'
    count = 4 * encoding.BLOCK // (len(record) + 1)
    _columns, found, bad = told(" " * shift + (record + "\n") * count)
    assert (len(found), bad) == (count, [])
    cells = {"id": "1", "flag": "true", "none": None, "no": "false", "number": "-15000000000.0", "text": "浮😤\n"}
    assert [row for row in found.values() if row != cells] == []


def test_many_records_come_in_batches_and_whole():
    rows = [{"id": n, "text": "浮岛" * 40} for n in range(BATCH_ROWS + 7)]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    assert len(data) > 4 << 20
    table = records.table(io.BytesIO(data))
    batches = [batch.records.column("id").to_pylist() for batch in table.batches()]
    assert [len(batch) for batch in batches] == [BATCH_ROWS, 7]
    assert [i for batch in batches for i in batch] == [str(row["id"]) for row in rows]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("[1, 2, 3]", "No record of the file is a JSON object."),
        ("[]", "No record of the file is a JSON object."),
        ("{}", "No record of the file is a JSON object."),
        ('{"a":' * 100_000, "A record is nested too deeply to be read."),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "A record is nested too deeply to be read."),
    ],
)
def test_what_holds_no_record_is_refused(data, sentence):
    with pytest.raises(Refused) as refused:
        told(data)
    assert str(refused.value) == sentence


KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00"), min_size=1, max_size=6)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00")),
)


@settings(max_examples=60)
@given(
    st.lists(st.dictionaries(st.sampled_from(["id", "text", "likes", "user"]), SCALARS, min_size=1), min_size=1),
    st.integers(0, 4),
)
def test_any_records_come_back(rows, indent):
    data = "\n".join(json.dumps(row, ensure_ascii=bool(indent % 2), indent=indent or None) for row in rows)
    columns, found, bad = told(data)
    assert set(columns) == {key for row in rows for key in row}
    assert [{key: value for key, value in row.items() if value is not None} for row in found.values()] == [
        {key: value for key, value in records.flat(row).items() if value is not None} for row in rows
    ]
    assert bad == []


POST = Finding({"text": "text"})
COMMENT = Finding({"text": "text", "parent_id": Sql('"../id"'), "author_name": "user.name"}, record="comments[]")
REPLY = Finding(
    {"text": "text", "parent_id": Sql('"../../id"'), "root_id": Sql('"../cid"')}, record="comments[].replies[]"
)


def nested(data: object, export: Export) -> list[dict]:
    (table,) = read.tables(io.BytesIO(json.dumps(data, ensure_ascii=False).encode()), "x.json", KNOWN)
    return [
        {name: value for name, value in row.items() if value is not None}
        for batch in table.seen_as(export).batches()
        for row in batch.records.to_pylist()
    ]


def test_the_records_inside_a_record_are_rows_with_what_encloses_them():
    posts = [
        {
            "id": "p1",
            "text": "浮岛",
            "comments": [
                {"cid": "c1", "text": "好", "user": {"name": "甲"}, "replies": [{"text": "不好"}, "no object"]},
                {"cid": "c2", "text": "贵", "replies": None},
            ],
        },
        {"id": "p2", "text": "音箱", "pictures": ["a"]},
    ]
    assert nested(posts, Export("x", "x", ("id",), (POST, COMMENT, REPLY))) == [
        {LINE: 1, RECORD: "", "id": "p1", "text": "浮岛"},
        {LINE: 2, RECORD: "comments[]", "../id": "p1", "cid": "c1", "text": "好", "user.name": "甲"},
        {LINE: 3, RECORD: "comments[]", "../id": "p1", "cid": "c2", "text": "贵"},
        {LINE: 4, RECORD: "comments[].replies[]", "../../id": "p1", "../cid": "c1", "text": "不好"},
        {LINE: 5, RECORD: "", "id": "p2", "text": "音箱", "pictures": '["a"]'},
    ]


def test_what_a_record_tells_by_an_id_is_looked_up_beside_it():
    page = {
        "data": [{"id": "1", "by": 7, "refs": [{"id": "9"}]}, {"id": "2", "by": 8}],
        "includes": {
            "users": [{"id": "7", "name": "甲", "counts": {"followers": 3}}],
            "posts": [{"id": "9", "text": "原"}],
        },
        "meta": {"count": 2},
    }
    finding = Finding({"native_id": "id"}, record="data[]")
    lookups = (
        Lookup("author.", "by", "includes.users[]", "id"),
        Lookup("ref.", "refs[0].id", "includes.posts[]", "id"),
    )
    assert nested(page, Export("x", "x", ("id",), (finding, Finding({"native_id": "id"})), lookups=lookups)) == [
        {LINE: 1, RECORD: "data[]", "id": "1", "by": "7", "refs": '[{"id": "9"}]', "author.id": "7", "author.name": "甲",
         "author.counts.followers": "3", "ref.id": "9", "ref.text": "原"},
        {LINE: 2, RECORD: "data[]", "id": "2", "by": "8"},
    ]  # fmt: skip


def test_values_that_a_database_wrapped_are_unwrapped():
    record = {
        "n": {"$numberInt": "664"},
        "at": {"$date": {"$numberLong": "1709258400000"}},
        "_id": {"$oid": "ab"},
        "o": {"a": {"$x": None}},
    }
    assert records.flat(record) == {"n": "664", "at": "1709258400000", "_id": "ab", "o.a": None}
