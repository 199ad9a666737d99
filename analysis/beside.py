"""What stands beside a word: the words in the same mentions, and how much oftener than by chance."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import vocabulary
from analysis.answer import Answer, ask
from analysis.filters import Filters
from nlp.tokens import word_id

MOST = 24
# Of the likelihood ratio: observed times the logarithm of observed over expected, of each of the four cells (Dunning 1993).
CELLS = " + ".join(
    f"CASE WHEN k_{a}{b} > 0 THEN k_{a}{b} * ln(k_{a}{b} * n / ((k_{a}1 + k_{a}0) * (k_1{b} + k_0{b}))) ELSE 0 END" for a in (1, 0) for b in (1, 0)
)


def beside(
    cursor: duckdb.DuckDBPyConnection,
    filters: Filters,
    *,
    word: str,
    stop_words: Iterable[str] = (),
    shortest: int = vocabulary.SHORTEST,
    limit: int = MOST,
) -> Answer:
    """The words that stand with `word` in 5 stories and more and oftener than by chance, those of the largest likelihood ratio
    (Dunning's G², over stories) first: word, mentions with both, stories with both, lift (how many times as many stories hold both
    as if they did not know of each other), likelihood.

    The answer's filters are those of the mentions that hold `word`.
    """
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=vocabulary.PIECES | {"cells": CELLS, "several": vocabulary.several("selection"), "stories": vocabulary.stories("selection", among="first")},
        parameters=vocabulary.parameters(stop_words, shortest) | {"id": word_id(word), "limit": limit},
        opens={"word": "words"},
    )
    return replace(answer, filters=holding(filters, word))


def holding(filters: Filters, word: str) -> Filters:
    """Of the mentions that the filters leave those that hold a word."""
    return replace(filters.steady(), words=tuple(dict.fromkeys([*filters.words, word])))
