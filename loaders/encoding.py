"""Bytes to clean text: the encoding found, bad bytes replaced, marks inside the file removed, each counted."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 1 << 20
SAMPLED_BLOCKS = 4
DAMAGED_UTF8 = (
    0.02  # share of bad characters below which a file is UTF-8 with bad bytes: other encodings give over a half
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def sniff(file: BinaryIO) -> str:
    """The encoding of `file`: by its mark, else UTF-8 where (nearly) all of it is, else GB18030.

    Looks at the first blocks that are not plain ASCII, wherever they are; leaves the file at its start.
    """
    file.seek(0)
    start = file.read(4)
    for mark, name in BOMS:
        if start.startswith(mark):
            file.seek(0)
            return name
    file.seek(0)
    if wide := _wide(start):
        return wide
    sample = bytearray()
    while len(sample) < SAMPLED_BLOCKS * BLOCK and (block := file.read(BLOCK)):
        if not block.isascii():
            sample += block
    file.seek(0)
    if not sample:
        return "utf-8"
    damaged = _errors(sample, "utf-8")
    return "utf-8" if damaged < DAMAGED_UTF8 or damaged <= _errors(sample, "gb18030") else "gb18030"


def text(file: BinaryIO, encoding: str, warnings: Counter) -> Iterator[str]:
    """The file's text in blocks, from its start; what was repaired is counted in `warnings`."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    genuine = "\ufffd".encode(encoding, errors="ignore")
    first = True
    while True:
        block = file.read(BLOCK)
        part = decoder.decode(block, final=not block)
        if first:
            part, first = part.removeprefix("\ufeff"), False
        if "\ufffd" in part:
            bad = part.count("\ufffd") - (block.count(genuine) if genuine else 0)
            warnings["bad_bytes"] += max(bad, 0)
        for mark, code in (("\ufeff", "marks_inside"), ("\x00", "null_characters")):
            if mark in part:
                warnings[code] += part.count(mark)
                part = part.replace(mark, "")
        yield part
        if not block:
            return


class Utf8(io.RawIOBase):
    """Text blocks as a readable file of UTF-8 bytes, for readers that want one."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self._blocks = blocks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        parts, have = [self._rest], len(self._rest)
        while size < 0 or have < size:
            block = next(self._blocks, None)
            if block is None:
                break
            parts.append(block.encode("utf-8", errors="replace"))
            have += len(parts[-1])
        whole = b"".join(parts)
        cut = len(whole) if size < 0 else size
        self._rest = whole[cut:]
        return whole[:cut]


def _errors(sample: bytearray, encoding: str) -> float:
    """Share of the characters beyond ASCII that are not of this encoding."""
    decoded = codecs.getincrementaldecoder(encoding)(errors="replace").decode(bytes(sample))
    beyond = len(decoded) - len(decoded.encode("ascii", errors="ignore"))
    genuine = sample.count("\ufffd".encode(encoding))  # written by the tool, where it had lost an emoji itself
    return max(decoded.count("\ufffd") - genuine, 0) / max(beyond, 1)


def _wide(start: bytes) -> str | None:
    """UTF-16 without its mark shows as a zero byte beside each plain character."""
    if len(start) == 4 and start[1] == start[3] == 0 and start[0] and start[2]:
        return "utf-16-le"
    if len(start) == 4 and start[0] == start[2] == 0 and start[1] and start[3]:
        return "utf-16-be"
    return None
