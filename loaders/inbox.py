"""The folder that exports are dropped into, as both see it: who drops and who imports.

`<file>.options.json` beside a file says what the command line's options would; `<file>.receipt.json`, in `done` or
`failed`, what became of it. A command's own files lie in a folder of their own, gone when the command is.
"""

import json
import os
import shutil
import time
from dataclasses import fields
from pathlib import Path
from uuid import uuid4

from loaders.parameters import Parameters
from loaders.refused import Refused

ENDED = ("done", "failed")
OPTIONS, RECEIPT, WORKING = ".options.json", ".receipt.json", ".working.json"
UNFINISHED = (".part", ".tmp", ".crdownload", ".download")
ALIVE = ".alive"
BEAT = 10
TYPES = {"columns": dict, "day_first": bool}
KNOWN = {field.name for field in fields(Parameters)} | {"name"}


def exports(inbox: Path) -> list[Path]:
    """The files that lie in the inbox and its folders, oldest first."""
    folders = [inbox, *(path for path in inbox.glob("*") if path.is_dir() and _visible(path) and path.name not in ENDED)]
    found = [path for folder in folders for path in folder.glob("*") if path.is_file() and _visible(path)]
    return sorted(found, key=lambda path: path.name)


def _visible(path: Path) -> bool:
    name = path.name.lower()
    return not name.startswith(".") and not name.endswith((*UNFINISHED, OPTIONS, RECEIPT))


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def working(path: Path) -> Path:
    """Where the progress of a file is told while it is imported."""
    return path.with_name(f".{path.name}{WORKING}")


def options(path: Path) -> dict:
    """What stands beside a file: fields of Parameters, and `name` where the file has another. Raises Refused."""
    file = beside(path, OPTIONS)
    if not file.exists():
        return {}
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refused("The options beside the file are no JSON: {why}", why=error) from error
    unknown = sorted(set(told) - KNOWN) if isinstance(told, dict) else [str(told)]
    if unknown:
        raise Refused("There is no option {name}; known are {known}.", name=unknown[0], known=", ".join(sorted(KNOWN)))
    wrong = [name for name, value in told.items() if value is not None and not isinstance(value, TYPES.get(name, str))]
    if wrong:
        raise Refused("The option {name} cannot be {value}.", name=wrong[0], value=told[wrong[0]])
    return told


def settle(inbox: Path, path: Path, receipt: dict) -> Path:
    """Move a file out of the inbox, its receipt beside; the receipt's path. Nothing there is overwritten."""
    ended = "done" if receipt["state"] == "done" else "failed"
    folder = inbox / ended / path.parent.relative_to(inbox)
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 2
    while target.exists() or beside(target, RECEIPT).exists():
        target, number = folder / f"{path.stem} ({number}){path.suffix}", number + 1
    path.rename(target)
    if beside(path, OPTIONS).exists():
        beside(path, OPTIONS).rename(beside(target, OPTIONS))
    working(path).unlink(missing_ok=True)
    write(beside(target, RECEIPT), receipt)
    return beside(target, RECEIPT)


def write(path: Path, told: dict) -> None:
    """Whole or not at all, for who waits for it."""
    draft = path.with_name(f".{path.name}.tmp")
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)


def beats(inbox: Path) -> bool:
    """Whether a program imports what lands here."""
    alive = inbox / ALIVE
    return alive.exists() and time.time() - alive.stat().st_mtime < BEAT


def hand_over(inbox: Path, paths: list[Path], parameters: dict) -> list[Path]:
    """Put copies (links, where the disk can) into a new folder of the inbox, all at once; where they lie. Raises OSError."""
    folder = inbox / f"command-{uuid4().hex[:12]}"
    draft = inbox / f".{folder.name}"
    draft.mkdir(parents=True)
    placed = []
    for number, path in enumerate(paths, start=1):
        target = draft / f"{number}{path.suffix}"
        try:
            os.link(path.resolve(), target)
        except OSError:
            shutil.copyfile(path, target)
        write(beside(target, OPTIONS), parameters | {"name": path.name})
        placed.append(folder / target.name)
    draft.rename(folder)
    return placed
