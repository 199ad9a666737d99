"""Past cases 相似往例: earlier weeks in which a topic was complained of clearly more than usual, and how alike the complaints then were to those now."""

from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.answer import Answer, ask
from analysis.complaints import COMPLAINT
from analysis.dated import NO_WEEK, dated
from analysis.expected import CONCERNS, watched
from analysis.filters import Filters
from analysis.known_weeks import WEEK, known_weeks, looked_back

# What a week is compared with: the median of so many weeks before it, of so many at least.
WEEKS, LEAST_WEEKS = 8, 4
# Clearly above usual, as a spike is (docs/metrics.md).
HIGH, TIMES, LEAST = 3.5, 1.5, 10
MOST = 2
SCHEMA = pa.schema(
    {"value": pa.string(), "intent": pa.string(), "name": pa.string(), "since": pa.timestamp("us"), "until": pa.timestamp("us")}
    | {"count": pa.int64(), "expected": pa.float64(), "cosine": pa.float64(), "complaints": pa.int64()}
)


def cases(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, by: str, among: tuple[str, ...]) -> Answer:
    """Of each value of `by` (topics or aspects) in `among` the `MOST` cases that are most like the window's complaints: value, intent, name (of a
    recorded event, else NULL), since, until (a run of whole weeks above usual, or the event), count (complaints of the value), expected (as many as would have been
    usual; NULL for events), cosine (0–1, of the shares of topic × aspect among all complaints then and in the window; NULL where either has none), complaints (all then).

    A case ended before the window; an event concerns a brand that the filters name, where both name any. Weeks count from the data's robust start on, and those in
    which the store holds nothing at all are unknown; the filters' window, topics and aspects are left aside.
    """
    base = looked_back(filters)
    chosen, since = dated(cursor, base, NO_WEEK), filters.since
    answer = ask(
        cursor, Path(__file__).with_suffix(".sql"), chosen or base, pieces={"value": "topic_id" if by == "topics" else "unnest(list_distinct(aspects))", "concerns": CONCERNS},
        parameters={"complaint": COMPLAINT, "window_since": since, "window_until": filters.until, "watched": watched(filters)}, opens={"value": by, "intent": "intents"},
    )  # fmt: skip
    found = [] if None in (chosen, since) else _found(answer.frame, known_weeks(cursor, filters).frame, among)
    return replace(answer, table=pa.Table.from_pylist(found, SCHEMA))


def _found(told: pd.DataFrame, held: pd.DataFrame, among: tuple[str, ...]) -> list[dict]:
    """The rows: of each value those most like the window, the latest first among equals."""
    counted, profiles = told[told["part"] == "count"], told[told["part"] == "profile"]
    spans = pd.concat([_weeks_above(counted[counted["kind"] == "week"], held, among), _events(counted[counted["kind"] == "event"], among)])
    if spans.empty:
        return []
    now = profiles[profiles["kind"] == "now"]
    spans["cosine"] = [_cosine(_within(profiles, span), now) for span in spans.itertuples()]
    spans["complaints"] = [_within(told[told["part"] == "all"], span)["mentions"].sum() for span in spans.itertuples()]
    spans = spans.sort_values(["value", "cosine", "since"], ascending=[True, False, False]).groupby("value").head(MOST)
    order = {value: place for place, value in enumerate(among)}
    spans = spans.iloc[np.argsort(spans["value"].map(order).to_numpy(), kind="stable")]
    rows = spans.assign(intent=COMPLAINT).astype(object)
    return rows.where(rows.notna(), None).to_dict("records")


def _weeks_above(counted: pd.DataFrame, held: pd.DataFrame, among: tuple[str, ...]) -> pd.DataFrame:
    """Runs of whole weeks in which a value's complaints are clearly above usual; what a week that holds nothing would have brought is unknown."""
    known = held["mentions"].to_numpy() > 0
    if known.sum() <= LEAST_WEEKS or not among:
        return _no_spans()
    weeks = pd.DatetimeIndex(held["since"])
    counts = counted.pivot_table(index="since", columns="value", values="mentions", aggfunc="sum").reindex(index=weeks, columns=list(among)).fillna(0.0).to_numpy()
    usual, above = above_usual(np.where(known[:, None], counts, np.nan))
    rows = []
    for place, value in enumerate(among):
        high = np.flatnonzero(above[:, place])
        for run in np.split(high, np.flatnonzero(np.diff(high) > 1) + 1) if len(high) else []:
            rows.append(
                {"value": value, "name": None, "since": weeks[run[0]], "until": weeks[run[-1]] + WEEK, "count": int(counts[run, place].sum()), "expected": float(usual[run, place].sum())}
            )
    return pd.DataFrame(rows, columns=_no_spans().columns)


def above_usual(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of counts by week and value: what was usual (the median of the weeks before; NaN where they are too few), and whether a week is clearly above.

    z = ln((x+½)/(m+½)) / √(1/(m+1) + τ²), τ such that 1.4826·median|z| over the weeks before is 1, 0 where it is below.
    """
    padded = np.vstack([np.full((WEEKS, counts.shape[1]), np.nan), counts])[:-1]
    before = np.lib.stride_tricks.sliding_window_view(padded, WEEKS, axis=0)
    enough = (~np.isnan(before)).sum(axis=-1) >= LEAST_WEEKS
    usual = np.where(enough, np.ma.median(np.ma.masked_invalid(before), axis=-1).filled(np.nan), np.nan)
    wide = np.abs(np.log((before + 0.5) / (usual[..., None] + 0.5)))
    spread = 1.4826 * np.ma.median(np.ma.masked_invalid(wide), axis=-1).filled(np.nan)
    z = np.log((counts + 0.5) / (usual + 0.5)) / np.sqrt(np.fmax(1 / (usual + 1), spread**2))
    return usual, (z >= HIGH) & (counts >= TIMES * usual) & (counts >= LEAST)


def _events(counted: pd.DataFrame, among: tuple[str, ...]) -> pd.DataFrame:
    told = counted[counted["value"].isin(among) & (counted["mentions"] >= LEAST)]
    return told.rename(columns={"mentions": "count"}).assign(expected=np.nan)[_no_spans().columns]


def _no_spans() -> pd.DataFrame:
    return pd.DataFrame(columns=["value", "name", "since", "until", "count", "expected"])


def _within(told: pd.DataFrame, span: tuple) -> pd.DataFrame:
    """The rows of a span: those of its weeks, or of its event."""
    kind = "week" if pd.isna(span.name) else "event"
    named = told["name"].isna() if kind == "week" else told["name"] == span.name
    return told[(told["kind"] == kind) & named & (told["since"] >= span.since) & (told["until"] <= span.until)]


def _cosine(then: pd.DataFrame, now: pd.DataFrame) -> float:
    """Of the counts of both over topic × aspect: shares have the same cosine."""
    one, other = (part.groupby(["topic_id", "aspect"], dropna=False)["mentions"].sum() for part in (then, now))
    if not one.sum() or not other.sum():
        return np.nan
    both = one.to_frame("one").join(other.to_frame("other"), how="outer").fillna(0)
    return float(both["one"] @ both["other"] / (np.linalg.norm(both["one"]) * np.linalg.norm(both["other"])))
