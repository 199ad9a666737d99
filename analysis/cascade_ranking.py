"""The cascades 传播链 of a view, the largest, fastest, most viral or most negative first."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.cascade import AT, THERE, grown, named
from analysis.cascades import measures
from analysis.cascades_course import course
from analysis.filters import Filters

# So many of the largest cascades are measured.
MOST = 1_000
# Of each order the column, the highest first.
ORDERS = {"size": "size", "speed": "peak", "virality": "virality", "negativity": "negative_share"}
# How large a cascade was by then.
SEEN = {False: "", True: f"LEFT JOIN mention AS m ON node.mention_id = m.mention_id WHERE {THERE[True]}"}
EDGES = ("explicit", "parsed", "inferred", "unattached")
ROOTS = """
SELECT CAST(mention_id AS VARCHAR) AS cascade_id, title, text, coalesce(author_name, author_id) AS author_name, platform, published_at, CAST(story_id AS VARCHAR) AS story_id FROM mention
WHERE mention_id IN (SELECT CAST(unnest($cascades) AS UUID)) AND ($as_of IS NULL OR published_at <= $as_of)
"""


def cascade_ranking(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, order: str = "size", limit: int = 50) -> Answer:
    """The first `limit` of those of which the view has a mention, each as a whole, as of the view; of the 1,000 largest. cascade_id;
    in_view (mentions of it); size (nodes), mentions (of these in the store; the others are only named), depth, breadth, virality
    (structural; NULL under two nodes), lower_bound (depth and virality are of the attached part), half and most (seconds until half and
    nine in ten had come), peak (most nodes of an hour), known and negative (mentions), negative_share (0–1; NULL under 30 known);
    explicit, parsed, inferred, unattached (how the parents are known), cut (parents that could not be); of the root, where it is in the
    store, title, text, author_name, platform, published_at, story_id. cascades (how many the view has) stands in every row.

    What has fewer than 30 nodes comes after the others but in the order by size: chance makes it fast, viral or negative.
    """
    if order not in ORDERS:
        raise ValueError(f"There is no order {order!r}; known are {', '.join(ORDERS)}.")
    then = filters.as_of is not None
    pieces = {"most": str(MOST), "there": THERE[then], "seen": SEEN[then], "at": AT}
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters={"as_of": filters.as_of}, opens={"cascade_id": "cascades"})
    table = ranked(measured(named(answer.table)), order).slice(0, limit)
    roots = cursor.execute(ROOTS, {"cascades": table["cascade_id"].to_pylist(), "as_of": filters.as_of}).to_arrow_table()
    told = table.append_column("place", pa.array(np.arange(len(table)))).join(roots, "cascade_id").sort_by("place").drop_columns("place")
    return replace(answer, table=told)


def measured(nodes: pa.Table) -> pa.Table:
    """A row of each cascade of whose nodes these are; a cascade that has but its root by then is none yet."""
    ids = nodes["cascade_id"].combine_chunks().dictionary_encode()
    cascade, least = ids.indices.to_numpy(), thresholds.values()["least_mentions"]
    found = grown(nodes, cascade)
    told, grew = measures(found), course(found)
    count = len(found.roots)
    sentiment = nodes["sentiment"].cast(pa.float64()).to_numpy()
    known, negative = (np.bincount(cascade[one], minlength=count) for one in (~np.isnan(sentiment), sentiment == -1))
    first = np.searchsorted(cascade, np.arange(count))
    edge = nodes["edge"].to_numpy(zero_copy_only=False)
    columns = {
        "cascade_id": ids.dictionary,
        "in_view": nodes["in_view"].to_numpy()[first],
        "size": told.size,
        "mentions": np.bincount(cascade[nodes["mention_id"].is_valid().to_numpy()], minlength=count),
        "depth": told.depth, "breadth": told.breadth, "virality": told.virality, "lower_bound": told.lower_bound,
        "half": grew.half, "most": grew.most, "peak": grew.peak,
        "known": known, "negative": negative, "negative_share": np.where(known >= least, negative / np.fmax(known, 1), np.nan),
        **{name: np.bincount(cascade[edge == name], minlength=count) for name in EDGES},
        "cut": np.bincount(cascade[nodes["cut"].to_numpy()], minlength=count),
        "cascades": nodes["cascades"].to_numpy()[first],
    }  # fmt: skip
    table = pa.table({name: values if isinstance(values, pa.Array) else pa.array(values, from_pandas=True) for name, values in columns.items()})
    kept = table.filter(pa.array(told.size > 1))
    if nodes["cascades"].to_numpy().max(initial=0) > MOST:
        return kept
    # All are measured, and of some nobody but the root had come.
    return kept.set_column(kept.column_names.index("cascades"), "cascades", pa.array(np.full(len(kept), len(kept))))


def ranked(table: pa.Table, order: str) -> pa.Table:
    by = table[ORDERS[order]].cast(pa.float64()).to_numpy()
    size, names = table["size"].to_numpy(), table["cascade_id"].to_numpy()
    small = size < thresholds.values()["least_mentions"] if order != "size" else np.zeros(len(size), bool)
    return table.take(np.lexsort((names, -size, -np.where(np.isnan(by), -np.inf, by), small)))
