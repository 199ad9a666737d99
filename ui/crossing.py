"""Topics crossed with platforms, brands or aspects, as a card."""

import streamlit as st

from analysis.crossing import MOST, MOST_ACROSS, crossing
from analysis.filters import BY_NAME, Filters
from analysis.labels import label
from analysis.metrics import CROSSING
from charts.crossing import crossing as heat
from language import _
from ui.ask import ask
from ui.card import card
from ui.chosen import ACROSS, fresh
from ui.device import is_phone

# Columns that a phone has room for.
NARROW = 5


def crossing_card(filters: Filters, total: int) -> None:
    across = st.session_state["across"]
    answer = ask(crossing, filters, across=across, most_across=NARROW if is_phone() else MOST_ACROSS)
    name = _(BY_NAME[across].label)
    frame = answer.frame.rename(columns={"topic_id": "row_key", "value": "column_key", "topic_mentions": "row_mentions"})
    frame = frame.assign(row=[label("topics", row["topic_id"]) for row in answer.rows], column=[label(across, row["value"]) for row in answer.rows])
    names = {
        "topic_id": _("Topic"), "value": name, "mentions": _("Mentions counted"), "topic_mentions": _("Mentions of the topic"), "share": _("Share of the topic"),
        "negative": _("Negative"), "positive": _("Positive"), "net": _("Net sentiment"),
    }  # fmt: skip
    card(
        _("Where each topic is spoken of"), heat(frame, rows=_("Topic"), columns=name), answer, CROSSING, key="crossing", total=total, columns=names,
        note=_("the largest {count} topics", count=min(MOST, frame["row_key"].nunique())), control=_choose,
    )  # fmt: skip


def _choose() -> None:
    st.segmented_control(
        _("Across"), ACROSS, default=st.session_state["across"], format_func=lambda name: _(BY_NAME[name].label), required=True, label_visibility="collapsed",
        **fresh("across"),
    )  # fmt: skip
