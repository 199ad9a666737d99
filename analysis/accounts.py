"""The authors that a list of accounts means."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import AUTHOR_KEY, Filters


def accounts(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, entries: Sequence[tuple[str, str]]) -> Answer:
    """Of each entry (platform or "*", id or "@" and a name): place in `entries`, mentions, authors, each entry for itself:
    two that mean one author both count it.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"author": AUTHOR_KEY},
        parameters={"platforms": [platform for platform, _id in entries], "ids": [id_ for _platform, id_ in entries]},
    )
