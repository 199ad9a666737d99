"""`python -m loaders FILES…`: import exports into the store."""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import language
import written
from language import Sentence, _
from loaders import aliases, handover, inbox
from loaders.exports import EXPORTS
from loaders.fold import publish
from loaders.parameters import Parameters
from loaders.prepare import Progress, prepare
from loaders.profiles import saved
from loaders.receipt import Receipt
from loaders.refused import Refused
from loaders.rules import documents
from nlp.rules import RulesError
from store.connect import Store, StoreError, StoreHeld, connect
from store.url import store_url


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 when every file was imported, 1 when one was refused or the store cannot be opened."""
    language.follow(language.of_environment)
    chosen = _parser().parse_args(arguments)
    if chosen.list:
        listed = [(export.name, export.tool) for export in EXPORTS]
        for name, tool in [*listed, (aliases.NAME, _("any other table, by the names of its columns"))]:
            print(f"{name:24} {tool}")
        return 0
    if not chosen.files:
        print(_("Name at least one file, or --list to see the formats."), file=sys.stderr)
        return 1
    parameters = Parameters(
        export=chosen.export,
        brand=chosen.brand,
        time_zone=chosen.timezone,
        columns=dict(chosen.map),
        day_first=chosen.day_first,
        date=chosen.date,
        collected=chosen.collected,
    )
    try:
        store = connect(chosen.store)
    except StoreHeld as error:
        folder = Path(chosen.store).resolve().parent / "inbox"
        if inbox.beats(folder):
            return _handed_over(folder, chosen.files, parameters, chosen.json)
        print(error, file=sys.stderr)
        return 1
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    refused = [path for path in chosen.files if not _imported(store, path, parameters, chosen.json)]
    return 1 if refused else 0


def _handed_over(folder: Path, files: list[Path], parameters: Parameters, as_json: bool) -> int:
    """Let the program that holds the store import the files, and tell what it says of them."""
    readable, status = [], 0
    for path in files:
        try:
            path.open("rb").close()
            readable.append(path)
        except OSError as error:
            print(_("{file}: cannot be read. {why}", file=path, why=error.strerror or error), file=sys.stderr)
            status = 1
    if not readable:
        return status
    placed = dict(zip(inbox.hand_over(folder, readable, asdict(parameters)), readable, strict=True))
    shown = [_shown(path, time.monotonic()) for path in placed.values()]
    try:
        for path, told in zip(
            placed.values(), handover.receipts(folder, list(placed), lambda number, step: shown[number](step)), strict=True
        ):
            if "receipt" in told:
                _print(Receipt(**told["receipt"]), as_json)
            else:
                why = Sentence.of(told["why"]) if "why" in told else told["sentence"]
                print(_("{file}: not imported. {why}", file=path, why=why), file=sys.stderr)
                status = 1
    except handover.Gone:
        print(_("The program stopped; it imports the files from {folder} when it starts again.", folder=folder), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        for path in handover.withdraw(folder, list(placed)):
            print(_("{file}: was begun and goes on.", file=placed[path]), file=sys.stderr)
        return 130
    return status


def _print(receipt: Receipt, as_json: bool) -> None:
    print(json.dumps(receipt.plain(), ensure_ascii=False) if as_json else receipt, flush=True)


def _imported(store: Store, path: Path, parameters: Parameters, as_json: bool) -> bool:
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="guanlan-") as folder:
            prepared = prepare(
                path,
                Path(folder),
                store_zone=store.time_zone,
                parameters=parameters,
                profiles=saved(store),
                rules=documents(store),
                progress=_shown(path, started),
            )
            receipt = publish(store, prepared, seconds=time.monotonic() - started)
    except (Refused, RulesError) as refused:
        print(_("{file}: not imported. {why}", file=path, why=refused), file=sys.stderr)
        return False
    except OSError as error:
        print(_("{file}: cannot be read. {why}", file=path, why=error.strerror or error), file=sys.stderr)
        return False
    _print(receipt, as_json)
    return True


def _shown(path: Path, started: float):
    """A line of progress that is written over, where somebody is watching."""
    if not sys.stderr.isatty():
        return lambda _progress: None

    def show(progress: Progress) -> None:
        rate = progress.rows / max(time.monotonic() - started, 0.001)
        share = "" if progress.share is None else f" {written.share(progress.share)}"
        told = _("{rows} records, {rate} records/s", rows=written.whole(progress.rows), rate=written.whole(rate))
        print(
            f"\r\x1b[K{path.name}{share} {told}", end="\r" if progress.share == 1 else "", file=sys.stderr, flush=True
        )

    return show


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not column:
        raise argparse.ArgumentTypeError(_("write field=column, for example published_at=发布时间"))
    return field, column


def _iso(kind: type[date] | type[datetime]) -> Callable[[str], str]:
    def told(text: str) -> str:
        try:
            return kind.fromisoformat(text).isoformat()
        except ValueError:
            raise argparse.ArgumentTypeError(
                _("write a day such as 2024-03-01, or a time such as 2024-03-01T10:30")
            ) from None

    return told


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument(
        "--store", metavar="URL", default=store_url(), help=_("the store, by default data/guanlan.duckdb")
    )
    parser.add_argument("--brand", metavar="NAME", help=_("the brand that all mentions of these files are about"))
    parser.add_argument("--export", metavar="NAME", help=_("the format, where it should not be recognised by itself"))
    parser.add_argument("--timezone", metavar="TZ", help=_("of times written without an offset"))
    parser.add_argument(
        "--map", metavar="field=column", type=_pair, action="append", default=[], help=_("which column holds a field")
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="day_first", action="store_true", default=None, help=_("3/4/2024 is the third of April")
    )
    order.add_argument(
        "--month-first", dest="day_first", action="store_false", help=_("3/4/2024 is the fourth of March")
    )
    parser.add_argument("--date", metavar="DAY", type=_iso(date), help=_("of mentions without one"))
    parser.add_argument(
        "--collected", metavar="TIME", type=_iso(datetime), help=_("when times such as 3小时前 were seen, in the store's time zone")
    )
    parser.add_argument("--json", action="store_true", help=_("one object per file"))
    parser.add_argument("--list", action="store_true", help=_("list the formats and stop"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
