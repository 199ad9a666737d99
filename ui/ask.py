"""The cached door to the questions."""

from collections.abc import Callable

import streamlit as st

from analysis.answer import Answer
from analysis.filters import Filters
from jobs import demo_of
from language import _
from store.connect import Store, connect
from store.url import store_url


def store() -> Store:
    """The user's own store: where imports go."""
    return connect(store_url())


def shown() -> Store:
    """What the pages show: the user's own mentions, and the demo's for as long as there are none."""
    own = store()
    return own if _holds_mentions(own.url, own.data_version) else demo_of(own) or own


def is_demo() -> bool:
    return shown() is not store()


def ask(question: Callable[..., Answer], filters: Filters, *, of: Store | None = None, **parameters: object) -> Answer:
    """The answer of an analysis function, kept until the data changes; of the store that is shown, or another."""
    opened = of or shown()
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


@st.cache_data(max_entries=10, show_spinner=False)
def _holds_mentions(url: str, version: int) -> bool:
    with connect(url).cursor() as cursor:
        return cursor.execute("SELECT EXISTS (FROM mention)").fetchone()[0]
