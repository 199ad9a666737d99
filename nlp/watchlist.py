"""The watchlist: which brands, products and keyword sets a text is about, by words that people choose.

A rule counts where one of its `words` stands; beside one of `with_`, where it names any; not where `without` says: an
exclusion that holds a word (小米粥 of 小米) hides that word inside itself, any other keeps the whole text out. A word that
begins or ends with a Latin letter or digit does not begin or end inside another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from language import Sentence
from nlp.codes import Joined, normal
from nlp.words import Hits, Words

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

    @property
    def dictionary(self) -> list[str]:
        """The distinct words of all rules as they are compared."""
        return self._words.dictionary

    @cached_property
    def _words(self) -> Words:
        return Words(word for rule in self.rules for word in (*rule.words, *rule.with_, *rule.without))

    def hits(self, texts: Joined) -> Hits:
        """Every place where a word stands. `texts` are normal forms."""
        found, inside = self._words.places(texts)
        return found.of(~inside)

    def counted(self, rule: Rule, hits: Hits) -> Hits:
        """The places that count for a rule."""
        found = hits.of(self._among(rule.words)[hits.word])
        for exclusion, word, offset in self._words.hiding(rule.words, rule.without):
            hidden = hits.start[hits.word == exclusion] + offset
            found = found.of((found.word != word) | ~np.isin(found.start, hidden))
        if barring := self._words.barring(rule.words, rule.without):
            found = found.of(~np.isin(found.row, hits.row[np.isin(hits.word, barring)]))
        if rule.with_:
            found = found.of(np.isin(found.row, hits.row[self._among(rule.with_)[hits.word]]))
        return found

    def explained(self, rule: Rule, texts: Joined) -> Explained:
        """What `counted` leaves out of the places where a rule's words stand, and why; the first reason that applies."""
        everywhere, inside = self._words.places(texts)
        among = self._among(rule.words)[everywhere.word]
        whole, found = everywhere.of(~inside), everywhere.of(among)
        why = np.where(inside[among], INSIDE, COUNTS)
        by = np.full(len(why), -1)

        def reason(where: np.ndarray, what: int, exclusion: int = -1) -> None:
            first = where & (why == COUNTS)
            why[first], by[first] = what, exclusion

        for exclusion, word, offset in self._words.hiding(rule.words, rule.without):
            hidden = whole.start[whole.word == exclusion] + offset
            reason((found.word == word) & np.isin(found.start, hidden), HIDDEN, exclusion)
        for exclusion in self._words.barring(rule.words, rule.without):
            reason(np.isin(found.row, whole.row[whole.word == exclusion]), BARRED, exclusion)
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
        chosen[self._words.numbers(words)] = True
        return chosen


def matched_queries(rules: Sequence[Rule], queries: Sequence[str]) -> dict[str, set[str]]:
    """query -> the brands that it stands for."""
    wanted = {(normal(query).strip(), rule.name) for rule in rules for query in rule.queries}
    return {query: {name for text, name in wanted if text == normal(query).strip()} for query in queries}
