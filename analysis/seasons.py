"""Seasons of complaints 投诉的季节性: in which months, or on which weekdays, an aspect is complained of more than in the others."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from analysis import dimension, thresholds
from analysis.answer import Answer, ask
from analysis.bands import WEEKDAY
from analysis.complaints import COMPLAINT
from analysis.dated import NO_MONTH, dated
from analysis.ends import with_ends
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.interval import benjamini_hochberg, newcombe, p_of_difference
from analysis.reach import whole

SEASONS = ("month", "weekday")
# What the spread between dates follows from.
BETWEEN = ["own", "product", "squares", "dates", "all_own", "all_product", "all_squares", "all_dates"]
MONTH = "CASE WHEN precision IS DISTINCT FROM 'year' THEN CAST(date_trunc('month', published_at) AS TIMESTAMP) END"


def seasons(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, season: str = "month") -> Answer:
    """Of all time, whatever the window, a row for each month with complaints, or for each weekday, and each aspect, the largest aspect first, months in their
    order: value (the aspect), intent, since and until (of the month) or weekday (1–7); count (complaints that name the aspect), complaints (all of the month or weekday),
    effective (independent voices among these, of a weekday no more than its dates agree on, nor than the weeks they are worth), share (count of complaints, 0–1; NULL under 30) with low and high; elsewhere (share of the aspect in all other months or
    weekdays), change with change_low, change_high (share − elsewhere) and clear (the interval excludes 0, held at q = .10 over all rows). By months also of the same month of
    the year before share_then, against_then with then_low and then_high, and clear_then (the interval excludes 0, held as well); NULL where there is none.

    Left out: complaints known only to the year, by weekday those known only to the week or month. Chosen aspects are told alone; what they are shares of is all the same.
    """
    if season not in SEASONS:
        raise ValueError(f"There is no season {season!r}; known are {', '.join(SEASONS)}.")
    by_month = season == "month"
    base = replace(whole(filters), aspects=())
    base = (dated(cursor, base, NO_MONTH) or base) if by_month else base
    told = dimension.pieces("aspects", filters)
    names = {f"aspects_{place}": value for place, value in enumerate(value for value in filters.aspects if value is not None)}
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        base,
        pieces={
            "placed": MONTH if by_month else WEEKDAY, "values": told["values"], "among": told["among"], "author": AUTHOR_NUMBER,
            "columns": "heads.season AS since, heads.season + INTERVAL 1 MONTH AS until" if by_month else "heads.season AS weekday",
        },
        parameters=thresholds.values() | names | {"complaint": COMPLAINT},
        opens={"value": "aspects", "intent": "intents", **({} if by_month else {"weekday": "weekdays"})},
    )  # fmt: skip
    table = answer.table if by_month else _repeated(answer.table)
    table = _compared(with_ends(table.drop_columns(BETWEEN), "share", "effective", "low", "high"), by_month)
    return replace(answer, table=_with_year_before(table) if by_month else table)


def _repeated(table: pa.Table) -> pa.Table:
    """A weekday is worth at most as many voices as the share would take to vary so between its dates (ratio estimator; Cochran, Sampling Techniques, 1977, 6.3),
    and as many as it has weeks, the fewer the less alike they are in size (Kish): what one crisis brought on its days is no rhythm. On a single date nothing repeats.
    """
    for all_ in ("", "all_"):
        names = (f"{all_}{name}" for name in ("count", "complaints", "effective", "own", "product", "squares", "dates"))
        count, complaints, effective, own, product, squares, dates = (table[name].cast(pa.float64()).to_numpy() for name in names)
        share = count / complaints
        spread = (own - 2 * share * product + share**2 * squares) / complaints**2 * np.divide(dates, dates - 1, out=np.ones(len(dates)), where=dates > 1)
        # Of one date, and of none or all of the complaints, there is no variance to see.
        varied = (count > 0) & (count < complaints) & (dates > 1)
        worth = np.divide(share * (1 - share), np.maximum(spread, 1e-15), out=np.full(len(dates), np.inf), where=varied)
        worth = np.fmin(worth, complaints**2 / squares)
        place = table.column_names.index(f"{all_}effective")
        table = table.set_column(place, f"{all_}effective", pa.array(np.fmin(effective, worth)))
    return table


def _compared(table: pa.Table, by_month: bool) -> pa.Table:
    """With the difference from the other months or weekdays, and what of it is no chance."""
    share, n, count, complaints, all_count, all_complaints, all_effective, other_squares = (
        table[name].cast(pa.float64()).to_numpy() for name in ("share", "effective", "count", "complaints", "all_count", "all_complaints", "all_effective", "other_squares")
    )
    others = all_complaints - complaints
    elsewhere = np.divide(all_count - count, others, out=np.full(len(count), np.nan), where=others >= thresholds.values()["least_mentions"])
    # The others are worth as many voices of all as they are a part of all complaints, weekdays no more than their weeks.
    n_others = all_effective * np.divide(others, all_complaints, out=np.zeros(len(count)), where=all_complaints > 0)
    if not by_month:
        n_others = np.fmin(n_others, np.divide(others**2, other_squares, out=np.zeros(len(count)), where=other_squares > 0))
    low, high = newcombe(share, n, elsewhere, n_others)
    p = p_of_difference(share, n, elsewhere, n_others) if len(share) else share
    clear = benjamini_hochberg(p) & ((low > 0) | (high < 0))
    table = table.drop_columns(["all_count", "all_complaints", "all_effective", "other_squares"])
    return _appended(table, {"elsewhere": elsewhere, "change": share - elsewhere, "change_low": low, "change_high": high, "clear": clear})


def _with_year_before(table: pa.Table) -> pa.Table:
    """With the difference from the same month of the year before."""
    frame = table.select(["value", "since", "share", "effective"]).to_pandas()
    earlier = frame.assign(since=frame["since"] + pd.DateOffset(years=1))
    both = frame.merge(earlier, "left", on=["value", "since"], suffixes=("", "_then"))
    pairs = (both["share"], both["effective"], both["share_then"], both["effective_then"])
    low, high = newcombe(*pairs)
    clear = ((low > 0) | (high < 0)) & (benjamini_hochberg(p_of_difference(*pairs)) if len(both) else False)
    told = {"share_then": both["share_then"], "against_then": both["share"] - both["share_then"], "then_low": low, "then_high": high, "clear_then": clear}
    return _appended(table, {name: np.asarray(values) for name, values in told.items()})


def _appended(table: pa.Table, columns: dict[str, np.ndarray]) -> pa.Table:
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, pa.bool_() if values.dtype == bool else pa.float64(), from_pandas=True))
    return table
