"""Topics 话题: how large each is, how it is felt, whether its share of all grew, and where it was first seen."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis import change, sentiment, thresholds
from analysis.answer import Answer, ask
from analysis.ends import with_ends
from analysis.filters import Filters
from store.topics import CURRENT, TEXT

# A change in percent takes so many mentions before. A topic is new where at most this part of it lies before the window: a model
# takes a few texts for it that are not.
LEAST_BASE, STRAY = 5, 0.01
# Separation below LOOSE is what was left over; from TIGHT on, with words that go together, texts stand clearly apart.
LOOSE, TIGHT = 0.15, 0.3


def topics(cursor: duckdb.DuckDBPyConnection, filters: Filters, *, before: Filters | None = None) -> Answer:
    """Per topic, most mentions first, what belongs to none last (topic_id NULL): mentions, share (of all in the filter, those of no
    topic among them, 0–1; NULL under 30); stories; negative, neutral, positive, unknown, known (of the three), polar, negative_share
    and net with their ends, as analysis.sentiment has them.

    Against `before`, the same filter over another window (all NULL without one): mentions_before, share_before, change (of the
    share) with change_low and change_high, growth (0.5 for half as much again; NULL under 5 mentions before), voices and
    voices_before (independent ones of all mentions), clear (the interval of the change excludes 0, held at q = .10 over all topics)
    and rising (clear, upwards, from 30 mentions on).

    first_seen, first_id, platform and author_name of its earliest mention in the whole store as of the view; new (at most 1 % of
    its mentions in the store up to the end of the window lie before it, and there is a period before). Of the run that is shown
    names, coherence, separation, quality (high, middle, low), pinned; examples (ids of mentions of the view whose texts stand
    nearest its middle); parted_from and took_in (topics of the run before that it was part of, and that are part of it now).

    Topics in the filter choose which are told, not of what their shares are.
    """
    base, then = replace(filters, topics=()), before and replace(before, topics=())
    compared, values = change.pieces(then)
    chosen, chosen_values = _among(filters.topics)
    _filters, felt = sentiment.pieces(base, None, "topics")
    answer = ask(
        cursor,
        Path(__file__).with_suffix(".sql"),
        base,
        pieces={
            "felt": sentiment.SQL.read_text(encoding="utf-8").rstrip(),
            **compared,
            "mentions_before": "mentions_before" if then else "CAST(NULL AS BIGINT)",
            "published": base.seen("{published}"),
            "current": CURRENT,
            "text": TEXT.replace("text_id", "selection.text_id"),
            "least_base": str(LEAST_BASE),
            "stray": str(STRAY),
            "loose": str(LOOSE),
            "tight": str(TIGHT),
            **felt,
            "chosen": chosen,
        },
        parameters=thresholds.values() | values | chosen_values | {"since": base.since, "until": base.until, "compared": None not in (then, base.since)},
        opens={"topic_id": "topics"},
    )
    table = with_ends(answer.table, "negative_share", "effective", "negative_low", "negative_high")
    table = with_ends(table, "net", "effective_polar", "net_low", "net_high", net=True)
    return replace(answer, table=_compared(table), filters=filters)


def _among(chosen: tuple) -> tuple[str, dict[str, object]]:
    """SQL: whether a topic is told."""
    if not chosen:
        return "true", {}
    known = [value for value in chosen if value is not None]
    unknown = "true" if None in chosen else "false"
    return f"coalesce(list_contains($told, measured.topic_id), {unknown})", {"told": known}


def _compared(table: pa.Table) -> pa.Table:
    """With the interval of each change, and what of it is no chance."""
    low, high, clear = change.interval(table, ~table["topic_id"].is_null().to_numpy())
    rising = clear & (low > 0) & (table["mentions"].to_numpy() >= thresholds.values()["least_mentions"])
    place = table.column_names.index("change") + 1
    columns = {"change_low": low, "change_high": high, "clear": clear, "rising": rising}
    for step, (name, values) in enumerate(columns.items()):
        kind = pa.float64() if values.dtype == float else pa.bool_()
        table = table.add_column(place + step, name, pa.array(values, kind, from_pandas=True))
    return table
