"""Risks and praise 风险清单 · 正面声音: what is complained of or praised, ranked by growth × share × number."""

from dataclasses import replace
from pathlib import Path

import duckdb

from analysis import thresholds
from analysis.answer import Answer, ask
from analysis.dimension import pieces
from analysis.engagement import heat
from analysis.filters import AUTHOR_NUMBER, Filters, earlier
from analysis.growth import HALF, with_growth

# What is told by which intent, and the sentiment whose share counts.
VOICES = {"complaint": -1, "praise": 1}


def voiced(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, intent: str, by: str, before: Filters | None = None) -> Answer:
    """A row for each value of `by` (topics or aspects; unknown is none) that mentions of this intent name: value, intent, count (of these mentions), before (as
    many in the period before, NULL without one) with ratio, ratio_low, ratio_high and clear as analysis.growth has them; mentions (of
    any intent), known (sentiment), felt (of these negative, of praise positive), felt_share (0–1; NULL under 30 known); points = ratio × felt_share × count (without
    a period before share × count; NULL where the share is); of the mention with most heat top_id, top_text, top_author, top_platform.

    By points, what has none last and by count. Chosen topics or aspects are told alone. `voices` and `voices_before` are the independent ones among the counts.
    """
    then, values = earlier(before)
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        filters,
        pieces={"earlier": then, "author": AUTHOR_NUMBER, "heat": heat(), "half": str(HALF), **pieces(by, filters)},
        parameters=thresholds.values() | values | {"intent": intent, "felt": VOICES[intent], "compared": before is not None},
        opens={"value": by, "intent": "intents"},
    )
    return replace(answer, table=with_growth(answer.table, "count", "before", "voices", "voices_before"))
