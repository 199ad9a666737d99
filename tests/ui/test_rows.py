from hypothesis import given
from hypothesis import strategies as st

from nlp.replies import identified
from ui.rows import CLOSED, COLUMNS, each, rows, told

texts = st.text(min_size=1).map(str.strip).filter(bool)
lists = st.lists(texts, unique=True, min_size=1, max_size=3)
HELD = {"words": lists, "with": lists, "without": lists, "queries": lists, "of": lists, "ours": st.just(True), "verified": st.just(True), "unverified": st.just(True)}
HELD |= dict.fromkeys(("author_kinds", "kinds", "platforms", "aspects", "intents"), lists) | dict.fromkeys(("order", "brands", "followers", "followers_below"), st.integers(1))


OPEN = [table for table in COLUMNS if table not in CLOSED]


def entries(table: str) -> st.SearchStrategy:
    first, *_others = COLUMNS[table]
    others = {name: HELD.get(name, texts) for name in COLUMNS[table] if name not in ("name", "id", first)}
    return st.lists(st.fixed_dictionaries({first: texts}, optional=others), max_size=3)


@given(st.sampled_from(OPEN).flatmap(lambda table: st.tuples(st.just(table), entries(table))))
def test_what_a_document_holds_stands_in_the_cells_and_comes_back(table_and_entries):
    table, said = table_and_entries
    cells = rows(table, said)
    assert all(set(COLUMNS[table]) <= row.keys() for row in cells)
    expected = [_spelt_out(table, entry) for entry in said]
    assert told(table, cells) == (identified(expected) if table == "reply" else expected)


def _spelt_out(table: str, entry: dict) -> dict:
    """Any platform is left out, the set of an aspect never."""
    also = {"set": "general"} if table == "aspect" else {}
    return also | {name: value for name, value in entry.items() if (name, value) != ("platform", "*")}


@given(st.dictionaries(st.sampled_from(CLOSED["emotion"]), lists), st.randoms())
def test_a_closed_table_has_a_row_for_each_name_and_those_without_words_are_no_entries(said, random):
    entries = [{"name": name, "words": words} for name, words in said.items()]
    cells = rows("emotion", random.sample(entries, len(entries)))
    assert [row["name"] for row in cells] == list(CLOSED["emotion"])
    assert told("emotion", cells) == [{"name": name, "words": said[name]} for name in CLOSED["emotion"] if name in said]


def test_a_term_of_the_ranking_without_a_weight_is_no_entry():
    cells = rows("ranking", [{"name": "net", "weight": 2}])
    assert cells == [{"name": name, "weight": 2 if name == "net" else 0} for name in CLOSED["ranking"]]
    assert told("ranking", cells) == [{"name": "net", "weight": 2}]


def test_cells_are_said_otherwise_where_they_say_anything():
    assert each([{"name": "a", "set": None, "words": "a"}, {}], {"name": str.upper, "set": str.upper}) == [
        {"name": "A", "set": None, "words": "a"},
        {},
    ]


def test_words_stand_in_one_cell():
    (row,) = rows("brand", [{"name": "甲", "words": ["a", "1,299"], "ours": True}])
    assert row == {"name": "甲", "ours": True, "words": 'a、"1,299"', "with": "", "without": "", "queries": ""}


def test_a_row_that_says_nothing_is_no_entry():
    assert told("brand", [{}, {"ours": True}, {"name": " ", "words": "、"}, {"words": "甲"}]) == [{"words": ["甲"]}]
    assert told("aspect", [{"set": "food"}, {"set": "food", "words": "甲"}]) == [{"set": "food", "words": ["甲"]}]
    assert told("account", [{"platform": "weibo"}, {"platform": "weibo", "kind": "kol"}]) == [
        {"platform": "weibo", "kind": "kol"}
    ]


def test_what_has_no_column_stays_with_its_row():
    said = [{"name": "甲", "words": ["a"], "queries": ["q"]}]
    assert told("topic", rows("topic", said)) == said
