"""Words that stand together more often than by chance, as one."""

from collections.abc import Callable

import numpy as np

from nlp.cut import Cut, is_han

# How often they stand together at least, how many times as often as by chance, and by how many standard deviations more.
LEAST, TIMES, SURE = 5, 4, 2


def phrased(cut: Cut, may: Callable[[str], bool]) -> tuple[Cut, dict[str, tuple[str, str]]]:
    """The same texts with phrases of two words that `may` be part of one, each instead of its words; and the words of each."""
    codes, size = cut.codes.astype(np.int64), len(cut.words)
    if len(codes) < 2:
        return cut, {}
    often = np.bincount(codes, minlength=size)
    part = np.array([n >= LEAST and may(word) for word, n in zip(cut.words, often.tolist(), strict=True)], bool)
    pairs = codes[:-1] * size + codes[1:]
    beside = (cut.texts[:-1] == cut.texts[1:]) & part[codes[:-1]] & part[codes[1:]] & (codes[:-1] != codes[1:])
    kinds, number, n = np.unique(np.where(beside, pairs, -1), return_inverse=True, return_counts=True)
    chance = often[kinds // size] * often[kinds % size] / len(codes)
    joined = (kinds >= 0) & (n >= LEAST) & (n >= TIMES * chance) & (n - chance >= SURE * np.sqrt(n))
    # Of three words that could be joined in two ways the surer pair, else the first.
    strength = np.append(np.where(joined, (n - chance) / np.sqrt(n), 0)[number], 0)
    taken = (strength > 0) & (strength > np.append(0, strength[:-1])) & (strength >= np.append(strength[1:], 0))
    parts = {kind: (cut.words[kind // size], cut.words[kind % size]) for kind in kinds[joined].tolist()}
    words = {word: place for place, word in enumerate(cut.words)}
    names = {kind: words.setdefault(_joined(*of), len(words)) for kind, of in parts.items()}
    codes[taken] = [names[kind] for kind in pairs[taken[:-1]].tolist()]
    kept = np.append(True, ~taken[:-1])
    said = Cut(tuple(words), codes[kept].astype(np.int32), np.searchsorted(np.flatnonzero(kept), cut.offsets))
    return said, {_joined(*of): of for of in parts.values()}


def _joined(first: str, second: str) -> str:
    return first + second if is_han(first[-1]) or is_han(second[0]) else f"{first} {second}"
