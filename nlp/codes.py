"""Many texts as one array of code points: whole batches are normalised, searched and hashed at once, without a loop."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import opencc

# Between texts; inside them it becomes a space.
SEPARATOR = "\0"
SPACES = "\t\n\r\u00a0\u3000\u2028\u2029\0"
BMP = 0x10000
EVERY = 0x110000
# Where code points have a category of their own; all others are unassigned or private.
ASSIGNED = [*range(0x40000), *range(0xE0000, 0xE1000)]
GAP, MARK, SIGN, LATIN = range(4)


@dataclass(frozen=True)
class Joined:
    """`text`: the texts in their order, each followed by SEPARATOR; `starts`: where each begins, and the end (n + 1)."""

    text: str
    starts: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[str | None]) -> "Joined":
        """Unknown texts are empty here."""
        known = [text or "" for text in texts]
        lengths = np.fromiter(map(len, known), np.int64, len(known)) + 1
        text = SEPARATOR.join([*known, ""]) if known else ""
        return cls(text, np.concatenate([[0], np.cumsum(lengths)]))

    @cached_property
    def codes(self) -> np.ndarray:
        """The code points, uint32."""
        return np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)

    @cached_property
    def separators(self) -> np.ndarray:
        """Where the separators stand."""
        return self.starts[1:] - 1

    def rows(self, positions: np.ndarray) -> np.ndarray:
        """Which text each position lies in."""
        return np.searchsorted(self.starts, positions, side="right") - 1

    def normal(self) -> "Joined":
        """The texts as they are compared: simplified characters, lower case, half width, no accents, plain spaces. Every
        character stays in its place.
        """
        codes = normal_form()[self.codes]
        codes[self.separators] = 0
        return Joined(codes.tobytes().decode("utf-32-le", "surrogatepass"), self.starts)


@cache
def normal_form() -> np.ndarray:
    """code point -> code point. Traditional to simplified by OpenCC, character by character."""
    table = np.arange(EVERY, dtype=np.uint32)
    characters = [chr(code) for code in range(BMP) if not 0xD800 <= code < 0xE000]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters[0x2E80:])).split("\n")
    for character, plain in zip(characters[0x2E80:], simplified, strict=True):
        if len(plain) == 1:
            table[ord(character)] = ord(plain)
    for character in characters:
        lower = character.lower()
        if len(lower) == 1 and lower != character:
            table[ord(character)] = ord(lower)
    for code in range(0xC0, 0x1F00):
        base, *marks = unicodedata.normalize("NFD", chr(table[code]))
        if marks and base.isascii():
            table[code] = ord(base)
    for wide in range(0xFF01, 0xFF5F):
        table[wide] = ord(chr(wide - 0xFEE0).lower())
    for space in SPACES:
        table[ord(space)] = ord(" ")
    return table


@cache
def kinds() -> np.ndarray:
    """code point -> GAP (as good as a space), MARK (punctuation), SIGN (can carry a feeling), LATIN (a letter of a word)."""
    gaps = dict.fromkeys(("Cc", "Cf", "Cs", "Mn", "Zl", "Zp", "Zs"), GAP)
    marks = dict.fromkeys(("Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm"), MARK)
    of_category = gaps | marks
    table = np.full(EVERY, SIGN, np.uint8)
    table[ASSIGNED] = [of_category.get(unicodedata.category(chr(code)), SIGN) for code in ASSIGNED]
    for code in range(0x250):
        if unicodedata.category(chr(code)) in ("Ll", "Lu"):
            table[code] = LATIN
    table[ord("'")] = LATIN
    table[0xFFFD] = GAP
    return table


def normal(text: str) -> str:
    """One text as it is compared."""
    return text.translate(_changed())


@cache
def _changed() -> dict[int, int]:
    """What of `normal_form` is another code point."""
    table = normal_form()
    changed = np.flatnonzero(table != np.arange(EVERY))
    return dict(zip(changed.tolist(), table[changed].tolist(), strict=True))
