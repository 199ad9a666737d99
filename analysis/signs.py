"""Signs 话题标签与表情: the #topics#, [emoticons] and emoji that stand in the mentions, as they are written."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.filters import Filters
from analysis.symbols import KINDS, SYMBOLS
from analysis.words import MOST


def signs(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, kind: str, sought: str = "", limit: int = MOST) -> Answer:
    """Those of a kind (symbols.KINDS) in most mentions, that hold `sought`: word, mentions, share, stories, positive, neutral,
    negative, net, as words has them.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"symbols": SYMBOLS, "kind": KINDS[kind]},
        parameters=thresholds.values() | {"sought": sought.strip(), "limit": limit},
        opens={"word": "signs"},
    )
