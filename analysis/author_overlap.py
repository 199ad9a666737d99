"""Author overlap 发布者重合: who talks about both of two brands."""

from pathlib import Path

import duckdb

from analysis import interval, thresholds
from analysis.answer import Answer, ask
from analysis.crowd import BOTH, Crowd, pieces, with_crowds
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.naming import compared


def author_overlap(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """A row for each pair of the brands that the filters choose, in their order: one, other and pair (both); authors (distinct and known, who
    name both, in one mention or in several), authors_one and authors_other (who name each), share (authors of the smaller of these, 0–1; NULL under 30),
    mentions (what these authors say of either brand), several (distinct authors who name two of all the brands at least, the same in every row) and
    crowd (the authors as a filter), which the answer opens.
    """
    brands = compared(filters)
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces=pieces(BOTH, brands, AUTHOR_NUMBER),
        parameters=thresholds.values() | {"compared": brands},
        opens={"pair": "brands", "crowd": "crowds"},
    )
    return with_crowds(answer, [Crowd(row["one"], row["other"], filters) for row in answer.rows])


def closest(answer: Answer) -> tuple[dict, bool] | None:
    """The pair of which the largest share of the smaller's authors name both, and whether that is clearly more than of any other pair (Newcombe's interval);
    None where no share is known.
    """
    told = sorted((row for row in answer.rows if row["share"] is not None), key=lambda row: -row["share"])
    if not told:
        return None
    first, *others = told
    least = [min(row["authors_one"], row["authors_other"]) for row in told]
    clear = [interval.newcombe(first["share"], least[0], row["share"], n)[0] > 0 for row, n in zip(others, least[1:], strict=True)]
    return first, bool(others) and all(clear)
