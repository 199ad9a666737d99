"""The complaint share 投诉占比: how many of the mentions whose intent is known complain."""

from dataclasses import replace

import pyarrow as pa

from analysis import thresholds
from analysis.answer import Answer
from analysis.interval import wilson

COMPLAINT = "complaint"
LEAST = thresholds.values()["least_mentions"]
SCHEMA = pa.schema(
    [("complaints", pa.int64()), ("known", pa.int64()), ("effective", pa.float64()), *((name, pa.float64()) for name in ("share", "low", "high"))]
)


def complaints(answer: Answer) -> Answer:
    """Of the answer of analysis.mix by intents. One row: complaints, known (mentions whose intent is known), effective (independent
    voices among these, NULL where there are none); share (0–1, NULL under 30 known) with low and high (NULL under 10 voices).
    """
    known, effective = (answer.rows[0][name] for name in ("known", "effective")) if answer.rows else (0, None)
    count = sum(row["mentions"] for row in answer.rows if row["value"] == COMPLAINT)
    share = count / known if known >= LEAST else None
    low, high = (None if end != end else float(end) for end in wilson(share, effective))
    row = {"complaints": count, "known": known, "effective": effective, "share": share, "low": low, "high": high}
    return replace(answer, table=pa.Table.from_pylist([row], SCHEMA), opens={})
