"""Where the clauses and sentences of texts begin."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from nlp.codes import Joined
from nlp.words import is_latin

# On normal forms: punctuation that ends a clause, and of it what ends a sentence.
ENDS_CLAUSE = ",;。!?~…"
ENDS_SENTENCE = "。!?~…"
# From here on characters are those of languages without spaces between words.
EAST = 0x2E80
# What begins a clause without punctuation, and where the same letters do not.
CONTRASTS = ("但是", "但", "不过", "可是", "然而", "but", "however")
NO_CONTRASTS = ("不但", "非但", "但愿", "但凡", "不过如此", "不过分", "不过关", "只不过")


@dataclass(frozen=True)
class Clauses:
    """`begins` and `ends` of the clauses of joined texts, in their order, and whether each is the `last` of its sentence."""

    begins: np.ndarray
    ends: np.ndarray
    last: np.ndarray

    @classmethod
    def of(cls, texts: Joined, contrasts: np.ndarray) -> "Clauses":
        """Of normal forms. A full stop or comma in a number or an address ends nothing, a single space only what stands
        between Chinese characters, several end a sentence. `contrasts`: where CONTRASTS stand.
        """
        codes = texts.codes
        marks = np.flatnonzero(_marks()[codes])
        code, before, after = codes[marks], codes[np.maximum(marks - 1, 0)], codes[marks + 1]
        point = (code == ord(".")) | (code == ord(","))
        within = point & is_latin(after) & (is_latin(before) | (code == ord(".")))
        space, several = code == ord(" "), (code == ord(" ")) & (after == ord(" "))
        # Behind the last character of a text, where a separator stands, nothing begins.
        ends = np.where(space, several | ((before >= EAST) & (after >= EAST)), ~within) & (after > 0)
        full = several | (_full()[code] & ~within)
        starts = texts.starts[:-1]
        begins = _marked(len(codes), starts, marks[ends] + 1, contrasts)
        sentences = _marked(len(codes), starts, marks[full & ends] + 1)
        stop, last = np.append(begins, len(codes))[1:], np.zeros(len(begins), bool)
        # A separator ends the last clause of a text.
        stop[np.searchsorted(begins, texts.starts[1:]) - 1] -= 1
        last[np.searchsorted(begins, np.append(sentences, len(codes))[1:]) - 1] = True
        return cls(begins, stop, last)

    def at(self, places: np.ndarray) -> np.ndarray:
        """The number of the clause that each place lies in."""
        return np.searchsorted(self.begins, places, side="right") - 1


def _marked(size: int, *places: np.ndarray) -> np.ndarray:
    """All the places, sorted, each once."""
    marked = np.zeros(size, bool)
    for some in places:
        marked[some] = True
    return np.flatnonzero(marked)


@cache
def _marks() -> np.ndarray:
    return _table(ENDS_CLAUSE + ". ")


@cache
def _full() -> np.ndarray:
    return _table(ENDS_SENTENCE + ".")


def _table(characters: str) -> np.ndarray:
    """code point -> whether it is one of these."""
    table = np.zeros(0x110000, bool)
    table[[ord(character) for character in characters]] = True
    return table
