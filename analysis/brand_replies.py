"""Replies of brands 回应: how many of the mentions that name a brand its own official accounts answered, and how soon."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import duckdb

from analysis import interval, thresholds, whose
from analysis.answer import Answer, ask
from analysis.answered import ANSWERABLE, ANSWERED
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters


def brand_replies(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, accounts: Sequence[tuple[str, str]] = (), named: Sequence[str] = ()) -> Answer:
    """A row for each brand that the filters choose, in their order: brand, accounts (the keys of its official accounts that the store knows) and platforms (where
    they are; '' unknown), mentions (that name it), answerable (as analysis.answered has it); NULL without an account: known (of these, on its platforms, whose thread is known), which
    are answered (by one of these accounts), by_others (only by official accounts of others) and unanswered (by none); share (answered of
    known, NULL under 30) with low and high, effective; of those answered timed and untimed, median, early and late as replies has them.

    `accounts` and `named` as analysis.whose has them: who is official and not listed for a brand speaks for the one, of all that are known, whose name stands
    in its own, else for the one that most of its mentions name. What the filters say of answers is set aside.
    """
    filters = replace(filters, answers=(), answerers=())
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "answered": filters.seen(ANSWERED.strip()),
            "answerable": ANSWERABLE,
            "author": AUTHOR_NUMBER,
            **whose.pieces(filters),
        },
        parameters=thresholds.values() | {"compared": [*filters.brands]} | whose.parameters(accounts, [*named, *filters.brands]),
        opens={"brand": "brands"},
    )
    return replace(answer, table=with_ends(answer.table, "share", "effective", "low", "high"))


def differing(rows: Sequence[dict]) -> list[tuple[dict, dict]]:
    """The pairs of rows of which one's share is clearly larger, the larger first, the clearest pair first (Newcombe's interval excludes 0, held among all
    pairs by Benjamini–Hochberg, q = .10).
    """
    told = [row for row in rows if row["share"] is not None]
    pairs = [(one, other) if one["share"] >= other["share"] else (other, one) for one, other in combinations(told, 2)]
    if not pairs:
        return []
    shares = [[pair[side][name] for pair in pairs] for side in (0, 1) for name in ("share", "effective")]
    low, _high = interval.newcombe(*shares)
    p_values = interval.p_of_difference(*shares)
    held = interval.benjamini_hochberg(p_values) & (low > 0)
    return [pairs[place] for place in sorted(held.nonzero()[0].tolist(), key=lambda place: p_values[place])]


def outcome(answer: Answer, row: dict, name: str) -> Filters | None:
    """The mentions of a row that are answered by the brand's accounts, or unanswered by anybody's; None where the filters leave none of its platforms."""
    own = {"answerers": tuple(row["accounts"])} if name == "answered" else {}
    return answer.mentions(row).narrowed(platforms=tuple(platform or None for platform in row["platforms"]), answers=(name,), **own)
