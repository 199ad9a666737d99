"""Stories 相似文章 whose texts are nearly the same: cut, quoted, retyped, in another order. docs/stories.md is its card.

Texts as sets of shingles, sketched by their least hashes (Broder 1997, "On the resemblance and containment of documents").
"""

from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from nlp.codes import Joined
from nlp.own import own, without_emoticons
from nlp.stories import letters

BATCH = 10_000
CHUNK = 50_000
# Letters in a shingle: of Han and Hangul, which begin here, and of what is spelt.
WIDE = 0x3400
FEW, MANY = 2, 4
# Texts with fewer shingles say nothing of their own, or the same again and again.
FEWEST = 7
# Of a text with more shingles than KEPT only those whose hash lies in the lower half of all count, or quarter, or eighth.
KEPT = 256
BITS = 30
LEVELS = 4
# How many least hashes a text has, and how many two texts must share to be compared.
BANDS = 16
MET = 2
# Of two texts, the smaller may be half of the larger or more; of its shingles at most MISSING, in this proportion,
# may not stand in the larger: what was cut or quoted is whole, what has the same length may have been retyped.
SMALLEST = 0.5
MISSING = 0.2
# Of how many of its texts the middle of a group is found; how often those too far from one are grouped anew.
SEEN = 1_000
ROUNDS = 8
# The 1 grows where what is read of a text changes (nlp.own, nlp.stories.letters).
VERSION = blake2b(
    repr((1, WIDE, FEW, MANY, FEWEST, KEPT, BITS, LEVELS, BANDS, MET, SMALLEST, MISSING, SEEN, ROUNDS)).encode(),
    digest_size=6,
).hexdigest()
STEP = np.uint32(0x9E3779B1)
NONE = np.uint32(0xFFFFFFFF)
# One odd number for each band.
ODD = np.array([int.from_bytes(blake2b(bytes([band]), digest_size=4).digest()) | 1 for band in range(BANDS)], np.uint32)


class Sets(NamedTuple):
    """`shingles`: of each text the hashes that are kept, as a row of ones; `counts`: (texts, LEVELS), how many hashes of it
    lie below 2^(BITS − level); `least`: (texts, BANDS), NONE where there is none.
    """

    shingles: csr_array
    counts: np.ndarray
    least: np.ndarray


