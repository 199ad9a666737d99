"""Which words burst and when, as a card."""

import streamlit as st

from analysis.bursts import bursts
from analysis.filters import Filters
from analysis.metrics import BURSTS
from charts.bursts import bursts as bars
from language import _
from ui.ask import ask
from ui.card import card
from ui.vocabulary import Counted


def bursts_card(filters: Filters, counted: Counted, total: int) -> None:
    answer, title = ask(bursts, filters, **counted.parameters), _("Which words burst, and when")
    if not answer.rows:
        with st.container(border=True, key="card_bursts", height="stretch"):
            st.markdown(f"**{title}**")
            st.caption(_("No word stands in clearly more stories on some days than on the others. It takes several days and 5 stories."))
        return
    names = {
        "word": _("Word"), "since": _("From"), "until": _("To (exclusive)"), "weight": _("Weight"), "stories": _("Stories"), "share": _("Share of those days"),
        "usual": _("Share of all"), "mentions": _("Mentions counted"), "goes_on": _("It goes on"),
    }  # fmt: skip
    card(title, bars(answer.frame), answer, BURSTS, key="bursts", total=total, columns=names, note=_("number: weight; strong: goes on at the end"))
