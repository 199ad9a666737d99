"""Launches 上市: when each product was first mentioned."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis.answer import Answer, ask
from analysis.filters import Filters


def launches(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for each product that is mentioned together with a brand of the filters, the first first: product, brand (the one that most of its mentions name),
    first (time of its first mention), mentions (of all brands, which the answer opens).
    """
    return ask(
        cursor, Path(__file__).with_suffix(".sql"), replace(filters, brands=()), parameters={"compared": [*filters.brands]}, opens={"product": "products"},
    )  # fmt: skip
