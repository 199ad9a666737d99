"""情感抽检: how far the shown sentiment can be trusted, by what people say of a random sample."""

import streamlit as st

from analysis.audit import population
from analysis.filters import Filters
from language import _
from ui.ask import ask
from ui.audit import cell_mentions, history, results, sample, what_next
from ui.audited import states
from ui.card import empty, heading, nothing_matches
from ui.corrections import last_said
from ui.labelling import draw_form, label_card, problem


@st.fragment
def audit_of(filters: Filters, known: int) -> None:
    """Each label draws this anew and nothing else."""
    problem()
    last_said("audit")
    found = list(states(filters))
    audit = next((one for one, void in found if void is None), None)
    if audit is None:
        draw_form(filters, known, found[0][1] if found else None)
    else:
        rows = sample(audit, filters)
        label_card(audit, rows)
        results(audit, filters)
        cell_mentions(audit, rows)
        what_next(audit, rows, filters, known)
    history(filters)


chosen: Filters = st.session_state["filters"]
heading(_("Sentiment audit"), _("How far can the shares be trusted, and what are they really?"), chosen)
of = ask(population, chosen).row
if of["mentions"] == 0:
    nothing_matches()
with_sentiment = of["negative"] + of["neutral"] + of["positive"]
if with_sentiment == 0:
    empty(_("None of these mentions has a known sentiment."), _("Texts without words of their own have none; widen the filters."), icon=":material/fact_check:")
    st.stop()
audit_of(chosen, with_sentiment)
