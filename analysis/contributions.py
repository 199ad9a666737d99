"""What moved net sentiment from one period to another: which groups changed, and which grew or shrank."""

from pathlib import Path

import duckdb

from analysis import dimension, thresholds
from analysis.answer import Answer, ask
from analysis.filters import DIMENSIONS, Filters


def contributions(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters, by: str) -> Answer:
    """Per value of `by`, the largest contribution first: value, polar_now and polar_before (its positive and negative
    mentions), net_now and net_before (−1 to 1, NULL under 30), within (it changed by itself), mix (its share of all
    changed), contribution (their sum). The contributions add up to the change of net sentiment.

    `before` is the same filter over another window. A mention with several values (brands) counts 1/k in the
    contributions of its k values, and whole in their counts. No rows where a period has fewer than 30 such mentions.
    """
    selection, values = before.selection(prefix="before_")
    return ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "before": selection,
            "groups": _groups(by, filters),
            **dimension.pieces(by, filters),
        },
        parameters=thresholds.values() | values,
        opens={"value": by},
    )


def _groups(by: str, filters: Filters) -> str:
    """SQL: among how many of the groups a mention is divided."""
    field, chosen = DIMENSIONS[by], getattr(filters, by)
    if field.form == "value" or chosen == (None,):
        return "1"
    names = ", ".join(f"${by}_{i}" for i in range(sum(value is not None for value in chosen)))
    return f"greatest(len(list_intersect({field.sql}, [{names}])), 1)" if names else f"greatest(len(list_distinct({field.sql})), 1)"
