"""`python -m store check`: is the store sound, and which one is it?"""

import argparse
import sys

from store.connect import StoreError, connect
from store.digest import digest, faults
from store.url import store_url


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m store", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print each table's rows and checksum, then what contradicts itself")
    check.add_argument("--store", metavar="URL", default=store_url())
    chosen = parser.parse_args(arguments)
    try:
        store = connect(chosen.store)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    for table, checksum in digest(store).items():
        print(f"{table:12} {checksum}")
    found = faults(store)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
