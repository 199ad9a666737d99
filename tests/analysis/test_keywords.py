import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.filters import Filters
from analysis.keywords import All, Any, KeywordError, Not, Term, condition, parse
from tests.mentions import FEW, numbered, plain, stored_of

A, B, C = Term("a"), Term("b"), Term("c")
VALID = [
    ("", None),
    ("  \t\n　", None),
    ('""', None),
    ('"  " ', None),
    ("续航", Term("续航")),
    ("a b", All((A, B))),
    ("a　b", All((A, B))),
    ("a AND b", All((A, B))),
    ("a OR b", Any((A, B))),
    ("a | b", Any((A, B))),
    ("a b OR c", Any((All((A, B)), C))),
    ("a OR b c", Any((A, All((B, C))))),
    ("(a OR b) c", All((Any((A, B)), C))),
    ("(a)", A),
    ("((a))", A),
    ("a(b)c", All((A, B, C))),
    ("-a", Not(A)),
    ("NOT a", Not(A)),
    ("a -b", All((A, Not(B)))),
    ("a NOT b", All((A, Not(B)))),
    ("a AND NOT b", All((A, Not(B)))),
    ("--a", Not(Not(A))),
    ("-(a OR b)", Not(Any((A, B)))),
    ('-"a b"', Not(Term("a b"))),
    ("a-b", Term("a-b")),
    ("a - b", All((A, Term("-"), B))),
    ("a|b", Term("a|b")),
    ('"a OR b"', Term("a OR b")),
    ('"(a)"', Term("(a)")),
    ('"-a"', Term("-a")),
    ('" a "', A),
    ('a"b"c', All((A, B, C))),
    ('"" a', A),
    ("or and not", All((Term("or"), Term("and"), Term("not")))),
    ("ORANGE", Term("ORANGE")),
    ("“电池 鼓包”（a OR b）", All((Term("电池 鼓包"), Any((A, B))))),
    ("「电池 鼓包」 -『a b』", All((Term("电池 鼓包"), Not(Term("a b"))))),
    ("＂a b＂", Term("a b")),
    ('“a b"', Term("a b")),
    ("a ｜ b", Any((A, B))),
    ("a －b", All((A, Not(B)))),
    ('"（a）“', Term("（a）")),
    ("「他说“好”」", Term("他说“好”")),
    ('"他说“好”"', Term("他说“好”")),
    ('"a" OR “b”', Any((A, B))),
    ("100% _ ' \\ $1 😀", All((Term("100%"), Term("_"), Term("'"), Term("\\"), Term("$1"), Term("😀")))),
]
WITHOUT_A_WORD = "The keyword lacks a word before or after an operator."
INVALID = [
    ("OR", WITHOUT_A_WORD),
    ("AND", WITHOUT_A_WORD),
    ("NOT", WITHOUT_A_WORD),
    ("a OR", WITHOUT_A_WORD),
    ("OR a", WITHOUT_A_WORD),
    ("a AND", WITHOUT_A_WORD),
    ("AND a", WITHOUT_A_WORD),
    ("a OR OR b", WITHOUT_A_WORD),
    ("a AND AND b", WITHOUT_A_WORD),
    ("a AND OR b", WITHOUT_A_WORD),
    ("a NOT", WITHOUT_A_WORD),
    ("-OR", WITHOUT_A_WORD),
    ("()", WITHOUT_A_WORD),
    ("a ()", WITHOUT_A_WORD),
    ("(a OR)", WITHOUT_A_WORD),
    ("-)", WITHOUT_A_WORD),
    ('-""', WITHOUT_A_WORD),
    ("(a", "The keyword has an opening parenthesis that is not closed."),
    ("((a)", "The keyword has an opening parenthesis that is not closed."),
    ("a)", "The keyword has a closing parenthesis without an opening one."),
    ("(a))", "The keyword has a closing parenthesis without an opening one."),
    (")", WITHOUT_A_WORD),
    ('"', "A quotation mark in the keyword is not closed."),
    ('a "b', "A quotation mark in the keyword is not closed."),
    ('a"', "A quotation mark in the keyword is not closed."),
    ("「a", "A quotation mark in the keyword is not closed."),
    ("a」", "A quotation mark in the keyword is not closed."),
    ("「a”", "A quotation mark in the keyword is not closed."),
    ("x" * 501, "The keyword is longer than 500 characters."),
    ("a " * 51, "The keyword has more than 50 words."),
    ("(" * 25 + "a" + ")" * 25, "The keyword's parentheses are nested too deeply."),
    ("-" * 25 + "a", "The keyword's parentheses are nested too deeply."),
    ("(" * 500, "The keyword's parentheses are nested too deeply."),
]


