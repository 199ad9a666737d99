"""Names of topics: the words and phrases that set their texts apart, as people would say them."""

from collections.abc import Collection, Mapping

import numpy as np
from scipy import sparse

from nlp.cut import Cut, is_han
from nlp.phrases import phrased

NAMES, IN_TITLE = 5, 2
# Of those with the highest weights so many are looked at; in how many of a topic's texts one stands at least, and how many times
# as often as in all, by the root of the number of topics.
CANDIDATES, LEAST, APART = 60, 2, 0.7
SHORTEST, SHORTEST_LATIN, LONGEST = 2, 3, 24
# A phrase is named instead of its word where it weighs so much beside it.
PHRASE = 0.4


def class_tf_idf(counts: np.ndarray) -> np.ndarray:
    """Weights of words in topics from how often they stand there (words × k): the word's share of the topic's words times
    ln(1 + the mean words of a topic / the word's) (c-TF-IDF: Grootendorst 2022).
    """
    of_topic, of_word = counts.sum(axis=0), counts.sum(axis=1, keepdims=True)
    rarity = np.log1p(of_topic.mean() / np.maximum(of_word, 1)) if counts.size else of_word
    return counts / np.maximum(of_topic, 1) * rarity


def names(
    cut: Cut, labels: np.ndarray, k: int, *, without: Collection[str], stop_words: Collection[str]
) -> list[tuple[str, ...]]:
    """At most NAMES for each topic of which `labels` tell the texts; none is in `stop_words`, a brand of `without`, or one of its
    words, and none is part of another.
    """
    said, parts = phrased(cut, lambda word: may_name(word, without, stop_words))
    rows = said.counted(sparse.csr_array(sparse.eye_array(len(said.words), dtype=np.float32)))
    told = np.zeros((len(labels), k), np.float32)
    told[labels >= 0, labels[labels >= 0]] = 1
    counts = sparse.csr_array(rows.T) @ told
    seldom = counts.max(axis=1, initial=0) < LEAST
    counts[
        [
            rare or not may_name(word, without, stop_words)
            for word, rare in zip(said.words, seldom.tolist(), strict=True)
        ]
    ] = 0
    share = counts / np.maximum(np.bincount(labels[labels >= 0], minlength=k), 1)
    everywhere = counts.sum(axis=1, keepdims=True) / max((labels >= 0).sum(), 1)
    apart = (counts >= LEAST) & (share >= max(APART * np.sqrt(k), 1) * everywhere)
    weights = np.where(apart, class_tf_idf(counts), 0)
    best = [_best(column) for column in weights.T]
    return [
        chosen([said.words[one] for one in of], column[of].tolist(), parts)
        for of, column in zip(best, weights.T, strict=True)
    ]


def titles(names: list[tuple[str, ...]]) -> list[str]:
    """The first names of each topic, of as many as it takes to tell it from those before."""
    found: list[str] = []
    for own in names:
        lengths = range(IN_TITLE, max(len(own), IN_TITLE) + 1)
        found.append(next((title for n in lengths if (title := " · ".join(own[:n])) not in found), " · ".join(own)))
    return found


def may_name(word: str, without: Collection[str], stop_words: Collection[str]) -> bool:
    parts = word.split(" ")
    if not stop_words.isdisjoint(parts) or not without.isdisjoint(parts):
        return False
    if any(brand in word for brand in without if is_han(brand) or " " in brand):
        return False
    shortest = SHORTEST if is_han(word) else SHORTEST_LATIN
    return shortest <= len(word) <= LONGEST and not word.isdigit()


def _best(weights: np.ndarray) -> list[int]:
    first = np.argsort(-weights, kind="stable")[:CANDIDATES]
    return first[weights[first] > 0].tolist()


def chosen(words: list[str], weights: list[float], parts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The first, and instead of a word the phrase that it is part of where that weighs enough beside it."""
    taken: list[str] = []
    said: set[str] = set()
    for word, weight in zip(words, weights, strict=True):
        longer = (
            phrase
            for phrase, other in zip(words, weights, strict=True)
            if word in parts.get(phrase, ()) and other >= PHRASE * weight
        )
        name = next(longer, word)
        of = {name, *parts.get(name, ())}
        if len(taken) < NAMES and said.isdisjoint(of) and not any(name in other or other in name for other in taken):
            taken.append(name)
            said |= of
    return tuple(taken)
