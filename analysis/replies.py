"""Replies 回应: how many of the mentions official accounts answered, and how soon, as far as the exports hold their threads."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.answered import ANSWERABLE, ANSWERED, OFFICIAL
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters


def replies(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for the negative mentions (scope negative) and one for all:

    officials (mentions of official and brand accounts in the whole store: without one no thread counts as known);
    mentions; answerable (no official account's, no article or ticket); known (of these, whose thread is known) with
    coverage, its share of answerable; answered (of known) with share, low and high; effective (independent voices among known);
    of those answered timed (both to the minute, the answer no earlier) and untimed, with median, early and late (10 and 90 % of them are
    faster), in minutes. What rests on fewer than 30 is NULL.
    """
    pieces = {"answered": filters.seen(ANSWERED.strip()), "answerable": ANSWERABLE, "officials": filters.seen(f"{{published}} AND {OFFICIAL}"), "author": AUTHOR_NUMBER}
    answer = ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=thresholds.values())
    return replace(answer, table=with_ends(answer.table, "share", "effective", "low", "high"))
