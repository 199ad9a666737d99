"""Figures of the business: which there are, and how one of them moves beside the mentions."""

from pathlib import Path

import duckdb

from analysis import buckets
from analysis.answer import Answer, ask
from analysis.filters import Filters
from store.supplements import FIGURES

# Figures that add up over days; all others are told as their mean a day.
SUMMED = ("orders", "sales", "returns", "complaints", "tickets")
# What more of a figure is to the business; of the others it is not known.
RISES = {"orders": "good", "sales": "good", "returns": "bad", "satisfaction": "good", "complaints": "bad", "tickets": "bad", "awareness": "good"}
GRAINS = ("day", "week", "month")
# Between a metric and its brand in a code.
APART = "|"

KNOWN = f"""
-- Which figures are there, of which days?
SELECT metric, brand, max(unit) AS unit, count(*) AS days, min(date) AS first, max(date) AS last
FROM ({FIGURES}) WHERE value IS NOT NULL GROUP BY metric, brand ORDER BY brand NULLS FIRST, metric
"""


def figures(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """metric, brand (NULL: of none), unit, days, first, last, by brand and metric; of all days, whatever the filters."""
    return Answer(cursor.execute(KNOWN).to_arrow_table(), KNOWN.strip(), {}, filters)


def figure(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, metric: str, brand: str | None, grain: str = "day") -> Answer:
    """Of every bucket with a known day: bucket, value (the sum over its days of SUMMED, else their mean), days (how many are known),
    span (how many it has), unit. Of the filters only the window and as_of count, and only days that lie in both as a whole.
    """
    if grain not in GRAINS:
        raise ValueError(f"There is no grain {grain!r} of figures; known are {', '.join(GRAINS)}.")
    pieces = {"figures": FIGURES, "grain": grain, "gathered": "sum" if metric in SUMMED else "avg"}
    parameters = buckets.parameters(filters) | {"metric": metric, "brand": brand}
    return ask(cursor, Path(__file__).with_suffix(".sql"), filters, pieces=pieces, parameters=parameters)


def code(metric: str, brand: str | None) -> str:
    """As the address holds it."""
    return f"{metric}{APART}{brand or ''}"
