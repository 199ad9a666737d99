"""Which topic most likely wrote a text: words and characters as drawn one by one from their shares in the topics."""

import numpy as np
from scipy import sparse

# So many features more, spread as in all texts, are taken for seen in each topic, per known feature.
SMOOTHING = np.float32(1)
# Below this a text is told better by all texts together than by any topic (0 but for rounding).
NEUTRAL = -1e-3


def counts(rows: sparse.csr_array, labels: np.ndarray, k: int, rounds: int) -> np.ndarray:
    """How often each feature stands in each topic (features × k), after rounds of telling the texts anew (EM: Nigam,
    McCallum, Thrun & Mitchell 2000) from `labels`, of which -1 is none. Topics are as likely as one another.
    """
    columns, sure = sparse.csr_array(rows.T), np.zeros((len(labels), k), np.float32)
    sure[labels >= 0, labels[labels >= 0]] = 1
    for _round in range(rounds if k else 0):
        sure = told(rows, log_ratios(columns @ sure))
    return columns @ sure


def told(rows: sparse.csr_array, ratios: np.ndarray) -> np.ndarray:
    """The probability of each topic for each text (texts × k)."""
    said = rows @ ratios
    said = np.exp(said - said.max(axis=1, keepdims=True))
    return said / said.sum(axis=1, keepdims=True)


def log_ratios(counts: np.ndarray) -> np.ndarray:
    """ln of the share of each feature in each topic over that in all (features × k)."""
    everywhere = counts.sum(axis=1, keepdims=True)
    everywhere = np.maximum(everywhere / max(everywhere.sum(), 1), 1e-12)
    more = SMOOTHING * len(counts)
    return np.log((counts + more * everywhere) / ((counts.sum(axis=0) + more) * everywhere)).astype(np.float32)


def labels(rows: sparse.csr_array, ratios: np.ndarray, *, every: bool = False) -> np.ndarray:
    """The likeliest topic of each text; but for `every`, -1 where nothing of it is known, or none tells it better than all texts
    together do.
    """
    if not ratios.shape[1]:
        return np.full(rows.shape[0], -1)
    said = rows @ ratios
    told = every | ((np.diff(rows.indptr) > 0) & (said.max(axis=1) >= NEUTRAL))
    return np.where(told, said.argmax(axis=1), -1)
