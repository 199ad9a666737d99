"""The watchlist against loops over str.find, one text and one word at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.codes import Joined
from nlp.watchlist import ALONE, BARRED, COUNTS, HIDDEN, INSIDE, Rule, RulesError, Watchlist, matched_queries

# Of these characters the normal form is the lower case.
LETTERS = "小米粥aB1 -"
texts = st.lists(st.text(LETTERS, max_size=12), max_size=8)
words = st.lists(st.text(LETTERS, min_size=1, max_size=3), max_size=3).map(tuple)
named = st.lists(st.text(LETTERS, min_size=1, max_size=3).filter(str.strip), min_size=1, max_size=3).map(tuple)
rules = st.builds(Rule, st.just("brand"), st.just("甲"), named, words, words)


def is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def places(text: str, word: str) -> list[tuple[int, bool]]:
    """Where a word stands, and whether as a part of a longer one."""
    found, start = [], text.find(word)
    while start >= 0:
        end = start + len(word)
        before = start > 0 and is_latin(text[start]) and is_latin(text[start - 1])
        after = end < len(text) and is_latin(text[end - 1]) and is_latin(text[end])
        found.append((start, before or after))
        start = text.find(word, start + 1)
    return found


def stands(text: str, word: str) -> bool:
    return any(not inside for _start, inside in places(text, word))


def plain(words: tuple[str, ...]) -> list[str]:
    return [word for word in dict.fromkeys(word.lower().strip() for word in words) if word]


def told(rule: Rule, text: str) -> set[tuple[int, str, int]]:
    """(start, word, why) of each place of a rule's words in one text."""
    text, found = text.lower(), set()
    own, exclusions = plain(rule.words), plain(rule.without)
    barring = [one for one in exclusions if not any(word in one for word in own)]
    for word in own:
        for start, inside in places(text, word):
            hidden = any(
                not within and one[start - at :].startswith(word)
                for one in exclusions
                for at, within in places(text, one)
                if at <= start
            )
            reasons = [
                (inside, INSIDE), (hidden, HIDDEN), (any(stands(text, one) for one in barring), BARRED),
                (bool(rule.with_) and not any(stands(text, one) for one in plain(rule.with_)), ALONE), (True, COUNTS),
            ]  # fmt: skip
            found.add((start, word, next(why for holds, why in reasons if holds)))
    return found


def normal(texts: list[str]) -> Joined:
    return Joined.of(texts).normal()


@given(rules, texts)
def test_a_rule_counts_where_a_naive_search_says_so(rule, texts):
    found = Watchlist((rule,)).matched(normal(texts))["brand", "甲"]
    assert found.tolist() == [any(why == COUNTS for *_place, why in told(rule, text)) for text in texts]


@given(rules, texts)
def test_every_place_is_explained_as_a_naive_search_does(rule, texts):
    watchlist, joined = Watchlist((rule,)), normal(texts)
    found = watchlist.explained(rule, joined)
    explained = [set() for _text in texts]
    for word, row, start, why in zip(found.hits.word, found.hits.row, found.hits.start, found.why, strict=True):
        explained[row].add((int(start - joined.starts[row]), watchlist.dictionary[word], int(why)))
    assert explained == [told(rule, text) for text in texts]
    counts = found.of(found.why == COUNTS).hits
    counted = watchlist.counted(rule, watchlist.hits(joined))
    assert sorted(zip(counts.row, counts.start, counts.word, strict=True)) == sorted(zip(counted.row, counted.start, counted.word, strict=True))


@given(st.lists(named, min_size=3, max_size=3), texts)
def test_brands_take_in_their_products_and_combinations_need_all_their_parts(said, texts):
    brand, product, problem = said
    watchlist = Watchlist(
        (
            Rule("brand", "甲", brand), Rule("product", "乙", product, brand="甲"), Rule("problem", "丙", problem),
            Rule("combination", "丁", of=("甲", "丙")),
        )
    )
    found = watchlist.combined(watchlist.matched(normal(texts)))
    holds = [[any(stands(text.lower(), word) for word in plain(words)) for words in said] for text in texts]
    expected = {
        ("brand", "甲"): [one or two for one, two, _three in holds],
        ("product", "乙"): [two for _one, two, _three in holds],
        ("problem", "丙"): [three for _one, _two, three in holds],
        ("combination", "丁"): [(one or two) and three for one, two, three in holds],
    }
    assert {key: rows.tolist() for key, rows in found.items()} == expected


