import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.authors import KINDS
from nlp.rules import Rules, RulesError, default, document, tables
from nlp.segments import INTENTS, MENTION_KINDS, NAMES, Segment, Segments

SCHEMA = {
    "author_kind": pa.string(), "kind": pa.string(), "platform": pa.string(), "intent": pa.string(), "aspects": pa.list_(pa.string()), "named": pa.int64(),
    "author_followers": pa.int64(), "verified": pa.bool_(),
}  # fmt: skip
SHIPPED = Rules.of({}).segments


def of(rules, *mentions):
    return rules.of(pa.Table.from_pylist(list(mentions), pa.schema(SCHEMA))).to_pylist()


def segment_of(author_kind, kind, brands):
    """As the segments were before there were rules, one mention at a time."""
    if author_kind in ("media", "regulator"):
        return "media"
    if author_kind == "kol":
        return "kol"
    if author_kind not in ("person", None):
        return None
    if kind in ("review", "ticket"):
        return "core"
    if author_kind is None:
        return None
    return "potential" if brands > 1 else "ordinary"


def test_the_shipped_rules_are_those_of_before():
    cases = [(who, kind, brands) for who in (None, *KINDS) for kind in (None, "post", "review", "ticket") for brands in (0, 1, 2)]
    mentions = [{"author_kind": who, "kind": kind, "named": brands} for who, kind, brands in cases]
    assert of(SHIPPED, *mentions) == [segment_of(*case) for case in cases]


def met(rule, mention):
    """The conditions of a rule, one after the other."""
    if rule["author_kinds"] and (mention["author_kind"] or "unknown") not in rule["author_kinds"]:
        return False
    if any(rule[column] and mention[name] not in rule[column] for column, name in (("kinds", "kind"), ("platforms", "platform"), ("intents", "intent"))):
        return False
    if rule["aspects"] and not set(rule["aspects"]) & set(mention["aspects"] or ()):
        return False
    if rule["brands"] and mention["named"] < rule["brands"]:
        return False
    followers = mention["author_followers"]
    if (rule["followers"] or rule["followers_below"]) and followers is None:
        return False
    if (rule["followers"] and followers < rule["followers"]) or (rule["followers_below"] and followers >= rule["followers_below"]):
        return False
    return mention["verified"] in {(False, False): (True, False, None), (True, False): (True,), (False, True): (False,)}[rule["verified"], rule["unverified"]]


def some(values):
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


RULE = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES), "author_kinds": some(["person", "kol", "unknown"]), "kinds": some(MENTION_KINDS[:3]), "platforms": some(["weibo", "x"]),
        "aspects": some(["battery", "price"]), "intents": some(INTENTS[:2]), "brands": st.sampled_from([None, 0, 1, 2]), "followers": st.sampled_from([None, 10, 100]),
        "followers_below": st.sampled_from([None, 10, 100]), "verified": st.booleans(), "unverified": st.booleans(),
    }
).filter(lambda rule: not rule["verified"] or not rule["unverified"])  # fmt: skip
MENTION = st.fixed_dictionaries(
    {
        "author_kind": st.sampled_from([None, "person", "kol"]), "kind": st.sampled_from([None, *MENTION_KINDS[:3]]), "platform": st.sampled_from([None, "weibo", "x"]),
        "intent": st.sampled_from([None, *INTENTS[:2]]), "aspects": st.sampled_from([None, [], ["price"], ["battery", "price"]]), "named": st.integers(0, 2),
        "author_followers": st.sampled_from([None, 0, 10, 99, 100]), "verified": st.sampled_from([None, True, False]),
    }
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(RULE, max_size=3), st.lists(MENTION, min_size=1, max_size=5))
def test_the_first_rule_that_is_met_counts(rules, mentions):
    found = Segments(tuple(Segment(**rule, order=order) for order, rule in enumerate(rules)))
    assert of(found, *mentions) == [next((rule["name"] for rule in rules if met(rule, mention)), None) for mention in mentions]


def test_the_order_is_what_a_rule_says_and_not_where_it_stands():
    rows = [{"name": "kol", "order": 2, "followers": 1}, {"name": "core", "order": 1, "verified": True}]
    assert of(Segments.read(rows), {"author_followers": 5, "verified": True}, {"author_followers": 5}) == ["core", "kol"]


