import re
from pathlib import Path

import pytest

from loaders import detect
from loaders.export import Export, Finding, Sql, largest, normal
from tests.loaders.invented import write
from tests.loaders.staging import sightings, staged

FORMATS = Path(__file__).parents[2] / "docs" / "formats.md"


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("发布时间", "发布时间"),
        (" 发布 时间\u3000", "发布时间"),
        ("\ufeffID", "id"),
        ("ＵＲＬ", "url"),
        ("标题／微博内容", "标题/微博内容"),
        ("信源地域（IP）", "信源地域(ip)"),
        ("Full\u200b Text", "fulltext"),
    ],
)
def test_names_are_compared_without_case_width_blanks_and_marks(name, compared):
    assert normal(name) == compared


EXPORT = Export(
    name="x",
    tool="x",
    needs=("id",),
    headers=("note",),
    findings=(
        Finding(
            fields={"native_id": "id", "text": ("text", "body"), "likes": Sql('as_count("likes") + "@more"')},
            derive={"@more": Sql('as_count("more")')},
            present=Sql('"text" IS NOT NULL'),
        ),
    ),
)


def test_a_format_knows_the_columns_that_its_fields_and_formulas_name():
    (finding,) = EXPORT.findings
    assert finding.mapped() == {"id", "text", "body"}
    assert finding.referenced() == {"id", "text", "body", "likes", "more"}
    assert EXPORT.known() == {"id", "note", "text", "body", "likes", "more"}


def test_a_column_gets_the_formats_spelling_of_its_name_once():
    assert EXPORT.named(["ID", "Text", "text", "TEXT", "other"]) == {
        "ID": "id",
        "Text": "Text",
        "text": "text",
        "TEXT": "TEXT",
        "other": "other",
    }
    assert EXPORT.named(["Body", "BODY"]) == {"Body": "body", "BODY": "BODY"}


def test_the_largest_of_several_columns_is_one_formula_over_them():
    assert largest("Likes", "X Likes") == 'greatest(as_count("Likes"), as_count("X Likes"))'
    assert largest("Likes", "X Likes").columns() == ["Likes", "X Likes"]


def test_the_format_that_the_docs_show_is_short_and_reads_its_file(tmp_path, monkeypatch):
    code = re.search(r"```python\n(.*?)```", FORMATS.read_text(encoding="utf-8"), re.DOTALL)[1]
    assert len(code.splitlines()) <= 40
    names: dict = {}
    exec(code, {"Export": Export, "Finding": Finding, "Sql": Sql}, names)
    monkeypatch.setattr(detect, "EXPORTS", (names["EXPORT"],))
    rows = [
        {"review_no": "10001", "stars": "1", "comment": "浮岛三天就坏了", "created": "2024-03-01 10:30", "nickname": "甲", "useful": "7"},
        {"review_no": "10002", "stars": "5", "comment": "喜欢", "created": "2024-03-02 10:30", "nickname": "", "buyer": "乙", "size": "L"},
    ]  # fmt: skip
    path = write(tmp_path / "浮岛.csv", [*rows[0], "buyer", "size"], rows)
    told = ("author_name", "text", "likes", "export_sentiment", "extra")
    assert [tuple(row.get(name) for name in told) for row in sightings(staged(path, export="shop-reviews"))] == [
        ("甲", "浮岛三天就坏了", 7, -1, '{"stars":"1"}'),
        ("乙", "喜欢", None, 1, '{"stars":"5","size":"L"}'),
    ]
