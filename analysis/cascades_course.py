"""The course of cascades: how fast they grew, and what each node brought about within an hour."""

from dataclasses import dataclass

import numpy as np

from analysis.trees import MICROSECONDS, Trees
from nlp.forest import ROOT, along, ranks

HALF, MOST = 50, 90
HOUR = 3600 * MICROSECONDS


@dataclass(frozen=True)
class Course:
    """Of every cascade: nodes whose time is known, seconds from the root until half and until nine in ten of these had come, and most
    of them in one hour; NaN where the root's time is not known.
    """

    timed: np.ndarray
    half: np.ndarray
    most: np.ndarray
    peak: np.ndarray


@dataclass(frozen=True)
class Hours:
    """Of every cascade the hours since its root, from 0 on, in which nodes came, and how many; the root is one."""

    cascade: np.ndarray
    hour: np.ndarray
    nodes: np.ndarray


def course(found: Trees) -> Course:
    """By the nodes whose time is known."""
    count, age = len(found.roots), ages(found)
    timed = np.bincount(found.cascade[~np.isnan(found.at)], minlength=count)
    size = np.bincount(found.cascade, minlength=count)
    # Unknown times stand behind the others of their cascade.
    sorted_ages = age[np.lexsort((age, found.cascade))]
    before = np.cumsum(size) - size
    half, most = (
        sorted_ages[before + np.fmax(-(-percent * timed // 100), 1) - 1] / MICROSECONDS for percent in (HALF, MOST)
    )
    per_hour, peak = hours(found), np.full(count, np.nan)
    np.fmax.at(peak, per_hour.cascade, per_hour.nodes)
    return Course(timed, half, most, peak)


def hours(found: Trees) -> Hours:
    """The hours of each cascade in order, without those in which none came."""
    hour = ages(found) // HOUR
    known = ~np.isnan(hour)
    hour = hour[known].astype(np.int64)
    span = hour.max(initial=0) + 1
    key, nodes = np.unique(found.cascade[known] * span + hour, return_counts=True)
    return Hours(key // span, key % span, nodes)


def newcomers(found: Trees, author: np.ndarray) -> np.ndarray:
    """Of every cascade the most authors of one hour who had not been there before; `author` numbers them, −1 who is not known. NaN where
    nobody is known, or the root's time is not.
    """
    age, count = ages(found), len(found.roots)
    known = np.flatnonzero(~np.isnan(age) & (author >= 0))
    known = known[np.argsort(age[known], kind="stable")]
    _pair, first = np.unique(np.stack([found.cascade[known], author[known]]), axis=1, return_index=True)
    came = known[first]
    hour, most = (age[came] // HOUR).astype(np.int64), np.full(count, np.nan)
    (cascade, _hour), authors = np.unique(np.stack([found.cascade[came], hour]), axis=1, return_counts=True)
    np.fmax.at(most, cascade, authors)
    return most


def ages(found: Trees) -> np.ndarray:
    """Microseconds since the root; 0 for what a clock puts before it."""
    return np.maximum(found.at - found.at[found.roots[found.cascade]], 0)


def soon(found: Trees) -> np.ndarray:
    """How many descendants of each node came no later than an hour after it, of those whose time is known; NaN where its own is not."""
    size, place = found.descendants + 1, places(found)
    rank = np.empty(len(place), np.int64)
    rank[place] = ranks(found.at)
    known = ~np.isnan(found.at)
    some = np.flatnonzero(known & (found.descendants > 0))
    limit = np.searchsorted(np.sort(found.at[known]), found.at[some] + HOUR, side="right")
    descendants = np.where(known, 0, np.nan)
    descendants[some] = fewer(rank, place[some] + 1, (place + size)[some], limit)
    return descendants


def places(found: Trees) -> np.ndarray:
    """The place of each node where all are ordered so that its descendants follow it."""
    parent, size = found.parent, found.descendants + 1
    order = np.argsort(parent, kind="stable")
    before = np.cumsum(size[order]) - size[order]
    # Siblings stand one after the other; the first has none before it.
    first = np.searchsorted(parent[order], parent[order])
    step = np.empty_like(size)
    step[order] = before - before[first] + (parent[order] != ROOT)
    return along(parent, step)


def fewer(values: np.ndarray, begins: np.ndarray, ends: np.ndarray, limits: np.ndarray) -> np.ndarray:
    """How many of values[begin:end] are less than a limit, for each of these; values are whole and from 0 to their number, exclusive
    (wavelet matrix, Claude & Navarro 2012).
    """
    found = np.zeros(len(begins), np.int64)
    for bit in reversed(range(len(values).bit_length())):
        one = (values >> bit & 1).astype(bool)
        ones = np.concatenate([[0], np.cumsum(one)])
        up, zeros = (limits >> bit & 1).astype(bool), len(values) - ones[-1]
        begin, end = ones[begins], ones[ends]
        found += np.where(up, (ends - end) - (begins - begin), 0)
        begins, ends = np.where(up, zeros + begin, begins - begin), np.where(up, zeros + end, ends - end)
        values = np.concatenate([values[~one], values[one]])
    return found