REFUSED = {
    "no segment": ({"name": "fans", "order": 1, "brands": 1}, "“fans” is no segment; known are core, potential, ordinary, media, kol."),
    "no order": ({"name": "core", "brands": 1}, "A rule of “core” needs an order, a whole number from 1 on."),
    "true is no order": ({"name": "core", "order": True, "brands": 1}, "A rule of “core” needs an order, a whole number from 1 on."),
    "an unknown condition": ({"name": "core", "order": 1, "age": 1}, "[[segment]] knows no “age”."),
    "one text": ({"name": "core", "order": 1, "kinds": "review"}, "“kinds” of [[segment]] must be a list of texts."),
    "an unknown kind": ({"name": "core", "order": 1, "kinds": ["tweet"]}, "“tweet” is not known in “kinds”; known are post, repost, comment, article, review, ticket."),
    "a text as number": ({"name": "core", "order": 1, "followers": "many"}, "“followers” of [[segment]] must be a whole number from 0 to 1000000000000."),
    "a negative number": ({"name": "core", "order": 1, "brands": -1}, "“brands” of [[segment]] must be a whole number from 0 to 1000000000000."),
    "verified as text": ({"name": "core", "order": 1, "verified": "yes"}, "“verified” of [[segment]] must be true or false."),
    "unverified as text": ({"name": "core", "order": 1, "unverified": "yes"}, "“unverified” of [[segment]] must be true or false."),
    "verified and not": ({"name": "core", "order": 1, "verified": True, "unverified": True}, "A rule of “core” wants accounts that are verified and those that are not: nobody is both. Keep one; without both it takes either."),
    "no condition": ({"name": "core", "order": 1, "kinds": []}, "A rule of “core” has no condition and would take everything; give it one."),
    "nobody": ({"name": "core", "order": 1, "followers": 9, "followers_below": 9}, "A rule of “core” wants 9 followers or more and fewer than 9: nobody has."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_meant_is_refused_with_what_is_right(english, name):
    row, said = REFUSED[name]
    with pytest.raises(RulesError) as error:
        Rules.of({"segments": document({"segment": [row]})})
    assert str(error.value) == said


def test_two_rules_of_one_order_are_refused_and_none_is_no_segment(english):
    row = {"name": "core", "order": 3, "brands": 1}
    with pytest.raises(RulesError, match="Two rules of segments have the order 3; give each its own"):
        Segments.read([row, row])
    assert of(Rules.of({"segments": "segment = []"}).segments, {}) == [None]


def test_other_rules_have_another_version_and_the_shipped_ones_that_of_before():
    told = tables(default("segments"))
    again, other = document(told), document({"segment": told["segment"][:4]})
    assert Rules.of({"segments": again}).version == Rules.of({}).version != Rules.of({"segments": other}).version
    for rows in (told["segment"], told["segment"][:4]):
        apart = document({"segment": [row | {"order": 10 * row["order"]} for row in rows]})
        assert Rules.of({"segments": apart}).version == Rules.of({"segments": document({"segment": rows})}).version


def test_a_rule_asks_for_verified_accounts_for_others_or_for_neither_and_an_unknown_one_is_neither():
    mentions = [{"author_kind": "person", "verified": verified} for verified in (True, False, None)]
    rule = {"name": "core", "order": 1, "author_kinds": ["person"]}
    asked = [of(Segments.read([rule | flags]), *mentions) for flags in ({}, {"verified": False}, {"verified": True}, {"unverified": True})]
    assert asked == [["core"] * 3, ["core"] * 3, ["core", None, None], [None, "core", None]]


def test_rules_that_do_not_ask_for_unverified_accounts_keep_the_version_that_they_had():
    before = "Segment(name='kol', order=1, author_kinds=(), kinds=(), platforms=(), aspects=(), intents=(), brands=None, followers=9, followers_below=None, verified=True)"
    assert repr(Segment("kol", 1, followers=9, verified=True)) == before
    assert repr(Segment("kol", 1, followers=9, unverified=True)) != repr(Segment("kol", 1, followers=9))
