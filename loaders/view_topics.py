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
SELECT $view, {topic}, $now, title, names, texts, coherence, separation, CAST(examples AS UUID[]) FROM read_parquet($file)
"""
MENTIONS = """
INSERT INTO view_topic_of
SELECT $view, mention_id, coalesce({topic}, $view || '.none')
FROM ({selection}) AS mention LEFT JOIN read_parquet($file) AS told ON CAST(told.text_id AS UUID) = {text}
"""
# Never one that the view had before: a link may still name it.
TOPIC = "$view || '.' || ($first + CAST(topic_id[2:] AS BIGINT))"
FIRST = "SELECT coalesce(max(CAST(split_part(topic_id, '.', 2) AS BIGINT)), 0) FROM view_topic WHERE view = $view"
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
        first = cursor.execute(FIRST, {"view": view}).fetchone()[0]
        for table in ("view_topic", "view_topic_of"):
            cursor.execute(f"DELETE FROM {table} WHERE view = $view", {"view": view})
        count = cursor.execute(TOPICS.replace("{topic}", TOPIC), {"view": view, "first": first, "now": store.now(), "file": str(folder / FOUND)}).fetchone()[0]
        told = MENTIONS.replace("{selection}", sql).replace("{topic}", TOPIC.replace("topic_id", "told.topic_id")).replace("{text}", TEXT.replace("text_id", "mention.text_id", 1))
        cursor.execute(told, values | {"view": view, "first": first, "file": str(folder / TOLD)})
        for (old,) in cursor.execute(OLD, {"kept": KEPT}).fetchall():
            for table in ("view_topic", "view_topic_of"):
                cursor.execute(f"DELETE FROM {table} WHERE view = $old", {"old": old})
        data_version_grows(cursor)
        also(cursor, count)
