"""Topics in a store as a run leaves them, put there by hand: ids, titles, and which mentions are of which."""

from datetime import datetime

import duckdb
import pyarrow as pa

from loaders import topics as found
from store.connect import Store, data_version_grows
from store.topics import TEXT, lay_over

MADE = datetime(2025, 4, 1, 8)
SCHEMA = pa.schema(
    [
        ("run", pa.int64()), ("topic_id", pa.string()), ("since", pa.timestamp("us")), ("name", pa.string()), ("title", pa.string()),
        ("names", pa.list_(pa.string())), ("texts", pa.int64()), ("coherence", pa.float64()), ("separation", pa.float64()), ("examples", pa.list_(pa.string())),
        ("words", pa.list_(pa.string())), ("counts", pa.list_(pa.float64())), ("pinned", pa.bool_()), ("replaced_by", pa.list_(pa.string())),
        ("came_of", pa.list_(pa.string())),
    ]
)  # fmt: skip


def topic(topic_id: str, title: str, **values: object) -> dict:
    return {
        "topic_id": topic_id, "title": title, "names": title.split(" · "), "texts": 10, "coherence": 0.1, "separation": 0.4, "examples": [],
        "words": [], "counts": [], "pinned": False, "came_of": [], "since": MADE, **values,
    }  # fmt: skip


def put_run(cursor: duckdb.DuckDBPyConnection, topics: list[dict], run: int = 1, texts: int = 100, made_of: str = "") -> None:
    """As the run that is shown, where none is later."""
    told = {"run": run, "at": MADE, "texts": texts, "made_of": made_of}
    cursor.execute("INSERT INTO topic_run (run, made_at, how, texts, made_of) VALUES ($run, $at, 'found', $texts, $made_of)", told)
    rows = [{name: row.get(name) for name in SCHEMA.names} | {"run": run} for row in topics]
    cursor.register("topics_put", pa.Table.from_pylist(rows, SCHEMA))
    cursor.execute("INSERT INTO topic BY NAME SELECT * REPLACE (CAST(examples AS UUID[]) AS examples) FROM topics_put")
    cursor.unregister("topics_put")


def stand(store: Store, topics: list[dict], where: dict[str, str]) -> None:
    """These topics as the newest run, and of each the texts of the mentions that its condition holds for, of several the first; nothing
    is left to be found.
    """
    with store.writing() as cursor:
        run = cursor.execute("SELECT coalesce(max(run), 0) + 1 FROM topic_run").fetchone()[0]
        put_run(cursor, topics, run, made_of=found._made_of(cursor, found._unsaid(store, cursor)))
        for topic_id, condition in where.items():
            cursor.execute(
                f"INSERT INTO topic_of SELECT DISTINCT $run, {TEXT}, $id FROM mention WHERE ({condition}) AND {TEXT} NOT IN (SELECT text_id FROM topic_of WHERE run = $run)",
                {"run": run, "id": topic_id},
            )
        lay_over(cursor)
        data_version_grows(cursor)
