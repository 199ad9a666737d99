"""Vectors of texts, learnt from the texts themselves: words that stand in the same texts lie near one another."""

import numpy as np
from scipy import sparse

SIZE = 100
# The most frequent words, beside which all words are seen.
CONTEXTS = 5_000
# Of a long text so many words count as its beginning, and so many pairs of words are counted in all.
BEGINNING = 60
PAIRS = 40_000_000
ROUNDS = 3
MORE = 10


def vectors(rows: sparse.csr_array, random: np.random.Generator) -> np.ndarray:
    """A vector of length 1 for each text of which `rows` tell the words (1 or 0), of length 0 where it has none.

    Words: positive pointwise mutual information of standing in one text (Levy & Goldberg 2014), the singular vectors of that
    by the roots of their values (Levy, Goldberg & Dagan 2015). Texts: the mean of their words, rare ones weighing more (Arora,
    Liang & Ma 2017; by idf instead of a/(a+p)), seen from the mean of all texts (Mu & Viswanath 2018).
    """
    texts = np.bincount(rows.indices, minlength=rows.shape[1])
    idf = np.log(rows.shape[0] / np.maximum(texts, 1)).astype(np.float32)
    found = unit((rows @ sparse.diags_array(idf)) @ word_vectors(rows, texts, random))
    known = found.any(axis=1)
    found[known] = (
        unit(found[known] - found[known].mean(axis=0, dtype=np.float64).astype(np.float32)) if known.any() else 0
    )
    return found


def word_vectors(rows: sparse.csr_array, texts: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """`texts`: in how many texts each word stands."""
    seen = ppmi(beginnings(rows, random), np.sort(np.argsort(-texts, kind="stable")[:CONTEXTS]))
    size = min(SIZE, *seen.shape)
    left, values = singular(seen, size, random)
    return (left * np.sqrt(values)).astype(np.float32)


def beginnings(rows: sparse.csr_array, random: np.random.Generator) -> sparse.csr_array:
    """The first BEGINNING words of texts drawn at random, as many as have PAIRS pairs of words."""
    lengths = np.diff(rows.indptr)
    within = np.arange(rows.nnz) - np.repeat(rows.indptr[:-1], lengths) < BEGINNING
    lengths = np.minimum(lengths, BEGINNING)
    kept = sparse.csr_array((rows.data[within], rows.indices[within], np.append(0, np.cumsum(lengths))), rows.shape)
    if np.square(lengths).sum() <= PAIRS:
        return kept
    drawn = random.permutation(len(lengths))
    return kept[np.sort(drawn[np.cumsum(np.square(lengths[drawn])) <= PAIRS])]


def ppmi(rows: sparse.csr_array, contexts: np.ndarray) -> sparse.csr_array:
    """Of each word beside each context, 0 where they stand together no more often than by chance. Of a text all pairs
    together weigh as much as it has words.
    """
    lengths = np.maximum(np.diff(rows.indptr), 1)
    together = (sparse.diags_array((1 / lengths).astype(np.float32)) @ rows).T @ rows[:, contexts]
    together = sparse.coo_array(together)
    word, context = together.coords
    of_word = np.bincount(word, together.data, together.shape[0])
    of_context = np.bincount(context, together.data, together.shape[1])
    said = np.log(together.data * of_context.sum() / (of_word[word] * of_context[context]))
    kept = (said > 0) & (word != contexts[context])
    return sparse.csr_array((said[kept].astype(np.float32), (word[kept], context[kept])), together.shape)


def singular(matrix: sparse.csr_array, size: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The first left singular vectors and their values (Halko, Martinsson & Tropp 2011)."""
    transposed = sparse.csr_array(matrix.T)
    basis = random.standard_normal((matrix.shape[1], min(size + MORE, *matrix.shape)), np.float32)
    for _round in range(ROUNDS):
        basis = np.linalg.qr(transposed @ (matrix @ basis))[0]
    found = matrix @ basis
    squares, turned = np.linalg.eigh((found.T @ found).astype(np.float64))
    values = np.sqrt(np.maximum(squares[::-1][:size], 0))
    return found @ (turned[:, ::-1][:, :size] / np.maximum(values, 1e-6)).astype(np.float32), values


def unit(vectors: np.ndarray) -> np.ndarray:
    """Each at length 1, or 0 where it says nothing."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.where(lengths > 1e-6, vectors / np.maximum(lengths, 1e-6), 0).astype(np.float32)
