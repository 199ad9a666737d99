"""风险与诉求: what may turn against us, what is praised, which questions wait for an answer, and when what is complained of."""

import streamlit as st

from analysis.filters import Filters
from analysis.totals import totals
from language import _
from ui.ask import ask
from ui.card import heading, mentions_link, nothing_matches
from ui.compare import at, compared
from ui.inquiries import asked, inquiries_card, waiting
from ui.plain import plain
from ui.seasons import seasons_card
from ui.voiced import PRAISE, RISK, cases_card, gravest, named_by, ranked, voiced_card


def findings(told: list[tuple[str, Filters]]) -> None:
    """The first large, the others beneath, each with the mentions that show it."""
    for place, (text, filters) in enumerate(told):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"finding_risks_{place}"):
            st.markdown(plain(text) if place else f"#### {plain(text)}", width="content")
            mentions_link(filters)


chosen: Filters = st.session_state["filters"]
heading(_("Risks and inquiries"), _("What may turn against us, what is praised, and which questions wait for an answer?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
before, by = compared(chosen).previous, named_by()
risks, praise, questions = ranked(RISK, chosen, before, by), ranked(PRAISE, chosen, before, by), asked(chosen, before)
findings([gravest(RISK, risks, by), gravest(PRAISE, praise, by), waiting(questions, at(chosen))])
voiced_card(RISK, risks, before, by)
cases_card(risks, by)
inquiries_card(questions, before)
voiced_card(PRAISE, praise, before, by)
seasons_card(chosen)
