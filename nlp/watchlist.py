"""The watchlist: which brands, products and keyword sets a text is about, by words that people choose.

A rule counts where one of its `words` stands; beside one of `with_`, where it names any; not where `without` says: an
exclusion that holds a word (小米粥 of 小米) hides that word inside itself, any other keeps the whole text out. A word that
begins or ends with a Latin letter or digit does not begin or end inside another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import ahocorasick
import numpy as np

from language import Sentence
from nlp.codes import Joined, normal

# kind -> the mention's list that it fills.
KINDS = {"brand": "brands", "product": "products", "problem": "keyword_sets", "topic": "keyword_sets", "combination": "keyword_sets"}


# Why a word that stands in a text may not count: it is part of a longer word, an exclusion around it hides it, an exclusion
# bars the whole text, none of the words that must stand beside it does.
COUNTS, INSIDE, HIDDEN, BARRED, ALONE = range(5)


class RulesError(ValueError):
    """Rules cannot be used or contradict themselves; `sentence` says where and what would be right."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(text.format(**values))

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True)
class Rule:
    """`queries`: a mention that one of these searches found counts too (brands); `brand`: whose product it is; `of`: the
    names that a combination needs together; `ours`: our own brand.
    """

    kind: str
    name: str
    words: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    brand: str | None = None
    of: tuple[str, ...] = ()
    ours: bool = field(default=False, repr=False)


@dataclass(frozen=True)
class Hits:
    """Every place where a word of the watchlist stands in a batch: its number in `Watchlist.dictionary`, its text, and
    where it begins, as arrays of equal length in the order of the texts.
    """

    word: np.ndarray
    row: np.ndarray
    start: np.ndarray

    def of(self, chosen: np.ndarray) -> "Hits":
        return Hits(self.word[chosen], self.row[chosen], self.start[chosen])


@dataclass(frozen=True)
class Explained:
    """Every place where a word of a rule stands, why it does not count (or COUNTS), and the exclusion that is the reason, as
    a number in `Watchlist.dictionary`, -1 where there is none.
    """

    hits: Hits
    why: np.ndarray
    by: np.ndarray

    def of(self, chosen: np.ndarray) -> "Explained":
        return Explained(self.hits.of(chosen), self.why[chosen], self.by[chosen])


