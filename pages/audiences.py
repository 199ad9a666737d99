"""受众与渠道: who speaks, where from, when, and through which channels."""

import streamlit as st

from analysis.filters import Filters
from analysis.totals import totals
from language import _
from ui.as_exported import as_exported_card
from ui.ask import ask
from ui.card import heading, nothing_matches
from ui.compare import compared
from ui.coverage import coverage_card
from ui.newcomers import newcomers_card
from ui.outlets import outlets_card
from ui.own_content import own_content_card
from ui.regions import regions_cards
from ui.rhythm import rhythm_card
from ui.segments import segments_card, tell_segments
from ui.top_authors import top_authors_card

chosen: Filters = st.session_state["filters"]
heading(_("Audiences and channels"), _("Who speaks, where from, when, and through which channels?"), chosen)
count = ask(totals, chosen).row["mentions"]
if count == 0:
    nothing_matches()
before = compared(chosen).previous
tell_segments(chosen, before)
left, right = st.columns(2)
with left:
    segments_card(chosen, before, count)
with right:
    newcomers_card(chosen, count)
regions_cards(chosen, before, count)
rhythm_card(chosen, count)
st.subheader(_("Authors, outlets and channels"), anchor=False)
top_authors_card(chosen, count)
left, right = st.columns(2)
with left:
    as_exported_card("genders", chosen, count)
with right:
    as_exported_card("verified", chosen, count)
outlets_card(chosen, before, count)
own_content_card(chosen)
coverage_card(chosen)
