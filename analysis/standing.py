"""How the compared brands are felt, and which of them clearly otherwise than one of them."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.interval import benjamini_hochberg, newcombe, p_of_difference
from analysis.naming import compared, each, how_many, naming, of_each

VOICES = """
SELECT {brand} AS value, {squares} FROM (
    SELECT {key} IS NULL AS each, count(*) AS known, count(*) FILTER (polar) AS polar, count(*) FILTER (polar_alone) AS polar_alone FROM placed WHERE {named} AND known GROUP BY {key}
)"""
SQUARES = ", ".join(f"CAST(sum({of} * CASE WHEN each THEN 1 ELSE {of} END) AS DOUBLE) AS {of}_squares" for of in ("known", "polar", "polar_alone"))
COMPARED = ("difference", "difference_low", "difference_high", "clear")


def standing(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, ours: str) -> Answer:
    """A row for each brand that the filters choose and mentions name, in their order: value and of all its mentions what
    analysis.sentiment tells of them; alone (those positive or negative that name no other of these brands), effective_alone (independent voices among
    these) and net_alone (their net sentiment, NULL under 30 of them); of the brands besides `ours` difference (net_alone less that of `ours`) with difference_low
    and difference_high (NULL where one side has fewer than 10 voices), and clear (whether the interval excludes 0 and the difference holds among all of them).

    Mentions that name two of the brands would stand on both sides of a difference, which then were no independent samples.
    """
    brands, voices = compared(filters), VOICES.replace("{squares}", SQUARES)
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "mentions": each("count(*) FILTER ({named})", brands), **{name: of_each(voices.replace("{key}", key), brands) for name, key in (("stories", "story"), ("authors", "author"))},
            "naming": naming(brands), "how_many": how_many(brands), "author": AUTHOR_NUMBER,
        },
        parameters=thresholds.values() | {"compared": brands},
        opens={"value": "brands"},
    )
    table = with_ends(answer.table, "negative_share", "effective", "negative_low", "negative_high")
    table = with_ends(table, "net", "effective_polar", "net_low", "net_high", net=True)
    differences = _compared({row["value"]: row for row in answer.rows}, ours)
    for name in COMPARED:
        told = [differences.get(row["value"], {}).get(name) for row in answer.rows]
        table = table.append_column(name, pa.array(told, pa.bool_() if name == "clear" else pa.float64()))
    return replace(answer, table=table)


def _compared(rows: dict[str, dict], ours: str) -> dict[str, dict]:
    """Of each brand whose net sentiment is known, as is ours, what differs."""
    base = rows.get(ours, {"net_alone": None})
    told = [brand for brand, row in rows.items() if brand != ours and None not in (row["net_alone"], base["net_alone"])]
    if not told:
        return {}
    nets, voices = [[rows[brand][name] for brand in told] for name in ("net_alone", "effective_alone")]
    shares, base_share = [(net + 1) / 2 for net in nets], (base["net_alone"] + 1) / 2
    low, high = newcombe(shares, voices, base_share, base["effective_alone"])
    holds = benjamini_hochberg(p_of_difference(shares, voices, base_share, base["effective_alone"]))
    # Net sentiment is 2p − 1: a difference of two is twice that of the shares.
    return {
        brand: {
            "difference": nets[place] - base["net_alone"], "difference_low": _known(2 * low[place]), "difference_high": _known(2 * high[place]),
            "clear": bool(holds[place] and (low[place] > 0 or high[place] < 0)),
        }
        for place, brand in enumerate(told)
    }  # fmt: skip


def _known(value: float) -> float | None:
    return None if value != value else float(value)