@pytest.mark.parametrize(("text", "tree"), VALID)
def test_a_keyword_is_read_as_a_tree(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(("text", "sentence"), INVALID)
def test_a_broken_keyword_says_what_is_wrong(text, sentence):
    with pytest.raises(KeywordError) as told:
        parse(text)
    assert str(told.value) == sentence


def test_keywords_up_to_the_limits_are_read():
    assert parse("x" * 500) == Term("x" * 500)
    assert parse("a " * 50) == All((A,) * 50)
    assert parse("(" * 20 + "a" + ")" * 20) == A


# Any tree, written and read back, against a small evaluator

WORDS = [
    "a",
    "B",
    "é",
    "电池",
    "鼓包",
    "电池 鼓包",
    "%",
    "_",
    "'",
    "\\",
    "OR",
    "not",
    "-",
    "|",
    "a b",
    "(a)",
    "$1",
    "😀",
    "鼓\n包",
    "Ab",
]
PIECES = [*WORDS, " ", "A", "É", "\n", "包", "电", '"', "☃"]
trees = st.recursive(
    st.tuples(st.just("term"), st.sampled_from(WORDS)),
    lambda some: (
        st.tuples(st.just("not"), some)
        | st.tuples(st.sampled_from(["all", "any"]), st.lists(some, min_size=2, max_size=3))
    ),
    max_leaves=6,
)  # fmt: skip
texts = st.none() | st.lists(st.sampled_from(PIECES), max_size=5).map("".join)


def written(tree, pick):
    """The tree as somebody might type it; `pick` chooses among the ways."""
    kind, of = tree
    if kind == "term":
        bare = re.fullmatch(r"[^\s()\"-][^\s()\"]*", of) and of not in ("AND", "OR", "NOT", "|")
        return pick([of, f'"{of}"', f"“{of}”", f"「{of}」"] if bare else [f'"{of}"', f"“ {of} ”"])
    if kind == "not":
        return pick(["-", "NOT ", "NOT  "]) + enclosed(of, pick)
    between = {"all": [" ", " AND ", "\n"], "any": [" OR ", " | "]}[kind]
    return pick(between).join(enclosed(part, pick) for part in of)


def enclosed(tree, pick):
    text = written(tree, pick)
    return text if tree[0] == "term" else pick([f"({text})", f"（ {text} ）"])


def holds(tree, title, text):
    """Whether a mention satisfies the tree: a term stands in its title or in its text, case aside."""
    kind, of = tree
    if kind == "term":
        return any(of.lower() in part.lower() for part in (title, text) if part is not None)
    if kind == "not":
        return not holds(of, title, text)
    return {"all": all, "any": any}[kind](holds(part, title, text) for part in of)


@FEW
@given(st.data(), trees, st.lists(st.tuples(texts, texts), min_size=1, max_size=20))
def test_a_keyword_finds_what_a_small_evaluator_finds(holding, data, tree, shown):
    keyword = written(tree, lambda ways: data.draw(st.sampled_from(ways)))
    records = numbered([mention for title, text in shown for mention in plain(title=title, text=text)])
    sql, values = Filters(keyword=keyword).selection()
    with holding(stored_of(records)) as cursor:
        found = {str(id_) for (id_,) in cursor.execute(f"SELECT mention_id FROM ({sql})", values).fetchall()}
    assert found == {record["mention_id"] for record in records if holds(tree, record["title"], record["text"])}


FOUND = [
    ("电池", {0, 1}), ("电池 鼓包", {1}), ("电池 OR 屏幕", {0, 1, 2}), ("电池 -鼓包", {0}), ("-电池", {2, 3, 4}), ("screen", {2, 4}),
    ("SCREEN 屏幕", {2}), ('"screen 屏幕"', set()), ("标题", {2}), ("NOT (电池 OR screen)", {3}), ("é", {4}), ("100%", {4}), ("1%", set()),
]  # fmt: skip


@pytest.mark.parametrize(("keyword", "found"), FOUND)
def test_a_keyword_finds_in_title_and_text_whatever_the_case(holding, keyword, found):
    shown = [(None, "电池很好"), ("电池", "鼓包了"), ("标题 Screen", "屏幕"), (None, None), ("", "sCREEN 100% École")]
    records = numbered([mention for title, text in shown for mention in plain(title=title, text=text)])
    sql, values = Filters(keyword=keyword).selection()
    with holding(stored_of(records)) as cursor:
        rows = cursor.execute(f"SELECT CAST(mention_id AS VARCHAR) AS id FROM ({sql})", values).fetchdf()
    assert {
        place for place, record in enumerate(records) if pd.Series(rows["id"]).eq(record["mention_id"]).any()
    } == found


@settings(max_examples=200, deadline=None)
@given(st.data(), trees)
def test_no_word_of_a_keyword_becomes_part_of_the_sql(data, tree):
    def marked(node):
        kind, of = node
        return (
            (kind, f"☃{of}")
            if kind == "term"
            else (kind, marked(of))
            if kind == "not"
            else (kind, [marked(part) for part in of])
        )

    def words(node):
        kind, of = node
        return [of] if kind == "term" else words(of) if kind == "not" else [word for part in of for word in words(part)]

    sql, values = condition(parse(written(marked(tree), lambda ways: data.draw(st.sampled_from(ways)))))
    assert "☃" not in sql
    assert list(values.values()) == words(marked(tree))
    assert sorted(values) == sorted(set(re.findall(r"\$(\w+)", sql)))