EXPLAINED = {
    "an exclusion that holds the word hides it there": ("喝小米粥", HIDDEN, "小米粥"),
    "any other bars the whole text": ("小米在农场", BARRED, "农场"),
    "without its companion a word is alone": ("小米好吃", ALONE, None),
    "beside its companion it counts": ("小米手机", COUNTS, None),
    "elsewhere in the text it counts": ("小米粥配小米手机", HIDDEN, "小米粥"),
    "traditional and wide characters are the same": ("小米的手機", COUNTS, None),
}


@pytest.mark.parametrize("name", EXPLAINED)
def test_the_reason_is_named(name):
    text, why, by = EXPLAINED[name]
    rule = Rule("brand", "小米", ("小米", "MI"), ("手机",), ("小米粥", "农场"))
    watchlist = Watchlist((rule,))
    found = watchlist.explained(rule, normal([text]))
    exclusion = watchlist.dictionary[found.by[0]] if found.by[0] >= 0 else None
    assert (found.why[0], exclusion) == (why, by)


def test_a_latin_word_does_not_stand_inside_another():
    rule = Rule("brand", "MI", ("mi",))
    watchlist = Watchlist((rule,))
    joined = normal(["family", "the MI phone", "小米mi手机", "mi 10", "mi10"])
    assert watchlist.matched(joined)["brand", "MI"].tolist() == [False, True, True, True, False]
    assert watchlist.explained(rule, joined).why.tolist() == [INSIDE, COUNTS, COUNTS, COUNTS, INSIDE]


def test_nothing_matches_where_there_is_nothing():
    empty = Watchlist()
    assert empty.matched(normal(["a"])) == {}
    rule = Rule("brand", "甲", ("甲",))
    assert Watchlist((rule,)).matched(normal([]))["brand", "甲"].tolist() == []
    assert Watchlist((rule,)).explained(rule, normal([""])).why.tolist() == []
    assert Watchlist((Rule("brand", "甲", queries=("q",)),)).matched(normal(["甲"]))["brand", "甲"].tolist() == [False]


def test_a_query_stands_for_the_brands_that_name_it():
    rules = [Rule("brand", "甲", queries=("星澜 手表", "ABC")), Rule("brand", "乙", queries=("abc",))]
    assert matched_queries(rules, ["星澜 手表", " Abc", "其他"]) == {"星澜 手表": {"甲"}, " Abc": {"甲", "乙"}, "其他": set()}


REFUSED = {
    "A rule has no name; each needs one.": (Rule("brand", "", ("甲",)),),
    "“甲” stands twice; put its words into one rule.": (Rule("brand", "甲", ("甲",)), Rule("brand", "甲", ("乙",))),
    "“甲” has no words; name at least one.": (Rule("topic", "甲", (" ",)),),
    "The product “S2” is of “乙”, which is no brand of the list.": (Rule("product", "S2", ("S2",), brand="乙"),),
    "The combination “丁” needs at least two names.": (Rule("brand", "甲", ("甲",)), Rule("combination", "丁", of=("甲", "甲"))),
    "The combination “丁” needs “丙”, which is no brand, product, problem or topic of the list.": (
        Rule("brand", "甲", ("甲",)), Rule("combination", "丁", of=("甲", "丙")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_watchlist_that_contradicts_itself_says_where(english, sentence):
    with pytest.raises(RulesError) as refused:
        Watchlist(REFUSED[sentence])
    assert str(refused.value) == sentence


def test_hits_are_in_the_order_of_the_texts():
    watchlist = Watchlist((Rule("brand", "甲", ("a", "b")),))
    hits = watchlist.hits(normal(["b a", "", "a"]))
    assert (hits.row.tolist(), np.array(watchlist.dictionary)[hits.word].tolist()) == ([0, 0, 2], ["b", "a", "a"])