@dataclass(frozen=True)
class Watchlist:
    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        names: dict[str, set[str]] = {}
        for rule in self.rules:
            if not rule.name:
                raise RulesError("A rule has no name; each needs one.")
            if rule.kind in names.setdefault(rule.name, set()):
                raise RulesError("“{name}” stands twice; put its words into one rule.", name=rule.name)
            names[rule.name].add(rule.kind)
        brands = {rule.name for rule in self.rules if rule.kind == "brand"}
        for rule in self.rules:
            if rule.kind == "combination":
                self._check_combination(rule, names)
            elif not any(normal(word).strip() for word in rule.words) and not rule.queries:
                raise RulesError("“{name}” has no words; name at least one.", name=rule.name)
            if rule.brand and rule.brand not in brands:
                raise RulesError(
                    "The product “{name}” is of “{brand}”, which is no brand of the list.", name=rule.name, brand=rule.brand
                )

    def _check_combination(self, rule: Rule, names: dict[str, set[str]]) -> None:
        if len(set(rule.of)) < 2:
            raise RulesError("The combination “{name}” needs at least two names.", name=rule.name)
        for part in rule.of:
            if names.get(part, set()) - {"combination"} == set():
                raise RulesError(
                    "The combination “{name}” needs “{part}”, which is no brand, product, problem or topic of the list.",
                    name=rule.name,
                    part=part,
                )

    def of_kind(self, *kinds: str) -> list[Rule]:
        return [rule for rule in self.rules if rule.kind in kinds]

    def words(self) -> set[str]:
        """All that people wrote down as one word, for the tokenizer."""
        return {word for rule in self.rules for word in (*rule.words, *([rule.name] if rule.kind != "combination" else []))}

    @cached_property
    def dictionary(self) -> list[str]:
        """The distinct words of all rules as they are compared."""
        said = {word for rule in self.rules for word in (*rule.words, *rule.with_, *rule.without)}
        return sorted({normal(word).strip() for word in said} - {""})

    @cached_property
    def _place(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.dictionary)}

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for place, word in enumerate(self.dictionary):
            automaton.add_word(word, place)
        automaton.make_automaton()
        return automaton

    def hits(self, texts: Joined) -> Hits:
        """Every place where a word stands. `texts` are normal forms."""
        found, inside = self._places(texts)
        return found.of(~inside)

    def _places(self, texts: Joined) -> tuple[Hits, np.ndarray]:
        """Every place where the letters of a word stand, and whether it is inside a longer one."""
        if not self.dictionary:
            return Hits(*(np.empty(0, np.int64) for _ in range(3))), np.empty(0, bool)
        found = np.fromiter(chain.from_iterable(self._automaton.iter(texts.text)), np.int64).reshape(-1, 2)
        last, word = found[:, 0], found[:, 1]
        start = last - np.array([len(word) for word in self.dictionary])[word] + 1
        latin = _latin(texts.codes)
        inside = (latin[start] & latin[np.maximum(start - 1, 0)] & (start > 0)) | (latin[last] & latin[last + 1])
        return Hits(word, texts.rows(start), start), inside

    def counted(self, rule: Rule, hits: Hits) -> Hits:
        """The places that count for a rule."""
        found = hits.of(self._among(rule.words)[hits.word])
        for exclusion, word, offset in self._hiding(rule):
            hidden = hits.start[hits.word == exclusion] + offset
            found = found.of((found.word != word) | ~np.isin(found.start, hidden))
        barred = hits.row[self._among(self._barring(rule))[hits.word]]
        if barred.size:
            found = found.of(~np.isin(found.row, barred))
        if rule.with_:
            found = found.of(np.isin(found.row, hits.row[self._among(rule.with_)[hits.word]]))
        return found

    def explained(self, rule: Rule, texts: Joined) -> Explained:
        """What `counted` leaves out of the places where a rule's words stand, and why; the first reason that applies."""
        everywhere, inside = self._places(texts)
        among = self._among(rule.words)[everywhere.word]
        whole, found = everywhere.of(~inside), everywhere.of(among)
        why = np.where(inside[among], INSIDE, COUNTS)
        by = np.full(len(why), -1)

        def reason(where: np.ndarray, what: int, exclusion: int = -1) -> None:
            first = where & (why == COUNTS)
            why[first], by[first] = what, exclusion

        for exclusion, word, offset in self._hiding(rule):
            hidden = whole.start[whole.word == exclusion] + offset
            reason((found.word == word) & np.isin(found.start, hidden), HIDDEN, exclusion)
        for text in filter(None, (normal(text).strip() for text in self._barring(rule))):
            reason(np.isin(found.row, whole.row[whole.word == self._place[text]]), BARRED, self._place[text])
        if rule.with_:
            reason(~np.isin(found.row, whole.row[self._among(rule.with_)[whole.word]]), ALONE)
        return Explained(found, why, by)

    def matched(self, texts: Joined) -> dict[tuple[str, str], np.ndarray]:
        """(kind, name) -> whether each text matches by its own words."""
        hits, count = self.hits(texts), len(texts.starts) - 1
        found: dict[tuple[str, str], np.ndarray] = {}
        for rule in self.rules:
            if rule.kind != "combination":
                rows = np.zeros(count, bool)
                rows[self.counted(rule, hits).row] = True
                found[rule.kind, rule.name] = rows
        return found

    def combined(self, found: dict[tuple[str, str], np.ndarray]) -> dict[tuple[str, str], np.ndarray]:
        """What was found, and what follows: a product counts for its brand, then combinations match by their parts."""
        found = dict(found)
        for rule in self.of_kind("product"):
            if rule.brand:
                found["brand", rule.brand] = found["brand", rule.brand] | found["product", rule.name]
        combinations = {}
        for rule in self.of_kind("combination"):
            parts = [
                np.logical_or.reduce([rows for (kind, name), rows in found.items() if name == part and kind != "combination"])
                for part in rule.of
            ]
            combinations[rule.kind, rule.name] = np.logical_and.reduce(parts)
        return found | combinations

    def _among(self, words: Sequence[str]) -> np.ndarray:
        chosen = np.zeros(len(self.dictionary), bool)
        chosen[[self._place[text] for word in words if (text := normal(word).strip())]] = True
        return chosen

    def _barring(self, rule: Rule) -> list[str]:
        words = [normal(word).strip() for word in rule.words]
        return [text for text in rule.without if not any(word and word in normal(text) for word in words)]

    def _hiding(self, rule: Rule) -> list[tuple[int, int, int]]:
        """(exclusion, word inside it, where inside it) for each word that an exclusion holds."""
        return [
            (self._place[text], self._place[word], offset)
            for text in (normal(exclusion).strip() for exclusion in rule.without)
            for word in dict.fromkeys(normal(word).strip() for word in rule.words)
            if word
            for offset in range(len(text) - len(word) + 1)
            if text.startswith(word, offset)
        ]


def matched_queries(rules: Sequence[Rule], queries: Sequence[str]) -> dict[str, set[str]]:
    """query -> the brands that it stands for."""
    wanted = {(normal(query).strip(), rule.name) for rule in rules for query in rule.queries}
    return {query: {name for text, name in wanted if text == normal(query).strip()} for query in queries}


def _latin(codes: np.ndarray) -> np.ndarray:
    """Whether each is a Latin letter or a digit, of normal forms."""
    return ((codes >= ord("0")) & (codes <= ord("9"))) | ((codes >= ord("a")) & (codes <= ord("z")))
