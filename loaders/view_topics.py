"""Topics that were found in the mentions of one view: beside those of the store, kept for the latest views."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from loaders.topics import FOUND, TOLD
from store.connect import Store, data_version_grows
from store.topics import TEXT

# Of so many views topics are kept.
KEPT = 10

TOPICS = """
INSERT INTO view_topic
SELECT $view, $view || '.' || topic_id, $now, title, names, texts, coherence, separation, CAST(examples AS UUID[]) FROM read_parquet($file)
"""
MENTIONS = """
INSERT INTO view_topic_of
SELECT $view, mention_id, $view || '.' || told.topic_id
FROM ({selection}) AS mention JOIN read_parquet($file) AS told ON CAST(told.text_id AS UUID) = {text}
"""
OLD = "SELECT view FROM (SELECT view, max(made_at) AS made_at FROM view_topic GROUP BY view) ORDER BY made_at DESC OFFSET $kept"


def put(
    store: Store,
    order: dict,
    view: str,
    selection: tuple[str, dict[str, object]],
    also: Callable[[duckdb.DuckDBPyConnection, int], None] = lambda _cursor, _topics: None,
) -> None:
    """Keep what loaders.topics found among the mentions of a view, in place of what was found there before; in one transaction, `also`
    with it.
    """
    folder, (sql, values) = Path(order["folder"]), selection
    with store.writing() as cursor:
        for table in ("view_topic", "view_topic_of"):
            cursor.execute(f"DELETE FROM {table} WHERE view = $view", {"view": view})
        count = cursor.execute(TOPICS, {"view": view, "now": store.now(), "file": str(folder / FOUND)}).fetchone()[0]
        told = MENTIONS.replace("{selection}", sql).replace("{text}", TEXT.replace("text_id", "mention.text_id", 1))
        cursor.execute(told, values | {"view": view, "file": str(folder / TOLD)})
        for (old,) in cursor.execute(OLD, {"kept": KEPT}).fetchall():
            for table in ("view_topic", "view_topic_of"):
                cursor.execute(f"DELETE FROM {table} WHERE view = $old", {"old": old})
        data_version_grows(cursor)
        also(cursor, count)
