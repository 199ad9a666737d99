"""Writing delimited text with the same bytes on every machine."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "utf-8-sig") -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def cells(header: Sequence[str], record: dict[str, object]) -> list[object]:
    """A record in the order of the header, blank where it has nothing."""
    return [record.get(name, "") for name in header]
