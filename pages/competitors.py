"""竞品对比: how do we stand against the others."""

from dataclasses import replace

import streamlit as st

from analysis.filters import Filters
from analysis.totals import totals
from language import _
from ui.aligned import aligned_card
from ui.ask import ask
from ui.aspect_matrix import aspect_matrix_card
from ui.author_overlap import author_overlap_card, moved_card
from ui.brand_ranking import brand_ranking_card
from ui.brand_replies import brand_replies_card
from ui.card import heading, mentions_link, nothing_matches
from ui.hot_searches import marks
from ui.indexed import indexed_card
from ui.passion import passion_card
from ui.peaks import peaks_card
from ui.plain import plain
from ui.rivals import nobody_to_compare, rivals, unnarrowed
from ui.standing import standing_card, standing_of, standing_sentence, unmarked
from ui.voice import Voice, by_platform_card, over_time_card, voice_card, voice_sentence

chosen: Filters = st.session_state["filters"]
heading(_("Competitors"), _("How do we stand against the others?"), chosen)
if ask(totals, replace(chosen, brands=())).row["mentions"] == 0:
    nothing_matches()
among = rivals(chosen)
if len(among.brands) < 2:
    nobody_to_compare()
    st.stop()
filters = replace(chosen, brands=among.brands)
voiced = Voice(filters, among, st.session_state["base"])
if voiced.total == 0:
    nothing_matches()
with st.container(horizontal=True, vertical_alignment="center", gap="small", key="finding_competitors"):
    st.markdown(f"#### {plain(voice_sentence(voiced))}", width="content")
    mentions_link(replace(filters.steady(), brands=(among.first,)))
st.markdown(plain(standing_sentence(standing_of(filters, among), among)))
unnarrowed(chosen, among)
if not among.ours:
    unmarked(among)
over_time_card(voiced, marks=marks(filters))
left, right = st.columns(2)
with left:
    voice_card(voiced)
with right:
    standing_card(filters, among, voiced.total)
left, right = st.columns(2)
with left:
    aspect_matrix_card(filters, among, voiced.total)
with right:
    by_platform_card(voiced)
left, right = st.columns(2)
with left:
    brand_ranking_card(filters, among, voiced.total)
with right:
    passion_card(filters, among, voiced.total)
left, right = st.columns(2)
with left:
    indexed_card(filters, among)
with right:
    brand_replies_card(filters, among)
left, right = st.columns(2)
with left:
    author_overlap_card(filters, among)
with right:
    moved_card(filters, among)
aligned_card(filters, among)
peaks_card(filters, among)
