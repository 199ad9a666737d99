"""Accounts in step: those that share several rare texts, each within seconds."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.answer import Answer, ask
from analysis.comparable import SAID, TIMED
from analysis.coordination import samples
from analysis.filters import AUTHOR_KEY, Filters
from analysis.stock import settings, stock

MOST, NAMES = 200, 20
# Pairs of mentions that are looked at: what a second holds in memory of a few hundred MB.
MEETINGS = 5_000_000
SAMPLES = """
SELECT CAST(text_id AS VARCHAR) AS text_id, first.title, first.text
FROM (
    SELECT text_id, arg_min({'title': title, 'text': text}, row(published_at, mention_id)) AS first
    FROM mention WHERE text_id IN (SELECT CAST(unnest($texts) AS UUID)) GROUP BY text_id
)
"""
GROUPS = f"""
WITH selection AS ({{selection}}),
members AS (SELECT unnest($authors) AS author, unnest($groups_of_authors) AS place),
shared AS (SELECT CAST(unnest($texts) AS UUID) AS text_id, unnest($groups_of_texts) AS place),
held AS (
    SELECT place, selection.* FROM selection JOIN members ON {AUTHOR_KEY} = author JOIN shared USING (place, text_id) WHERE {TIMED}
)
SELECT place, count(*) AS mentions, min(published_at) AS since, max(published_at) + INTERVAL 1 MICROSECOND AS until,
    epoch(max(published_at)) - epoch(min(published_at)) AS span, list_sort(list(DISTINCT platform)) AS platforms,
    list_sort(list(DISTINCT precision)) AS precisions, count(DISTINCT cascade_id) AS cascades, count(*) / (SELECT count(*) FROM selection) AS share,
    list_sort(list(DISTINCT author_name))[:{NAMES}] AS names, arg_min({{'title': title, 'text': text}}, row(published_at, mention_id)) AS first
FROM held GROUP BY place ORDER BY place
"""
COLUMNS = {
    "authors": pa.list_(pa.string()), "texts": pa.list_(pa.string()), "accounts": pa.int64(), "pairs": pa.int64(), "shared": pa.int64(), "mentions": pa.int64(),
    "since": pa.timestamp("us"), "until": pa.timestamp("us"), "span": pa.float64(), "platforms": pa.list_(pa.string()), "precisions": pa.list_(pa.string()),
    "cascades": pa.int64(), "share": pa.float64(), "names": pa.list_(pa.string()), "title": pa.string(), "text": pa.string(), "groups": pa.int64(), "cut": pa.bool_(),
}  # fmt: skip


@dataclass(frozen=True)
class Shared:
    """Pairs of accounts (`one` < `other`) and a text that both published within seconds: each triple once, sorted. `cut`: there were
    more meetings than are looked at, so that accounts may share more.
    """

    one: np.ndarray
    other: np.ndarray
    text: np.ndarray
    cut: bool = False

    def often(self, texts: int) -> "Shared":
        """Of the pairs that share so many texts."""
        counts = np.diff(np.append(self.begins(), len(self.one)))
        return self.among(np.repeat(counts >= texts, counts))

    def begins(self) -> np.ndarray:
        """Where each pair begins."""
        return np.flatnonzero(np.append(True, (np.diff(self.one) != 0) | (np.diff(self.other) != 0))[: len(self.one)])

    def among(self, kept: np.ndarray) -> "Shared":
        return replace(self, one=self.one[kept], other=self.other[kept], text=self.text[kept])


def shared(text: np.ndarray, account: np.ndarray, at: np.ndarray, *, within: int, most: int = MEETINGS) -> Shared:
    """Which texts which accounts published at most `within` apart. Of each mention the number of its text, its account and its time,
    whole numbers, sorted by text and time.

    Each mention meets those after it; where there are more than `most` meetings in all, each meets only as many of the next as
    keep them below.
    """
    if not len(text):
        return Shared(*np.zeros((3, 0), np.int64))
    moment = text * (int(at.max() - at.min()) + within + 1) + (at - at.min())
    ahead = np.searchsorted(moment, moment + within, side="right") - np.arange(len(text)) - 1
    reach = _reach(ahead, most)
    meets = np.minimum(ahead, reach)
    first = np.repeat(np.arange(len(text)), meets)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(meets) - meets, meets)
    others = account[first] != account[second]
    first, second = first[others], second[others]
    one, other = np.minimum(account[first], account[second]), np.maximum(account[first], account[second])
    accounts, texts = int(account.max()) + 1, int(text.max()) + 1
    triples = _distinct((one * accounts + other) * texts + text[first])
    pair = triples // texts
    return Shared(pair // accounts, pair % accounts, triples % texts, bool(reach < ahead.max()))


def _distinct(values: np.ndarray) -> np.ndarray:
    """Each once, sorted. np.unique hashes first, which takes ten times as long for millions."""
    values = np.sort(values)
    return values[np.append(True, np.diff(values) != 0)[: len(values)]]


def _reach(ahead: np.ndarray, most: int) -> int:
    """How many of the next each may meet so that all together do not meet more often than `most`, at least one."""
    low, high = 1, max(1, int(ahead.max()))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if np.minimum(ahead, middle).sum() <= most else (low, middle - 1)
    return low


def in_step(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, limit: int = MOST) -> Answer:
    """The first `limit` groups of accounts, those of most accounts first: any two of a group are joined by pairs that share `texts`
    texts and more of config/coordination.toml, each within `seconds`, each used by less than `share` of the known authors.

    authors (keys) and texts (ids), accounts, pairs (that share enough), shared (texts), mentions (of these texts by these accounts),
    since, until (exclusive), span (seconds), platforms, precisions, cascades (how many they touch), share (of all mentions), names (of the
    authors, at most 20), title and text of the first; groups (how many there are) and cut (there was more to compare than is compared) stand in every row. Stock
    texts (analysis.stock) are left out.
    """
    chosen = settings()
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"said": SAID, "author": AUTHOR_KEY, "seconds": str(int(chosen["seconds"]))},
        parameters={"least": 2, "share": float(chosen["share"]), "texts": int(chosen["texts"])},
        opens={"authors": "authors", "texts": "texts", "precisions": "precisions"},
    )
    texts, text = _coded(answer.table["text_id"])
    authors, account = _coded(answer.table["author"])
    at = answer.table["published_at"].cast(pa.timestamp("ms"), safe=False).to_numpy().astype("datetime64[ms]").astype(np.int64)
    found = shared(text, account, at, within=1000 * int(chosen["seconds"])).often(int(chosen["texts"]))
    found = found.among(~_stock(cursor, texts, found.text)[found.text]).often(int(chosen["texts"]))
    groups = _groups(found, authors, texts)
    told = _told(cursor, filters, groups[:limit])
    rows = [group | row | {"groups": len(groups), "cut": found.cut} for group, row in zip(groups[:limit], told, strict=True)]
    return replace(answer, table=pa.Table.from_pylist(rows, pa.schema(COLUMNS.items())))


def _coded(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """The different values, and of each row the number of its own."""
    coded = column.combine_chunks().dictionary_encode()
    return coded.dictionary.to_numpy(zero_copy_only=False), coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _stock(cursor: duckdb.DuckDBPyConnection, texts: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Which of the texts are stock, of those that are wanted."""
    numbers = _distinct(wanted)
    told = np.zeros(len(texts), bool)
    if len(numbers):
        found = cursor.execute(SAMPLES, {"texts": texts[numbers].tolist()}).to_arrow_table()
        place = {id_: number for number, id_ in zip(numbers.tolist(), texts[numbers].tolist(), strict=True)}
        told[[place[id_] for id_ in found["text_id"].to_pylist()]] = stock(samples(found))
    return told


