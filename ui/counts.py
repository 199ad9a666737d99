"""How many mentions of a sample each rule counts now and would count."""

from collections.abc import Sequence

import streamlit as st

import written
from language import _
from ui.grid import height
from ui.matches import Sample


def counts(key: str, rules: Sequence[tuple[str, int | None, int | None]], held: Sample) -> int:
    """A row for each (name, now, then), None where a rule cannot be used; the place that is chosen, the first without a choice."""
    texts = [written.whole(then) if now == then else f"{written.whole(now)} → {written.whole(then)}" for _name, now, then in rules]
    event = st.dataframe(
        {
            _("Name"): [name or "–" for name, _now, _then in rules],
            _("Matches"): texts,
            _("Share"): [_share(then, held) for _name, _now, then in rules],
        },
        key=f"matches_{key}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=height(len(rules)),
        column_config={
            _("Matches"): st.column_config.TextColumn(alignment="right", help=_("now → with what stands in the table")),
            _("Share"): st.column_config.TextColumn(alignment="right", width=70),
        },
        alt=_("How many mentions each rule matches"),
    )
    if held.whole:
        st.caption(_("of all {count} mentions", count=written.whole(held.total)))
    else:
        st.caption(_("of the {count} mentions looked at", count=written.whole(held.mentions.num_rows)))
    chosen = [place for place in event.selection.rows if place < len(rules)]
    return chosen[0] if chosen else 0


def _share(count: int | None, held: Sample) -> str:
    return written.share(count / held.mentions.num_rows) if count is not None and held.mentions.num_rows else "–"
