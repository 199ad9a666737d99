"""Who moved 发布者流向: authors who spoke mostly of one brand in the period before, and mostly of another now."""

from dataclasses import dataclass
from math import erfc, sqrt
from pathlib import Path

import duckdb

from analysis import interval, thresholds
from analysis.answer import Answer, ask
from analysis.crowd import MOVED, Crowd, pieces, with_crowds
from analysis.filters import AUTHOR_NUMBER, Filters
from analysis.naming import compared


def moved(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters) -> Answer:
    """A row for each of the brands that the filters choose, before (source) and now (target), in their order, also where they are the same: authors
    (known, who name a compared brand in both windows, and of whose mentions there most name source before and target now; who names two as often is
    in none), authors_before (of source, all targets together), share (of these, 0–1; NULL under 30), pair (both brands), mentions (what these authors say
    of either now) and crowd (the authors as a filter), which the answer opens.

    A mention that names several brands counts for each. `before` has the same fields and a window as long.
    """
    earlier, values = before.selection(prefix="before_")
    brands = compared(filters)
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"earlier": earlier, **pieces(MOVED, brands, AUTHOR_NUMBER)},
        parameters=thresholds.values() | values | {"compared": brands},
        opens={"pair": "brands", "crowd": "crowds"},
    )
    return with_crowds(answer, [Crowd(row["source"], row["target"], filters, before) for row in answer.rows])


@dataclass(frozen=True)
class Drift:
    """Between two brands more authors moved there (`there` of them) than back, clearly."""

    source: str
    target: str
    there: int
    back: int


def drifts(answer: Answer) -> list[Drift]:
    """The pairs between which more moved one way than the other, the clearest first: of those who moved a share other than one half by Wilson's
    interval, held among all pairs (sign test, Benjamini–Hochberg, q = .10).
    """
    count = {(row["source"], row["target"]): row["authors"] for row in answer.rows}
    pairs = [(source, target) for source, target in count if source != target and count[source, target] >= count[target, source] and (source < target or count[source, target] > count[target, source])]
    both = [count[pair] + count[pair[::-1]] for pair in pairs]
    p_values = [erfc((count[pair] - count[pair[::-1]]) / sqrt(2 * n)) if n >= interval.LEAST_EFFECTIVE else None for pair, n in zip(pairs, both, strict=True)]
    found = [
        (p, Drift(*pair, count[pair], count[pair[::-1]]))
        for pair, n, p, held in zip(pairs, both, p_values, interval.benjamini_hochberg(p_values) if pairs else [], strict=True)
        if held and interval.wilson(count[pair] / n, n)[0] > 0.5
    ]
    return [drift for _p, drift in sorted(found, key=lambda one: (one[0], one[1].source, one[1].target))]
