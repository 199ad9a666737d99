"""From a file to staged sightings: read, detect, expand, cast, identify. No store is opened and nothing is locked.

As `python -m loaders.prepare` it runs for the app in a process of its own, telling its progress line by line.
"""

import ctypes
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import pyarrow as pa

from loaders import read, survey
from loaders.convert import Converter, time_columns
from loaders.detect import KNOWN, Detection, detect
from loaders.read import Table
from loaders.refused import Refused
from loaders.staging import REJECTED, SIGHTINGS, Staging, example

PREVIEWED = 10
PREPARED = "prepared.json"


@dataclass(frozen=True)
class Parameters:
    """What a person says of a file. Together with its bytes it makes the file's hash: the same again adds nothing.

    `columns` maps fields to columns; `query` is the search that found the mentions, by default the file's name.
    """

    export: str | None = None
    brand: str | None = None
    time_zone: str | None = None
    query: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    day_first: bool | None = None


@dataclass(frozen=True)
class Prepared:
    """A staged file: `rows` records held `read` mentions, of which `rejected` were; the rest lies in `folder`."""

    folder: str
    file_name: str
    file_hash: str
    bytes: int
    export: str
    parameters: Parameters
    rows: int
    read: int
    rejected: int
    warnings: dict[str, int]
    since: str
    until: str

    @property
    def sightings(self) -> Path:
        return Path(self.folder) / SIGHTINGS

    @property
    def rejections(self) -> Path:
        return Path(self.folder) / REJECTED

    def save(self) -> None:
        (Path(self.folder) / PREPARED).write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Prepared":
        plain = json.loads((folder / PREPARED).read_text(encoding="utf-8"))
        return cls(**plain | {"parameters": Parameters(**plain["parameters"])})


@dataclass(frozen=True)
class Progress:
    """`rows` records so far; `share` of the file read, None where it is not known."""

    rows: int
    share: float | None


def prepare(
    path: Path,
    folder: Path,
    *,
    store_zone: str,
    parameters: Parameters | None = None,
    name: str | None = None,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> Prepared:
    """Stage the mentions of `path` (called `name` where it was uploaded) in `folder`, for loaders.fold.publish.

    Raises Refused where the file is no export, or no record of it has a usable time.
    """
    parameters = parameters or Parameters()
    name = name or path.name
    parameters = parameters if parameters.query else _with_query(parameters, name)
    with path.open("rb") as file:
        table, detection, converter = _opened(file, name, parameters, store_zone)
        size = os.stat(path).st_size
        rows = read_ = rejected = 0
        found: Counter = Counter()
        spans: list[tuple[datetime, datetime]] = []
        folder.mkdir(parents=True, exist_ok=True)
        with Staging(folder) as staging:
            for batch in table.batches():
                sightings = converter.convert(batch.records)
                bad = staging.write(sightings, batch)
                rows += batch.records.num_rows + len(batch.bad)
                read_ += sightings.num_rows + len(batch.bad)
                rejected += bad
                found.update(converter.counts(sightings))
                spans += converter.span(sightings)
                progress(Progress(rows, min(file.tell() / size, 1.0) if table.form != "xlsx" else None))
                del batch, sightings
                _give_back()
    if rows == 0:
        raise Refused("The file has a header but no records.")
    if not spans:
        raise Refused(
            "No record of the file has a usable time of publication; the column {column} holds for example: {example}.",
            column=", ".join(time_columns(detection.export)),
            example=example(folder, time_columns(detection.export)),
        )
    found["title_only"] = int("title" in detection.columns and "text" not in detection.columns)
    found["shared_ids"] = int(bool(detection.match and detection.match.shared))
    prepared = Prepared(
        folder=str(folder),
        file_name=name,
        file_hash=_hash(path, detection.export.name, parameters),
        bytes=size,
        export=detection.export.name,
        parameters=parameters,
        rows=rows,
        read=read_,
        rejected=rejected,
        warnings={code: count for code, count in (table.warnings + found).items() if count},
        since=min(first for first, _ in spans).isoformat(),
        until=max(last for _, last in spans).isoformat(),
    )
    prepared.save()
    return prepared


@dataclass(frozen=True)
class Preview:
    """A file before it is imported: how it was recognised and its first mentions as they will be stored."""

    table: Table
    detection: Detection
    mentions: pa.Table


def preview(path: Path, *, store_zone: str, parameters: Parameters | None = None, name: str | None = None) -> Preview:
    """What `prepare` would make of the first records of `path`. Raises Refused as it does."""
    name = name or path.name
    parameters = parameters or Parameters()
    parameters = parameters if parameters.query else _with_query(parameters, name)
    with path.open("rb") as file:
        table, detection, converter = _opened(file, name, parameters, store_zone)
        first = next((batch for batch in table.batches() if batch.records.num_rows or batch.bad), None)
        if first is None:
            raise Refused("The file has a header but no records.")
        found = converter.convert(first.records.slice(0, PREVIEWED)).sort_by(
            [("line", "ascending"), ("part", "ascending")]
        )
        return Preview(table, detection, found)


def _opened(file: BinaryIO, name: str, parameters: Parameters, store_zone: str) -> tuple[Table, Detection, Converter]:
    table = read.table(file, name, KNOWN)
    detection = detect(table.columns, named=parameters.export, mapping=parameters.columns)
    if detection.match:
        detection = detection.sharing(survey.shared(table, detection.match))
    export = detection.export
    day_first = parameters.day_first
    if day_first is None:
        known = export.named(table.columns)
        day_first = survey.day_first(table, [c for c, name in known.items() if name in time_columns(export)])
    converter = Converter(
        export,
        store_zone=store_zone,
        source_zone=parameters.time_zone or export.time_zone or store_zone,
        day_first=day_first,
        brand=parameters.brand,
        query=parameters.query,
    )
    return table, detection, converter


def _with_query(parameters: Parameters, name: str) -> Parameters:
    return replace(parameters, query=unquote(Path(name).stem).strip().strip("#") or None)


def _hash(path: Path, export: str, parameters: Parameters) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(json.dumps(asdict(parameters) | {"export": export}, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:32]


def _give_back() -> None:
    """Return what a batch used to the system: glibc would keep it, in pieces, and the process grow with the file."""
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def _lines(order: dict) -> Iterator[dict]:
    """Prepare as `order` says, yielding what to tell the app: progress, then prepared or refused."""
    try:
        prepared = prepare(
            Path(order["path"]),
            Path(order["folder"]),
            store_zone=order["store_zone"],
            parameters=Parameters(**order["parameters"]),
            name=order["name"],
            progress=lambda step: print(json.dumps({"progress": asdict(step)}), flush=True),
        )
    except Refused as refused:
        yield {"refused": refused.sentence.plain()}
    else:
        yield {"prepared": prepared.folder}


if __name__ == "__main__":
    for told in _lines(json.load(sys.stdin)):
        print(json.dumps(told, ensure_ascii=False), flush=True)