def near(ids: pa.Array | pa.ChunkedArray, texts: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Of each text the smallest id in its group; its own where no other is nearly the same. The order of the texts does
    not matter. Of a text's first LONGEST characters what its author says counts (nlp.own), without topics and emoticons.
    """
    # A few of many chunks cannot be taken without all of them, nor more than 2 GB without long offsets.
    texts = pa.chunked_array([texts] if isinstance(texts, pa.Array) else texts.chunks, texts.type).cast(pa.large_string()).combine_chunks()
    order = pc.sort_indices(ids)
    groups = np.empty(len(order), np.int64)
    groups[order] = _groups(_sets(texts, order))
    named = ids.take(order).take(pa.array(groups))
    return named.combine_chunks() if isinstance(named, pa.ChunkedArray) else named


def _sets(texts: pa.Array, order: pa.Array) -> Sets:
    """Of the texts in that order."""
    count = len(order)
    hashes, ends = np.empty(0, np.int32), np.zeros(count + 1, np.int64)
    counts, least = np.empty((count, LEVELS), np.int32), np.empty((count, BANDS), np.uint32)
    for first in range(0, count, BATCH):
        batch = slice(first, first + BATCH)
        said = own(Joined.of(texts.take(order[batch]).to_pylist()).normal()).joined
        kept, lengths, counts[batch], least[batch] = _sketched(letters(without_emoticons(said)))
        ends[first + 1 : first + 1 + len(lengths)] = ends[first] + np.cumsum(lengths)
        # In place: two copies would be most of the memory that all this takes.
        hashes.resize(len(hashes) + len(kept), refcheck=False)
        hashes[len(hashes) - len(kept) :] = kept
    # scipy makes places of 64 bits of all if one is.
    ends = ends.astype(np.int32 if ends[-1] < 1 << 31 else np.int64)
    shingles = csr_array((np.ones(len(hashes), np.int8), hashes, ends), shape=(count, 1 << BITS))
    return Sets(shingles, counts, least)


def _sketched(texts: Joined) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Of texts of letters: the hashes that are kept, one text after the other, how many each has, `counts` and `least`."""
    count, size = len(texts.starts) - 1, len(texts.codes)
    rows = np.repeat(np.arange(count), np.diff(texts.starts))
    left = texts.separators[rows] - np.arange(size)
    codes = np.append(texts.codes, np.zeros(MANY, np.uint32))
    lengths = np.where(codes[:size] >= WIDE, FEW, MANY)
    hashes, longer = np.zeros(size, np.uint32), np.zeros(size, np.uint32)
    for place in range(MANY):
        longer = longer * STEP + codes[place : place + size]
        np.copyto(hashes, longer, where=lengths == place + 1)
    hashes, whole = _mixed(hashes), left >= lengths

    keys = np.sort(rows[whole] << BITS | hashes[whole] >> np.uint32(32 - BITS))
    keys = keys[np.diff(keys, prepend=-1) > 0]
    of, low = keys >> BITS, keys & ((1 << BITS) - 1)
    counts = np.stack([np.bincount(of[low < 1 << BITS - level], minlength=count) for level in range(LEVELS)], axis=1)
    levels = _levels(counts)
    kept = low[low < (1 << BITS - levels)[of]].astype(np.int32)

    # Pairs of shingles that follow each other are shared by fewer texts that say something else.
    begins = np.flatnonzero(whole[:-2] & whole[2:] & (left[:-2] > 2))
    pairs = _mixed(hashes[begins] * STEP + hashes[begins + 2])
    first = np.flatnonzero(np.diff(rows[begins], prepend=-1))
    least = np.full((count, BANDS), NONE)
    for band, odd in enumerate(ODD if len(begins) else ()):
        least[rows[begins[first]], band] = np.minimum.reduceat(pairs * odd, first)
    return kept, counts[np.arange(count), levels], counts, least


def _mixed(hashes: np.ndarray) -> np.ndarray:
    """Hashes whose every bit depends on every bit (the last steps of MurmurHash3, Appleby 2011)."""
    hashes = (hashes ^ hashes >> np.uint32(16)) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ hashes >> np.uint32(13)) * np.uint32(0xC2B2AE35)
    return hashes ^ hashes >> np.uint32(16)


def _levels(counts: np.ndarray) -> np.ndarray:
    """Of each text the first level at which it has no more than KEPT hashes, or the last."""
    return np.minimum((counts > KEPT).sum(axis=1), LEVELS - 1)


def _groups(sets: Sets) -> np.ndarray:
    """Of each text the first of its group.

    Texts that are alike in a chain need not be alike: of all that hang together those stay that are alike with the one in
    their middle, and the others are grouped anew.
    """
    groups = np.arange(len(sets.counts))
    pairs = _candidates(sets)
    pairs = pairs[:, _alike(sets, pairs)]
    for _ in range(ROUNDS):
        if not pairs.size:
            break
        rows, ends = np.unique(pairs, return_inverse=True)
        ends = ends.reshape(2, -1)
        edges = coo_array((np.ones(ends.shape[1], np.int8), ends), shape=(len(rows), len(rows)))
        parts = connected_components(edges, directed=False)[1]
        order = np.argsort(parts, kind="stable")
        middles = _middles(sets, rows[order], parts[order])[parts]
        close = rows == middles
        close[~close] = _alike(sets, np.stack([rows[~close], middles[~close]]))
        _, first, of = np.unique(parts[close], return_index=True, return_inverse=True)
        groups[rows[close]] = rows[close][first][of]
        pairs = pairs[:, ~close[ends].any(axis=0)]
    return groups


