"""The Boolean keyword of the filter bar: `续航 OR "电池 鼓包" -广告`, as a tree and as SQL from a closed grammar.

Words side by side must all occur; `OR` (or `|`) needs one of both, `NOT` (or a leading `-`) excludes, quotes keep words
together, parentheses group. Case does not count, but operators are written in capitals: `or` is a word. Chinese and
full-width marks do the same: “电池 鼓包”, 「电池 鼓包」, （a｜b）, －广告; inside quotes every mark is itself.
"""

import re
from dataclasses import dataclass

from language import Sentence

LONGEST = 500
MOST_TERMS = 50
DEEPEST = 20
TOKEN = re.compile(
    r"""\s*(?:(?P<open>[(（])|(?P<close>[)）])|(?P<minus>[-－](?=\S))"""
    # A pair of a kind first: an input method may mix them too.
    r"""|(?P<quoted>"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』|["“”＂][^"“”＂]*["“”＂])"""
    r"""|(?P<word>[^\s()（）"“”＂「」『』]+))"""
)
OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "|": "OR", "｜": "OR"}
SEARCHED = ("title", "text")


class KeywordError(ValueError):
    """A keyword that cannot be read; the sentence says where."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Term:
    text: str


@dataclass(frozen=True)
class Not:
    of: "Tree"


@dataclass(frozen=True)
class All:
    of: tuple["Tree", ...]


@dataclass(frozen=True)
class Any:
    of: tuple["Tree", ...]


Tree = Term | Not | All | Any


def parse(text: str) -> Tree | None:
    """The tree of a keyword, None for a blank one. Raises KeywordError."""
    if len(text) > LONGEST:
        raise KeywordError("The keyword is longer than {limit} characters.", limit=LONGEST)
    tokens = _tokens(text)
    if not tokens:
        return None
    if sum(kind == "term" for kind, _ in tokens) > MOST_TERMS:
        raise KeywordError("The keyword has more than {limit} words.", limit=MOST_TERMS)
    tree, rest = _any(tokens, 0)
    if rest:
        raise KeywordError("The keyword has a closing parenthesis without an opening one.")
    return tree


def both(one: str, other: str) -> str:
    """The keyword that finds what two of them find."""
    return f"({one}) ({other})" if one.strip() and other.strip() else one + other


def condition(tree: Tree, *, name: str = "keyword") -> tuple[str, dict[str, str]]:
    """The tree as SQL over `mention`, and its parameters $keyword_0, $keyword_1, … or by another name."""
    values: dict[str, str] = {}

    def sql(node: Tree) -> str:
        match node:
            case Term(text):
                place = f"{name}_{len(values)}"
                values[place] = text
                # Folding the case of every text costs ten times the search, and Chinese has none.
                cased = text.lower() != text.upper()
                found = [
                    f"contains(lower({c}), lower(${place}))" if cased else f"contains({c}, ${place})" for c in SEARCHED
                ]
                return "(" + " OR ".join(f"coalesce({sql}, false)" for sql in found) + ")"
            case Not(of):
                return f"NOT {sql(of)}"
            case All(of):
                return "(" + " AND ".join(map(sql, of)) + ")"
            case Any(of):
                return "(" + " OR ".join(map(sql, of)) + ")"

    return sql(tree), values


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise KeywordError("A quotation mark in the keyword is not closed.")
        at = found.end()
        kind, word = found.lastgroup, found[found.lastgroup]
        if kind == "word" and word in OPERATORS:
            tokens.append((OPERATORS[word], word))
        elif kind in ("word", "quoted"):
            said = (word[1:-1] if kind == "quoted" else word).strip()
            if said:
                tokens.append(("term", said))
        else:
            tokens.append(({"minus": "NOT"}.get(kind, kind), word))
    return tokens


def _any(tokens: list[tuple[str, str]], depth: int) -> tuple[Tree, list[tuple[str, str]]]:
    if depth > DEEPEST:
        raise KeywordError("The keyword's parentheses are nested too deeply.")
    first, rest = _all(tokens, depth)
    found = [first]
    while rest and rest[0][0] == "OR":
        following, rest = _all(rest[1:], depth)
        found.append(following)
    return (found[0] if len(found) == 1 else Any(tuple(found))), rest


def _all(tokens: list[tuple[str, str]], depth: int) -> tuple[Tree, list[tuple[str, str]]]:
    found: list[Tree] = []
    rest = tokens
    while rest and rest[0][0] not in ("OR", "close"):
        if rest[0][0] == "AND" and found:
            rest = rest[1:]
        node, rest = _one(rest, depth)
        found.append(node)
    if not found:
        raise KeywordError("The keyword lacks a word before or after an operator.")
    return (found[0] if len(found) == 1 else All(tuple(found))), rest


def _one(tokens: list[tuple[str, str]], depth: int) -> tuple[Tree, list[tuple[str, str]]]:
    if depth > DEEPEST:
        raise KeywordError("The keyword's parentheses are nested too deeply.")
    if not tokens:
        raise KeywordError("The keyword lacks a word before or after an operator.")
    (kind, word), rest = tokens[0], tokens[1:]
    if kind == "term":
        return Term(word), rest
    if kind == "NOT":
        node, rest = _one(rest, depth + 1)
        return Not(node), rest
    if kind == "open":
        node, rest = _any(rest, depth + 1)
        if not rest or rest[0][0] != "close":
            raise KeywordError("The keyword has an opening parenthesis that is not closed.")
        return node, rest[1:]
    raise KeywordError("The keyword lacks a word before or after an operator.")
