"""Words of texts, as numbers that mean the same in every store."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import rjieba

from nlp.codes import SEPARATOR, Joined, normal

NO_WORD, END = -1, -2
SHORTEST = 2
REMEMBERED = 500_000


class Ids(dict[str, int]):
    """token -> its id; NO_WORD of what has neither letter nor digit. `tokens` leads back from ids of words."""

    def __init__(self) -> None:
        super().__init__({SEPARATOR: END})
        self.tokens: dict[int, str] = {}

    def __missing__(self, token: str) -> int:
        self[token] = found = word_id(token) if any(map(str.isalnum, token)) else NO_WORD
        if found != NO_WORD:
            self.tokens[found] = token
        return found


def word_id(token: str) -> int:
    """63 bits of its hash."""
    return int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


class Tokenizer:
    """jieba's words and those of `words` that are Chinese; a run of Latin letters and digits is a word as it stands."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._jieba = rjieba.Jieba()
        self._ids = Ids()
        for word in sorted({normal(word).strip() for word in words}):
            if len(word) >= SHORTEST and not word.isascii():
                self._jieba.add_word(word, None, None)

    def cut(self, text: str) -> list[str]:
        """The pieces of one text as it is compared."""
        return self._jieba.cut(normal(text))

    def tokens(self, texts: Joined) -> tuple[pa.Array, pa.Array, dict[int, str]]:
        """The ids of all words in their order, where those of each text begin and end (n + 1), and the words by their ids."""
        if len(self._ids) > REMEMBERED:
            self._ids = Ids()
        pieces = self._jieba.cut(texts.text)
        found = np.fromiter(map(self._ids.__getitem__, pieces), np.int64, len(pieces))
        words = pa.array(found[found >= 0])
        ends = np.cumsum(found >= 0)[found == END]
        known = self._ids.tokens
        return words, pa.array(np.append(0, ends), pa.int32()), {id_: known[id_] for id_ in pc.unique(words).to_pylist()}


def repeated(ids: pa.Array, offsets: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Of the ids of each text those that stood in it before, once for each further time, sorted; and where those of each text begin
    and end (n + 1).
    """
    codes = ids.dictionary_encode()
    known, texts = codes.dictionary.to_numpy(), len(offsets) - 1
    order, different = np.argsort(known), max(len(known), 1)
    rank = np.empty(len(known), np.int64)
    rank[order] = np.arange(len(known))
    keys = np.repeat(np.arange(texts) * different, np.diff(offsets.to_numpy())) + rank[codes.indices.to_numpy()]
    # Half as long numbers are sorted in half the time.
    keys = np.sort(keys.astype(np.min_scalar_type(texts * different)))
    again = keys[1:][keys[1:] == keys[:-1]]
    ends = np.searchsorted(again, np.arange(texts + 1) * different)
    return pa.array(known[order][again % different], pa.int64()), pa.array(ends, pa.int32())
