"""What the mentions of a filter add up to."""

from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.engagement import ENGAGEMENT, heat
from analysis.filters import AUTHOR_NUMBER, Filters


def totals(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """One row: mentions, authors (distinct, known), without_author, engagement (NULL where no count is known) and of how
    many mentions, capped (how many of these counts are lower bounds), heat, fully_counted, positive, neutral, negative,
    without_hour (known to the day or week), first and last time of publication.
    """
    pieces = {"author": AUTHOR_NUMBER, "engagement": ENGAGEMENT, "heat": heat()}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces)
