"""Texts cut into words, as numbers: what topics are learnt from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from nlp.codes import Joined
from nlp.own import own, without_emoticons
from nlp.tokens import Tokenizer

BATCH = 10_000
# Han characters.
FIRST, LAST = "\u3400", "\u9fff"


@dataclass(frozen=True)
class Cut:
    """`words`: the different ones; `codes`: which of them stand in the texts, in their order; `offsets`: where each text's begin
    and end (n + 1).
    """

    words: tuple[str, ...]
    codes: np.ndarray
    offsets: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[str | None], tokenizer: Tokenizer | None = None) -> "Cut":
        """What their authors say themselves (nlp.own), without emoticons."""
        tokenizer = tokenizer or Tokenizer()
        ids, counts, tokens = [np.empty(0, np.int64)], [np.zeros(1, np.int64)], {}
        for first in range(0, len(texts), BATCH):
            said = own(Joined.of(texts[first : first + BATCH]).normal()).said
            found, offsets, known = tokenizer.tokens(without_emoticons(said))
            ids.append(found.to_numpy(zero_copy_only=False))
            counts.append(np.diff(offsets.to_numpy(zero_copy_only=False)))
            tokens |= known
        return cls.of_tokens(np.concatenate(ids), np.cumsum(np.concatenate(counts)), tokens)

    @classmethod
    def of_tokens(cls, ids: np.ndarray, offsets: np.ndarray, tokens: Mapping[int, str]) -> "Cut":
        """As Tokenizer.tokens tells them, and the store keeps them."""
        known, codes = np.unique(ids, return_inverse=True)
        return cls(tuple(tokens[id_] for id_ in known.tolist()), codes.astype(np.int32), np.asarray(offsets, np.int64))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def of_texts(self, numbers: np.ndarray) -> "Cut":
        """Of some of the texts, in the order of their numbers."""
        rows = self._rows[numbers]
        return Cut(self.words, rows.indices, rows.indptr.astype(np.int64))

    def counted(self, columns: sparse.csr_array) -> sparse.csr_array:
        """Which of its words' columns each text has: 1 or 0."""
        rows = sparse.csr_array(self._rows @ columns)
        rows.sort_indices()
        rows.data = np.ones(rows.nnz, np.float32)
        return rows

    @cached_property
    def texts(self) -> np.ndarray:
        """In which text each of `codes` stands."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))

    @property
    def _rows(self) -> sparse.csr_array:
        """A row for each text, its words in their order, repeated ones too."""
        ones = np.ones(len(self.codes), np.float32)
        return sparse.csr_array((ones, self.codes, self.offsets), (len(self), len(self.words)))


def is_han(word: str) -> bool:
    return not word.isascii() and any(FIRST <= character <= LAST for character in word)
