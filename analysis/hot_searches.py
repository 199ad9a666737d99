"""Hot searches 热搜: which of the exported words concern us, when and how long they stood on their board, and how high."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import buckets, keywords
from analysis.answer import Answer, ask
from analysis.filters import Filters
from store.supplements import HOT_SEARCHES

MOST = 200


def hot_searches(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, words: tuple[str, ...], most: int = MOST) -> Answer:
    """A row for each board and word that holds one of `words` or that the keyword of the filters finds, the best rank first: board, word,
    first and last (when it was seen there in the window), times (how often), minutes (on the board, at least), best (its rank), heat (the
    highest), at (when it stood highest).

    The usual step of a board is the median time between its lists. What is seen again within two steps stayed meanwhile; what is seen
    later came anew. Of the filters the window, as_of and the keyword count.
    """
    tree = keywords.parse(filters.keyword)
    found, values = keywords.condition(tree) if tree else ("false", {})
    pieces = {"lists": HOT_SEARCHES, "found": found}
    parameters = buckets.parameters(filters) | values | {"words": list(words), "most": most}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=parameters)


def mentions_of(answer: Answer, row: dict) -> Filters:
    """The mentions of the view that hold the word of a row."""
    word = " ".join(mark for mark in row["word"].replace("#", " ").replace('"', " ").split())[: keywords.LONGEST // 4]
    return replace(answer.filters.steady(), keyword=keywords.both(answer.filters.keyword, f'"{word}"'))