def _candidates(sets: Sets) -> np.ndarray:
    """(2, pairs): in each band every text with the first that has the same least hash, and with the first that has the next
    band's too. However many texts share one, there are never more than 2 · BANDS pairs for each.
    """
    count = len(sets.counts)
    firsts = np.repeat(np.arange(count, dtype=np.int32)[:, None], 2 * BANDS, axis=1)
    for band in range(BANDS):
        one = sets.least[:, band]
        both = one.astype(np.uint64) << np.uint64(32) | sets.least[:, (band + 1) % BANDS]
        order = np.argsort(both, kind="stable")
        order = order[one[order] != NONE]
        for place, values in enumerate((one[order], both[order]) if len(order) else ()):
            begins = np.flatnonzero(np.append(True, values[1:] != values[:-1]))
            first = np.minimum.reduceat(order, begins)
            firsts[order, 2 * band + place] = np.repeat(first, np.diff(begins, append=len(order)))
    firsts.sort(axis=1)
    pairs = [np.empty((2, 0), np.int64)]
    for begin in range(0, count, CHUNK):
        some = firsts[begin : begin + CHUNK]
        rows, places = np.nonzero(np.diff(some, axis=1, prepend=-1))
        one, other = some[rows, places].astype(np.int64), rows + begin
        met = (one < other) & ((sets.least[one] == sets.least[other]).sum(axis=1) >= MET)
        pairs.append(np.stack([one[met], other[met]]))
    return np.concatenate(pairs, axis=1)


def _alike(sets: Sets, pairs: np.ndarray) -> np.ndarray:
    """Which pairs of texts are nearly the same."""
    found = [np.empty(0, bool)]
    for begin in range(0, pairs.shape[1], CHUNK):
        one, other = pairs[:, begin : begin + CHUNK]
        shared = np.diff(sets.shingles[one].multiply(sets.shingles[other]).indptr)
        counts = sets.counts[one], sets.counts[other]
        # Hashes that one of the two does not keep are not shared.
        level = np.maximum(*map(_levels, counts))[:, None]
        smaller = np.minimum(*(np.take_along_axis(of, level, axis=1)[:, 0] for of in counts))
        small, large = np.sort([of[:, 0] for of in counts], axis=0)
        enough = (smaller >= FEWEST) & (small >= SMALLEST * large)
        found.append(enough & (shared >= (1 - MISSING * small / np.maximum(large, 1)) * smaller))
    return np.concatenate(found)


def _middles(sets: Sets, rows: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Of each part the one of its first SEEN texts whose set differs least from theirs together; the first of equals. `rows`
    are in the order of `parts`, which are numbered from 0.
    """
    begins = np.flatnonzero(np.diff(parts, prepend=-1))
    seen = np.arange(len(parts)) - begins[parts] < SEEN
    rows, parts = rows[seen], parts[seen]
    sizes, begins = np.bincount(parts), np.flatnonzero(np.diff(parts, prepend=-1))
    lengths = np.diff(sets.shingles.indptr)[rows]
    middles = rows[begins]
    # As many whole parts at once as have some millions of hashes.
    chunks = (np.cumsum(lengths, dtype=np.int64) // (CHUNK * 64))[begins][parts]
    for chunk in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(chunks)) + 1):
        of = np.repeat(parts[chunk].astype(np.int64), lengths[chunk])
        _, place, held = np.unique(
            of << BITS | sets.shingles[rows[chunk]].indices, return_inverse=True, return_counts=True
        )
        # A hash that a text has parts it from the texts without; if it had not, from those with.
        apart = np.add.reduceat(sizes[of] - 2 * held[place], np.cumsum(lengths[chunk]) - lengths[chunk])
        best = chunk[np.lexsort((rows[chunk], apart, parts[chunk]))]
        best = best[np.diff(parts[best], prepend=-1) > 0]
        middles[parts[best]] = rows[best]
    return middles
