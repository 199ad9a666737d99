"""Least squares on groups: how far each moves a number when all the others stand as they are."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.stats import t

# A direction in which the data vary less than this part of the most is none.
FLAT = 1e-9


@dataclass(frozen=True)
class Fit:
    """Of each column its coefficient and the ends of its interval of 95 %; NaN where other columns say the same."""

    coefficient: np.ndarray
    low: np.ndarray
    high: np.ndarray


def fit(design: np.ndarray, row: np.ndarray, value: np.ndarray, cluster: np.ndarray) -> Fit:
    """Of `value`, each with its row of the design (those that differ; no column is all 0) and the cluster that it belongs to, numbered
    from 0.

    The errors may differ between values and go together within a cluster: the sandwich of Liang & Zeger 1986 with the corrections
    G/(G − 1) and (n − 1)/(n − rank), against Student's t of G − 1 degrees of freedom (Cameron & Miller 2015, A Practitioner's Guide to
    Cluster-Robust Inference, section II).
    """
    n, clusters = len(value), int(cluster.max()) + 1
    weights = np.bincount(row, minlength=len(design))
    gram = design.T @ (weights[:, None] * design)
    bread, rank = inverse(gram)
    coefficient = bread @ (design.T @ np.bincount(row, value, minlength=len(design)))
    left = value - (design @ coefficient)[row]
    by_cluster = coo_array((left, (cluster, row)), shape=(clusters, len(design))).tocsr()
    meat = design.T @ ((by_cluster.T @ by_cluster) @ design)
    # Residuals are summed within each cluster before they are multiplied: what is zero but for rounding stays so.
    error = np.sqrt(np.diag(bread @ meat @ bread).clip(0) * clusters / (clusters - 1) * (n - 1) / (n - rank))
    reach = t.ppf(0.975, clusters - 1) * error
    told = np.where(estimable(gram), coefficient, np.nan)
    return Fit(told, told - reach, told + reach)


def inverse(gram: np.ndarray) -> tuple[np.ndarray, int]:
    """Its generalised inverse, and its rank."""
    scale = 1 / np.sqrt(np.diag(gram))
    values, vectors = np.linalg.eigh(gram * np.outer(scale, scale))
    kept = values > FLAT * values.max()
    return (vectors[:, kept] / values[kept]) @ vectors[:, kept].T * np.outer(scale, scale), int(kept.sum())


def estimable(gram: np.ndarray) -> np.ndarray:
    """Which coefficients are the same in every solution."""
    scale = 1 / np.sqrt(np.diag(gram))
    values, vectors = np.linalg.eigh(gram * np.outer(scale, scale))
    flat = vectors[:, values <= FLAT * values.max()]
    return (np.abs(flat) < np.sqrt(FLAT)).all(axis=1)


def spare(gram: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Which of the columns `among` are left out, the last first, because the other columns say the same."""
    left = np.ones(len(gram), bool)
    for column in np.flatnonzero(among)[::-1]:
        without = left.copy()
        without[column] = False
        if inverse(gram[np.ix_(without, without)])[1] == inverse(gram[np.ix_(left, left)])[1]:
            left = without
    return ~left
