"""Lead and lag: does a figure of the business move before or after what is said, and by how many days? It is no cause."""

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.stats import norm

from analysis.answer import Answer
from analysis.effective import FREED, adjacent, freed, of_two
from analysis.figures import figure
from analysis.filters import Filters
from analysis.sentiment import sentiment
from analysis.volume import volume

FARTHEST = 14
LEAST_DAYS, LEAST_PAIRS = 28, 14
TALKS = ("net", "negative_share", "complaints")
SCHEMA = pa.schema([("lag", pa.int64()), ("pairs", pa.int64()), ("effective", pa.float64()), ("r", pa.float64()), ("r_low", pa.float64()), ("r_high", pa.float64()), ("clear", pa.bool_()), ("common", pa.int64())])


def lead_lag(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, metric: str, brand: str | None, talk: str = "net") -> Answer:
    """A row for each lag from −14 to 14 days: lag (> 0: the figure follows the talk), pairs (of days), effective (independent pairs),
    r, r_low and r_high (the interval that holds for all lags together, 95 % by Bonferroni), clear (whether it excludes 0), common (days on
    which both are known). No rows under 28 common days.

    `talk` is net sentiment, the negative share, or complaints: how many mentions complain. Days that still run are left out, and those
    with too few mentions for a share, for complaints those of which the store holds no mention at all. Compared are the changes from day to day, freed of their weekdays: two series that both swell and
    ebb go together at every lag, their changes do not.
    """
    if talk not in TALKS:
        raise ValueError(f"There is no talk {talk!r}; known are {', '.join(TALKS)}.")
    business = figure(cursor, filters, metric=metric, brand=brand)
    said = _said(cursor, filters, talk)
    series = said and _series(said, "mentions" if talk == "complaints" else talk)
    held = _held(cursor, filters) if series is not None and talk == "complaints" else None
    if held:
        series = series.where((_series(held, "mentions") > 0).reindex(series.index, fill_value=False))
    table = measured(_series(business, "value"), series, counts=talk == "complaints")
    sql = "\n\n".join(answer.sql for answer in (business, said, held) if answer)
    parameters = (held.parameters if held else {}) | (said.parameters if said else {}) | business.parameters
    return replace(business, table=table, sql=sql, parameters=parameters)


def measured(business: pd.Series, talk: pd.Series | None, *, counts: bool = False) -> pa.Table:
    """SCHEMA's rows of two daily series; `counts`: the talk is one of counts, freed of its trend by the logarithm of 1 more."""
    if talk is None or talk.empty or business.empty:
        return SCHEMA.empty_table()
    days = pd.date_range(min(business.index.min(), talk.index.min()), max(business.index.max(), talk.index.max()), freq="D")
    business, talk = business.reindex(days), talk.reindex(days)
    common = int((business.notna() & talk.notna()).sum())
    if common < LEAST_DAYS:
        return SCHEMA.empty_table()
    one, other = (np.diff(freed(series)) for series in (np.log1p(talk) if counts else talk, np.log1p(business) if business.min() >= 0 else business))
    lags = np.arange(-FARTHEST, FARTHEST + 1)
    pairs, r = map(np.array, zip(*(_correlated(one, other, lag) for lag in lags), strict=True))
    effective = of_two(pairs - FREED, adjacent(one), adjacent(other))
    z = norm.isf(0.025 / len(lags))
    room = effective - 3
    enough = (pairs >= LEAST_PAIRS) & (room > 0) & ~np.isnan(r)
    error = z / np.sqrt(np.where(enough, room, np.nan))
    low, high = np.tanh(np.arctanh(r) - error), np.tanh(np.arctanh(r) + error)
    frame = pd.DataFrame({"lag": lags, "pairs": pairs, "effective": effective, "r": np.where(enough, r, np.nan), "r_low": low, "r_high": high, "clear": (low > 0) | (high < 0), "common": common})
    return pa.Table.from_pandas(frame, schema=SCHEMA, preserve_index=False)


def strongest(rows: list[dict]) -> dict | None:
    """The lag that is furthest from 0 among the clear ones."""
    return max((row for row in rows if row["clear"]), key=lambda row: abs(row["r"]), default=None)


def _said(cursor: duckdb.DuckDBPyConnection, filters: Filters, talk: str) -> Answer | None:
    """By day; of complaints None where the filters leave none."""
    of = filters.narrowed(intents=("complaint",)) if talk == "complaints" else filters
    return of and sentiment(cursor, of, grain="day")


def _held(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Answer:
    """How much was said at all on each day: of one without anything it is not known that nobody complained."""
    return volume(cursor, Filters(since=filters.since, until=filters.until, as_of=filters.as_of), grain="day")


def _series(answer: Answer, column: str) -> pd.Series:
    frame = answer.frame
    if "complete" in frame:
        frame = frame[frame["complete"].astype(bool)]
    return pd.Series(frame[column].to_numpy(float), index=pd.DatetimeIndex(frame["bucket"]))


def _correlated(talk: np.ndarray, business: np.ndarray, lag: int) -> tuple[int, float]:
    """Of the talk of each day and the figure `lag` days later: how many pairs there are, and their correlation."""
    ahead, behind = (talk[: len(talk) - lag], business[lag:]) if lag >= 0 else (talk[-lag:], business[: len(business) + lag])
    known = ~np.isnan(ahead) & ~np.isnan(behind)
    ahead, behind = ahead[known], behind[known]
    if len(ahead) < 3 or np.ptp(ahead) < 1e-12 or np.ptp(behind) < 1e-12:
        return len(ahead), np.nan
    return len(ahead), float(np.clip(np.corrcoef(ahead, behind)[0, 1], -0.999999, 0.999999))
