"""How well is it told whose words a mention passes on, and how fast?

    .venv/bin/python -m bench.reconstruction FOLDER [--mentions 1000000]

FOLDER holds CED's originals/ and reposts/: they are imported, and each repost's parent is compared with its file's; then the ids of the
parents are withheld, chains written from them, and it is counted how many are restored. The speed is measured on generated mentions of
one platform, a quarter of them reposts whose chain alone tells the parent.
"""

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path
from uuid import UUID, uuid5
from zipfile import ZipFile

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from loaders import cascades
from loaders.fold import publish
from loaders.prepare import prepare
from nlp.evaluate import table
from store.connect import connect, data_version_grows

LIMIT = 60.0
NIL = UUID(int=0)
TAKEN = {
    "mention_id": "UUID", "kind": "VARCHAR", "author_name": "VARCHAR", "published_at": "TIMESTAMP", "latest": "TIMESTAMP", "precise": "BOOLEAN", "parent_id": "UUID", "root_id": "UUID",
    "story_id": "UUID", "names": "VARCHAR[]", "open": "BOOLEAN",
}  # fmt: skip
# Roots, each with so many reposts on the average, by one of so many accounts; every second repost quotes somebody else's.
ROOTS, ACCOUNTS = 2_500, 60_000
GENERATED = f"""
INSERT INTO mention (mention_id, platform, kind, author_name, published_at, precision, root_id, parent_id, text, story_id, file_hash, line)
SELECT CAST(md5('m' || n) AS UUID), 'weibo', CASE WHEN n % 4 = 0 THEN 'repost' ELSE 'post' END, 'a' || hash(n) % {ACCOUNTS}, TIMESTAMP '2025-01-01' + INTERVAL (n) SECOND, 'second',
    CASE WHEN n % 4 = 0 THEN CAST(md5('m' || (hash(n // 4) % {ROOTS} * 4 + 1)) AS UUID) END, CASE WHEN n % 4 = 0 THEN CAST(md5('m' || (hash(n // 4) % {ROOTS} * 4 + 1)) AS UUID) END,
    CASE WHEN n % 8 = 0 THEN 'x//@a' || hash(n // 2) % {ACCOUNTS} || ':y//@a' || hash(n // 3) % {ACCOUNTS} || ':z' ELSE 'x' END,
    CASE WHEN n % 4 = 1 THEN CAST(md5('s' || n % 300007) AS UUID) END, 'f', n
FROM range(4 * {ROOTS}, 4 * {ROOTS} + $mentions) AS t(n)
"""


def explicit(folder: Path) -> tuple[int, int]:
    """Reposts of all files, and how many of them have their file's parent."""
    expected: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "cascades.zip"
        with ZipFile(archive, "w") as zipped:
            for path in sorted(folder.glob("*/*.json")):
                zipped.write(path, f"{path.parent.name}/{path.name}")
        for path in sorted((folder / "reposts").glob("*.json")):
            for record in json.loads(path.read_text(encoding="utf-8")):
                expected.setdefault(record["mid"], set()).add(record["parent"] or path.stem.split("_")[1])
        store = connect(Path(place) / "store.duckdb")
        publish(store, prepare(archive, Path(place) / "staged", store_zone=store.time_zone))
        found_in(store)
        with store.cursor() as cursor:
            told = dict(
                cursor.execute(
                    "SELECT m.native_id, p.native_id FROM cascade_node AS node JOIN mention AS m USING (mention_id) JOIN cascade_node AS above ON node.above = above.place "
                    "JOIN mention AS p ON above.mention_id = p.mention_id"
                ).fetchall()
            )
        store.close()
    return len(expected), sum(told.get(mid) in parents for mid, parents in expected.items())


def parsed(folder: Path) -> tuple[int, int]:
    """Reposts of all files, and of how many the chain written from the ids restores the parent."""
    told, parents = [], {}
    for path in sorted((folder / "reposts").glob("*.json")):
        by = {record["mid"]: record for record in json.loads(path.read_text(encoding="utf-8"))}
        ids = {mid: str(uuid5(NIL, path.stem + mid)) for mid in ("", *by)}
        told.append({"mention_id": ids[""], "kind": "post", "published_at": min(record["date"] for record in by.values())})
        for mid, record in by.items():
            chain, above = [], record["parent"]
            while above:
                chain.append(by[above]["uid"])
                above = by[above]["parent"]
            parents[ids[mid]] = ids[record["parent"]]
            told.append({"mention_id": ids[mid], "kind": "repost", "author_name": record["uid"], "published_at": record["date"], "root_id": ids[""], "names": chain or None})
    taken = [{name: row.get(name) for name in TAKEN} | {"latest": row["published_at"], "precise": True, "open": False} for row in told]
    casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in TAKEN.items())
    with tempfile.TemporaryDirectory() as place:
        duckdb.from_arrow(pa.Table.from_pylist(taken)).project(casts).write_parquet(str(Path(place) / cascades.TAKEN))
        cascades.find(Path(place))
        found = pq.read_table(Path(place) / cascades.FOUND).to_pylist()
    restored = sum(row["above"] is not None and parents[row["mention_id"]] == found[row["above"]]["mention_id"] for row in found if row["mention_id"] in parents)
    return len(parents), restored


def found_in(store) -> list[float]:
    """Seconds to take out, to find and to put back."""
    with tempfile.TemporaryDirectory() as place:
        seconds, began = [], time.perf_counter()
        stamp = cascades.take_out(store, Path(place))
        seconds.append(time.perf_counter())
        cascades.find(Path(place))
        seconds.append(time.perf_counter())
        cascades.put_back(store, Path(place), stamp)
        seconds.append(time.perf_counter())
    return [end - start for start, end in zip([began, *seconds], seconds, strict=False)]


def speed(mentions: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        store = connect(Path(place) / "store.duckdb")
        with store.writing() as cursor:
            cursor.execute(GENERATED, {"mentions": mentions})
            data_version_grows(cursor)
        took = found_in(store)
        with store.cursor() as cursor:
            nodes, roots = cursor.execute("SELECT count(*), count(*) FILTER (above IS NULL) FROM cascade_node").fetchone()
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    row = (f"{mentions:,}", f"{nodes:,}", f"{roots:,}", *(f"{one:.1f}" for one in took), f"{sum(took):.1f}", f"{LIMIT:.0f}", f"{peak:.2f}")
    print("\n" + table("mentions | nodes | cascades | take out, s | find, s | put back, s | in all, s | limit, s | GB at most", [row]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    given = parser.parse_args()
    if given.folder:
        lines = [(name, f"{count:,}", f"{right:,}", f"{100 * right / count:.2f}", least) for name, (count, right), least in (("ids", explicit(given.folder), "100"), ("chains", parsed(given.folder), "99"))]
        print(table("parents told by | reposts | as the files say | % | at least, %", lines))
    speed(given.mentions)


if __name__ == "__main__":
    main()
