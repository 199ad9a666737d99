"""Topics crossed with another field: where each is spoken of, about whom, and about what."""

from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.dimension import pieces
from analysis.filters import Filters

# Topics and values at most.
MOST, MOST_ACROSS = 12, 8


def crossing(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, across: str, most: int = MOST, most_across: int = MOST_ACROSS) -> Answer:
    """A row for each of the largest topics and each of the largest values of `across`, also where both meet in none, the largest
    first, unknown last: topic_id, value, mentions, topic_mentions (of the whole topic), share (of these, 0–1; NULL under 30);
    negative, positive, net (−1 to 1; NULL where fewer than 30 are positive or negative).

    A mention with several values counts once for each, so that the shares of a topic may add up to more than 1.
    """
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=pieces(across, filters),
        parameters=thresholds.values() | {"most": most, "most_across": most_across},
        opens={"topic_id": "topics", "value": across},
    )
