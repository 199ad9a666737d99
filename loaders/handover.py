"""Files of the command line go through the inbox where the program holds the store."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from loaders import inbox
from loaders.prepare import Progress

LOOKS = 0.1


class Gone(Exception):
    """The program stopped meanwhile; what it did not end lies in the inbox."""


def receipts(
    folder: Path, placed: list[Path], progress: Callable[[int, Progress], None]
) -> Iterator[dict]:
    """What became of each file in turn, as loaders.inbox.settle wrote it. Raises Gone."""
    for number, path in enumerate(placed):
        while (found := _receipt(folder, path)) is None:
            if not inbox.beats(folder):
                raise Gone
            if (going := _read(inbox.working(path))) is not None:
                progress(number, Progress(**going))
            time.sleep(LOOKS)
        yield found
    for left in ("", *inbox.ENDED):
        shutil.rmtree(folder / left / placed[0].parent.name, ignore_errors=True)


def withdraw(folder: Path, placed: list[Path]) -> list[Path]:
    """Take back what was not begun; what goes on to its end."""
    begun = [path for path in placed if inbox.working(path).exists() or _receipt(folder, path)]
    for path in placed:
        if path not in begun:
            path.unlink(missing_ok=True)
            inbox.beside(path, inbox.OPTIONS).unlink(missing_ok=True)
    if not begun:
        placed[0].parent.rmdir()
    return [path for path in begun if not _receipt(folder, path)]


def _receipt(folder: Path, path: Path) -> dict | None:
    found = (_read(inbox.beside(folder / ended / path.relative_to(folder), inbox.RECEIPT)) for ended in inbox.ENDED)
    return next(filter(None, found), None)


def _read(path: Path) -> dict | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
