"""What the topics of the store that is shown are called."""

import streamlit as st

from store.connect import connect
from store.topics import titles
from ui.ask import shown


def topic_names() -> dict[str, str]:
    opened = shown()
    return _kept(opened.url, opened.data_version)


@st.cache_data(max_entries=10, show_spinner=False)
def _kept(url: str, version: int) -> dict[str, str]:
    with connect(url).cursor() as cursor:
        return titles(cursor)
