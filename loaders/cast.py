"""Casting cells to counts, times, ids, text: the macros of cast.sql, for one file's time zone and date order."""

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb

from loaders.refused import Refused

# Ids that are no keys, besides those in scientific notation.
ROUNDED = {True: r"|[1-9]\d{14}0+|[1-9]\d{11,}0{4,}", None: r"|[1-9]\d{11,}0{4,}", False: ""}
MACROS = Path(__file__).with_suffix(".sql")


def install(
    connection: duckdb.DuckDBPyConnection, *, store_zone: str, source_zone: str, day_first: bool = False, rounded: bool | None = None
) -> None:
    """Make the macros in `connection`. `source_zone` counts for times written without an offset; `rounded` tells whether
    ids of 16 and more digits lost all but 15 of them, None where that is not known.
    """
    for zone in (store_zone, source_zone):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise Refused(
                "There is no time zone {zone}; use a name such as Asia/Shanghai or UTC.", zone=zone
            ) from error
    same = store_zone == source_zone
    pieces = {
        "store_zone": store_zone,
        "unmoved": "naive" if same else f"timezone('{source_zone}', timezone('{store_zone}', naive))",
        "moved": "naive" if same else f"timezone('{store_zone}', timezone('{source_zone}', naive))",
        "rounded": ROUNDED[rounded],
        "day_first": "true" if day_first else "false",
    }
    sql = MACROS.read_text(encoding="utf-8")
    for name, piece in pieces.items():
        sql = sql.replace(f"{{{name}}}", piece)
    connection.execute(sql)
