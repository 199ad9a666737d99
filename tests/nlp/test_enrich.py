import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import sentiment
from nlp.enrich import DERIVED, INPUTS, WORDS, Enricher
from nlp.rules import Rules
from nlp.tokens import word_id

WATCHED = """
[[brand]]
name = "浮岛"
words = ["浮岛", "fudao"]
queries = ["浮岛音箱"]
[[brand]]
name = "潮生"
words = ["潮生"]
[[product]]
name = "浮岛 Mini"
brand = "浮岛"
words = ["mini"]
[[problem]]
name = "断连"
words = ["连不上", "掉线"]
[[topic]]
name = "涨价"
words = ["涨价"]
[[combination]]
name = "浮岛断连"
of = ["浮岛", "断连"]
"""
ENRICHER = Enricher(Rules.of({"watchlist": WATCHED}))
TEXTS = [
    None, "", "浮岛音箱又連不上了", "潮生比浮岛好//@甲:涨价了", "转发微博//@甲:浮岛掉线", "mini 好用", "The Fudao speaker is great", "😡😡",
    "La batterie de la montre chauffe beaucoup trop", "浮岛音箱又連不上了，等了七天也没人管", "a\0b", "[泪][泪]",
]  # fmt: skip
MENTION = st.fixed_dictionaries(
    {
        "title": st.sampled_from([None, "浮岛", "潮生涨价", "又一篇"]),
        "text": st.sampled_from(TEXTS) | st.text(max_size=12),
        "kind": st.sampled_from([None, "post", "ticket"]),
        "author_id": st.sampled_from([None, "1"]),
        "language": st.sampled_from([None, "fr", "Chinese"]),
        "brands": st.sampled_from([None, [], ["别家"], ["浮岛", "别家"]]),
        "products": st.sampled_from([None, ["浮岛 Mini"]]),
        "queries": st.sampled_from([None, ["浮岛音箱", "x"], ["音箱"]]),
        "export_sentiment": st.sampled_from([None, -1, 0, 1]),
    }
)


def derived(*mentions: dict) -> list[dict]:
    table, _words = ENRICHER.enrich(pa.Table.from_pylist(list(mentions), pa.schema(INPUTS)))
    assert table.schema == DERIVED
    return table.to_pylist()


def one(**mention: object) -> dict:
    return derived(mention)[0]


@settings(max_examples=60)
@given(st.lists(MENTION, max_size=6))
def test_a_mention_is_the_same_alone_and_among_others(mentions):
    assert derived(*mentions) == [one(**mention) for mention in mentions]


def test_the_words_of_a_batch_are_told_with_their_ids():
    table, words = ENRICHER.enrich(pa.Table.from_pylist([{"text": "浮岛音箱，浮岛"}, {"text": "音箱"}], pa.schema(INPUTS)))
    assert words.schema == WORDS
    known = dict(zip(words["id"].to_pylist(), words["token"].to_pylist(), strict=True))
    assert [[known[id_] for id_ in ids] for ids in table["tokens"].to_pylist()] == [["浮岛", "音箱", "浮岛"], ["音箱"]]
    assert known == {word_id(token): token for token in ("浮岛", "音箱")}


@pytest.mark.parametrize(
    ("mention", "brands", "products", "sets"),
    [
        ({"text": "好用"}, None, None, None),
        ({"text": "浮岛"}, ["浮岛"], None, None),
        ({"title": "浮島", "text": "好用"}, ["浮岛"], None, None),
        ({"text": "Mini 好用"}, ["浮岛"], ["浮岛 Mini"], None),
        ({"text": "minimal"}, None, None, None),
        ({"text": "同意//@甲:浮岛和潮生"}, ["浮岛", "潮生"], None, None),
        ({"text": "转发微博", "queries": ["浮岛音箱"]}, ["浮岛"], None, None),
        ({"text": "又连不上", "queries": [" 浮島音箱"]}, ["浮岛"], None, ["断连", "浮岛断连"]),
        ({"text": "又连不上", "queries": ["音箱"]}, None, None, ["断连"]),
        ({"text": "又连不上", "brands": ["浮岛"]}, ["浮岛"], None, ["断连", "浮岛断连"]),
        ({"text": "好用", "brands": ["别家"], "products": ["甲 1"]}, ["别家"], ["甲 1"], None),
        ({"text": "涨价又掉线"}, None, None, ["断连", "涨价"]),
        ({"text": "又连不上", "products": ["浮岛 Mini"]}, ["浮岛"], ["浮岛 Mini"], ["断连", "浮岛断连"]),
    ],
    ids=repr,
)
def test_what_a_mention_is_about(mention, brands, products, sets):
    found = one(**mention)
    assert (found["brands"], found["products"], found["keyword_sets"]) == (brands, products, sets)


