"""From a file to staged sightings: read, detect, expand, cast, identify, enrich. No store is opened and nothing is locked.

As `python -m loaders.prepare` it runs for the app in a process of its own, telling its progress line by line.
"""

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from loaders import read, survey
from loaders.convert import Reading, columns_behind
from loaders.detect import KNOWN, Detection, detect
from loaders.parameters import Parameters
from loaders.pool import PROCESSES, Pool
from loaders.profiles import Profile, fingerprint
from loaders.read import LINE, LeftOut, Table
from loaders.refused import Refused
from loaders.staging import REJECTED, SIGHTINGS, WORDS_MET, Staged, Staging, accepted_of, found_in
from nlp.rules import RulesError

PREVIEWED = 10
SAMPLED = 1000
PREPARED = "prepared.json"


@dataclass(frozen=True)
class Prepared:
    """A staged file: `rows` records held `read` mentions, of which `rejected` were; the rest lies in `folder`.

    `left_out` are the tables of the file that hold no mentions, each with why.
    """

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
    left_out: dict[str, dict]
    since: str
    until: str

    @property
    def sightings(self) -> Path:
        return Path(self.folder) / SIGHTINGS

    @property
    def rejections(self) -> Path:
        return Path(self.folder) / REJECTED

    @property
    def words(self) -> Path:
        return Path(self.folder) / WORDS_MET

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
    profiles: dict[str, Profile] | None = None,
    rules: dict[str, str] | None = None,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> Prepared:
    """Stage the mentions of `path` (called `name` where it was uploaded) in `folder`, for loaders.fold.publish. Tables
    whose fingerprint is in `profiles` are read as these say; mentions are enriched by `rules` (loaders.rules.documents).

    Raises Refused where the file is no export, or no record of it has a usable time.
    """
    parameters = parameters or Parameters()
    name = name or path.name
    total = Staged()
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file:
        opened, left_out = _opened(file, name, parameters, store_zone, profiles or {})
        with Pool(rules or {}) as pool, Staging(folder, pool) as staging:
            for position, part in enumerate(opened):
                for staged in staging.stage(part.table, part.reading):
                    total += staged
                    share = part.table.share()
                    progress(Progress(total.rows, None if share is None else (position + share) / len(opened)))
        size = os.stat(path).st_size
    if total.rows == 0:
        raise Refused("The file has a header but no records.")
    times = [column for part in opened for column in columns_behind(part.detection.export, "published_at")]
    if total.since is None and staging.relative():
        raise Refused(
            "The times in {column} count from when the file was collected, for example {example}. "
            "Say when that was: --collected 2024-03-01.",
            asks="collected",
            column=", ".join(times),
            example=staging.example(times),
        )
    if total.since is None:
        raise Refused(
            "No record of the file has a usable time of publication; the column {column} holds for example: {example}.",
            column=", ".join(times),
            example=staging.example(times),
        )
    prepared = Prepared(
        folder=str(folder),
        file_name=name,
        file_hash=_hash(path, opened),
        bytes=size,
        export=" + ".join(dict.fromkeys(part.detection.export.name for part in opened)),
        parameters=opened[0].parameters,
        rows=total.rows,
        read=total.read,
        rejected=total.rejected,
        warnings=_warnings(total, opened),
        left_out={member: why.sentence.plain() for member, why in left_out.items()},
        since=total.since.isoformat(),
        until=total.until.isoformat(),
    )
    prepared.save()
    return prepared


@dataclass(frozen=True)
class Opened:
    """A table of a file, its format, and how its records are read."""

    detection: Detection
    parameters: Parameters
    reading: Reading

    @property
    def table(self) -> Table:
        return self.detection.table


@dataclass(frozen=True)
class Preview:
    """A file before it is imported: how it was recognised and its first mentions as they will be stored.

    Of several tables it shows the first; `others` are the further ones with their formats, `left_out` those that hold no
    mentions, with why. `rejected` (by reason) and `warnings` are of the `read` mentions in the first SAMPLED records.
    """

    detection: Detection
    parameters: Parameters
    mentions: pa.Table
    read: int
    rejected: Counter
    warnings: Counter
    others: dict[str, str]
    left_out: dict[str, Refused]

    @property
    def table(self) -> Table:
        return self.detection.table


def preview(
    path: Path,
    *,
    store_zone: str,
    parameters: Parameters | None = None,
    name: str | None = None,
    profiles: dict[str, Profile] | None = None,
) -> Preview:
    """What `prepare` would make of the first records of `path`. Raises Refused as it does."""
    name = name or path.name
    with path.open("rb") as file:
        opened, left_out = _opened(file, name, parameters or Parameters(), store_zone, profiles or {})
        for part in opened:
            first = next((batch for batch in part.table.batches() if batch), None)
            if first is not None:
                break
        else:
            raise Refused("The file has a header but no records.")
        found = part.reading.converter().convert(first.records.slice(0, SAMPLED))
        mentions = found.sort_by([("line", "ascending"), ("part", "ascending")])
        lines = first.records[LINE].slice(0, PREVIEWED)
        return Preview(
            detection=part.detection,
            parameters=part.parameters,
            mentions=mentions.filter(pc.is_in(mentions["line"], lines)),
            read=found.num_rows,
            rejected=Counter(reason for reason in found["reason"].to_pylist() if reason),
            warnings=+found_in(accepted_of(found))["warnings"],
            others={str(other.table.member): other.detection.export.name for other in opened if other is not part},
            left_out=left_out,
        )


