import pyarrow as pa
import pytest

from analysis.answer import Answer
from analysis.filters import Filters
from language import speaking
from ui.segments import finding


def row(value: str | None, share: float, change: float | None = None, clear: bool | None = None) -> dict:
    return {"value": value, "share": share, "share_before": None if change is None else share - change, "change": change, "clear": clear}


@pytest.mark.parametrize(
    ("rows", "told", "opens"),
    [
        # Half of the mentions are of no segment: the largest segment is not the largest part.
        ([row("kol", 0.3), row("ordinary", 0.2), row(None, 0.5)], "“KOL” is the largest segment: 30.0% of the mentions.", "kol"),
        ([row("kol", 0.6, 0.01, False)], "“KOL” is the largest segment: 60.0% of the mentions. No segment's share changed clearly on the period before.", "kol"),
        ([row("kol", 0.5, 0.2, False), row("ordinary", 0.3, -0.1, True), row("media", 0.1, 0.05, True)], "“Ordinary” makes up 30.0% of the mentions, 40.0% in the period before", "ordinary"),
    ],
)
def test_the_sentence_tells_the_largest_segment_or_the_largest_of_the_clear_changes(rows, told, opens):
    with speaking("en"):
        text, of = finding(Answer(pa.Table.from_pylist(rows), "", {}, Filters(), {}))
    assert told in text and of["value"] == opens
    assert ("the largest clear change among the segments" in text) == any(one["clear"] for one in rows)