def _groups(found: Shared, authors: np.ndarray, texts: np.ndarray) -> list[dict]:
    """Of each group of joined accounts who they are and what they share, those of most accounts first."""
    if not len(found.one):
        return []
    members = _distinct(np.append(found.one, found.other))
    one, other = np.searchsorted(members, found.one), np.searchsorted(members, found.other)
    _count, group = connected_components(coo_array((np.ones(len(one), np.int8), (one, other)), (len(members),) * 2), directed=False)
    pairs = np.bincount(group[one[found.begins()]])
    rows = []
    for count, which, said in zip(pairs.tolist(), _split(group, members), _split(group[one], found.text), strict=True):
        told = {"authors": sorted(authors[which].tolist()), "texts": sorted(texts[_distinct(said)].tolist())}
        rows.append(told | {"accounts": len(told["authors"]), "pairs": count, "shared": len(told["texts"])})
    return sorted(rows, key=lambda row: (-row["accounts"], -row["shared"], row["authors"]))


def _split(group: np.ndarray, values: np.ndarray) -> list[np.ndarray]:
    """The values of each group, in the order of the groups."""
    order = np.argsort(group, kind="stable")
    return np.split(values[order], np.flatnonzero(np.diff(group[order])) + 1)


def _told(cursor: duckdb.DuckDBPyConnection, filters: Filters, groups: list[dict]) -> list[dict]:
    """What the mentions of each group say."""
    if not groups:
        return []
    selection, values = filters.selection()
    lists = {
        "authors": [author for group in groups for author in group["authors"]],
        "groups_of_authors": [place for place, group in enumerate(groups) for _author in group["authors"]],
        "texts": [text for group in groups for text in group["texts"]],
        "groups_of_texts": [place for place, group in enumerate(groups) for _text in group["texts"]],
    }
    found = cursor.execute(GROUPS.replace("{selection}", selection), values | lists).to_arrow_table()
    return [row | row.pop("first") for row in found.drop_columns("place").to_pylist()]
