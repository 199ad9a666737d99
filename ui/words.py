"""Several words in one cell or field: separated by 、，, ; or lines; in quotation marks where a word holds one of these."""

import re
from collections.abc import Iterable

SEPARATORS = "、，,；;\n\r\t"
PIECE = re.compile(rf'\s*"((?:[^"]|"")*)"\s*(?=[{SEPARATORS}]|$)|([^{SEPARATORS}]+)')


def words(text: str | None) -> list[str]:
    """The words, each once, without the spaces around them."""
    pieces = [quoted.replace('""', '"') if quoted else loose for quoted, loose in PIECE.findall(text or "")]
    return list(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))


def in_a_cell(words: Iterable[str], separator: str = "、") -> str:
    """What `words` reads back."""
    return separator.join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if any(mark in word for mark in SEPARATORS + '"') else word
