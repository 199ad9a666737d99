"""Which of several tables is shown, with how many rows each has."""

from collections.abc import Mapping

import streamlit as st

from language import _, current


def kinds(state: str, names: Mapping[str, str], counts: Mapping[str, int]) -> None:
    """The choice stays in the session as `state`; `names`: as the reader calls the tables."""
    # A browser says what was chosen by its label: a new one needs a new control.
    key = f"{state}_{current()}_{'_'.join(map(str, counts.values()))}"
    st.segmented_control(
        _("Kind of rule"), list(names), default=st.session_state[state], key=key, required=True, label_visibility="collapsed",
        format_func=lambda kind: f"{names[kind]} {counts[kind]}", on_change=_chosen, args=[state, key],
    )  # fmt: skip


def _chosen(state: str, key: str) -> None:
    st.session_state[state] = st.session_state[key]
