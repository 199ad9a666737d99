"""How aspects fare, against text after text and clause after clause."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.aspects import NEUTRAL, PARTICLES, WHOLE, aspects
from nlp.clauses import ENDS_SENTENCE
from nlp.codes import SIGN, Joined, kinds
from nlp.lexicon import Entry, Lexicon
from nlp.own import own
from nlp.sentiment import weighed
from nlp.watchlist import COUNTS

LEXICON = Lexicon((Entry("aspect", "screen", ("屏幕", "显示")), Entry("aspect", "battery", ("电池",)), Entry("aspect", "b", ("电",))))
PARTS = ["电池", "屏幕", "显示", "很好", "太差", "呢", "的", "，", "。", "！", "~", "#屏幕#", "//@甲:好", "a"]


def found(texts: list[str]) -> dict[tuple[int, str], list[float]]:
    words = own(Joined.of(texts).normal())
    weights = weighed(words)
    said, clauses = LEXICON.said(words.said)
    told = aspects(LEXICON, said.of(said.why == COUNTS), clauses, words, weights, weights.of_texts())
    names = [told.names[place] for place in told.name]
    assert list(zip(told.row, told.name, strict=True)) == sorted(zip(told.row, told.name, strict=True))
    return dict(zip(zip(told.row.tolist(), names, strict=True), told.sentiment.tolist(), strict=True))


def one(text: str) -> dict[str, list[float]]:
    """Of a text of PARTS, whose clauses end at its punctuation."""
    words = own(Joined.of([text]).normal())
    weights, said = weighed(words), words.said.text[:-1]
    whole = weights.of_texts()[0]
    ends = [at + 1 for at in range(len(said) - 1) if said[at] in "," + ENDS_SENTENCE or said[at : at + 2] == "  "]
    spans = list(zip([0, *ends], [*ends, len(said)], strict=True))
    named: dict[str, list[int]] = {}
    for number, (begin, end) in enumerate(spans):
        for name, mine in (("screen", ("屏幕", "显示")), ("battery", ("电池",)), ("b", ("电",))):
            part = said[begin:end].replace("电池", "电池" if name == "battery" else "")
            if any(word in part for word in mine):
                named.setdefault(name, []).append(number)
    scores = {}
    for name, clauses in named.items():
        each = []
        for number in clauses:
            begin, end = spans[number]
            rest = said[begin:end]
            for word in ("屏幕", "显示", "电池", "电"):
                rest = rest.replace(word, "")
            bare = not any(kinds()[ord(character)] >= SIGN and character not in PARTICLES for character in rest)
            last = said[end - 1] in ENDS_SENTENCE or said[end - 1 : end + 1] == "  " or number == len(spans) - 1
            if bare and not last:
                end = spans[number + 1][1]
            chosen = [place for place, at in enumerate(words.places.tolist()) if begin <= at < end]
            p = [np.nan] * 3
            if chosen and not (bare and last):
                p = weights.scores(np.array([chosen[0]]), np.array([chosen[-1] + 1]))[0].tolist()
            each.append(whole if np.isnan(p[0]) else p)
        scores[name] = ((np.mean(each, axis=0) + WHOLE * whole) * (1, NEUTRAL, 1)).tolist()
    return scores


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(PARTS), max_size=9).map("".join), max_size=5))
def test_aspects_fare_as_their_clauses_one_by_one(texts):
    expected = {(row, name): p for row, text in enumerate(texts) for name, p in one(text).items()}
    told = found(texts)
    assert told.keys() == expected.keys()
    for key, p in expected.items():
        assert np.allclose(told[key], p, equal_nan=True), key


def test_without_aspects_nothing_fares():
    words = own(Joined.of(["好", "", "屏幕"]).normal())
    said, clauses = Lexicon().said(words.said)
    told = aspects(Lexicon(), said, clauses, words, weighed(words), np.full((3, 3), np.nan))
    assert (told.names, told.row.size, told.sentiment.shape) == ([], 0, (0, 3))


def test_where_the_model_says_nothing_of_the_text_an_aspect_has_no_sentiment():
    words = own(Joined.of(["屏幕很好"]).normal())
    said, clauses = LEXICON.said(words.said)
    told = aspects(LEXICON, said, clauses, words, weighed(words), np.full((1, 3), np.nan))
    assert np.isnan(told.sentiment).all() and told.label.tolist() == [0]
