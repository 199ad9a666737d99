"""Words 热词: which stand in the mentions, in how many, how these feel, and which of them grow."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from analysis import thresholds, vocabulary
from analysis.answer import Answer, ask
from analysis.filters import Filters, earlier
from nlp.codes import normal

MOST = 150
FELT = {name: f"count(*) FILTER (sentiment = {code})" for name, code in (("positive", 1), ("neutral", 0), ("negative", -1))}


def words(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    before: Filters | None = None,
    stop_words: Iterable[str] = (),
    shortest: int = vocabulary.SHORTEST,
    sought: str = "",
    limit: int = MOST,
    grown: int = 0,
) -> Answer:
    """The words of most mentions, of at least `shortest` letters, without stop words and numbers, those that hold `sought`, and
    besides so many `grown` that grew clearly from one period to the next: word, mentions that hold it, share of all in the filter (0–1; NULL under 30 of them), stories, positive, neutral, negative
    (mentions), net (−1 to 1; NULL where fewer than 30 are positive or negative); against `before`, the same filter over another
    window: stories_before, growth (of its share of stories, 0.5 for half as much again; NULL under 5 stories before or 30 in a
    period) and z (vocabulary.log_odds, NULL without a period before).
    """
    then, values = earlier(before)
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=vocabulary.PIECES
        | {
            "before": then,
            "several": vocabulary.several("selection"),
            "several_before": vocabulary.several("selection_before"),
            "mentions": vocabulary.mentions("selection"),
            # What all words are said together is asked of two periods only.
            "copies": vocabulary.copies("selection", among="" if before else "first"),
            "stories_before": vocabulary.stories("selection_before"),
            "felt": vocabulary.mentions("selection", among="shown", **FELT),
            "clear": str(vocabulary.CLEAR),
            "z": vocabulary.log_odds("stories", "said", "stories_before", "said_before"),
        },
        parameters=thresholds.values() | values | vocabulary.parameters(stop_words, shortest) | {"sought": normal(sought).strip(), "limit": limit, "grown": grown},
        opens={"word": "words"},
    )
