import pytest

from loaders.export import Export, Finding, Sql, largest, normal


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
