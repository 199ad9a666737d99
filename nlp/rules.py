"""What people set about texts, as TOML: watchlist, accounts, lexicons, dictionary, stop words.

Each setting owns some top-level tables; a document may hold those of all of them. Names and cells are strict: what is
not known is refused with what would be right.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

import tomlkit

from nlp import sentiment
from nlp.authors import ANY, KINDS, Account, Accounts, AuthorRules
from nlp.layer import Layer
from nlp.lexicon import SETS, Entry, Lexicon
from nlp.ranking import weighed
from nlp.replies import Reply, check, identified
from nlp.segments import Segments
from nlp.watchlist import KINDS as RULE_KINDS
from nlp.watchlist import Rule, RulesError, Watchlist

CONFIG = Path(__file__).parent.parent / "config"
# setting -> the tables of a document that it owns; its default is config/<setting>.toml.
SETTINGS = {
    "watchlist": tuple(RULE_KINDS),
    "accounts": ("account",),
    "authors": ("kol_followers", "media_platforms"),
    "aspects": ("aspect_sets", "aspect"),
    "intents": ("intent",),
    "emotions": ("emotion",),
    "negations": ("negations",),
    "dictionary": ("dictionary",),
    "stop_words": ("stop_words",),
    "replies": ("reply",),
    "ranking": ("ranking",),
    "segments": ("segment",),
}
# Those that change nothing of what is derived from a mention.
BESIDE = ("stop_words", "replies", "ranking")
# The setting beside these that no document holds: what nlp.personal learnt, as text.
LAYER = "layer"
LEXICONS = ("aspects", "intents", "emotions", "negations")
# What of a rule is a list of texts.
LISTED = ("words", "with", "without", "queries", "of")
# Grows when the same rules begin to mean something else.
METHOD = 3


@dataclass(frozen=True)
class Rules:
    """All that decides what is derived from a mention, besides the mention."""

    watchlist: Watchlist
    accounts: Accounts
    lexicon: Lexicon
    dictionary: tuple[str, ...]
    authors: AuthorRules
    layer: Layer | None = None
    segments: Segments = field(default_factory=lambda: segments(_shipped("segments")))

    @classmethod
    def of(cls, documents: Mapping[str, str]) -> "Rules":
        """Of TOML by setting; what is not given is the default, without a LAYER the model as shipped. Raises RulesError."""
        told = {name: tables(documents[name]) if documents.get(name) else _shipped(name) for name in SETTINGS if name not in BESIDE}
        return cls(
            watchlist(told["watchlist"]),
            Accounts(tuple(_account(row) for row in _rows(told["accounts"], "account"))),
            lexicon({table: value for name in LEXICONS for table, value in told[name].items()}),
            tuple(_words(told["dictionary"], "dictionary")),
            authors(told["authors"]),
            layer(documents.get(LAYER)),
            segments(told["segments"]),
        )

    @cached_property
    def model(self) -> sentiment.Model:
        """The sentiment model, as the layer changes it."""
        return self.layer.on(sentiment.shipped()) if self.layer else sentiment.shipped()

    @cached_property
    def version(self) -> str:
        """What `enriched_by` of a mention says: equal where the same would be derived."""
        parts = (METHOD, sentiment.VERSION, self.watchlist, self.accounts, self.lexicon, self.dictionary, self.authors, self.layer)
        # The shipped rules of segments say what the code said before there were any: what was derived by it stays.
        said = repr(parts if self.segments.turns == segments(_shipped("segments")).turns else (*parts, Segments(self.segments.turns)))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def default(setting: str) -> str:
    return (CONFIG / f"{setting}.toml").read_text(encoding="utf-8")


def layer(text: str | None) -> Layer | None:
    """What changes the shipped model; None where nothing is set, and where it was made for another model. Raises RulesError."""
    told = Layer.read(text) if text else None
    return told if told and told.fits else None


@cache
def _shipped(setting: str) -> dict:
    return tables(default(setting))


@cache
def platforms() -> tuple[str, ...]:
    """Those that there are."""
    return tuple(tomllib.loads(default("platforms")))


def tables(text: str, also: Sequence[str] = ()) -> dict:
    """A document as plain values. Raises RulesError where it is no TOML, or holds what no setting owns and is not `also` allowed."""
    try:
        told = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib's own, and Python's for numbers and nesting without end
        raise RulesError("This is no TOML: {why}", why=error) from error
    known = {name for owned in SETTINGS.values() for name in owned} | {*also}
    if strange := sorted(set(told) - known):
        raise RulesError("“{name}” is no setting; known are {known}.", name=strange[0], known=", ".join(sorted(known)))
    return told


def document(told: Mapping[str, object]) -> str:
    """Plain values as TOML, rows without what is empty; an empty table stays, it is not the default."""
    return tomlkit.dumps({name: _full(value) for name, value in told.items() if value is not None})


def split(told: Mapping[str, object]) -> dict[str, str]:
    """A document's values as one TOML text for each setting that it holds tables of. Raises what Rules.of would."""
    found = {
        setting: document({name: told[name] for name in owned if name in told})
        for setting, owned in SETTINGS.items()
        if any(name in told for name in owned)
    }
    Rules.of(found)
    _words(told, "stop_words")
    library(told)
    if "ranking" in told:
        weighed(_rows(told, "ranking"))
    return found


