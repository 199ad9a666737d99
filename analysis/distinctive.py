"""Distinctive words 特征词: what is said on one side and not on the other."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import vocabulary
from analysis.answer import Answer, ask
from analysis.filters import Filters

MOST = 12


def distinctive(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    against: Filters | None = None,
    stop_words: Iterable[str] = (),
    shortest: int = vocabulary.SHORTEST,
    limit: int = MOST,
) -> Answer:
    """The words that tell these mentions from those of `against`, or without it from the rest of their window: first those typical
    here, then those typical there, at most `limit` of each, the clearest first.

    word; stories and stories_there that hold it; share and share_there of each side's stories (0–1); z (vocabulary.log_odds, from 3
    on, from 5 stories on); mentions and mentions_there, which the filters and the other filters open. What belongs to both
    filters counts on no side. No rows where a side says nothing.
    """
    (mine, values), (theirs, others) = filters.where(), (against or window(filters)).where(prefix="other_")
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=vocabulary.PIECES
        | {
            "mine": f"({mine})",
            "theirs": f"({theirs})",
            "here": "NOT shared" if against else "true",
            "stories": vocabulary.stories("here"),
            "stories_there": vocabulary.stories("there"),
            "several": vocabulary.several("here"),
            "several_there": vocabulary.several("there"),
            "mentions": vocabulary.mentions("selection", among="first"),
            "mentions_there": vocabulary.mentions("other", among="first", mentions_there="count(*)"),
            "clear": str(vocabulary.CLEAR),
            "z": vocabulary.log_odds("stories", "said", "stories_there", "said_there"),
        },
        parameters=values | others | vocabulary.parameters(stop_words, shortest) | {"limit": limit},
        opens={"word": "words"},
    )


def window(filters: Filters) -> Filters:
    """All mentions of the filters' window."""
    return Filters(since=filters.since, until=filters.until, as_of=filters.as_of)


def there(answer: Answer, against: Filters | None, row: dict) -> Filters:
    """The mentions of the other side that hold a row's word."""
    return replace(answer, filters=against or window(answer.filters)).mentions(row)
