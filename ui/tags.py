"""What the word lists find in a mention, as quiet tags that each open what has the same."""

from dataclasses import replace

import streamlit as st

from analysis.filters import BY_NAME, Filters, code
from analysis.labels import label
from language import _
from ui.card import open_mentions
from ui.plain import plain

# field of Filters -> the column of a mention, whose single value or list it holds.
FIELDS = {"aspect_sentiments": "aspect_sentiments", "intents": "intent", "emotions": "emotion"}
# The colours of the theme that a feeling about an aspect has.
COLOURS = {"-1": "red", "1": "green"}


def tags(row: dict, *, key: str) -> None:
    """Nothing where nothing is found."""
    found = [(name, value) for name, column in FIELDS.items() for value in _values(row[column])]
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tags_{key}"):
        for name, value in found:
            if st.button(_tag(name, value), key=f"tag_{key}_{name}_{code(value)}", type="tertiary", help=_("See all with it")):
                open_mentions(replace(st.session_state.get("filters") or Filters(), **{name: (value,)}))


def _values(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _tag(name: str, value: str) -> str:
    told = plain(label(name, value))
    colour = COLOURS.get(value.rpartition(":")[2]) if name == "aspect_sentiments" else None
    told = f":{colour}[{told}]" if colour else told
    return told if name == "aspect_sentiments" else f"{_(BY_NAME[name].label)} {told}"
