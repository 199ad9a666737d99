"""Settings as TOML: out and in, and what is refused."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.authors import KINDS, Account, AuthorRules
from nlp.lexicon import EMOTIONS, GENERAL, INTENTS, SETS, Entry, Lexicon
from nlp.rules import SETTINGS, Rules, RulesError, default, document, platforms, split, stop_words, tables
from nlp.watchlist import Rule
from tests.hostile import PAYLOADS

names = st.one_of(st.text(min_size=1), st.sampled_from(list(PAYLOADS.values()))).map(str.strip).filter(bool)
lists = st.lists(names, max_size=3)
# What every mention is compared with is never nothing but marks that no letter is left of.
words = st.lists(names, max_size=2).map(lambda more: ["甲", *more])


@st.composite
def told(draw: st.DrawFn) -> dict[str, list]:
    """All tables of a document that is right."""
    brands = draw(st.lists(names, unique=True, min_size=1, max_size=3))
    problems = draw(st.lists(names, unique=True, min_size=1, max_size=2))
    rows = {
        "brand": [
            {"name": name, "words": draw(words), "with": draw(lists), "without": draw(lists), "queries": draw(lists), "ours": draw(st.booleans())}
            for name in brands
        ],
        "product": [{"name": "S2", "words": draw(words), "brand": draw(st.sampled_from(brands))}],
        "problem": [{"name": name, "words": draw(words), "without": draw(lists)} for name in problems],
        "topic": [],
        "combination": [{"name": "丁", "of": [brands[0], "S2"]}] if brands[0] != "S2" else [],
    }
    account = st.fixed_dictionaries(
        {"id": names, "kind": st.sampled_from(KINDS)},
        optional={"platform": names, "name": names, "brand": names, "note": st.text()},
    )
    aspects = [
        {"name": name, "set": draw(st.sampled_from([GENERAL, *SETS])), "words": draw(words), "with": draw(lists), "without": draw(lists)}
        for name in draw(st.lists(names, unique=True, max_size=2))
    ]
    lexicons = {
        "aspect_sets": draw(st.lists(st.sampled_from(SETS), unique=True)),
        "aspect": aspects,
        "intent": [{"name": name, "words": draw(words)} for name in draw(st.lists(st.sampled_from(INTENTS), unique=True))],
        "emotion": [{"name": name, "words": draw(words), "without": draw(lists)} for name in draw(st.lists(st.sampled_from(EMOTIONS), unique=True))],
        "negations": draw(lists),
    }
    return rows | lexicons | {"kol_followers": draw(st.integers(1, 10**12)), "media_platforms": draw(st.lists(st.sampled_from(platforms()), max_size=3)), "account": draw(st.lists(account, max_size=3)), "dictionary": draw(lists), "stop_words": draw(lists), "ranking": [{"name": "net", "weight": draw(st.sampled_from([1, 0.5, 100]))}], "segment": [{"name": "core", "order": 1, "kinds": ["review"]}], "reply": [{"text": "您好", "words": draw(lists)}][: draw(st.integers(0, 1))]}


def stripped(values: list[str]) -> tuple[str, ...]:
    return tuple(value.strip() for value in values)


@given(told())
def test_what_is_written_as_one_document_is_read_back(told):
    documents = split(tables(document(told)))
    rules = Rules.of(documents)
    assert set(documents) == set(SETTINGS)
    expected = [
        Rule(
            kind, row["name"], stripped(row.get("words", [])), stripped(row.get("with", [])), stripped(row.get("without", [])),
            stripped(row.get("queries", [])), row.get("brand"), stripped(row.get("of", [])), row.get("ours", False),
        )
        for kind in SETTINGS["watchlist"]
        for row in told[kind]
    ]  # fmt: skip
    assert list(rules.watchlist.rules) == expected
    expected = [
        Entry(kind, row["name"], *(stripped(row.get(name, [])) for name in ("words", "with", "without")), row.get("set", GENERAL))
        for kind in ("aspect", "intent", "emotion")
        for row in told[kind]
    ]
    assert rules.lexicon == Lexicon(tuple(expected), tuple(told["aspect_sets"]), stripped(told["negations"]))
    accounts = [{name: value for name, value in row.items() if value} for row in told["account"]]
    assert list(rules.accounts.accounts) == [Account(**row) for row in accounts]
    assert rules.authors == AuthorRules(told["kol_followers"], tuple(sorted(set(told["media_platforms"]))))
    assert rules.dictionary == stripped(told["dictionary"])
    assert stop_words(documents["stop_words"]) == set(stripped(told["stop_words"]))


def test_what_was_emptied_is_not_the_default():
    documents = split({"account": [], "dictionary": [], "stop_words": []})
    rules = Rules.of(documents)
    assert (rules.accounts.accounts, rules.dictionary, stop_words(documents["stop_words"])) == ((), (), set())
    emptied = split({"aspect": [], "aspect_sets": [], "intent": [], "emotion": [], "negations": []})
    assert Rules.of(emptied).lexicon == Lexicon((), (), ())
    assert Rules.of({}).lexicon.entries and Rules.of({}).lexicon.negations
    assert Rules.of({}).accounts.accounts and Rules.of({}).dictionary and stop_words(None)


def test_what_is_not_told_of_authors_is_as_shipped_and_the_order_of_platforms_tells_nothing():
    shipped, fewer = Rules.of({}), Rules.of(split({"kol_followers": 50_000}))
    assert (shipped.authors, fewer.authors) == (AuthorRules(100_000, ("news",)), AuthorRules(50_000, ("news",)))
    assert Rules.of(split({"media_platforms": []})).authors == AuthorRules(100_000, ())
    one, other, same = (Rules.of(split(told)).version for told in ({"media_platforms": ["news", "blog"]}, {"media_platforms": ["blog", "news", "blog"]}, {"kol_followers": 100_000}))
    assert one == other != same == shipped.version != fewer.version


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_shipped_settings_can_be_used(setting):
    assert split(tables(default(setting))).keys() <= {setting}


values = st.recursive(
    st.one_of(st.text(max_size=3), st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["name", "words", "of", "id", "kind", "ours", "set", "x"]), inner, max_size=4)),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([name for owned in SETTINGS.values() for name in owned]), values, max_size=3))
def test_whatever_else_a_document_holds_is_used_or_refused(told):
    try:
        documents = split(told)
    except RulesError as error:
        assert str(error)
    else:
        assert Rules.of(documents)


REFUSED = {
    "brand = [": "This is no TOML: Invalid value (at end of document)",
    "[[brands]]\nname='甲'": "“brands” is no setting; known are account, aspect, aspect_sets, brand, combination, dictionary, emotion, intent, kol_followers, media_platforms, negations, problem, product, ranking, reply, segment, stop_words, topic.",
    "aspect_sets = ['cars']": "“cars” is no set of aspects; known are electronics, ecommerce, food, apps, travel.",
    "[[aspect]]\nname='甲'\nwords=['甲']\nset='cars'": "The aspect “甲” is of the set “cars”; known are general, electronics, ecommerce, food, apps, travel.",
    "[[aspect]]\nname='甲'\nwords=['甲']\nset=['food']": "“set” of [[aspect]] must be a text.",
    "[[aspect]]\nname='甲'\nwords=['甲']\nqueries=['乙']": "[[aspect]] knows no “queries”.",
    "[[intent]]\nname='praise'\nwords=['甲']\nset='food'": "[[intent]] knows no “set”.",
    "[[intent]]\nname='other'\nwords=['甲']": "“other” is no intent; known are praise, inquiry, complaint.",
    "[[emotion]]\nname='none'\nwords=['甲']": "“none” is no emotion; known are anger, disappointment, worry, sadness, joy, surprise.",
    "[[emotion]]\nname='joy'\nwords=['甲']\n[[emotion]]\nname='joy'\nwords=['乙']": "“joy” stands twice; put its words into one rule.",
    "[[emotion]]\nname='joy'": "“joy” has no words; name at least one.",
    "negations = '不'": "“negations” of [[negations]] must be a list of texts.",
    "brand = '甲'": "“brand” must be written as [[brand]].",
    "brand = ['甲']": "“brand” must be written as [[brand]].",
    "[brand]\nname = '甲'": "“brand” must be written as [[brand]].",
    "account = 3": "“account” must be written as [[account]].",
    "[[brand]]\nname='甲'\nwords=['甲']\ncolour='red'": "[[brand]] knows no “colour”.",
    "[[brand]]\nname='甲'\nwords=['甲']\nwith_=['乙']": "[[brand]] knows no “with_”.",
    "[[brand]]\nname=true\nwords=['甲']": "“name” of [[brand]] must be a text.",
    "[[brand]]\nname='甲'\nwords='甲'": "“words” of [[brand]] must be a list of texts.",
    "[[brand]]\nname='甲'\nwords=['甲', 1]": "“words” of [[brand]] must be a list of texts.",
    "[[brand]]\nname='甲'\nwords=['甲']\nours='yes'": "“ours” of [[brand]] must be true or false.",
    "[[brand]]\nwords=['甲']": "A rule has no name; each needs one.",
    "[[product]]\nname='甲'\nwords=['甲']\nbrand=['乙']": "“brand” of [[product]] must be a text.",
    "[[account]]\nid='1'": "An account needs an id (or @name) and one of the kinds person, kol, media, official, regulator, partner, brand.",
    "[[account]]\nid='1'\nkind='king'": "An account needs an id (or @name) and one of the kinds person, kol, media, official, regulator, partner, brand.",
    "dictionary = '甲'": "“dictionary” of [[dictionary]] must be a list of texts.",
    **{f"kol_followers = {value}": "“kol_followers” must be a whole number of followers from 1 to 1000000000000." for value in ("-1", "0", "'many'", "true", "1.5", "1000000000001", "[1]")},
    "media_platforms = 'news'": "“media_platforms” of [[media_platforms]] must be a list of texts.",
    "media_platforms = ['news', '<b>']": f"“<b>” of “media_platforms” is no platform; known are {', '.join(platforms())}.",
    "stop_words = [1]": "“stop_words” of [[stop_words]] must be a list of texts.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_document_that_cannot_be_used_says_why(english, text):
    with pytest.raises(RulesError) as refused:
        split(tables(text))
    assert str(refused.value) == REFUSED[text]


@given(st.text())
def test_any_text_is_a_document_or_refused(text):
    try:
        tables(text)
    except RulesError as error:
        assert str(error)
    else:
        assert isinstance(tomllib.loads(text), dict)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("document", ["a = " + "[" * 5_000, f"dictionary = {'9' * 5_000}", "a = "])
def test_a_document_without_end_is_refused_with_a_sentence(document):
    with pytest.raises(RulesError, match="This is no TOML"):
        tables(document)
