"""The lexicons against loops over str.find, one text and one word at a time; and each rule by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.clauses import CONTRASTS, EAST, ENDS_CLAUSE, NO_CONTRASTS
from nlp.codes import BMP, Joined
from nlp.lexicon import NO_NEGATIONS, REACH, SHORTER, TURNED, Entry, Lexicon
from nlp.rules import Rules
from nlp.watchlist import ALONE, BARRED, COUNTS, HIDDEN, INSIDE, RulesError
from tests.hostile import PAYLOADS

LETTERS = "不满意差但a1 ,。是"
words = st.lists(st.text(LETTERS, min_size=1, max_size=3), max_size=3).map(tuple)
named = st.lists(st.text(LETTERS, min_size=1, max_size=3).filter(str.strip), min_size=1, max_size=4).map(tuple)
kinds = [("aspect", "甲"), ("aspect", "乙"), ("intent", "praise"), ("intent", "inquiry"), ("intent", "complaint"), ("emotion", "joy"), ("emotion", "anger")]


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    chosen = draw(st.lists(st.sampled_from(kinds), unique=True, max_size=4))
    entries = tuple(Entry(*one, draw(named), draw(words), draw(words)) for one in chosen)
    return Lexicon(entries, negations=draw(st.sampled_from([(), ("不",), ("不", "不是", "a")])))


def plain(words: tuple[str, ...]) -> list[str]:
    return [word for word in dict.fromkeys(word.lower().strip() for word in words) if word]


def is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def places(text: str, words: list[str]) -> list[tuple[int, int, str, bool]]:
    """(start, end, word, inside a longer one), of each word."""
    found = []
    for word in words:
        for start in range(len(text) if word in text else 0):
            end = start + len(word)
            if text.startswith(word, start):
                before = start > 0 and is_word(text[start]) and is_word(text[start - 1])
                after = end < len(text) and is_word(text[end - 1]) and is_word(text[end])
                found.append((start, end, word, before or after))
    return found


def holds(outer: tuple, inner: tuple) -> bool:
    return outer[:2] != inner[:2] and outer[0] <= inner[0] and inner[1] <= outer[1]


def whole(text: str, words: list[str]) -> list[tuple]:
    return [place for place in places(text, words) if not place[3]]


def begins(text: str, contrasts: list[int]) -> list[int]:
    """Where clauses begin."""
    found = {0, *contrasts}
    for at, character in enumerate(text[:-1]):
        before, after = text[at - 1 : at] if at else "", text[at + 1]
        point = character in ",." and is_word(after) and (character == "." or (before and is_word(before)))
        space = after == " " or (before and min(map(ord, before + after)) >= EAST)
        if (character in ENDS_CLAUSE + "." and not point) or (character == " " and space):
            found.add(at + 1)
    return sorted(found)


def told(lexicon: Lexicon, text: str) -> set[tuple[str, str, int, str, int, int]]:
    """(kind, name, start, word, why, number of the clause) of each place of a word of an entry."""
    text = text.lower()
    entries = {entry: plain(entry.words) for entry in lexicon.used}
    guards = [word for word in (*NO_CONTRASTS, *NO_NEGATIONS) if word in text]
    contrasts, negations = plain(CONTRASTS), plain(lexicon.negations)
    of_entries = [word for own in entries.values() for word in own]
    everything = whole(text, list(dict.fromkeys([*of_entries, *guards, *contrasts, *negations])))

    def free(words: list[str]) -> list[tuple]:
        return [place for place in whole(text, words) if place[2] not in guards and not any(holds(other, place) for other in everything)]

    clauses = begins(text, [place[0] for place in free(contrasts)])
    found = set()
    for entry, own in entries.items():
        of_kind = whole(text, list(dict.fromkeys(word for other, said in entries.items() if other.kind == entry.kind for word in said)))
        exclusions = plain(entry.without)
        for place in places(text, own):
            start, _end, word, inside = place
            clause = max(at for at in clauses if at <= start)
            hidden = any(one[0] <= start and one[2][start - one[0] :].startswith(word) for one in whole(text, exclusions))
            barred = any(whole(text, [one]) for one in exclusions if not any(mine in one for mine in own))
            reach = REACH[0] if EAST <= ord(word[0]) < BMP else REACH[1] if is_word(word[0]) else -1
            turned = entry.turns and any(clause <= one[0] and 0 <= start - one[1] <= reach for one in free(negations))
            reasons = [
                (inside, INSIDE), (hidden, HIDDEN), (barred, BARRED), (bool(entry.with_) and not whole(text, plain(entry.with_)), ALONE),
                (any(holds(other, place) for other in of_kind), SHORTER), (turned, TURNED), (True, COUNTS),
            ]  # fmt: skip
            found.add((entry.kind, entry.name, start, word, next(why for holds_, why in reasons if holds_), clauses.index(clause)))
    return found


def said(lexicon: Lexicon, texts: list[str]) -> list[set[tuple[str, str, int, str, int, int]]]:
    joined = Joined.of(texts).normal()
    found, clauses = lexicon.said(joined)
    first = clauses.at(joined.starts[:-1])
    read: list[set] = [set() for _text in texts]
    for entry, word, row, start, clause, why in zip(found.entry, found.hits.word, found.hits.row, found.hits.start, found.clause, found.why, strict=True):
        of = lexicon.used[entry]
        read[row].add((of.kind, of.name, int(start - joined.starts[row]), lexicon.dictionary[word], int(why), int(clause - first[row])))
    return read


@settings(max_examples=50)
@given(lexicons(), st.lists(st.text(LETTERS, max_size=14), max_size=5))
def test_every_place_is_judged_as_by_a_naive_search(lexicon, texts):
    assert said(lexicon, texts) == [told(lexicon, text) for text in texts]


@settings(max_examples=50)
@given(lexicons(), st.lists(st.text(max_size=14) | st.sampled_from(["不满意", "\ud800不满意", "满\0意"]), max_size=5))
def test_a_text_is_read_alone_as_among_others(lexicon, texts):
    assert said(lexicon, texts) == [said(lexicon, [text])[0] for text in texts]


@settings(max_examples=50)
@given(lexicons(), st.lists(st.text(LETTERS, max_size=14), max_size=4))
def test_the_places_of_an_entry_are_explained(lexicon, texts):
    joined = Joined.of(texts).normal()
    for entry in lexicon.used:
        found = lexicon.explained(entry, joined)
        explained = {(int(row), int(start - joined.starts[row]), int(why)) for row, start, why in zip(found.hits.row, found.hits.start, found.why, strict=True)}
        assert explained == {
            (row, start, why) for row, text in enumerate(texts) for kind, name, start, _word, why, _clause in told(lexicon, text) if (kind, name) == (entry.kind, entry.name)
        }


SMALL = Lexicon(
    (
        Entry("aspect", "battery", ("电池", "battery"), without=("电池厂", "招聘")),
        Entry("aspect", "service", ("服务",)), Entry("aspect", "after_sales", ("售后", "售后服务")),
        Entry("aspect", "room", ("床",), with_=("酒店",), set="travel"),
        Entry("intent", "praise", ("满意", "recommend")), Entry("intent", "inquiry", ("吗",)), Entry("intent", "complaint", ("不满意", "差")),
        Entry("emotion", "joy", ("开心", "happy", "[笑]", "😀")), Entry("emotion", "anger", ("生气",)),
    ),
    negations=("不", "没有", "not", "never"),
)  # fmt: skip
BY_HAND = {
    "電池不行": [("battery", COUNTS)],
    "BATTERY life": [("battery", COUNTS)],
    "batterys": [("battery", INSIDE)],
    "电池厂招工": [("battery", HIDDEN)],
    "电池岗位招聘": [("battery", BARRED)],
    "售后服务": [("after_sales", COUNTS), ("after_sales", SHORTER), ("service", SHORTER)],
    "床很大": [("room", ALONE)],
    "酒店的床很大": [("room", COUNTS)],
    "不满意": [("complaint", COUNTS), ("praise", SHORTER)],
    "并不太满意": [("praise", TURNED)],
    "不好，满意": [("praise", COUNTS)],
    "不是他说的那么满意": [("praise", COUNTS)],
    "不像他们说满意": [("praise", TURNED)],
    "不像他们说得满意": [("praise", COUNTS)],
    "not as they say happy": [("joy", COUNTS)],
    "not as I say happy": [("joy", TURNED)],
    "不得不说满意": [("praise", COUNTS)],
    "不好但满意": [("praise", COUNTS)],
    "不但满意": [("praise", COUNTS)],
    "not really happy": [("joy", TURNED)],
    "not bad. happy": [("joy", COUNTS)],
    "not only happy": [("joy", COUNTS)],
    "notable happy": [("joy", COUNTS)],
    "没有生气": [("anger", TURNED)],
    "不差": [("complaint", TURNED)],
    "不行吗": [("inquiry", COUNTS)],
    "不要[笑]": [("joy", COUNTS)],
    "不要😀": [("joy", COUNTS)],
    "电池没有电池": [("battery", COUNTS), ("battery", COUNTS)],
    "": [],
}


@pytest.mark.parametrize("text", BY_HAND, ids=repr)
def test_a_word_counts_as_a_reader_would_say(text):
    (found,) = said(SMALL, [text])
    assert sorted((name, why) for _kind, name, _start, _word, why, _clause in found) == sorted(BY_HAND[text])


def test_a_longer_word_hides_all_that_it_holds():
    lexicon = Lexicon((Entry("aspect", "甲", ("甲乙丙丁戊", "乙", "丁")),))
    assert sorted((word, why) for _kind, _name, _start, word, why, _clause in said(lexicon, ["甲乙丙丁戊"])[0]) == [
        ("丁", SHORTER), ("乙", SHORTER), ("甲乙丙丁戊", COUNTS),
    ]  # fmt: skip


def test_a_negation_that_is_none_turns_nothing():
    entries = (Entry("intent", "praise", ("满意",)),)
    told = [said(Lexicon(entries, negations=(word,)), ["特别满意"])[0].pop()[4] for word in ("特", "特别", "别")]
    assert told == [COUNTS, COUNTS, COUNTS]
    assert said(Lexicon(entries, negations=("别",)), ["别满意"])[0].pop()[4] == TURNED


def test_the_word_that_is_the_reason_is_named():
    for text, name, by in (("不太满意", "praise", "不"), ("电池厂", "battery", "电池厂"), ("电池招聘", "battery", "招聘"), ("床", "room", None)):
        entry = next(one for one in SMALL.used if one.name == name)
        (found,) = SMALL.explained(entry, Joined.of([text]).normal()).by
        assert (SMALL.dictionary[found] if found >= 0 else None) == by


def test_aspects_of_a_set_that_is_not_used_are_not_searched():
    without = Lexicon(SMALL.entries, (), SMALL.negations)
    assert [entry.name for entry in SMALL.used if entry not in without.used] == ["room"]
    assert said(without, ["酒店的床"]) == [set()]


@pytest.mark.parametrize("name", PAYLOADS)
def test_the_shipped_lexicons_read_any_text(name):
    lexicon = Rules.of({}).lexicon
    found, clauses = lexicon.said(Joined.of([PAYLOADS[name], "电池"]).normal())
    assert (found.hits.row == 1).sum() == 1
    assert np.all(np.diff(clauses.begins) > 0) and np.all(clauses.ends >= clauses.begins)


def test_the_shipped_lexicons_have_all_their_entries_and_no_exclusion_without_effect():
    lexicon = Rules.of({}).lexicon
    assert {entry.set for entry in lexicon.entries} == {"general", "electronics", "ecommerce", "food", "apps", "travel"}
    assert {entry.name for entry in lexicon.entries if entry.kind == "emotion"} == {"anger", "disappointment", "worry", "sadness", "joy", "surprise"}
    twice = [(entry.name, word) for entry in lexicon.entries for words in (entry.words, entry.with_, entry.without) for word in set(words) if words.count(word) > 1]
    assert twice == []
    assert [(entry.name, word) for entry in lexicon.entries for word in entry.words if word in entry.without] == []


A = Entry("aspect", "甲", ("甲",))
REFUSED = {
    "A rule has no name; each needs one.": {"entries": (Entry("aspect", "", ("甲",)),)},
    "“甲” stands twice; put its words into one rule.": {"entries": (A, A)},
    "“甲” has no words; name at least one.": {"entries": (Entry("aspect", "甲", (" ",)),)},
    "The aspect “甲” is of the set “cars”; known are general, electronics, ecommerce, food, apps, travel.": {"entries": (Entry("aspect", "甲", ("甲",), set="cars"),)},
    "“general” is no set of aspects; known are electronics, ecommerce, food, apps, travel.": {"sets": ("food", "general")},
    "“other” is no intent; known are praise, inquiry, complaint.": {"entries": (Entry("intent", "other", ("甲",)),)},
    "“none” is no emotion; known are anger, disappointment, worry, sadness, joy, surprise.": {"entries": (Entry("emotion", "none", ("甲",)),)},
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_lexicons_that_cannot_be_used_say_why(english, sentence):
    with pytest.raises(RulesError) as refused:
        Lexicon(**REFUSED[sentence])
    assert str(refused.value) == sentence
