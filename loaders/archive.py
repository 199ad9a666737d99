"""Tables in zip archives: each file inside is read as if it lay beside the archive."""

import zipfile
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from loaders import read
from loaders.refused import Refused

MEMBERS = 10_000
LARGEST = 64 << 30  # of all files together, unpacked: text packs to a tenth, a bomb to a thousandth
LARGEST_WORKBOOK = 1 << 30
ENCRYPTED, UTF8_NAME = 0x1, 0x800
SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def tables(file: BinaryIO, known: frozenset[str]) -> list[read.Table | read.LeftOut]:
    """The tables of all files in the archive, and those files that hold none. Raises Refused where it cannot be read."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise Refused("The archive cannot be opened: {error}. Pack it again as zip.", error=error) from error
    inside = [(info, _name(info)) for info in archive.infolist() if not info.is_dir()]
    inside = [(info, name) for info, name in inside if not name.startswith(SYSTEM) and not name.endswith(SYSTEM)]
    if len(inside) > MEMBERS or sum(info.file_size for info, _ in inside) > LARGEST:
        raise Refused(
            "The archive holds {count} files of {size} GB in all; at most {most} files of {limit} GB are read.",
            count=len(inside), size=sum(info.file_size for info, _ in inside) >> 30, most=MEMBERS, limit=LARGEST >> 30,
        )  # fmt: skip
    if not inside:
        raise Refused("The archive holds no file.")
    seen: Counter = Counter()
    found = []
    for info, name in inside:
        seen[name] += 1
        found += _tables(archive, info, f"{name} ({seen[name]})" if seen[name] > 1 else name, known)
    return found


def _tables(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, known: frozenset[str]
) -> list[read.Table | read.LeftOut]:
    try:
        found = read.tables(_opened(archive, info, name), name, known)
    except Refused as refused:
        return [read.LeftOut(name, refused)]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        why = Refused("The file cannot be unpacked: {error}. Pack it again as zip.", error=error)
        return [read.LeftOut(name, why)]
    return [replace(one, member=f"{name}/{one.member}" if one.member else name, packed=True) for one in found]


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> BinaryIO:
    suffix = PurePosixPath(name).suffix.lower()
    if info.flag_bits & ENCRYPTED:
        raise Refused("The file is encrypted: pack it again without a password.")
    if suffix == ".zip":
        raise Refused("This is an archive inside an archive: unpack it first.")
    if suffix in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods") and info.file_size > LARGEST_WORKBOOK:
        raise Refused("The workbook is larger than {limit} MB.", limit=LARGEST_WORKBOOK >> 20)
    try:
        return archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused("The file cannot be unpacked: {error}. Pack it again as zip.", error=error) from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was written: Chinese Windows writes GB18030 where the format has no mark for it."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
