"""The demo: an invented crisis in a store of its own beside the user's, imported as anybody's exports."""

from pathlib import Path
from typing import TYPE_CHECKING

from jobs.imports import prepared
from jobs.job import Failed, Job
from language import Sentence
from loaders.fold import publish
from loaders.rules import documents
from store import settings
from store.connect import Store, data_version_grows
from store.handling import COLUMNS, TYPES

if TYPE_CHECKING:
    from jobs.queue import Queue

RULES = ("watchlist", "accounts", "aspects")
# What stands beside the mentions.
BESIDE = {
    "business": "INSERT INTO business BY NAME SELECT * FROM read_csv($file, header = true)",
    "hot_search": "INSERT INTO hot_search BY NAME SELECT * FROM read_csv($file, header = true)",
    "annotation": "INSERT INTO annotation BY NAME SELECT CAST(md5(title || \"at\") AS UUID) AS annotation_id, * FROM read_json($file, "
    "columns = {\"at\": 'TIMESTAMP', until: 'TIMESTAMP', kind: 'VARCHAR', title: 'VARCHAR', note: 'VARCHAR', url: 'VARCHAR'})",
}
# What is not given stays as it was; what is said at one time has times of its own, as store.handling has it.
NOTED = f"""
INSERT INTO handling BY NAME
WITH entry AS (
    SELECT *, "at" + to_microseconds(row_number() OVER (PARTITION BY "at" ORDER BY place) - 1) AS moment
    FROM (SELECT *, row_number() OVER () AS place FROM read_json($file, columns = {{
        "at": 'TIMESTAMP', "by": 'VARCHAR', mentions: 'VARCHAR[][]', {", ".join(f"{name}: '{TYPES.get(name, 'VARCHAR')}'" for name in COLUMNS)}
    }}))
),
said AS (SELECT * EXCLUDE (mentions), unnest(mentions) AS mention FROM entry)
SELECT mention_id, "by", moment AS "at", {", ".join(f"last_value(said.{name} IGNORE NULLS) OVER told AS {name}" for name in COLUMNS)}
FROM said JOIN mention ON platform = said.mention[1] AND native_id = said.mention[2]
WINDOW told AS (PARTITION BY mention_id ORDER BY moment)
"""


def make_demo(queue: "Queue", job: Job) -> None:
    """What was imported before the program was killed adds nothing the second time."""
    with queue.staging() as folder:
        told = list(queue.child(job, "demo", {"folder": str(folder)}))
        if not told:
            raise Failed(Sentence("The demo could not be written; the program's log says why."))
        (written,) = told
        said = {name: Path(written[name]).read_text(encoding="utf-8") for name in RULES if name in written}
        if documents(queue.store) != said:
            settings.say(queue.store, said)
        files = [
            {"path": path, "folder": str(folder / str(number)), "name": Path(path).name, "parameters": {}}
            for number, path in enumerate(written["exports"])
        ]
        for file in files:
            Path(file["folder"]).mkdir()
        for staged in prepared(queue, job, files):
            publish(queue.store, staged)
        note_down(queue.store, Path(written["ledger"]))
        queue.writes(job)
        with queue.store.writing() as cursor:
            for table, sql in BESIDE.items():
                cursor.execute(f"DELETE FROM {table}")
                cursor.execute(sql, {"file": written[table]})
            data_version_grows(cursor)
            queue.done(job, cursor)


def note_down(store: Store, file: Path) -> None:
    """Fill the ledger with the entries of a file, as people would have said them one after the other."""
    with store.writing() as cursor:
        cursor.execute("DELETE FROM handling")
        cursor.execute(NOTED, {"file": str(file)})
        data_version_grows(cursor)


def is_whole(demo: Store) -> bool:
    with demo.cursor() as cursor:
        return cursor.execute("SELECT EXISTS (FROM job WHERE kind = 'demo' AND state = 'done')").fetchone()[0]


def url_beside(store: Store) -> str:
    return str((store.folder / "demo" / "guanlan.duckdb").resolve())
