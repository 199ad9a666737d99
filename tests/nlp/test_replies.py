"""The library of answers: what fits a mention and why, against cosines by hand; what is filled in, and what is refused."""

import re
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.intents import NAMES as INTENTS
from nlp.replies import GAP, PLACEHOLDERS, Fit, Reply, filled, fitting, identified
from nlp.rules import Rules, RulesError, default, document, library, replies, split, tables
from nlp.tokens import Tokenizer

IDS = [f"00000000-0000-4000-8000-{n:012d}" for n in range(9)]
BASED = "abcdef00-0000-4000-8000-000000000001"
FACTS = st.dictionaries(st.sampled_from(PLACEHOLDERS), st.none() | st.text("{}ab|brandlink续航", max_size=12))
PIECES = st.lists(st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS]) | st.text("您好，ab", max_size=4), max_size=8)


@pytest.fixture(scope="module")
def cut():
    return Tokenizer(("续航",)).cut


def found(library_: list[Reply], text: str, cut, **said) -> list[Fit]:
    return fitting(library_, text, **({"aspects": (), "intent": None, "language": None, "cut": cut} | said))


def pairs_and_words(text: str, cut) -> set[str]:
    words = {word for word in map(str.strip, cut(text)) if len(word) > 1 and any(map(str.isalpha, word))}
    return words | {run[n : n + 2] for run in re.findall(r"[\u4e00-\u9fff]+", text) for n in range(len(run) - 1)}


def cosines(texts: list[str], cut) -> np.ndarray:
    """Of each but the last with the last, by matrices."""
    features = [pairs_and_words(text, cut) for text in texts]
    names = sorted(set().union(*features))
    stands = np.array([[name in own for name in names] for own in features], float)
    rows = stands * (np.log((1 + len(texts)) / (1 + stands.sum(axis=0))) + 1)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows[:-1] @ rows[-1]


def test_aspect_and_intent_count_one_each_and_the_cosine_of_words_comes_to_it(cut):
    texts = ["续航掉电请私信序列号", "续航时间以官网为准", "退货请私信订单号", "谢谢您的喜爱"]
    told = [("battery", "complaint"), ("battery", "inquiry"), ("after_sales", "complaint"), (None, "praise")]
    answers = [Reply(IDS[n], text, *of) for n, (text, of) in enumerate(zip(texts, told, strict=True))]
    mention = "续航掉电太快了，私信没人理"
    of = dict(zip(texts, cosines([*texts, mention], cut), strict=True))
    fits = found(answers, mention, cut, aspects=("battery",), intent="complaint", language="zh")
    # What is for another aspect or intent loses what it has gained; praise has nothing in common with the mention.
    expected = [(texts[0], True, True, 2 + of[texts[0]]), (texts[1], True, False, of[texts[1]]), (texts[2], False, True, of[texts[2]])]
    assert [(fit.reply.text, fit.aspect, fit.intent, pytest.approx(fit.score)) for fit in fits] == sorted(expected, key=lambda one: -one[3])
    assert set(fits[0].words) == {"续航", "掉电", "私信"} and [fit.words for fit in fits if fit.reply.text == texts[1]] == [("续航",)]


def test_words_alone_find_an_answer_and_its_own_words_are_told(cut):
    answers = [Reply(IDS[0], "请私信我们", words=("表带",)), Reply(IDS[1], "请看官网")]
    (fit,) = found(answers, "表带断了", cut)
    assert (fit.reply, fit.words, fit.aspect, fit.intent) == (answers[0], ("表带",), False, False)
    assert found(answers, "表带断了", cut, stop_words={"表带"}) == [] == found(answers, "", cut) == found([], "表带断了", cut)


def test_what_is_written_in_another_language_is_offered_only_where_nothing_else_is(cut):
    answers = [Reply(IDS[0], "Hi {author}, we are sorry", intent="complaint"), Reply(IDS[1], "抱歉", intent="complaint")]
    for language, first in (("en", 0), ("zh", 1), ("fr", 0)):
        assert found(answers, "refund 退款", cut, intent="complaint", language=language)[0].reply == answers[first]
    assert [len(found(some, "退款", cut, intent="complaint", language="zh")) for some in (answers, answers[:1], answers[1:])] == [1, 1, 1]
    assert len(found(answers, "退款", cut, intent="complaint")) == 2
    assert len(found([Reply(IDS[n], f"{n}", intent="praise") for n in range(9)], "好", cut, intent="praise")) == 3


