"""Stories 相似文章: texts that say the same, letter for letter, once marks, spaces and what is quoted are left out."""

from functools import cache
from hashlib import blake2b

import numpy as np

from nlp.codes import ASSIGNED, EVERY, SEPARATOR, Joined

# Shorter ones are said by many who do not copy each other.
SHORTEST = 10


def stories(texts: Joined) -> list[str | None]:
    """An id of 32 hex digits, the same for the same letters; None under SHORTEST letters.

    `texts` are what the authors say themselves (nlp.own).
    """
    return [_id(said) if len(said) >= SHORTEST else None for said in letters(texts).text.split(SEPARATOR)[:-1]]


def letters(texts: Joined) -> Joined:
    """Their letters, digits and characters of a script alone."""
    codes = texts.codes
    kept = _letters()[codes]
    kept[texts.separators] = True
    text = codes[kept].tobytes().decode("utf-32-le", "surrogatepass")
    return Joined(text, np.append(0, np.cumsum(kept))[texts.starts])


def _id(letters: str) -> str:
    return blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _letters() -> np.ndarray:
    """code point -> whether it is a letter, digit or character of a script."""
    table = np.zeros(EVERY, bool)
    table[ASSIGNED] = [chr(code).isalnum() for code in ASSIGNED]
    return table