def test_a_problem_and_a_topic_of_one_name_are_one_keyword_set():
    documents = {"watchlist": "".join(f'[[{kind}]]\nname = "断连"\nwords = ["{word}"]\n' for kind, word in (("problem", "掉线"), ("topic", "热搜")))}
    table = pa.Table.from_pylist([{"text": "掉线"}, {"text": "热搜"}, {"text": "好"}], pa.schema(INPUTS))
    assert Enricher(Rules.of(documents)).enrich(table)[0]["keyword_sets"].to_pylist() == [["断连"], ["断连"], None]


def test_the_label_of_the_export_counts_before_the_model():
    text = "太失望了，垃圾产品，再也不买了"
    scored = sentiment.score([text]).iloc[0]
    found = one(text=text)
    assert (found["sentiment"], found["sentiment_by"]) == (scored["label"], "model")
    assert (found["p_negative"], found["p_positive"]) == (scored["p_negative"], scored["p_positive"])
    labelled = one(text=text, export_sentiment=1)
    assert (labelled["sentiment"], labelled["sentiment_by"], labelled["p_negative"]) == (1, "export", found["p_negative"])


@pytest.mark.parametrize(
    "mention",
    [{"text": "转发微博"}, {"text": "//@甲:转发微博"}, {"text": None}, {"text": "La batterie de la montre chauffe beaucoup trop"}, {"text": "太好了", "language": "ja"}],
    ids=repr,
)
def test_what_has_no_words_of_its_own_or_another_language_is_not_scored(mention):
    found = one(**mention)
    assert [found[name] for name in ("sentiment", "sentiment_by", "p_negative", "p_positive")] == [None] * 4
    assert one(**mention, export_sentiment=-1)["sentiment"] == -1


def test_a_bare_repost_is_scored_by_what_it_passes_on_and_has_no_words():
    found, quoted = derived({"text": "//@甲:浮岛太失望了"}, {"text": "浮岛太失望了"})
    assert (found["sentiment"], found["p_negative"]) == (-1, quoted["p_negative"])
    assert (found["tokens"], found["text_id"]) == (None, None)


def test_emoticons_alone_are_no_story_and_make_no_other_one():
    bare, plain, felt = derived({"text": "[good][good][good]"}, {"text": "今天的云很好看适合去江边走走"}, {"text": "今天的云很好看，适合去江边走走[good][doge]"})
    assert bare["text_id"] is None
    assert plain["text_id"] == felt["text_id"] is not None


def test_a_reprint_under_another_title_is_the_same_story():
    text = "手表充电时发烫，烫到手腕起泡，客服还不理人"
    stories = {row["text_id"] for row in derived({"text": text}, {"text": text, "title": "甲"}, {"text": text + "！", "title": "乙"})}
    assert len(stories) == 1
    assert None not in stories


def test_other_rules_have_another_version_and_notes_do_not_count():
    versions = {
        Rules.of(documents).version
        for documents in (
            {}, {"watchlist": WATCHED}, {"watchlist": WATCHED.replace("涨价", "降价")}, {"dictionary": 'dictionary = ["拉胯"]'},
            {"accounts": '[[account]]\nid = "1"\nkind = "media"\n'},
        )
    }  # fmt: skip
    assert len(versions) == 5
    noted = '[[account]]\nid = "1"\nkind = "media"\nnote = "甲"\n'
    assert Rules.of({"accounts": noted}).version in versions
    assert Rules.of({"watchlist": WATCHED.replace('name = "潮生"', 'name = "潮生"\nours = true')}).version in versions


def test_nothing_comes_of_nothing():
    assert derived() == []