@settings(max_examples=8, deadline=None)
@given(PIECES, FACTS)
def test_facts_stand_where_their_placeholder_stood_and_are_read_for_none(pieces, facts):
    text, missing = filled("".join(pieces), facts)
    said = [piece[1:-1] for piece in pieces if piece.startswith("{")]
    assert text == "".join((facts.get(piece[1:-1]) or GAP) if piece.startswith("{") else piece for piece in pieces)
    assert missing == tuple(dict.fromkeys(name for name in said if not facts.get(name)))


def test_a_fact_that_looks_like_a_placeholder_stays_as_it_is():
    assert filled("@{author}：{brand}", {"author": "{brand}{0.__class__}", "brand": "星澜"}) == ("@{brand}{0.__class__}：星澜", ())
    assert filled("{link}", {"link": None}) == (GAP, ("link",))


def test_the_shipped_ones_are_usable_neutral_and_for_what_there_is():
    shipped = replies(None)
    known = {entry.name for entry in Rules.of({}).lexicon.entries if entry.kind == "aspect"}
    assert len([reply for reply in shipped if reply.chinese]) == 12 and len(shipped) == 14
    assert {reply.aspect for reply in shipped} <= {*known, None} and {reply.intent for reply in shipped} <= set(INTENTS)
    assert split(tables(document(tables(default("replies")))))["replies"] and replies("reply = []") == ()


@pytest.mark.parametrize(("row", "says"), [
    ({}, "has no text"), ({"text": " \n "}, "has no text"), ({"text": "好" * 1001}, "1001 characters; at most 1000"),
    ({"text": "{name} 您好"}, r"“\{name\}”; known are \{brand\}, "), ({"text": "{brand.__class__}"}, "placeholder"), ({"text": "{}"}, "placeholder"),
    ({"text": "a", "intent": "rage"}, "“rage”; known are praise, inquiry, complaint, other"), ({"text": "a", "id": "7"}, "id “7”"),
    *(({"text": text}, "has a brace that is of no placeholder; known are {brand}, ") for text in ("｛brand｝ 您好", "您好 {brand", "brand} 您好", "{{brand}}", "﹛brand﹜ {author}")),
    ({"text": "a", "used": "3"}, "knows no “used”"), ({"text": "a", "words": "b"}, "list of texts"), ({"text": 3}, "must be a text"), ({"id": ["x"]}, "must be a text"),
])  # fmt: skip
def test_what_cannot_be_an_answer_is_refused_with_what_would_be_right(english, row, says):
    with pytest.raises(RulesError, match=says):
        library({"reply": [row]})


def test_no_two_are_the_same(english):
    for rows in ([{"text": "您好 a"}, {"text": " 您好\na "}], [{"text": "a", "id": IDS[0]}, {"text": "b", "id": IDS[0].replace("-", "")}]):
        with pytest.raises(RulesError, match="stands twice"):
            library({"reply": rows})
    assert [reply.text for reply in library({"reply": [{"text": "好" * 1000}]})] == ["好" * 1000]


@pytest.mark.parametrize("written", [BASED.upper(), BASED.replace("-", ""), f" {{{BASED}}} ", f"urn:uuid:{BASED}"])
def test_an_id_counts_however_it_is_written(written):
    assert [reply.reply_id for reply in library({"reply": [{"text": "a", "id": written}]})] == [BASED] == [row["id"] for row in identified([{"text": "a", "id": written}])]


def test_an_answer_without_an_id_has_one_made_of_its_text_that_no_other_has():
    (one,) = identified([{"text": " 您好 "}])
    again = identified([{"text": "改过的", "id": one["id"]}, {"text": "您好"}])
    assert identified([{"text": "您好"}])[0]["id"] == one["id"] == str(UUID(one["id"])) == again[0]["id"]
    assert len({row["id"] for row in again}) == 2 and identified(again) == again


def test_an_answer_changes_nothing_of_what_is_derived():
    text = '[[reply]]\ntext = "您好"\n'
    assert Rules.of({"replies": text}).version == Rules.of({}).version
