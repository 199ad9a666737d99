"""Cascades of what stands in a store: its mentions go out as what tells whose words they pass on, a process of its own finds of each
its parent, one transaction takes what it found.

As `python -m loaders.cascades` it is that process.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from nlp.forest import ROOT, closing, ranks, tops
from store.cascades import lay_over
from store.connect import Store, data_version_grows, quoted
from store.stamps import put_stamp, stamp

TAKEN, FOUND = "mentions.parquet", "nodes.parquet"
SQL = Path(__file__).with_suffix(".sql")
VERSION = "1"
# Posts of one story that are further apart are not taken for copies of each other.
DAYS = 7
# Of which mentions the cascades in the store were found, and how.
FOUND_OF = "cascades_of"
# Comments answer; what passes on is everything else.
PASSES_ON = "kind IS DISTINCT FROM 'comment'"
READ = "mention_id, platform, kind, author_name, published_at, precision, parent_id, root_id, story_id, text"
STAMP = f"""
SELECT CASE WHEN count(*) > 0 THEN concat_ws(' ', $version, count(*), bit_xor(hash({READ}))) ELSE '' END
FROM mention WHERE {PASSES_ON}
"""
# What stands after each `//` of a text begins with the name of whom it quotes; an address is no quote. Of a chain so many are read.
QUOTED = r"string_split(regexp_replace(text, 'https?://', '', 'gi'), '//')[2:51]"
NAME = r"^[\s\x{3000}\x{A0}]*@([^:\x{FF1A}\s\x{3000}\x{A0}/]{1,64})[\s\x{3000}\x{A0}]*(?:[:\x{FF1A}]|$)"
CHAIN = f"nullif(list_filter(list_transform({QUOTED}, lambda part: regexp_extract(part, '{NAME}', 1)), lambda name: name <> ''), [])"
# The last of them is cut off, or may be.
OPEN = r"regexp_matches(text, '//\s*@[^:\x{FF1A}\s/]+\s*$')"
# The last moment that a time may mean.
LATEST = """
published_at + CASE precision WHEN 'second' THEN INTERVAL 0 SECOND WHEN 'minute' THEN INTERVAL 59999999 MICROSECOND WHEN 'week' THEN INTERVAL 7 DAY
    WHEN 'month' THEN INTERVAL 31 DAY WHEN 'year' THEN INTERVAL 366 DAY ELSE INTERVAL 1 DAY END
"""
TAKE = f"""
SELECT mention_id, kind, author_name, published_at, {LATEST.strip()} AS latest, precision IN ('second', 'minute') AS precise, parent_id, root_id, story_id,
    CASE WHEN quotes THEN {CHAIN} END AS names, quotes AND {OPEN} AS open
FROM (SELECT *, coalesce(platform = 'weibo' AND contains(text, '//'), false) AS quotes FROM mention WHERE {PASSES_ON})
"""
# All of them, each with the rows of its parent and of what it goes back to.
NUMBERED = """
WITH numbered AS (SELECT *, row_number() OVER (ORDER BY node) - 1 AS row FROM node)
SELECT CAST(one.node AS VARCHAR) AS node, CAST(one.mention_id AS VARCHAR) AS mention_id, one.name, one.edge, one.cut, epoch_us(one.published_at) AS at,
    above.row AS above, top.row AS root
FROM numbered AS one LEFT JOIN numbered AS above ON one.parent = above.node LEFT JOIN numbered AS top ON one.root = top.node ORDER BY one.row
"""


def stale(store: Store) -> bool:
    """Whether mentions came, went or became others since the cascades were found, or a newer program finds them otherwise."""
    with store.cursor() as cursor:
        return _stamp(cursor) != stamp(cursor, FOUND_OF)


def take_out(store: Store, folder: Path) -> str:
    """Write what tells of the store's mentions whose words they pass on into `folder`; what `put_back` is to be told of them."""
    with store.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"COPY ({TAKE}) TO '{quoted(folder / TAKEN)}' (FORMAT parquet)")
        of = _stamp(cursor)
        cursor.execute("COMMIT")
    return of


def find(folder: Path) -> None:
    """Find the cascades of what was taken out."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TEMP TABLE taken AS FROM read_parquet('{quoted(folder / TAKEN)}')")
        connection.execute(SQL.read_text(encoding="utf-8").replace("{days}", str(DAYS)))
        told = connection.execute(NUMBERED).to_arrow_table()
    pq.write_table(nodes(told), folder / FOUND)


def nodes(told: pa.Table) -> pa.Table:
    """The rows of `cascade_node`; of each row of `told` above (the row of its parent) and root (the row of what it goes back to,
    where it says so) may not be what they say: cycles are cut.
    """
    parent, root = (told[name].fill_null(ROOT).to_numpy() for name in ("above", "root"))
    at = told["at"].cast(pa.float64()).to_numpy()
    rank, n = ranks(at), len(parent)
    cut = closing(parent, rank)
    # What is cut off its parent may still hang from the root that it names, unless that descends from it.
    unattached = cut & (root != ROOT) & (root != np.arange(n))
    parent = np.where(cut, np.where(unattached, root, ROOT), parent)
    again = closing(parent, rank)
    parent[again], unattached[again] = ROOT, False
    cascade = tops(parent)
    kept = np.bincount(cascade, minlength=n)[cascade] > 1
    order = np.lexsort((np.arange(n), rank, parent != ROOT, cascade))
    order = order[kept[order]]
    place = np.full(n + 1, ROOT)
    place[order] = np.arange(len(order))
    edge = np.where(parent == ROOT, None, np.where(unattached, "unattached", told["edge"].to_numpy(zero_copy_only=False)))
    return pa.table(
        {
            "place": np.arange(len(order)),
            "above": pa.array(place[parent[order]], mask=parent[order] == ROOT),
            "cascade_id": told["node"].take(cascade[order]),
            "mention_id": told["mention_id"].take(order),
            "author_name": told["name"].take(order),
            "edge": pa.array(edge[order], pa.string()),
            "cut": (told["cut"].to_numpy(zero_copy_only=False).astype(bool) | cut | again)[order],
        }
    )


def put_back(
    store: Store, folder: Path, of: str, also: Callable[[duckdb.DuckDBPyConnection, int], None] = lambda _cursor, _cascades: None
) -> int:
    """Give the store the cascades that were found, in one transaction, `also` with it; how many there are. Where somebody else has found
    those of all mentions that are there meanwhile, theirs stay.
    """
    with store.writing() as cursor:
        if _stamp(cursor) != stamp(cursor, FOUND_OF):
            cursor.execute("DELETE FROM cascade_node")
            cursor.execute(
                "INSERT INTO cascade_node SELECT place, above, CAST(cascade_id AS UUID), CAST(mention_id AS UUID), author_name, edge, cut "
                "FROM read_parquet($file) ORDER BY place",
                {"file": str(folder / FOUND)},
            )
            put_stamp(cursor, FOUND_OF, of)
            lay_over(cursor)
            data_version_grows(cursor)
        count = cursor.execute("SELECT count(*) FROM cascade_node WHERE above IS NULL").fetchone()[0]
        also(cursor, count)
    return count


def _stamp(cursor: duckdb.DuckDBPyConnection) -> str:
    return cursor.execute(STAMP, {"version": VERSION}).fetchone()[0]


if __name__ == "__main__":
    order = json.load(sys.stdin)
    # Without its folder nobody waits for it any more: the program was killed and started anew.
    if Path(order["folder"]).is_dir():
        find(Path(order["folder"]))
        print(json.dumps({"found": order["folder"]}), flush=True)
