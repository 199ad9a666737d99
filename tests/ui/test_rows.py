from hypothesis import given
from hypothesis import strategies as st

from ui.rows import COLUMNS, rows, told

texts = st.text(min_size=1).map(str.strip).filter(bool)
lists = st.lists(texts, unique=True, min_size=1, max_size=3)
HELD = {"words": lists, "with": lists, "without": lists, "queries": lists, "of": lists, "ours": st.just(True)}


def entries(table: str) -> st.SearchStrategy:
    others = {name: HELD.get(name, texts) for name in COLUMNS[table] if name not in ("name", "id")}
    first = COLUMNS[table][0]
    return st.lists(st.fixed_dictionaries({first: texts}, optional=others), max_size=3)


@given(st.sampled_from(list(COLUMNS)).flatmap(lambda table: st.tuples(st.just(table), entries(table))))
def test_what_a_document_holds_stands_in_the_cells_and_comes_back(table_and_entries):
    table, said = table_and_entries
    cells = rows(table, said)
    assert all(set(COLUMNS[table]) <= row.keys() for row in cells)
    expected = [{name: value for name, value in entry.items() if (name, value) != ("platform", "*")} for entry in said]
    assert told(table, cells) == expected


def test_words_stand_in_one_cell():
    (row,) = rows("brand", [{"name": "甲", "words": ["a", "1,299"], "ours": True}])
    assert row == {"name": "甲", "ours": True, "words": 'a、"1,299"', "with": "", "without": "", "queries": ""}


def test_a_row_that_says_nothing_is_no_entry():
    assert told("brand", [{}, {"ours": True}, {"name": " ", "words": "、"}, {"words": "甲"}]) == [{"words": ["甲"]}]
    assert told("account", [{"platform": "weibo"}, {"platform": "weibo", "kind": "kol"}]) == [{"platform": "weibo", "kind": "kol"}]


def test_what_has_no_column_stays_with_its_row():
    said = [{"name": "甲", "words": ["a"], "queries": ["q"]}]
    assert told("topic", rows("topic", said)) == said