def _opened(
    file: BinaryIO, name: str, parameters: Parameters, store_zone: str, profiles: dict[str, Profile]
) -> tuple[list[Opened], dict[str, Refused]]:
    """The tables of the file that hold mentions, and why the others do not. Raises Refused where none does."""
    opened: list[Opened] = []
    left_out: dict[str, Refused] = {}
    for table in read.tables(file, name, KNOWN):
        if isinstance(table, LeftOut):
            left_out[table.member] = table.why
            continue
        try:
            profile = profiles.get(fingerprint(table.columns))
            said = profile.parameters(parameters, fingerprint(table.columns)) if profile else parameters
            opened.append(_as_opened(table, name, said, store_zone))
        except Refused as refused:
            left_out[table.member or name] = refused
    if opened:
        return opened, left_out
    (member, why), *more = left_out.items()
    if not more:
        raise why
    raise Refused(
        "None of the file's {count} tables can be imported; {member}: {why}",
        count=len(left_out),
        member=member,
        why=why.sentence,
    )


def _as_opened(table: Table, name: str, parameters: Parameters, store_zone: str) -> Opened:
    file = PurePosixPath(table.member if table.packed else name)
    detection = detect(table, named=parameters.export, mapping=parameters.columns, dated=parameters.date is not None)
    if detection.match:
        detection = detection.sharing(survey.shared(table, detection.match))
    table, export = detection.table, detection.export
    if export.name_is_query and not parameters.query:
        parameters = replace(parameters, query=_query(file, name))
    if not parameters.date and not any("published_at" in finding.fields for finding in export.findings):
        raise Refused(
            "Exports of {name} hold no dates. Say the day that the mentions are placed on: --date 2024-03-01.",
            asks="date",
            name=export.name,
        )

    def named(field: str) -> list[str]:
        behind = columns_behind(export, field)
        return [column for column, name in export.named(table.columns).items() if name in behind]

    day_first = export.day_first if parameters.day_first is None else parameters.day_first
    if day_first is None:
        day_first = survey.day_first(table, named("published_at"))
    reading = Reading(
        export=export,
        member=table.member,
        store_zone=store_zone,
        source_zone=parameters.time_zone or export.time_zone or store_zone,
        day_first=day_first,
        rounded=survey.rounded(table, named("native_id")),
        given={
            "brand": parameters.brand,
            "query": parameters.query,
            "file": file.stem,
            "date": parameters.date,
            "collected": parameters.collected,
        },
    )
    return Opened(detection, parameters, reading)


def _query(file: PurePosixPath, name: str) -> str | None:
    """The search that a file's name tells; of a name that is only a number, its folder's or its archive's."""
    words = [unquote(part).strip().strip("#") for part in (file.stem, file.parent.name, PurePosixPath(name).stem)]
    return next((word for word in words if word and not word.isdecimal()), words[0] or None)


def _warnings(total: Staged, opened: list[Opened]) -> dict[str, int]:
    found = total.warnings + sum((part.table.warnings for part in opened), Counter())
    matches = [part.detection for part in opened if part.detection.match]
    found["title_only"] = sum("title" in d.columns and "text" not in d.columns for d in matches)
    found["shared_ids"] = sum(bool(d.match.shared) for d in matches)
    return {code: count for code, count in found.items() if count}


def _hash(path: Path, opened: list[Opened]) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    for part in opened:
        said = asdict(part.parameters) | {"export": part.detection.export.name}
        del said["profile"]
        digest.update(json.dumps(said, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()[:32]


def _told(order: dict) -> Iterator[dict]:
    """Prepare the files that `order` names, a few at a time, and tell the app of each in their order."""
    files = order["files"]
    with ThreadPoolExecutor(min(len(files), PROCESSES)) as threads:
        yield from threads.map(partial(_one, order, len(files)), range(len(files)), files)


def _one(order: dict, files: int, number: int, file: dict) -> dict:
    try:
        prepared = prepare(
            Path(file["path"]),
            Path(file["folder"]),
            store_zone=order["store_zone"],
            parameters=Parameters(**file["parameters"]),
            name=file["name"],
            profiles={known_by: Profile(**profile) for known_by, profile in order["profiles"].items()},
            rules=order["rules"],
            progress=partial(_progressed, number, files),
        )
    except (Refused, RulesError) as refused:
        return {"refused": refused.sentence.plain()}
    return {"prepared": prepared.folder}


def _progressed(number: int, files: int, step: Progress) -> None:
    share = None if step.share is None else (number + step.share) / files
    _say({"progress": asdict(replace(step, share=share))})


def _say(told: dict) -> None:
    """One line, whichever thread says it."""
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    ordered = json.load(sys.stdin)
    # Without its folders nobody waits for it any more: the program was killed and started anew.
    if all(Path(file["folder"]).is_dir() for file in ordered["files"]):
        for told in _told(ordered):
            _say(told)
