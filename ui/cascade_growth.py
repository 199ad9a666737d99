"""How a cascade grew, layer by layer, in a card beside its tree."""

import streamlit as st

import written
from analysis.answer import Answer
from charts.cascade_growth import DESK, PHONE, cascade_growth
from charts.theme import on_screen
from language import _
from ui.card import chart_config
from ui.device import is_phone
from ui.keyed import keyed


def growth_card(answer: Answer, *, chosen: int | None) -> int | None:
    """The row of the node that came at the point that was just clicked, if any. `answer`: the nodes of a cascade."""
    title = _("How it grew, by layers")
    with st.container(border=True, key="card_cascade_growth", gap="small"):
        st.markdown(f"**{title}**")
        st.caption(" · ".join([_("Layer 1 reposts the origin, layer 2 reposts these"), f"n = {written.whole(len(answer.rows))}"]))
        event = st.plotly_chart(
            on_screen(cascade_growth(answer.frame, size=PHONE if is_phone() else DESK)), key=keyed("cascade_growth", (answer.parameters, answer.filters, chosen)),
            theme="streamlit", on_select="rerun", selection_mode="points", config=chart_config("growth"), alt=title,
        )  # fmt: skip
    return event.selection.points[0]["customdata"][0] if event.selection.points else None