def stop_words(text: str | None) -> frozenset[str]:
    return frozenset(_words(tables(text or default("stop_words")), "stop_words"))


def replies(text: str | None) -> tuple[Reply, ...]:
    """Raises RulesError."""
    return library(tables(text or default("replies")))


def ranking(text: str | None) -> dict[str, float]:
    """Of every term of the ranking of brands its weight. Raises RulesError."""
    return weighed(_rows(tables(text or default("ranking")), "ranking"))


def watchlist(told: Mapping[str, list[dict]]) -> Watchlist:
    """Raises RulesError."""
    rules = []
    for kind in RULE_KINDS:
        for row in _rows(told, kind):
            _check(kind, row, {field.name.rstrip("_") for field in fields(Rule)} - {"kind"})
            rules.append(Rule(kind, **({"name": ""} | _said(kind, row, LISTED))))
    return Watchlist(tuple(rules))


def lexicon(told: Mapping[str, list]) -> Lexicon:
    """Raises RulesError."""
    entries = []
    for kind, also in (("aspect", {"set"}), ("intent", set()), ("emotion", set())):
        for row in _rows(told, kind):
            _check(kind, row, {"name", *LISTED[:3], *also})
            entries.append(Entry(kind, **({"name": ""} | _said(kind, row, LISTED[:3]))))
    sets = tuple(_words(told, "aspect_sets")) if "aspect_sets" in told else SETS
    return Lexicon(tuple(entries), sets, tuple(_words(told, "negations")))


def segments(told: Mapping[str, list[dict]]) -> Segments:
    """Raises RulesError."""
    return Segments.read(_rows(told, "segment"))


def authors(told: Mapping[str, object]) -> AuthorRules:
    """What is not told is as shipped. Raises RulesError."""
    whole = _shipped("authors") | dict(told)
    return AuthorRules.read(whole["kol_followers"], _words(whole, "media_platforms"), platforms())


def library(told: Mapping[str, list[dict]]) -> tuple[Reply, ...]:
    """Raises RulesError."""
    found = []
    for row in identified(_rows(told, "reply")):
        _check("reply", row, {"id", "aspect", "intent", "text", "words"})
        words = tuple(_texts("reply", "words", row.get("words", [])))
        found.append(Reply(row["id"], row.get("text", "").strip(), row.get("aspect") or None, row.get("intent") or None, words))
    check(found)
    return tuple(found)


def _account(row: dict) -> Account:
    _check("account", row, {field.name for field in fields(Account)})
    if not row.get("id") or row.get("kind") not in KINDS:
        raise RulesError("An account needs an id (or @name) and one of the kinds {kinds}.", kinds=", ".join(KINDS))
    return Account(**{"platform": ANY} | row)


def _said(kind: str, row: dict, listed: Sequence[str]) -> dict:
    """A row's cells as a Rule or an Entry has them."""
    texts = {name: tuple(_texts(kind, name, row.get(name, []))) for name in listed}
    texts["with_"] = texts.pop("with")
    return {name: value.strip() if isinstance(value, str) else value for name, value in row.items() if name not in LISTED} | texts


def _rows(told: Mapping[str, object], kind: str) -> list[dict]:
    rows = told.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RulesError("“{name}” must be written as [[{name}]].", name=kind)
    return rows


def _check(kind: str, row: dict, known: set[str]) -> None:
    if strange := sorted(set(row) - known):
        raise RulesError("[[{kind}]] knows no “{name}”.", kind=kind, name=strange[0])
    for name, value in row.items():
        if name == "ours" and not isinstance(value, bool):
            raise RulesError("“{name}” of [[{kind}]] must be true or false.", kind=kind, name=name)
        if name not in ("ours", *LISTED) and not isinstance(value, str):
            raise RulesError("“{name}” of [[{kind}]] must be a text.", kind=kind, name=name)


def _texts(kind: str, name: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise RulesError("“{name}” of [[{kind}]] must be a list of texts.", kind=kind, name=name)
    return [one.strip() for one in value if one.strip()]


def _words(told: Mapping[str, object], name: str) -> list[str]:
    return _texts(name, name, told.get(name, []))


def _full(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [{name: one for name, one in row.items() if one not in (None, "", [], False)} if isinstance(row, dict) else row for row in value]
