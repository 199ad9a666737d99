"""A file's way into the store, as tests go it."""

from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq

from loaders import cascades, stories, topics
from loaders.fold import publish
from loaders.parameters import Parameters
from loaders.prepare import Prepared, prepare
from loaders.receipt import Receipt
from store.connect import Store


def staged(
    path: Path, *, store_zone: str = "Asia/Shanghai", rules: dict[str, str] | None = None, **parameters: object
) -> Prepared:
    folder = Path(mkdtemp(dir=path.parent, prefix=f"{path.stem}-"))
    return prepare(path, folder, store_zone=store_zone, parameters=Parameters(**parameters), rules=rules)


def imported(store: Store, path: Path, **parameters: object) -> Receipt:
    return publish(store, staged(path, **parameters))


def grouped(store: Store) -> int:
    """What the job does that follows an import: nearly equal texts become one story. How many mentions stand in another one now."""
    with TemporaryDirectory() as folder:
        stamp = stories.take_out(store, Path(folder))
        stories.find(Path(folder))
        return stories.put_back(store, Path(folder), stamp)


def cascaded(store: Store) -> int:
    """What the job does that follows: whose words each mention passes on. How many cascades there are."""
    with TemporaryDirectory() as folder:
        stamp = cascades.take_out(store, Path(folder))
        cascades.find(Path(folder))
        return cascades.put_back(store, Path(folder), stamp)


def found(store: Store, asked: int | None = None) -> int:
    """What the job does that follows: topics of all texts. How many there are."""
    with TemporaryDirectory() as folder:
        order = topics.take_out(store, Path(folder), asked)
        count = topics.find(order) if order["stories"] >= topics.LEAST else 0
        assert topics.put_back(store, order)
        return count


def sightings(prepared: Prepared) -> list[dict]:
    """The accepted mentions of a staged file as exported, in its order, without what is unknown."""
    found = table_of(prepared.sightings).drop_columns("derived").sort_by([("line", "ascending"), ("part", "ascending")]).to_pylist()
    uuids = ("mention_id", "parent_id", "root_id")
    return [
        {name: UUID(value) if name in uuids else value for name, value in row.items() if value is not None}
        for row in found
    ]


def rejections(prepared: Prepared) -> list[dict]:
    found = table_of(prepared.rejections).sort_by([("line", "ascending"), ("part", "ascending")]).to_pylist()
    return [{name: value for name, value in row.items() if name != "member" or value} for row in found]


def table_of(files: Path) -> pa.Table:
    """The parts that the threads of a staging wrote, as one table."""
    return pa.concat_tables([pq.read_table(part) for part in sorted(files.parent.glob(files.name))])


def rows(store: Store, sql: str, **values: object) -> list[tuple]:
    with store.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()
