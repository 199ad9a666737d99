"""How a cascade grew, layer by layer, in a card beside its tree."""

import streamlit as st

from analysis.answer import Answer
from analysis.trees import levels, trees
from charts import ages
from charts.cascade_growth import DESK, PHONE, cascade_growth
from charts.theme import on_screen
from language import _
from ui.card import chart_config
from ui.device import is_phone
from ui.grid import height
from ui.keyed import keyed

TALLEST = 7


def growth_card(answer: Answer, *, chosen: int | None) -> int | None:
    """The row of the node that came at the point that was just clicked, if any. `answer`: the nodes of a cascade."""
    title = _("How it grew, by layers")
    with st.container(border=True, key="card_cascade_growth", gap="small"):
        st.markdown(f"**{title}**")
        st.caption(" · ".join([_("Layer 1 reposts the origin, layer 2 reposts these"), ages.told(answer.frame)]))
        event = st.plotly_chart(
            on_screen(cascade_growth(answer.frame, size=PHONE if is_phone() else DESK)), key=keyed("cascade_growth", (answer.parameters, answer.filters, chosen)),
            theme="streamlit", on_select="rerun", selection_mode="points", config=chart_config("growth"), alt=title,
        )  # fmt: skip
    return event.selection.points[0]["customdata"][0] if event.selection.points else None


def layers_table(answer: Answer) -> None:
    """Of each layer how many nodes it has, which part of all, and how many each of them was reposted by."""
    found = levels(trees(answer.table["above"].to_numpy()))
    with st.container(border=True, key="card_cascade_layers", gap="small"):
        st.markdown(f"**{_('Layer by layer')}**")
        st.dataframe(
            {_("Layer"): found.depth, _("Nodes"): found.nodes, _("Share"): found.share, _("Reposts of each"): found.reproduction}, hide_index=True, key="cascade_layers",
            height="content" if len(found.depth) <= TALLEST else height(TALLEST), alt=_("Layer by layer"),
            column_config={
                _("Nodes"): st.column_config.NumberColumn(format="localized"), _("Share"): st.column_config.NumberColumn(format="percent"),
                _("Reposts of each"): st.column_config.NumberColumn(format="%.2f", help=_("Reproduction: the mean number of nodes of the next layer for each of this one.")),
            },
        )  # fmt: skip
