"""The ways from a mention to what else its author says in the view, and to the view without them."""

from dataclasses import replace

import streamlit as st

from analysis.filters import Filters
from language import _
from ui.card import open_mentions


def by_author(author: str, *, key: str) -> None:
    """`author` is a key as the filters have it."""
    filters = st.session_state.get("filters") or Filters()
    only, without = (tuple(one for one in chosen if one != author) for chosen in (filters.authors, filters.without_authors))
    if st.button(_("Only this author"), key=f"only_{key}", icon=":material/person_search:", type="tertiary"):
        open_mentions(replace(filters, authors=(author,), without_authors=without))
    if st.button(_("Without this author"), key=f"without_{key}", icon=":material/person_off:", type="tertiary"):
        open_mentions(replace(filters, authors=only, without_authors=(*without, author)))
