"""Regions 地域: where mentions come from, and whether something is local, regional or national."""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from scipy.stats import binom

from analysis import sentiment, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters, earlier
from analysis.interval import benjamini_hochberg
from analysis.provinces import spellings

# Voices in the filter: under them a province that holds one in thirty has three. Voices elsewhere: they carry the expectation, three times
# as sure as what is held against it.
LEAST_VOICES, LEAST_ELSEWHERE = 100, 300
# A province stands out from half as many voices again as are expected, besides being no chance: less is told by the filter's other traits.
TIMES = 1.5
# Provinces that stand out: one or two are a place, seven a part of the country (the largest of its seven regions have seven), and only
# where they hold most of the voices. Spread over eight or more it is no longer one part.
LOCAL, REGIONAL, SPREAD, MOST = 2, 7, 8, 0.5


@dataclass(frozen=True)
class Reach:
    """`kind`: local, regional or national; None where it cannot be told, and then `why`: few (voices in the filter), alone (too little
    elsewhere in the data), mixed (neither one part nor spread), or chosen (the filter itself names regions). `above`: the rows that stand out, the largest first; `held`: the part
    of the voices that they hold (0–1); `places`: provinces with a mention.
    """

    kind: str | None
    why: str | None
    above: tuple[dict, ...]
    held: float
    places: int


def regions(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters | None = None) -> Answer:
    """Per region, most mentions first, unknown last: place (a key of provinces.spellings().squares, or what else the export says; NULL
    where nothing), spellings (of the regions that it opens), mentions, share (of those whose region is known, 0–1; NULL under 30 and of
    unknown), mentions_before (of `before`, the same filter over another window; NULL without one); negative, neutral, positive, unknown,
    negative_share and net with their ends, as analysis.sentiment has them.

    Of provinces voices (authors; a mention without one is its own), voices_elsewhere (in the rest of the store: the same platforms, as of
    the same moment), elsewhere (those of all provinces), expected (voices, were the provinces shared out as elsewhere), times (voices / expected) and above (at least 1.5
    times, and no chance: the exact one-sided test of two Poisson rates, held at q = .10 over all provinces). These are NULL under 100
    voices in the filter, or 300 elsewhere, and where the filter names regions: they would only tell the choice.
    """
    raws = [raw for (raw,) in cursor.execute("SELECT DISTINCT region FROM mention WHERE region IS NOT NULL ORDER BY region").fetchall()]
    known = spellings()
    condition, _values = filters.where()
    base, _values = Filters(platforms=filters.platforms, as_of=filters.as_of).where()
    then, values = earlier(before)
    _filters, felt = sentiment.pieces(filters, None, "regions")
    text = sentiment.SQL.read_text(encoding="utf-8").rstrip()
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={
            "felt": text.replace("{selection}", "SELECT chosen.* EXCLUDE (region), place AS region FROM ({selection}) AS chosen LEFT JOIN places ON raw = chosen.region"),
            "before": then,
            "mentions_before": "coalesce(earlier.mentions, 0)" if before else "CAST(NULL AS BIGINT)",
            **felt,
            "author": AUTHOR_NUMBER,
            "condition": condition,
            "base": base,
        },
        parameters=thresholds.values() | values | {"raws": raws, "places": [known.place(raw) for raw in raws], "provinces": [*known.squares], "told": [raw for raw in raws if not filters.regions or raw in filters.regions]},
        opens={"spellings": "regions"},
    )
    table = with_ends(answer.table, "negative_share", "effective", "negative_low", "negative_high")
    table = with_ends(table, "net", "effective_polar", "net_low", "net_high", net=True)
    return replace(answer, table=_against_elsewhere(table, bool(filters.regions)))


def _against_elsewhere(table: pa.Table, chosen: bool) -> pa.Table:
    """With what is expected of each province, and which stand out."""
    province = np.isin(np.array(table["place"].to_pylist(), object), [*spellings().squares])
    here, there = (np.where(province, table[name].to_numpy(), 0) for name in ("voices", "voices_elsewhere"))
    n, n_there = here.sum(), max(table["elsewhere"].to_pylist(), default=0)
    enough = province & bool(n >= LEAST_VOICES and n_there >= LEAST_ELSEWHERE and not chosen)
    expected = np.where(enough, n * there / max(n_there, 1), np.nan)
    times = np.divide(here, expected, out=np.full(len(here), np.nan), where=expected > 0)
    p = np.where(enough, binom.sf(here - 1, here + there, n / max(n + n_there, 1)), np.nan)
    # Provinces without a mention here were tested as well.
    tested = np.append(p, np.ones(len(spellings().squares) - province.sum()))
    above = benjamini_hochberg(tested)[: len(p)] & (here >= TIMES * expected)
    for name, values in (("expected", expected), ("times", times)):
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
    return table.append_column("above", pa.array(above, mask=~enough))


def reach(answer: Answer) -> Reach:
    """Of the rows of `regions`, how far it reaches."""
    rows = [row for row in answer.rows if row["place"] in spellings().squares]
    voices, elsewhere = sum(row["voices"] for row in rows), max((row["elsewhere"] for row in rows), default=0)
    above = tuple(row for row in rows if row["above"])
    held, places = sum(row["voices"] for row in above) / max(voices, 1), len(rows)
    if answer.filters.regions:
        return Reach(None, "chosen", (), 0, places)
    if voices < LEAST_VOICES or elsewhere < LEAST_ELSEWHERE:
        return Reach(None, "few" if voices < LEAST_VOICES else "alone", (), 0, places)
    if 0 < len(above) <= REGIONAL and held >= MOST:
        return Reach("local" if len(above) <= LOCAL else "regional", None, above, held, places)
    return Reach("national", None, above, held, places) if places >= SPREAD else Reach(None, "mixed", above, held, places)
