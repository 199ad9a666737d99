"""The weights of the ranking of brands, on the settings page."""

import streamlit as st

from analysis.labels import label
from language import _, current
from nlp.ranking import MOST, TERMS
from ui.drafts import Draft
from ui.plain import plain


def ranking(draft: Draft) -> None:
    st.caption(_("How much each term counts in the ranking of brands on the page of competitors. Only their proportion matters; 0 leaves a term out. A change counts as soon as it is saved."))
    rows = {row["name"]: row for row in draft.cells["ranking"]}
    for place, name in zip(st.columns(len(TERMS)), TERMS, strict=True):
        key, now = f"weight_{name}_{current()}", float(rows[name]["weight"])
        if key not in st.session_state or st.session_state[key] != now:
            st.session_state[key] = now
        with place:
            st.number_input(label("ranking_terms", name), min_value=0.0, max_value=float(MOST), step=0.5, format="%.1f", key=key, on_change=_weighed, args=[draft, name, key])
    if problem := draft.problem():
        st.warning(plain(problem), icon=":material/edit_note:")


def _weighed(draft: Draft, name: str, key: str) -> None:
    draft.cells["ranking"] = [row | ({"weight": st.session_state[key]} if row["name"] == name else {}) for row in draft.cells["ranking"]]
