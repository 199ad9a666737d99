"""One cascade 传播链, node by node: who passed on whose words, how that is known, when, and what they brought about."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answer import Answer, ask
from analysis.cascades import betweenness, roles
from analysis.cascades_course import ages, soon
from analysis.filters import AUTHOR_KEY, Filters
from analysis.trees import MICROSECONDS, MISSING, Trees, trees
from nlp.forest import ROOT, under

# So many characters of a node's text are told.
BEGINNING = 80
# Whose parent is a guess, or not known at all.
GUESSED = ("inferred", "unattached")
# When a node came, as far as that is known to the minute: of a day nobody knows the hour.
AT = "CASE WHEN m.precision IN ('second', 'minute') THEN m.published_at END"
# Of nodes that were published by then; what is no mention has no time of its own.
THERE = {False: "true", True: "(m.mention_id IS NULL OR m.published_at <= $as_of)"}


def cascade(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, cascade_id: str) -> Answer:
    """Its nodes as of the view, whatever else is filtered, the root first, then by time; none where there is no such cascade. node
    (0, 1, …), above (of its parent; −1: none), edge (explicit, parsed, inferred, unattached; NULL of the root), cut; mention_id (NULL:
    no mention of the store), author (key; NULL unknown), author_name (or id, where there is no name), followers, author_kind, verified, platform, kind,
    published_at, at (the same where it is known to the minute), sentiment, text (its beginning); age (seconds since the root; NULL where one is not known
    to the minute), depth, descendants (reposts caused), soon (of these within an hour; NULL unknown), betweenness, role (origin,
    amplifier, ordinary).

    What is inferred or unattached hangs from the root here: its depth is 1, and nobody is said to have caused it.
    """
    pieces = {"author": AUTHOR_KEY, "at": AT, "beginning": str(BEGINNING), "there": THERE[filters.as_of is not None]}
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters={"cascade": cascade_id, "as_of": filters.as_of})
    table = named(answer.table)
    found = grown(table)
    told = {
        "above": found.parent,
        "age": ages(found) / MICROSECONDS,
        "depth": found.depth,
        "descendants": found.descendants,
        "soon": soon(found),
        "betweenness": betweenness(found),
        "role": roles(found),
    }
    table = table.drop_columns(["place", "above"]).add_column(0, "node", pa.array(np.arange(len(table))))
    for name, values in told.items():
        table = table.append_column(name, pa.array(values, from_pandas=True))
    return replace(answer, table=table)


def named(table: pa.Table) -> pa.Table:
    """Without those who are only named by what was published later."""
    seen = ~table["mention_id"].is_null().to_numpy()
    return table.filter(pa.array(under(rows_above(table), seen) > 0))


def rows_above(table: pa.Table) -> np.ndarray:
    """Of each node the row of its parent; ROOT where it has none, MISSING where that is not in the table."""
    place, parent = table["place"].to_numpy(), table["above"].fill_null(ROOT).to_numpy()
    row = np.minimum(np.searchsorted(place, parent), max(len(place) - 1, 0))
    return np.where(parent == ROOT, ROOT, np.where(place[row] == parent, row, MISSING)) if len(place) else parent


def grown(table: pa.Table, cascade: np.ndarray | None = None) -> Trees:
    """The trees of nodes that stand in the order of `cascade_node`, without what is only guessed."""
    guessed = pc.is_in(table["edge"], pa.array(GUESSED)).to_numpy()
    return trees(np.where(guessed, MISSING, rows_above(table)), table["at"].to_numpy(), cascade)
