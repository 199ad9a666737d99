"""Stories of what stands in a store: its distinct texts go out, a process of its own finds those that are nearly the same,
one transaction takes what it found. Until then only texts of the same letters are one story.

As `python -m loaders.stories` it is that process.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from nlp.near import VERSION, near
from nlp.own import LONGEST
from store.connect import Store, data_version_grows, quoted
from store.stamps import put_stamp, stamp
from store.stories import lay_over

TEXTS, FOUND = "texts.parquet", "stories.parquet"
SCHEMA = pa.schema([("text_id", pa.string()), ("story_id", pa.string())])
# Of which texts the stories in the store were found, and how.
FOUND_OF = "stories_of"
STAMP = """
SELECT CASE WHEN count(*) > 0 THEN concat_ws(' ', $version, count(*), bit_xor(hash(text_id))) ELSE '' END
FROM (SELECT DISTINCT text_id FROM mention WHERE text_id IS NOT NULL)
"""


def stale(store: Store) -> bool:
    """Whether texts came or went since the stories were found, or a newer program finds them otherwise."""
    with store.cursor() as cursor:
        return _stamp(cursor) != stamp(cursor, FOUND_OF)


def take_out(store: Store, folder: Path) -> str:
    """Write each text of the store once into `folder`; what `put_back` is to be told of them."""
    with store.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            f"COPY (SELECT CAST(text_id AS VARCHAR) AS text_id, left(min(coalesce(nullif(text, ''), title)), {LONGEST}) AS text "
            f"FROM mention WHERE text_id IS NOT NULL GROUP BY text_id ORDER BY text_id) TO '{quoted(folder / TEXTS)}' (FORMAT parquet)"
        )
        of = _stamp(cursor)
        cursor.execute("COMMIT")
    return of


def find(folder: Path) -> None:
    """Find the stories of what was taken out."""
    texts = pq.read_table(folder / TEXTS)
    names = near(texts["text_id"], texts["text"])
    found = pa.table([texts["text_id"], names], schema=SCHEMA)
    pq.write_table(found.filter(pc.not_equal(found["text_id"], found["story_id"])), folder / FOUND)


def put_back(
    store: Store, folder: Path, of: str, also: Callable[[duckdb.DuckDBPyConnection, int], None] = lambda _cursor, _mentions: None
) -> int:
    """Give the mentions the stories that were found, in one transaction, `also` with it; how many stand in another one now. Where
    somebody else has found those of all texts that are there meanwhile, theirs stay.
    """
    with store.writing() as cursor:
        if _stamp(cursor) == stamp(cursor, FOUND_OF):
            also(cursor, 0)
            return 0
        cursor.execute("DELETE FROM story")
        cursor.execute(
            "INSERT INTO story SELECT CAST(text_id AS UUID), CAST(story_id AS UUID) FROM read_parquet($file)", {"file": str(folder / FOUND)}
        )
        put_stamp(cursor, FOUND_OF, of)
        count = lay_over(cursor)
        if count:
            data_version_grows(cursor)
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
