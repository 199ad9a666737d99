"""The cached door to the questions."""

from collections.abc import Callable

import streamlit as st

from analysis.answer import Answer
from analysis.filters import Filters
from language import _
from store.connect import Store, connect
from store.url import store_url


def store() -> Store:
    """The store of this program."""
    return connect(store_url())


def ask(question: Callable[..., Answer], filters: Filters, **parameters: object) -> Answer:
    """The answer of an analysis function, kept until the data changes."""
    opened = store()
    name = f"{question.__module__}.{question.__qualname__}"
    with st.spinner(_("Counting…")):
        return _kept(
            name, opened.url, opened.data_version, repr(filters), repr(parameters), question, filters, parameters
        )


@st.cache_data(max_entries=2000, max_size="256MB", show_spinner=False)
def _kept(
    name: str, url: str, version: int, told: str, chosen: str, _question: Callable, _filters: Filters, _parameters: dict
) -> Answer:
    with connect(url).cursor() as cursor:
        return _question(cursor, _filters, **_parameters)
