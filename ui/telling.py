"""Findings in words on a page, each with the way to the mentions that show it."""

import streamlit as st

from analysis.findings import Finding
from analysis.sentences import sentence
from ui.card import mentions_link
from ui.plain import plain


def tell(findings: list[Finding], *, key: str) -> None:
    """The first one large, the others beneath."""
    for place, finding in enumerate(findings):
        told = plain(sentence(finding))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"finding_{key}_{place}"):
            st.markdown(told if place else f"#### {told}", width="content")
            mentions_link(finding.evidence)
