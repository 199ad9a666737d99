"""What counts of a mention lies over what was written of it: whatever writes mentions calls `lay_over`."""

import duckdb

from store import cascades, labels, stories, topics

OVERLAYS = (labels, stories, cascades, topics)


def lay_over(cursor: duckdb.DuckDBPyConnection) -> None:
    """Labels, stories, cascades and topics, inside the transaction that wrote the mentions."""
    for overlay in OVERLAYS:
        overlay.lay_over(cursor)
