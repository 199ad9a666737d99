"""What of texts tells their topics: words, and the characters that Chinese words are written with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from nlp.cut import Cut, is_han

# Texts that a word and a character stand in at least; the most words that are known.
LEAST, LEAST_CHARACTER = 2, 3
MOST = 50_000
# A Chinese word and its characters say the same thing, in part: both count, each for half.
SHARE = np.float32(0.5)


@dataclass(frozen=True)
class Features:
    """`words` and `characters`: those that are known, sorted."""

    words: tuple[str, ...]
    characters: tuple[str, ...]

    @classmethod
    def of(cls, cut: Cut, without: Collection[str]) -> "Features":
        """Those of enough of the texts, but for the words `without`, numbers and single letters."""
        says = np.array([word not in without and is_word(word) for word in cut.words], bool)
        each = sparse.csr_array(sparse.eye_array(len(cut.words), dtype=np.float32))
        texts = cut.counted(each).sum(axis=0) * says
        often = np.argsort(-texts, kind="stable")[:MOST]
        words = sorted(cut.words[place] for place in often.tolist() if texts[place] >= LEAST)
        said = sorted(filter(is_han, set("".join(word for word, of in zip(cut.words, says, strict=True) if of))))
        whole = cls((), tuple(said))
        of_character = cut.counted(whole._columns(cut.words, without)).sum(axis=0)
        return cls(
            tuple(words),
            tuple(character for character, n in zip(said, of_character, strict=True) if n >= LEAST_CHARACTER),
        )

    def rows(self, cut: Cut, without: Collection[str]) -> sparse.csr_array:
        """Which words and then which characters each text has: 1 or 0. Characters of the words `without` do not count."""
        return cut.counted(self._columns(cut.words, without))

    def column(self, words: Sequence[str], counts: np.ndarray, without: Collection[str]) -> np.ndarray:
        """How often each known word and character stands where `words` stand so often; a character as often as its words."""
        return np.asarray(self._columns(words, without).T @ np.asarray(counts, np.float32), np.float32)

    @cached_property
    def weights(self) -> np.ndarray:
        return np.array([SHARE if is_han(one) else 1 for one in (*self.words, *self.characters)], np.float32)

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, int]]:
        places = {character: place for place, character in enumerate(self.characters, len(self.words))}
        return {word: place for place, word in enumerate(self.words)}, places

    def _columns(self, words: Sequence[str], without: Collection[str]) -> sparse.csr_array:
        """The places of each word and its characters."""
        of_words, of_characters = self._places
        places, ends = [], [0]
        for word in words:
            if word not in without:
                if word in of_words:
                    places.append(of_words[word])
                if not word.isascii():
                    places += [of_characters[character] for character in word if character in of_characters]
            ends.append(len(places))
        ones = np.ones(len(places), np.float32)
        return sparse.csr_array(
            (ones, np.array(places, np.int64), ends), (len(words), len(self.words) + len(self.characters))
        )


def is_word(word: str) -> bool:
    """Whether it may say what a text is about: no number, no single letter."""
    return not word.isdigit() and (len(word) > 1 or is_han(word))
