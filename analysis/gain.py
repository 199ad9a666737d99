"""What a personal layer gains: how well labelled mentions are told before and after, and how far that may be chance."""

from dataclasses import dataclass

import numpy as np

from analysis import interval, thresholds

BETTER, WORSE, SAME = "better", "worse", "same"


@dataclass(frozen=True)
class Told:
    """Of labelled mentions: the part told right (0–1), the mean of the classes' F1 (0–1), the part told negative."""

    right: float
    f1: float
    negative: float


@dataclass(frozen=True)
class Gain:
    """Of `n` labelled mentions: `before` and `after`, the part that people call `negative`; `low` and `high` of what the part
    told right grows by. `verdict`: BETTER, WORSE, or SAME where that interval holds 0.
    """

    n: int
    negative: float
    before: Told
    after: Told
    low: float
    high: float

    @property
    def verdict(self) -> str:
        return BETTER if self.low > 0 else WORSE if self.high < 0 else SAME


def gain(labels: np.ndarray, before: np.ndarray, after: np.ndarray) -> Gain | None:
    """Of labels −1, 0, 1 and what each was told as; None where there are too few."""
    if len(labels) < thresholds.THRESHOLDS["least_mentions"].value:
        return None
    was, is_ = before == labels, after == labels
    low, high = interval.paired(np.sum(was & is_), np.sum(was & ~is_), np.sum(~was & is_), np.sum(~was & ~is_))
    return Gain(
        len(labels), float(np.mean(labels < 0)), told(labels, before), told(labels, after), float(low), float(high)
    )


def told(labels: np.ndarray, found: np.ndarray) -> Told:
    f1 = [
        2 * np.sum((labels == label) & (found == label)) / (np.sum(labels == label) + np.sum(found == label))
        for label in np.union1d(labels, found)
    ]
    return Told(float(np.mean(labels == found)), float(np.mean(f1)), float(np.mean(found < 0)))
