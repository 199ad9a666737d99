"""Where words stand in texts, however many words: whole batches are searched at once, without a loop over texts or hits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nlp.codes import Joined, normal

# One bit for each of 2^BITS sums of two characters: few places are taken for the beginning of a word and are not.
BITS = 17
SPREAD = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
# Bits of a code point.
CODE = 21
# Bits of the slots of steps, and the odd number that spreads them (Knuth, TAOCP 3, 6.4).
SLOTS = 17
STEP = 0x9E3779B97F4A7C15 - (1 << 64)
NONE = -1


@dataclass(frozen=True)
class Hits:
    """Every place where a word of a dictionary stands in a batch: its number there, its text, and where it begins, as
    arrays of equal length in the order of the texts.
    """

    word: np.ndarray
    row: np.ndarray
    start: np.ndarray

    def of(self, chosen: np.ndarray) -> "Hits":
        return Hits(self.word[chosen], self.row[chosen], self.start[chosen])


@dataclass(frozen=True)
class Tree:
    """The beginnings of words, numbered; those of one and of two characters are found by `one` (by code; NONE) and `pairs` (by
    `_pair`: whether there may be any). A longer one follows from a shorter and a character: `keys` in the order of their
    slots, the `first` of each slot, how many there are at `most` in one, where each leads `to`. Of each beginning: the word
    that it is (or NONE), and whether longer ones begin so.
    """

    one: np.ndarray
    pairs: np.ndarray
    keys: np.ndarray
    first: np.ndarray
    most: int
    to: np.ndarray
    word: np.ndarray
    goes_on: np.ndarray

    @classmethod
    def of(cls, words: list[str]) -> "Tree":
        one, pairs = np.full(0x110000, NONE, np.int32), np.zeros(1 << BITS, bool)
        known: dict[tuple[int, int], int] = {}
        word, goes_on = [NONE], [True]
        for number, text in enumerate(words):
            codes, beginning = Joined.of([text]).codes[:-1], 0
            pairs[_pair(codes[:1], codes[1:2])] = True
            for code in codes.tolist():
                goes_on[beginning] = True
                longer = known.setdefault((beginning, code), len(word))
                if longer == len(word):
                    word.append(NONE)
                    goes_on.append(False)
                beginning = longer
            word[beginning] = number
            one[codes[0]] = known[0, int(codes[0])]
        keys = np.array([(beginning << CODE) + code for beginning, code in known], np.int64)
        slots = _slot(keys)
        order = np.argsort(slots, kind="stable")
        first = np.searchsorted(slots[order], np.arange(1 << SLOTS)).astype(np.int32)
        most = int(np.bincount(slots).max(initial=0))
        to = np.array(list(known.values()), np.int64)[order]
        # Behind the last key there is always one more to look at, which none is.
        keys = np.append(keys[order], np.full(most, NONE))
        return cls(one, pairs, keys, first, most, np.append(to, np.zeros(most, np.int64)), np.array(word), np.array(goes_on))

    def steps(self, beginnings: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Where each beginning and the character behind it lead; NONE where no word goes on so."""
        keys = (beginnings << CODE) + codes
        at = self.first[_slot(keys)]
        for _one in range(self.most - 1):
            at = at + (self.keys[at] != keys)
        return np.where(self.keys[at] == keys, self.to[at], NONE)


class Words:
    """`dictionary`: the distinct words as they are compared, sorted; `lengths`: how many characters each has."""

    def __init__(self, said: Iterable[str]) -> None:
        self.dictionary = sorted({normal(word).strip() for word in said} - {""})
        self.lengths = np.array([len(word) for word in self.dictionary], np.int64)
        self._numbers = {word: number for number, word in enumerate(self.dictionary)}

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Of words of the dictionary, however they are written; what is nothing but spaces has none."""
        return [self._numbers[text] for word in words if (text := normal(word).strip())]

    def places(self, texts: Joined) -> tuple[Hits, np.ndarray]:
        """Every place where the letters of a word stand, and whether it is inside a longer one: a word that begins or ends
        with a Latin letter or digit does not begin or end inside another. `texts` are normal forms.
        """
        word, start = self._found(texts.codes)
        last = start + self.lengths[word] - 1
        before, after = is_latin(texts.codes[np.maximum(start - 1, 0)]) & (start > 0), is_latin(texts.codes[last + 1])
        inside = (before & is_latin(texts.codes[start])) | (after & is_latin(texts.codes[last]))
        return Hits(word, texts.rows(start), start), inside

    def barring(self, words: Sequence[str], without: Sequence[str]) -> list[int]:
        """Which exclusions of a rule hold none of its words: they keep the whole text out."""
        held = [text for word in words if (text := normal(word).strip())]
        kept_out = ((text, normal(text)) for text in without)
        return self.numbers(text for text, said in kept_out if not any(word in said for word in held))

    def hiding(self, words: Sequence[str], without: Sequence[str]) -> list[tuple[int, int, int]]:
        """(exclusion, word inside it, where inside it) of a rule, for each word that an exclusion holds."""
        mine = dict.fromkeys(self.numbers(words))
        return [
            (exclusion, word, offset)
            for exclusion in self.numbers(without)
            for word in mine
            if self.dictionary[word] in self.dictionary[exclusion]
            for offset in range(self.lengths[exclusion] - self.lengths[word] + 1)
            if self.dictionary[exclusion].startswith(self.dictionary[word], offset)
        ]

    def _found(self, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(word, where it begins), by beginning and then by length."""
        tree = self._tree
        words, starts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        if self.dictionary and len(codes):
            start = np.flatnonzero(self._alone[codes])
            words, starts = [tree.word[tree.one[codes[start]]]], [start]
            # A separator ends every text and stands in no word: none begins at the last code.
            start = np.flatnonzero(tree.pairs[_pair(codes[:-1], codes[1:])])
            beginning, length = tree.one[codes[start]].astype(np.int64), 1
            while len(start):
                beginning, length = tree.steps(beginning, codes[start + length]), length + 1
                goes = beginning != NONE
                start, beginning = start[goes], beginning[goes]
                word = tree.word[beginning]
                words.append(word[word != NONE])
                starts.append(start[word != NONE])
                start, beginning = start[goes_on := tree.goes_on[beginning]], beginning[goes_on]
        order = np.argsort(start := np.concatenate(starts), kind="stable")
        return np.concatenate(words)[order], start[order]

    @cached_property
    def _tree(self) -> Tree:
        return Tree.of(self.dictionary)

    @cached_property
    def _alone(self) -> np.ndarray:
        """Whether each code is a word."""
        alone = np.zeros(0x110000, bool)
        alone[[ord(word) for word in self.dictionary if len(word) == 1]] = True
        return alone


def _slot(keys: np.ndarray) -> np.ndarray:
    return (keys * STEP).view(np.uint64) >> np.uint64(64 - SLOTS)


def _pair(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return (first * SPREAD[0] + second * SPREAD[1]) >> np.uint32(32 - BITS)


def is_latin(codes: np.ndarray) -> np.ndarray:
    """Whether each is a Latin letter or a digit, of normal forms."""
    return ((codes >= ord("0")) & (codes <= ord("9"))) | ((codes >= ord("a")) & (codes <= ord("z")))
