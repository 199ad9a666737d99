"""How the mentions divide among emotions, and among intents."""

import streamlit as st

from analysis.filters import BY_NAME, Filters
from analysis.labels import label
from analysis.metrics import EMOTIONS, INTENTS
from analysis.mix import QUIET, mix
from charts.mix import MOST_ROWS
from charts.mix import mix as bars
from language import _
from ui.ask import ask
from ui.aspects import word_lists
from ui.card import card
from ui.columns import of_mix

METRICS = {"emotions": EMOTIONS, "intents": INTENTS}


def mix_of(by: str, title: str, filters: Filters) -> None:
    """A card of one of them; where none is known, it says so."""
    answer, name = ask(mix, filters, by=by), _(BY_NAME[by].label)
    known = answer.rows[0]["known"]
    if not known:
        with st.container(border=True, key=f"card_{by}"):
            st.markdown(f"**{title}**")
            st.caption(_("Not known of any of these mentions."))
            word_lists(by)
        return
    values = answer.frame["value"]
    frame = answer.frame.assign(label=[label(by, row["value"]) for row in answer.rows], quiet=values.isna() | (values == QUIET[by]))
    card(
        title, bars(frame, by=name), answer, METRICS[by], key=by, total=known, columns=of_mix(name), source=lambda: word_lists(by),
        most=MOST_ROWS,
    )
